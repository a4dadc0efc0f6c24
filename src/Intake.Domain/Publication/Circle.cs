using Intake.Domain.Access;
using Intake.Domain.Catalogue;

namespace Intake.Domain.Publication;

/// <summary>Who may read the bulletins of a series.</summary>
public static class Circle
{
    /// <summary>
    /// Everybody, where the circle is public; else staff of the units named, and those who may read every ticket. A
    /// series that the configuration does not have any more is read by the latter alone.
    /// </summary>
    /// <param name="series">The series; null when the configuration does not have it.</param>
    /// <param name="reader">Who reads; null is somebody who is not signed in.</param>
    public static bool MayRead(BulletinSeries? series, Actor? reader)
    {
        if (series is { Circle: BulletinCircle.Public })
            return true;
        if (reader is not { Kind: ActorKind.Staff })
            return false;
        return reader.May(Permission.ReadAllTickets) || (series is not null && reader.Unit is not null && series.Units.Contains(reader.Unit));
    }
}
