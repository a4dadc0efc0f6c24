using Intake.Application.BotConfiguration;
using Intake.Testing;

namespace Intake.Application.Tests.BotConfiguration;

public sealed class CheckConfigurationTests : IDisposable
{
    private readonly StringWriter output = new();
    private readonly StringWriter error = new();

    public void Dispose()
    {
        output.Dispose();
        error.Dispose();
    }

    [Fact]
    public void A_valid_folder_is_told_in_one_line_and_answered_by_0()
    {
        var code = CheckConfiguration.Run(ExampleAuthority.Folder, output, error, ExampleAuthority.At);

        Assert.Equal(0, code);
        Assert.StartsWith($"XH version {ExampleAuthority.Snapshot().Version}: {ExampleAuthority.Load().Services.Count} services in ", output.ToString(), StringComparison.Ordinal);
        Assert.Equal($"{ExampleAuthority.Folder}: 0 problem(s), 0 warning(s){Environment.NewLine}", error.ToString());
    }

    [Fact]
    public void Problems_come_one_a_line_and_are_answered_by_1()
    {
        using var copy = new BrokenCopy();
        copy.Change("authority.yaml", "jurisdiction: XH", "jurisdiction: xh").Change("retention.yaml", "incomingDays: 90", "incomingDays: 0");

        var code = CheckConfiguration.Run(copy.Folder, output, error, ExampleAuthority.At);

        Assert.Equal(1, code);
        Assert.Equal(
            [
                "authority.yaml:5: \"jurisdiction\" must be two to eight capital letters, not \"xh\"",
                $"retention.yaml:{copy.LineOf("retention.yaml", "incomingDays")}: \"incomingDays\" must be a whole number from 1 to 3650, not \"0\"",
                "",
            ],
            output.ToString().Split(Environment.NewLine));
        Assert.EndsWith($": 2 problem(s), 0 warning(s){Environment.NewLine}", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Warnings_alone_are_answered_by_0()
    {
        var code = CheckConfiguration.Run(ExampleAuthority.Folder, output, error, ExampleAuthority.At.AddYears(3));

        Assert.Equal(0, code);
        Assert.Contains(": warning: the days off of 2029 are not in this calendar", output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_version_is_of_the_content_and_of_nothing_else()
    {
        using var one = new BrokenCopy();
        using var other = new BrokenCopy();
        Assert.Equal(one.Load().Snapshot!.Version, other.Load().Snapshot!.Version);

        other.Append("retention.yaml", "# a remark\n");
        Assert.NotEqual(one.Load().Snapshot!.Version, other.Load().Snapshot!.Version);
    }
}
