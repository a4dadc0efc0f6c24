using System.Text;
using Intake.Domain.Catalogue;

namespace Intake.Application.BotConfiguration;

/// <summary>Reads <c>officialAccount</c> in <c>authority.yaml</c>, within the limits of a WeChat menu.</summary>
internal static class ReadOfficialAccount
{
    private const int MostEntries = 3;
    private const int MostItems = 5;
    private const int EntryBytes = 16;
    private const int ItemBytes = 60;
    private const int CoverBytes = 2_000_000;

    private static readonly Dictionary<string, MenuDeed> Deeds = new(StringComparer.Ordinal)
    {
        ["report"] = MenuDeed.Report,
        ["track"] = MenuDeed.Track,
        ["person"] = MenuDeed.Person,
        ["cancel"] = MenuDeed.Cancel,
        ["language"] = MenuDeed.Language,
        ["privacy"] = MenuDeed.Privacy,
        ["help"] = MenuDeed.Help,
    };

    internal static OfficialAccount From(YamlSection file)
    {
        using var section = file.Section("officialAccount", isRequired: false);
        return section is null ? OfficialAccount.Plain : new(Entries(section, "menu", MostEntries, EntryBytes), Cover(section));
    }

    private static List<MenuEntry> Entries(YamlSection section, string key, int most, int bytes)
    {
        var sections = section.Sections(key, isRequired: false);
        if (sections.Count > most)
            section.Problem(key, $"\"{key}\" may have {most} entries, WeChat shows no more");
        var entries = new List<MenuEntry>();
        foreach (var one in sections)
        {
            using (one)
                entries.Add(Entry(one, bytes));
        }

        return entries;
    }

    private static MenuEntry Entry(YamlSection section, int bytes)
    {
        var name = section.Local("name");
        foreach (var (tag, text) in name.ByTag.Where(text => Encoding.UTF8.GetByteCount(text.Value) > bytes))
            section.Problem("name", $"\"{text}\" ({tag}) is too long for the menu: {bytes} bytes, a Chinese character has three");
        // Entries under an entry of the first row only: WeChat knows two rows.
        List<MenuEntry> items = bytes == EntryBytes ? Entries(section, "items", MostItems, ItemBytes) : [];
        var entry = new MenuEntry(name, section.Has("does") ? section.Choice("does", Deeds, MenuDeed.Help) : null, Page(section), items);
        if (new[] { entry.Does is not null, section.Has("page"), items.Count > 0 }.Count(there => there) != 1)
            section.Report(section.Line, "an entry of the menu has one of \"does\", \"page\" and \"items\"");
        return entry;
    }

    private static Uri? Page(YamlSection section)
    {
        if (section.OptionalText("page") is not { } written)
            return null;
        if (Uri.TryCreate(written, UriKind.Absolute, out var page) && page.Scheme is "https" or "http")
            return page;
        section.Problem("page", $"\"{written}\" is not an address that begins with https:// or http://");
        return null;
    }

    private static byte[]? Cover(YamlSection section)
    {
        if (section.OptionalText("cover") is not { } name)
            return null;
        switch (section.Reading.Files.Picture(name, CoverBytes))
        {
            case ([0xFF, 0xD8, 0xFF, ..] or [0x89, (byte)'P', (byte)'N', (byte)'G', ..]) and var picture:
                return picture;
            case null:
                section.Problem("cover", $"there is no picture \"{name}\" of at most 2 MB beside this file");
                return null;
            default:
                section.Problem("cover", $"\"{name}\" is neither JPEG nor PNG");
                return null;
        }
    }
}
