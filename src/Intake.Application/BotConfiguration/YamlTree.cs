using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Intake.Application.BotConfiguration;

/// <summary>A YAML value that remembers its line (from 1).</summary>
internal abstract record YamlValue(int Line);

internal sealed record YamlScalar(string Text, bool IsEmpty, int Line) : YamlValue(Line);

internal sealed record YamlList(IReadOnlyList<YamlValue> Items, int Line) : YamlValue(Line);

internal sealed record YamlMap(IReadOnlyList<YamlEntry> Entries, int Line) : YamlValue(Line);

internal sealed record YamlEntry(string Key, YamlValue Value, int Line);

/// <summary>
/// Builds the tree from the parser's events instead of the library's own document model, because that one stops at the
/// first duplicate key, and an operator wants to hear of all of them.
/// </summary>
internal sealed class YamlTree(string file, ICollection<ConfigurationProblem> problems)
{
    private readonly Dictionary<string, YamlValue> anchors = new(StringComparer.Ordinal);

    /// <summary>The one document of the text; null when it is empty or cannot be parsed (then there is a problem).</summary>
    internal YamlValue? Read(string text)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
                return null;
            parser.Consume<DocumentStart>();
            var root = ReadValue(parser);
            parser.Consume<DocumentEnd>();
            if (parser.Accept<DocumentStart>(out var second))
                Report(Line(second), "only one YAML document is read from a file; remove the \"---\" and what follows, or put it into the first");
            return root;
        }
        catch (YamlException exception)
        {
            Report(Math.Max(1, (int)exception.Start.Line), $"not valid YAML: {Sentence(exception)}");
            return null;
        }
    }

    private YamlValue ReadValue(Parser parser)
    {
        if (parser.TryConsume<Scalar>(out var scalar))
            return Keep(scalar.Anchor, new YamlScalar(scalar.Value, scalar.IsPlainImplicit && IsNull(scalar.Value), Line(scalar)));
        if (parser.TryConsume<SequenceStart>(out var list))
            return Keep(list.Anchor, ReadList(parser, Line(list)));
        if (parser.TryConsume<MappingStart>(out var map))
            return Keep(map.Anchor, ReadMap(parser, Line(map)));
        var alias = parser.Consume<AnchorAlias>();
        if (anchors.TryGetValue(alias.Value.Value, out var value))
            return value;
        Report(Line(alias), $"*{alias.Value.Value} names no &{alias.Value.Value} above it");
        return new YamlScalar("", true, Line(alias));
    }

    private YamlList ReadList(Parser parser, int line)
    {
        var items = new List<YamlValue>();
        while (!parser.TryConsume<SequenceEnd>(out _))
            items.Add(ReadValue(parser));
        return new YamlList(items, line);
    }

    private YamlMap ReadMap(Parser parser, int line)
    {
        var entries = new List<YamlEntry>();
        var lines = new Dictionary<string, int>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = ReadValue(parser);
            var value = ReadValue(parser);
            if (key is not YamlScalar name)
                Report(key.Line, "a key must be a plain word");
            else if (lines.TryAdd(name.Text, name.Line))
                entries.Add(new YamlEntry(name.Text, value, name.Line));
            else
                Report(name.Line, $"the key \"{name.Text}\" is there twice; the first is on line {lines[name.Text]}");
        }

        return new YamlMap(entries, line);
    }

    private YamlValue Keep(AnchorName anchor, YamlValue value)
    {
        if (!anchor.IsEmpty)
            anchors[anchor.Value] = value;
        return value;
    }

    private void Report(int line, string message) => problems.Add(new ConfigurationProblem(file, line, message));

    private static int Line(ParsingEvent parsed) => (int)parsed.Start.Line;

    private static bool IsNull(string plain) => plain is "" or "~" or "null";

    private static string Sentence(YamlException exception)
        => exception.Message.TrimEnd('.') is { Length: > 0 } words ? char.ToLowerInvariant(words[0]) + words[1..] : "unreadable";
}
