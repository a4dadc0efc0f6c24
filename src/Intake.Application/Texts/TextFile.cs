using Intake.Application.BotConfiguration;

namespace Intake.Application.Texts;

/// <summary>One file of texts in one language, with the line of each.</summary>
/// <param name="Path">The file's path, for problems.</param>
/// <param name="Tag">The language, from the file's name.</param>
/// <param name="Texts">The texts by key.</param>
internal sealed record TextFile(string Path, string Tag, IReadOnlyDictionary<string, (TextTemplate Template, int Line)> Texts)
{
    /// <summary>Reads a file of <c>key: text</c> lines; what is wrong is added to <paramref name="problems"/>.</summary>
    internal static TextFile Read(string path, string tag, string yaml, ICollection<ConfigurationProblem> problems)
    {
        var texts = new Dictionary<string, (TextTemplate, int)>(StringComparer.Ordinal);
        var before = problems.Count;
        var root = new YamlTree(path, problems).Read(yaml);
        if (root is not YamlMap map)
        {
            if (problems.Count == before)
                problems.Add(new ConfigurationProblem(path, root?.Line ?? 1, "expected texts (\"key: text\")"));
            return new TextFile(path, tag, texts);
        }

        foreach (var entry in map.Entries)
        {
            if (entry.Value is YamlScalar { Text: { Length: > 0 } text })
                texts[entry.Key] = (new TextTemplate(text), entry.Line);
            else
                problems.Add(new ConfigurationProblem(path, entry.Line, $"\"{entry.Key}\" must be a text, not empty"));
        }

        foreach (var (key, (template, line)) in texts.Where(text => text.Value.Item1.HasStrayBrace))
            problems.Add(new ConfigurationProblem(path, line, $"a brace in \"{key}\" belongs to no placeholder; one is written like {{number}}"));
        return new TextFile(path, tag, texts);
    }

    /// <summary>The texts alone.</summary>
    internal TextCatalogue ToCatalogue()
        => new(new Dictionary<string, IReadOnlyDictionary<string, TextTemplate>>(StringComparer.Ordinal)
        {
            [Tag] = Texts.ToDictionary(text => text.Key, text => text.Value.Template, StringComparer.Ordinal),
        });
}
