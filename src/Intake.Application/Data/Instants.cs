using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Intake.Application.Data;

/// <summary>
/// The one convention for instants in every database: milliseconds since 1970 in UTC, as an integer. All providers
/// compare and order it alike, which is not true of their own types for DateTimeOffset.
/// </summary>
internal sealed class InstantConverter() : ValueConverter<DateTimeOffset, long>(
    instant => instant.ToUnixTimeMilliseconds(),
    milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));

/// <summary>Instants as the product keeps them.</summary>
public static class Instants
{
    /// <summary>The clock's instant, UTC, cut to the millisecond that the database and the event log keep.</summary>
    public static DateTimeOffset NowToTheMillisecond(this TimeProvider clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        return DateTimeOffset.FromUnixTimeMilliseconds(clock.GetUtcNow().ToUnixTimeMilliseconds());
    }
}
