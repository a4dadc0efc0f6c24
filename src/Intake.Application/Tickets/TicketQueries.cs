using Intake.Application.Data;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tickets;

/// <summary>Everything that there is about one ticket.</summary>
public sealed record TicketDossier
{
    /// <summary>The ticket.</summary>
    public required Ticket Ticket { get; init; }

    /// <summary>Its log, in order.</summary>
    public required IReadOnlyList<TicketEvent> Events { get; init; }

    /// <summary>Texts by key; those that were deleted are missing.</summary>
    public required IReadOnlyDictionary<long, string> Texts { get; init; }

    /// <summary>Files by key.</summary>
    public required IReadOnlyDictionary<long, FileLine> Files { get; init; }

    /// <summary>The people that its log and its fields name, by user name.</summary>
    public required IReadOnlyDictionary<string, Person> People { get; init; }

    /// <summary>Keys of the tickets that were merged into it.</summary>
    public required IReadOnlyList<long> MergedHere { get; init; }

    /// <summary>The words of a text; null when they were deleted.</summary>
    public string? Words(TextRef? text) => text is not null && Texts.TryGetValue(text.Id, out var words) ? words : null;
}

/// <summary>One ticket with all that belongs to it.</summary>
public sealed class TicketQueries(IDbContextFactory<IntakeDbContext> contexts, PeopleQueries people)
{
    /// <summary>How long contact data that somebody opened with a reason stays open to that person.</summary>
    public static readonly TimeSpan ContactStaysOpen = TimeSpan.FromMinutes(10);

    /// <summary>The dossier of a ticket; null when there is no such ticket, or <paramref name="actor"/> may not see it.</summary>
    public async Task<TicketDossier?> FindAsync(TicketId id, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var snapshot = await db.Tickets.AsNoTracking().Where(row => row.Id == id.Value).Select(row => row.Snapshot).SingleOrDefaultAsync(cancellationToken);
        if (snapshot is null || TicketRows.Read(snapshot) is var ticket && !TicketLifecycle.MaySee(ticket, actor))
            return null;
        var (first, last) = (id.Value * TicketEventRow.Factor, (id.Value + 1) * TicketEventRow.Factor);
        var rows = await db.TicketEvents.AsNoTracking().Where(row => row.Id > first && row.Id < last).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        // The log may have grown since the ticket was read; what is shown ends where the ticket does.
        var events = rows.Select(TicketRows.Read).Where(happened => happened.Sequence <= ticket.Version).ToList();
        var texts = await TextsAsync(db, ticket, cancellationToken);
        return new()
        {
            Ticket = WithParticulars(ticket, texts),
            Events = events,
            Texts = texts,
            Files = await FilesAsync(db, ticket, events, cancellationToken),
            People = await people.NamedAsync(NamesIn(ticket, events), cancellationToken),
            MergedHere = await db.Tickets.Where(row => row.Into == id.Value).OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(cancellationToken),
        };
    }

    /// <summary>The requester's contact data, when <paramref name="actor"/> opened it with a reason a short while ago; else null.</summary>
    public async Task<Contact?> OpenedContactAsync(TicketDossier dossier, Actor actor, DateTimeOffset now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(dossier);
        ArgumentNullException.ThrowIfNull(actor);
        var opened = dossier.Events.Any(happened => happened.Change is ContactRead && happened.Actor == actor.Signature && now - happened.At < ContactStaysOpen);
        if (!opened || dossier.Ticket.Requester is not { } key)
            return null;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Requesters.AsNoTracking().Where(row => row.Id == key).Select(row => new Contact(row.Name, row.Phone, row.Email)).SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>A file of a ticket that <paramref name="actor"/> may see; null when there is none.</summary>
    public async Task<FileLine?> FindFileAsync(long file, Actor actor, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await (from row in db.Attachments.AsNoTracking()
                           where row.Id == file
                           join ticket in db.Tickets on row.Ticket equals ticket.Id
                           select new { row.Id, row.Name, row.ContentType, row.Length, ticket.Snapshot }).SingleOrDefaultAsync(cancellationToken);
        return found is not null && TicketLifecycle.MaySee(TicketRows.Read(found.Snapshot), actor)
            ? new(found.Id, found.Name, found.ContentType, found.Length)
            : null;
    }

    private static Ticket WithParticulars(Ticket ticket, Dictionary<long, string> texts)
    {
        if (ticket.LastText(TextRole.Particulars) is not { } text || !texts.TryGetValue(text.Id, out var json))
            return ticket;
        var particulars = TicketParticulars.FromJson(json);
        return ticket with { PlaceText = particulars.Place, Answers = particulars.Answers, Point = particulars.Point, MediaUrl = particulars.MediaUrl };
    }

    private static async Task<Dictionary<long, string>> TextsAsync(IntakeDbContext db, Ticket ticket, CancellationToken cancellationToken)
    {
        var keys = ticket.Texts.Select(text => text.Id).ToList();
        return await db.TicketTexts.Where(text => keys.Contains(text.Id) && text.Body != "")
            .Select(text => new { text.Id, text.Body })
            .ToDictionaryAsync(text => text.Id, text => text.Body, cancellationToken);
    }

    // Evidence of earlier claims is only in the log.
    private static async Task<Dictionary<long, FileLine>> FilesAsync(IntakeDbContext db, Ticket ticket, List<TicketEvent> events, CancellationToken cancellationToken)
    {
        var keys = ticket.Files.Concat(ticket.Evidence).Concat(events.SelectMany(happened => EvidenceOf(happened.Change))).Select(file => file.Id).Distinct().ToList();
        if (keys.Count == 0)
            return [];
        return await db.Attachments.Where(file => keys.Contains(file.Id))
            .Select(file => new FileLine(file.Id, file.Name, file.ContentType, file.Length))
            .ToDictionaryAsync(file => file.Id, cancellationToken);
    }

    private static IReadOnlyList<AttachmentRef> EvidenceOf(TicketChange change) => change switch
    {
        Resolved resolved => resolved.Evidence,
        SettledAtOnce settled => settled.Evidence,
        _ => [],
    };

    private static HashSet<string> NamesIn(Ticket ticket, List<TicketEvent> events)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var happened in events)
        {
            if (happened.Actor.StartsWith("staff:", StringComparison.Ordinal))
                names.Add(happened.Actor["staff:".Length..]);
            if (happened.Change is Assigned assigned)
                names.Add(assigned.Handler);
        }

        if (ticket.Handler is { } handler)
            names.Add(handler);
        return names;
    }
}
