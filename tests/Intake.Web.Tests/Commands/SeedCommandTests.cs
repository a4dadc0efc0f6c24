using Intake.Testing;
using Intake.Web.Tests.Hosting;

namespace Intake.Web.Tests.Commands;

public sealed class SeedCommandTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    [Fact]
    public async Task Made_up_tickets_are_counted_and_the_checks_of_the_ledger_accept_them()
    {
        var run = await BuiltProgram.RunAsync(folder.Path, "seed", "300");
        Assert.True(run.Code == 0, run.Notes);
        Assert.Equal(("300", "90"), (run.Cell("tickets"), run.Cell("open")));
        Assert.Contains("100 %", run.Notes, StringComparison.Ordinal);
        Assert.Equal(0, (await BuiltProgram.RunAsync(folder.Path, "verify-ledger")).Code);
        Assert.Equal(0, (await BuiltProgram.RunAsync(folder.Path, "rebuild", "--check")).Code);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("many")]
    [InlineData("99999999999")]
    public async Task What_is_no_number_of_tickets_is_answered_with_how_it_is_used(string count)
    {
        var run = await BuiltProgram.RunAsync(folder.Path, "seed", count);
        Assert.Equal(1, run.Code);
        Assert.Contains("Usage: seed N", run.Notes, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["intake.db"]));
    }

    public void Dispose() => folder.Dispose();
}
