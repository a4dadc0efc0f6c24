using System.Globalization;
using Intake.Domain.Catalogue;
using YamlDotNet.RepresentationModel;

namespace Intake.Application.Replays.Seeding;

/// <summary>What made-up tickets say, by language: parts of sentences from <c>phrases.yaml</c>, put together with the words of a service.</summary>
internal sealed class SeedPhrases
{
    private static readonly Lazy<Dictionary<string, Dictionary<string, string[]>>> ByLanguage = new(Read);
    private readonly Dictionary<string, string[]> _parts;
    private readonly Language _language;

    private SeedPhrases(Language language, Dictionary<string, string[]> parts) => (_language, _parts) = (language, parts);

    /// <summary>The phrases of a language; of English where there are none.</summary>
    public static SeedPhrases In(Language language) =>
        new(language, ByLanguage.Value.GetValueOrDefault(language.Tag) ?? ByLanguage.Value[Language.English.Tag]);

    /// <summary>What a ticket is about: its service, a word for it and a place, the same in all its texts.</summary>
    public SeedSubject SubjectOf(Authority authority, Service service, Place? place, DateTimeOffset at, Random random)
    {
        var isChinese = _language == Language.Chinese;
        var words = service.Keywords.Where(word => word.Any(c => c >= 0x3400) == isChinese).ToList();
        var road = Pick("roads", random);
        var spot = Pick("spots", random).Replace("{road2}", Pick("roads", random), StringComparison.Ordinal).Replace("{n}", Small(random), StringComparison.Ordinal);
        var where = isChinese ? $"{place?.Name[_language]}{road}{spot}" : $"{road}, {spot}{(place is null ? "" : $", {place.Name[_language]}")}";
        var local = TimeZoneInfo.ConvertTime(at.AddDays(-random.Next(1, 60)), authority.TimeZone);
        var day = local.ToString(isChinese ? "M'\u6708'd'\u65e5'" : "d MMMM", CultureInfo.InvariantCulture);
        return new(words.Count == 0 ? service.Name[_language] : words[random.Next(words.Count)], service.Name[_language], where, day);
    }

    /// <summary>The requester's matter: a few sentences.</summary>
    public string Matter(SeedSubject subject, bool isPraise, Random random)
    {
        var parts = new List<string> { Pick("openings", random), isPraise ? Pick("praise", random) : Pick("problems", random) };
        if (!isPraise)
        {
            if (random.Next(3) == 0)
                parts.Add(Pick("problems", random));
            for (var effects = random.Next(1, 4); effects > 0; effects--)
                parts.Add(Pick("effects", random));
            parts.Add(Pick("wishes", random));
        }

        return Filled(string.Join(_language == Language.Chinese ? "" : " ", parts.Distinct()), subject, "", random);
    }

    /// <summary>One phrase of a kind.</summary>
    public string One(string kind, SeedSubject subject, string unit, Random random) => Filled(Pick(kind, random), subject, unit, random);

    /// <summary>A name for a requester.</summary>
    public string Name(Random random) =>
        _language == Language.Chinese ? Pick("surnames", random) + Pick("names", random) : $"{Pick("names", random)} {Pick("surnames", random)}";

    private string Pick(string kind, Random random)
    {
        var some = _parts[kind];
        return some[random.Next(some.Length)];
    }

    private static string Filled(string phrase, SeedSubject subject, string unit, Random random) => phrase
        .Replace("{word}", subject.Word, StringComparison.Ordinal)
        .Replace("{service}", subject.Service, StringComparison.Ordinal)
        .Replace("{where}", subject.Where, StringComparison.Ordinal)
        .Replace("{day}", subject.Day, StringComparison.Ordinal)
        .Replace("{unit}", unit, StringComparison.Ordinal)
        .Replace("{n}", Small(random), StringComparison.Ordinal);

    private static string Small(Random random) => random.Next(2, 30).ToString(CultureInfo.InvariantCulture);

    private static Dictionary<string, Dictionary<string, string[]>> Read()
    {
        using var stream = typeof(SeedPhrases).Assembly.GetManifestResourceStream("Seeding/phrases.yaml")!;
        using var reader = new StreamReader(stream);
        var yaml = new YamlStream();
        yaml.Load(reader);
        return ((YamlMappingNode)yaml.Documents[0].RootNode).Children.ToDictionary(language => Written(language.Key), language => Parts((YamlMappingNode)language.Value), StringComparer.Ordinal);
    }

    // Lists within a mapping are named by both: replies.Solved.
    private static Dictionary<string, string[]> Parts(YamlMappingNode language) => language.Children
        .SelectMany(part => part.Value is YamlMappingNode inner
            ? inner.Children.Select(child => (Name: $"{Written(part.Key)}.{Written(child.Key)}", List: child.Value))
            : [(Name: Written(part.Key), List: part.Value)])
        .ToDictionary(part => part.Name, part => ((YamlSequenceNode)part.List).Select(Written).ToArray(), StringComparer.Ordinal);

    private static string Written(YamlNode node) => ((YamlScalarNode)node).Value ?? "";
}

/// <summary>What a made-up ticket is about.</summary>
/// <param name="Word">A keyword of its service.</param>
/// <param name="Service">The service's name.</param>
/// <param name="Where">A made-up place.</param>
/// <param name="Day">A day not long ago.</param>
internal sealed record SeedSubject(string Word, string Service, string Where, string Day);
