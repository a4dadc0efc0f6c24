using Intake.Domain.Catalogue;
using Intake.Testing;
using Intake.Web.Commands;

namespace Intake.Web.Tests.Commands;

public sealed class CommandTests
{
    public static TheoryData<string> Names => [.. CommandTable.All.Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Every_command_explains_itself_in_both_languages(string name)
    {
        foreach (var language in new[] { Language.Chinese, Language.English })
        {
            var (code, results, _) = await RunAsync([name, "--help"], language: language);
            Assert.Equal(0, code);
            Assert.Contains(name, results, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Help_lists_every_command()
    {
        var (code, results, _) = await RunAsync(["--help"]);
        Assert.Equal(0, code);
        Assert.All(CommandTable.All, command => Assert.Contains($"  {command.Name} ", results, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_command_that_is_not_there_is_named_and_the_others_listed()
    {
        var (code, results, notes) = await RunAsync(["nonsense"]);
        Assert.Equal(1, code);
        Assert.Empty(results);
        Assert.Contains("'nonsense'", notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_start_that_fails_says_why_and_exits_with_1()
    {
        var (code, _, notes) = await RunAsync(["--Proxies:Trusted", "not-an-address"]);
        Assert.Equal(1, code);
        Assert.Contains("'not-an-address' is neither an address nor a network", notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Due_answers_line_by_line()
    {
        var (code, results, notes) = await RunAsync(["due", "--stdin"], "2026-03-05T09:00:00+08:00 2.5 hour\n2026-03-05T09:00:00+08:00 1 working-day\n");
        Assert.Equal(0, code);
        Assert.Empty(notes);
        Assert.Equal(["2026-03-05T03:30:00Z", "2026-03-06T10:00:00Z"], results.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("2026-03-05T09:00:00Z 1 week")]
    [InlineData("2026-03-05T09:00:00Z -1 hour")]
    [InlineData("2026-03-05T09:00:00Z 1.5 working-day")]
    [InlineData("2026-03-05T09:00:00Z 99999999999 working-day")]
    [InlineData("2026-03-05T09:00:00Z 1e9 hour")]
    public async Task Due_keeps_lines_in_step_when_one_cannot_be_read(string line)
    {
        var (code, results, notes) = await RunAsync(["due", "--stdin"], $"{line}\n2026-03-05T09:00:00Z 1 hour\n");
        Assert.Equal(1, code);
        Assert.Equal("\n2026-03-05T10:00:00Z\n", results);
        Assert.Contains("ine 1", notes, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_configuration_that_does_not_hold_together_is_named_by_file_and_line()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder["authority.yaml"], "jurisdiction: x\n", TestContext.Current.CancellationToken);
        var (code, results, _) = await RunAsync(["check-config", folder.Path]);
        Assert.Equal(1, code);
        Assert.Contains("authority.yaml:1: ", results, StringComparison.Ordinal);
    }

    private static async Task<(int Code, string Results, string Notes)> RunAsync(string[] arguments, string input = "", Language? language = null)
    {
        using var results = new StringWriter { NewLine = "\n" };
        using var notes = new StringWriter { NewLine = "\n" };
        var code = await CommandTable.RunAsync(arguments, new Terminal(new StringReader(input), results, notes, language ?? Language.English, TestContext.Current.CancellationToken));
        return (code, results.ToString(), notes.ToString());
    }
}
