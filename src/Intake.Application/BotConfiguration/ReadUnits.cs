using Intake.Domain.Catalogue;

namespace Intake.Application.BotConfiguration;

/// <summary>Reads <c>units.yaml</c>; exactly one unit is the centre.</summary>
internal static class ReadUnits
{
    internal static Catalogued<Unit> From(YamlReading reading, KnownCodes calendars)
    {
        using var file = reading.Open("units.yaml");
        var units = new Catalogued<Unit>("unit", "units.yaml", file);
        foreach (var section in file?.Sections("units") ?? [])
        {
            using (section)
                Read(section, units, calendars);
        }

        if (file is not null && units.ByCode.Count > 0 && !units.ByCode.Values.Any(unit => unit.IsCentre))
            file.Problem("units", "no unit is the centre; one needs \"centre: true\"");
        return units;
    }

    private static void Read(YamlSection section, Catalogued<Unit> units, KnownCodes calendars)
    {
        var unit = new Unit(section.Code(), section.Local("name"), section.Reference("calendar", calendars), section.Flag("centre", false))
        {
            Phone = section.OptionalText("phone"),
        };
        if (unit.IsCentre && units.ByCode.Values.FirstOrDefault(other => other.IsCentre) is { } first)
            section.Problem("centre", $"there can be only one centre, and \"{first.Code}\" on line {units.Codes.LineOf(first.Code)} is one already");
        units.Add(section, unit, each => each.Code);
    }
}
