using Intake.Application.Data;
using Intake.Domain.Deadlines;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tickets;

/// <summary>A ticket in a list of work.</summary>
public sealed record TicketLine
{
    /// <summary>Key.</summary>
    public required long Id { get; init; }

    /// <summary>Sequence of the last event that the list was made from.</summary>
    public required int Version { get; init; }

    /// <summary>State.</summary>
    public required TicketState State { get; init; }

    /// <summary>Kind.</summary>
    public required TicketKind Kind { get; init; }

    /// <summary>Service code.</summary>
    public string? Service { get; init; }

    /// <summary>Place code.</summary>
    public string? Place { get; init; }

    /// <summary>Code of the unit that has the paper.</summary>
    public required string HeldBy { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset HeldSince { get; init; }

    /// <summary>Code of the lead unit.</summary>
    public string? Lead { get; init; }

    /// <summary>User name of the handler.</summary>
    public string? Handler { get; init; }

    /// <summary>The card that was raised last.</summary>
    public Card Card { get; init; }

    /// <summary>When the pressing clock is due; null when none runs.</summary>
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>Which clock that is.</summary>
    public ClockKind? DueClock { get; init; }

    /// <summary>What its limit is counted in.</summary>
    public TimeUnit? DueUnit { get; init; }

    /// <summary>When it came in.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>How often it was put back on the list.</summary>
    public int Relistings { get; init; }

    /// <summary>Outcome of the last claim.</summary>
    public TicketOutcome? Outcome { get; init; }

    /// <summary>What the requester says of the last claim.</summary>
    public RequesterWord Word { get; init; }

    /// <summary>1 to 5.</summary>
    public int? Rating { get; init; }

    /// <summary>Key of the last reply.</summary>
    public long? Reply { get; init; }

    /// <summary>Keys of the files that prove the last claim, between commas.</summary>
    public string Evidence { get; init; } = "";

    /// <summary>When the last claim was made.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>When it was written off.</summary>
    public DateTimeOffset? WrittenOffAt { get; init; }

    /// <summary>The beginning of the matter, at most <see cref="TicketLines.SnippetLength"/> characters; empty once it was deleted.</summary>
    public string Snippet { get; init; } = "";

    /// <summary>Its place in a list sorted by what is due first.</summary>
    public DuePlace DuePlace => new(DueAt, Id);
}

/// <summary>One page of a list.</summary>
/// <param name="Lines">The tickets, in order.</param>
/// <param name="More">Whether there are further ones.</param>
public sealed record LinePage(IReadOnlyList<TicketLine> Lines, bool More);

/// <summary>Reads the lines of a list by their keys: the columns that lists show, and the beginning of the matter by its key.</summary>
public static class TicketLines
{
    /// <summary>Most characters of a snippet.</summary>
    public const int SnippetLength = 120;

    /// <summary>The lines of these tickets, in the order of the keys.</summary>
    internal static async Task<IReadOnlyList<TicketLine>> ReadAsync(IntakeDbContext db, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
            return [];
        var lines = await Lines(db, db.Tickets.Where(row => ids.Contains(row.Id))).ToDictionaryAsync(line => line.Id, cancellationToken);
        return [.. ids.Where(lines.ContainsKey).Select(id => lines[id])];
    }

    /// <summary>A page out of one key more than it shows.</summary>
    internal static async Task<LinePage> PageAsync(IntakeDbContext db, IReadOnlyList<long> ids, int size, CancellationToken cancellationToken) =>
        new(await ReadAsync(db, [.. ids.Take(size)], cancellationToken), ids.Count > size);

    private static IQueryable<TicketLine> Lines(IntakeDbContext db, IQueryable<TicketRow> rows) =>
        from row in rows
        join text in db.TicketTexts on row.Matter equals text.Id into matter
        from text in matter.DefaultIfEmpty()
        select new TicketLine
        {
            Id = row.Id,
            Version = row.Version,
            State = row.State,
            Kind = row.Kind,
            Service = row.Service,
            Place = row.Place,
            HeldBy = row.HeldBy,
            HeldSince = row.HeldSince,
            Lead = row.Lead,
            Handler = row.Handler,
            Card = row.Card,
            DueAt = row.DueAt,
            DueClock = row.DueClock,
            DueUnit = row.DueUnit,
            CreatedAt = row.CreatedAt,
            Relistings = row.Relistings,
            Outcome = row.Outcome,
            Word = row.Word,
            Rating = row.Rating,
            Reply = row.Reply,
            Evidence = row.Evidence,
            ResolvedAt = row.ResolvedAt,
            WrittenOffAt = row.WrittenOffAt,
            Snippet = text == null ? "" : text.Body.Substring(0, SnippetLength),
        };
}
