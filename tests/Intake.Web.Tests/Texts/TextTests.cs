using System.Text.Json;
using System.Text.RegularExpressions;
using Intake.Application.Data;
using Intake.Domain.Catalogue;
using Intake.Testing;
using Intake.Web.Texts;

namespace Intake.Web.Tests.Texts;

public sealed partial class TextTests
{
    private static readonly HashSet<string> Chinese = [.. ProductTexts.All.Keys(Language.Chinese)];
    private static readonly HashSet<string> English = [.. ProductTexts.All.Keys(Language.English)];

    [Fact]
    public void Both_languages_have_the_same_keys()
    {
        Assert.NotEmpty(Chinese);
        Assert.Empty(Chinese.Except(English).Select(key => $"only in Chinese: {key}"));
        Assert.Empty(English.Except(Chinese).Select(key => $"only in English: {key}"));
    }

    [Fact]
    public void Every_key_that_pages_and_code_name_has_its_text()
    {
        var named = Sources().SelectMany(file => Named(file).Select(key => (key, file.Path))).ToList();
        Assert.Contains(named, name => name.key == "common.skip");
        Assert.Empty(named.Where(name => !Chinese.Contains(name.key)).Select(name => $"{name.Path}: {name.key}"));
    }

    [Fact]
    public void Every_key_put_together_in_code_begins_as_some_text_does()
    {
        var starts = Sources().SelectMany(file => PutTogether().Matches(file.Text).Select(match => (Start: match.Groups["start"].Value, file.Path))).ToList();
        Assert.NotEmpty(starts);
        Assert.Empty(starts.Where(start => !Chinese.Any(key => key.StartsWith(start.Start, StringComparison.Ordinal))).Select(start => $"{start.Path}: {start.Start}"));
    }

    [Fact]
    public void The_texts_of_the_pages_are_in_the_script_of_their_language()
    {
        var keys = Chinese.Where(key => !key.StartsWith("language.", StringComparison.Ordinal) && !key.StartsWith("format.", StringComparison.Ordinal));
        Assert.DoesNotContain(English.Where(key => !key.StartsWith("language.", StringComparison.Ordinal)), key => Han().IsMatch(Raw("en", key)));
        Assert.All(keys.Where(key => Placeholder().Replace(Raw("zh-CN", key).Replace(key + ":", "", StringComparison.Ordinal), "").Any(char.IsLetter)), key => Assert.Matches(Han(), Raw("zh-CN", key)));
    }

    [Fact]
    public void Every_trouble_with_a_database_has_its_sentence() => Assert.All(
        Enum.GetNames<DatabaseTrouble>(),
        trouble => Assert.Contains($"database.{JsonNamingPolicy.KebabCaseLower.ConvertName(trouble)}", Chinese));

    // A key in code is a literal whose first part is the first part of some key: that finds those in tables too.
    private static IEnumerable<string> Named(SourceFile file)
    {
        var inPages = file.Path.EndsWith(".cshtml", StringComparison.Ordinal);
        var firsts = Chinese.Select(First).ToHashSet(StringComparer.Ordinal);
        return (inPages ? InPages() : InCode()).Matches(file.Text).Select(match => match.Groups["key"].Value).Where(key => inPages || firsts.Contains(First(key)));
    }

    private static string First(string key) => key[..key.IndexOf('.', StringComparison.Ordinal)];

    private static IEnumerable<SourceFile> Sources() => Repository.Sources("src/Intake.Web", "*.cshtml").Concat(Repository.Sources("src/Intake.Web", "*.cs"));

    // As written in the file, and not filled in: placeholders have names in Latin letters.
    private static string Raw(string tag, string key)
    {
        string[] lines = [.. Repository.Sources("src/Intake.Web/Texts", tag + ".yaml").SelectMany(file => file.Lines)];
        var at = Array.FindIndex(lines, line => line.StartsWith(key + ":", StringComparison.Ordinal));
        return at < 0 ? Otherwise(tag) : lines[at] + string.Concat(lines.Skip(at + 1).TakeWhile(line => line.StartsWith(' ')));
    }

    // Texts of the conversation and of the use cases have tests of their own.
    private static string Otherwise(string tag) => tag == "en" ? "" : "文";

    [GeneratedRegex("""T\["(?<key>[a-z0-9.-]+)[",]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InPages();

    [GeneratedRegex("""(?<!\$)"(?<key>[a-z][a-z0-9-]*(\.[A-Za-z0-9-]+)+)[",]""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex InCode();

    [GeneratedRegex("""(\[|Text\(|Get\(Language, |Get\(language, )\$"(?<start>[a-z][a-z0-9.-]*\.)\{""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PutTogether();

    [GeneratedRegex("""[\u3000-\u303f\u4e00-\u9fff]""", RegexOptions.None, 1000)]
    private static partial Regex Han();

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.None, 1000)]
    private static partial Regex Placeholder();
}
