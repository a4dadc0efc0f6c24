using Intake.Domain.Catalogue;

namespace Intake.Application.BotConfiguration;

/// <summary>Reads <c>places.yaml</c>; no name may mean two places.</summary>
internal static class ReadPlaces
{
    internal static Catalogued<Place> From(YamlReading reading)
    {
        using var file = reading.Open("places.yaml");
        var places = new Catalogued<Place>("place", "places.yaml", file);
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var section in file?.Sections("places") ?? [])
        {
            using (section)
                Read(section, places, names);
        }

        return places;
    }

    private static void Read(YamlSection section, Catalogued<Place> places, Dictionary<string, string> names)
    {
        var aliases = section.Items("aliases");
        var place = new Place(section.Code(), section.Local("name"), [.. aliases.Select(alias => alias.Text)]);
        foreach (var name in place.Name.ByTag.Values)
            AddName(section, section.LineOf("name"), names, name, place.Code);
        foreach (var (alias, line) in aliases)
            AddName(section, line, names, alias, place.Code);
        places.Add(section, place, each => each.Code);
    }

    private static void AddName(YamlSection section, int line, Dictionary<string, string> names, string name, string code)
    {
        if (name.Length < 2)
            section.Report(line, $"\"{name}\" is too short to be found in a text: two characters or more");
        else if (!names.TryAdd(name, code) && names[name] != code)
            section.Report(line, $"\"{name}\" already means the place \"{names[name]}\"");
    }
}
