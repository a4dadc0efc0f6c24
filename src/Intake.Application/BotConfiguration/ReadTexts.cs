using System.Text.RegularExpressions;
using Intake.Application.Texts;

namespace Intake.Application.BotConfiguration;

/// <summary>Reads <c>texts/TAG.yaml</c> and sees to it that every language can say everything, with the same placeholders.</summary>
internal static partial class ReadTexts
{
    private const int MostNamed = 12;

    internal static TextCatalogue From(YamlReading reading, TextCatalogue builtIn)
    {
        var before = reading.Problems.Count;
        var found = new List<ConfigurationProblem>();
        var files = reading.Files.TextPaths
            .Select(path => TextFile.Read(path, Path.GetFileNameWithoutExtension(path), reading.Files.Texts[path], found))
            .ToList();
        found.ForEach(problem => reading.Problem(problem.File, problem.Line, problem.Message));
        var own = files.Select(file => file.ToCatalogue()).Aggregate(TextCatalogue.Empty, TextCatalogue.Merge);
        var merged = TextCatalogue.Merge(builtIn, own);
        if (reading.Problems.Count == before && reading.Languages.Count > 0)
            Check(reading, files, builtIn, merged);
        return merged;
    }

    private static void Check(YamlReading reading, List<TextFile> files, TextCatalogue builtIn, TextCatalogue merged)
    {
        foreach (var file in files)
        {
            CheckLanguage(reading, file);
            foreach (var (key, (template, line)) in file.Texts)
            {
                if (WhyNot(builtIn, key, template) is { } reason)
                    reading.Problem(file.Path, line, reason);
                else
                    ComparePlaceholders(reading, files, merged, file, key);
            }
        }

        var everything = merged.Languages.SelectMany(tag => merged.In(tag).Keys).Distinct(StringComparer.Ordinal).ToList();
        foreach (var language in reading.Languages)
            CheckComplete(reading, merged, language.Tag, everything);
    }

    private static void CheckLanguage(YamlReading reading, TextFile file)
    {
        if (reading.Languages.All(language => language.Tag != file.Tag))
            reading.Problem(file.Path, 1, $"\"{file.Tag}\" is none of the languages in authority.yaml{Spelling.DidYouMean(file.Tag, reading.Languages.Select(language => language.Tag))}");
    }

    private static string? WhyNot(TextCatalogue builtIn, string key, TextTemplate template)
    {
        if (!KeyForm().IsMatch(key))
            return $"\"{key}\" is not a key: words of letters, digits and hyphens, joined by dots";
        var known = builtIn.Languages.Where(tag => builtIn.In(tag).ContainsKey(key)).Select(tag => builtIn.In(tag)[key]).ToList();
        if (known.Count == 0)
            return $"nothing says the text \"{key}\"{Spelling.DidYouMean(key, builtIn.Languages.SelectMany(tag => builtIn.In(tag).Keys))}";
        var placeholders = known.SelectMany(text => text.Placeholders).ToList();
        return template.Placeholders.FirstOrDefault(name => !placeholders.Contains(name, StringComparer.Ordinal)) is { } stranger
            ? $"\"{key}\" has no value for {{{stranger}}}{Spelling.DidYouMean(stranger, placeholders)}"
            : null;
    }

    private static void CheckComplete(YamlReading reading, TextCatalogue merged, string tag, List<string> everything)
    {
        var missing = everything.Where(key => !merged.In(tag).ContainsKey(key)).Order(StringComparer.Ordinal).ToList();
        if (missing.Count == 0)
            return;
        var named = string.Join(", ", missing.Take(MostNamed)) + (missing.Count > MostNamed ? $" and {missing.Count - MostNamed} more" : "");
        reading.Problem($"texts/{tag}.yaml", 1, $"{missing.Count} text(s) missing in {tag}: {named}");
    }

    private static void ComparePlaceholders(YamlReading reading, List<TextFile> files, TextCatalogue merged, TextFile file, string key)
    {
        var (template, line) = file.Texts[key];
        var other = ComparedWith(reading, files, file.Tag, key)
            .FirstOrDefault(tag => merged.In(tag).TryGetValue(key, out var text) && !text.Placeholders.SequenceEqual(template.Placeholders));
        if (other is not null)
            reading.Problem(file.Path, line, $"\"{key}\" has the placeholders {Named(template)}, but in {other} {Named(merged.In(other)[key])}");
    }

    /// <summary>The first language, and for that one the languages where the product's own text stands: each pair is named once.</summary>
    private static IEnumerable<string> ComparedWith(YamlReading reading, List<TextFile> files, string tag, string key)
        => tag == reading.Languages[0].Tag
            ? reading.Languages.Skip(1).Select(language => language.Tag).Where(other => !files.Exists(file => file.Tag == other && file.Texts.ContainsKey(key)))
            : [reading.Languages[0].Tag];

    private static string Named(TextTemplate template)
        => template.Placeholders.Count == 0 ? "none" : string.Join(" ", template.Placeholders.Select(name => $"{{{name}}}"));

    [GeneratedRegex("^[a-z][a-z0-9-]*(\\.[A-Za-z0-9-]+)+$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KeyForm();
}
