using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;

namespace Intake.Application.BotConfiguration;

/// <summary>Reads the small things that several files share: texts in every language, keywords, kinds.</summary>
internal static class SectionTexts
{
    /// <summary>The kinds by their names in configuration and in the interfaces.</summary>
    internal static readonly IReadOnlyDictionary<string, TicketKind> Kinds = new Dictionary<string, TicketKind>(StringComparer.Ordinal)
    {
        ["inquiry"] = TicketKind.Inquiry,
        ["help"] = TicketKind.Help,
        ["complaint"] = TicketKind.Complaint,
        ["report"] = TicketKind.Report,
        ["suggestion"] = TicketKind.Suggestion,
        ["praise"] = TicketKind.Praise,
    };

    /// <summary>A text in every language of the authority.</summary>
    internal static LocalText Local(this YamlSection section, string key)
    {
        using var texts = section.Section(key);
        return new LocalText(texts is null ? new Dictionary<string, string>(StringComparer.Ordinal) : ByTag(section, texts, key));
    }

    /// <summary>Words of all languages together, in small letters.</summary>
    internal static IReadOnlyList<string> Keywords(this YamlSection section, string key)
    {
        using var lists = section.Section(key);
        if (lists is null)
            return [];
        var words = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var tag in Tags(section, lists))
        {
            var items = lists.Items(tag);
            if (items.Count == 0)
                lists.Problem(tag, $"\"{key}\" has no words in {tag}");
            foreach (var (word, line) in items)
                AddWord(lists, words, word, line);
        }

        return [.. words.Keys];
    }

    /// <summary>The kinds of ticket in a list, at least one.</summary>
    internal static IReadOnlyList<TicketKind> KindList(this YamlSection section, string key)
    {
        var items = section.Items(key, isRequired: true);
        if (section.IsEmptyList(key))
            section.Problem(key, $"\"{key}\" needs at least one of {string.Join(", ", Kinds.Keys)}");
        return [.. items.Select(item => section.Choice(item.Text, item.Line, Kinds, TicketKind.Inquiry)).Distinct()];
    }

    private static Dictionary<string, string> ByTag(YamlSection section, YamlSection texts, string key)
    {
        var byTag = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in Tags(section, texts))
        {
            if (texts.OptionalText(tag) is { } text)
                byTag[tag] = text;
            else
                section.Report(texts.Has(tag) ? texts.LineOf(tag) : section.LineOf(key), $"\"{key}\" has no text in {tag}");
        }

        return byTag;
    }

    /// <summary>Without a readable authority nobody knows the languages, and those that are there are taken.</summary>
    internal static IEnumerable<string> Tags(YamlSection section, YamlSection texts)
        => section.Reading.Languages.Count > 0 ? section.Reading.Languages.Select(language => language.Tag) : texts.Entries.Select(entry => entry.Key);

    private static void AddWord(YamlSection lists, Dictionary<string, int> words, string word, int line)
    {
        var small = word.Trim().ToLowerInvariant();
        if (small.Length < 2)
            lists.Report(line, $"the keyword \"{word}\" is too short to mean anything: two characters or more");
        else if (!words.TryAdd(small, line))
            lists.Report(line, $"the keyword \"{small}\" is there twice; the first is on line {words[small]}");
    }
}
