using System.Globalization;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tickets;

/// <summary>A place in a list that is sorted by what is due first; tickets without a running clock come last, the older first.</summary>
/// <param name="DueAt">When the pressing clock is due; null without one.</param>
/// <param name="Id">Key of the ticket.</param>
public readonly record struct DuePlace(DateTimeOffset? DueAt, long Id) : IComparable<DuePlace>
{
    /// <inheritdoc/>
    public int CompareTo(DuePlace other)
    {
        var order = (DueAt ?? DateTimeOffset.MaxValue).CompareTo(other.DueAt ?? DateTimeOffset.MaxValue);
        return order != 0 ? order : Id.CompareTo(other.Id);
    }

    /// <summary>Earlier in the list.</summary>
    public static bool operator <(DuePlace left, DuePlace right) => left.CompareTo(right) < 0;

    /// <summary>Later in the list.</summary>
    public static bool operator >(DuePlace left, DuePlace right) => left.CompareTo(right) > 0;

    /// <summary>Earlier in the list or the same place.</summary>
    public static bool operator <=(DuePlace left, DuePlace right) => left.CompareTo(right) <= 0;

    /// <summary>Later in the list or the same place.</summary>
    public static bool operator >=(DuePlace left, DuePlace right) => left.CompareTo(right) >= 0;

    /// <summary>As an address carries it: milliseconds since 1970 or nothing, a dash, the key.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{DueAt?.ToUnixTimeMilliseconds()}-{Id}");

    /// <summary>Reads a place back; null when the text is none.</summary>
    public static DuePlace? Parse(string? text)
    {
        if (text?.Split('-') is not [var due, var key] || !long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            return null;
        if (due.Length == 0)
            return new(null, id);
        return long.TryParse(due, NumberStyles.None, CultureInfo.InvariantCulture, out var milliseconds) && milliseconds < 253_402_300_800_000
            ? new(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds), id)
            : null;
    }
}

/// <summary>
/// Reads lists sorted by what is due first. Each state is asked for apart, so that every part is one range of an index on
/// (something, state, due) and ends after a page, however many tickets there are; the parts are merged here.
/// </summary>
internal static class ByDue
{
    /// <summary>The places of the first tickets after a place, in order.</summary>
    public static async Task<List<DuePlace>> FirstAsync(IQueryable<TicketRow> rows, IReadOnlyList<TicketState> states, DuePlace? after, int take, CancellationToken cancellationToken)
    {
        var places = new List<DuePlace>();
        if (after is not { DueAt: null })
            places.AddRange(await ReadAsync(states.Select(state => Timed(rows.Where(row => row.State == state), after, take)), take, cancellationToken));
        if (places.Count < take)
            places.AddRange(await ReadAsync(states.Select(state => Untimed(rows.Where(row => row.State == state), after, take)), take - places.Count, cancellationToken));
        return places;
    }

    private static async Task<IEnumerable<DuePlace>> ReadAsync(IEnumerable<IQueryable<Place>> parts, int take, CancellationToken cancellationToken)
    {
        var places = await parts.Aggregate((one, other) => one.Concat(other)).ToListAsync(cancellationToken);
        return places.Select(place => new DuePlace(place.DueAt, place.Id)).Order().Take(take);
    }

    private static IQueryable<Place> Timed(IQueryable<TicketRow> rows, DuePlace? after, int take)
    {
        rows = rows.Where(row => row.DueAt != null);
        if (after is { DueAt: { } due, Id: var id })
            rows = rows.Where(row => row.DueAt >= due && !(row.DueAt == due && row.Id <= id));
        return rows.OrderBy(row => row.DueAt).ThenBy(row => row.Id).Take(take).Select(row => new Place { Id = row.Id, DueAt = row.DueAt });
    }

    private static IQueryable<Place> Untimed(IQueryable<TicketRow> rows, DuePlace? after, int take)
    {
        rows = rows.Where(row => row.DueAt == null);
        if (after is { DueAt: null, Id: var id })
            rows = rows.Where(row => row.Id > id);
        return rows.OrderBy(row => row.Id).Take(take).Select(row => new Place { Id = row.Id, DueAt = row.DueAt });
    }

    private sealed class Place
    {
        public long Id { get; init; }

        public DateTimeOffset? DueAt { get; init; }
    }
}
