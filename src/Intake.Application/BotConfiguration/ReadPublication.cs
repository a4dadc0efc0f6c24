using Intake.Domain.Catalogue;

namespace Intake.Application.BotConfiguration;

/// <summary>Reads <c>bulletins</c> and <c>rightDoors</c> in <c>authority.yaml</c>.</summary>
internal static class ReadPublication
{
    private static readonly Dictionary<string, BulletinCircle> Circles = new(StringComparer.Ordinal)
    {
        ["public"] = BulletinCircle.Public,
        ["units"] = BulletinCircle.Units,
    };

    internal static IReadOnlyDictionary<string, BulletinSeries> Bulletins(YamlSection file, KnownCodes units)
    {
        var series = new Catalogued<BulletinSeries>("bulletin series", "authority.yaml", file);
        foreach (var section in file.Sections("bulletins"))
        {
            using (section)
                series.Add(section, Series(section, units), each => each.Code);
        }

        return series.ByCode;
    }

    internal static IReadOnlyList<RightDoor> RightDoors(YamlSection file)
    {
        var doors = new Catalogued<RightDoor>("right door", "authority.yaml", file);
        foreach (var section in file.Sections("rightDoors"))
        {
            using (section)
                doors.Add(section, Door(section), each => each.Code);
        }

        return [.. doors.ByCode.Values];
    }

    private static BulletinSeries Series(YamlSection section, KnownCodes units)
    {
        var series = new BulletinSeries(section.Code(), section.Local("name"), section.Choice("circle", Circles, BulletinCircle.Public), section.References("units", units));
        if (series.Circle == BulletinCircle.Public && series.Units.Count > 0)
            section.Problem("units", "a public series names no units");
        if (series.Circle == BulletinCircle.Units && series.Units.Count == 0)
            section.Problem("circle", "a series for a circle of units must name its \"units\"");
        return series;
    }

    private static RightDoor Door(YamlSection section) => new(
        section.Code(),
        section.Local("name"),
        section.Local("advice"),
        section.OptionalText("phone"),
        section.Flag("emergency", false),
        section.Keywords("keywords"));
}
