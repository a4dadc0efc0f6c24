using Intake.Domain.Catalogue;

namespace Intake.Application.BotConfiguration;

/// <summary>Reads <c>boxes.yaml</c>, which an authority without suggestion boxes leaves out.</summary>
internal static class ReadBoxes
{
    internal static IReadOnlyDictionary<string, SuggestionBox> From(YamlReading reading, KnownCodes places)
    {
        var boxes = new Catalogued<SuggestionBox>("suggestion box", "boxes.yaml", null);
        if (!reading.Files.Texts.ContainsKey("boxes.yaml"))
            return boxes.ByCode;
        using var file = reading.Open("boxes.yaml");
        foreach (var section in file?.Sections("boxes") ?? [])
        {
            using (section)
                boxes.Add(section, new(section.Code(), section.Local("name"), section.Has("place") ? section.Reference("place", places) : null), each => each.Code);
        }

        return boxes.ByCode;
    }
}
