using Intake.Application.Data;
using Intake.Application.Tickets;
using Intake.Domain.Catalogue;
using Intake.Domain.Publication;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Publication;

/// <summary>Reads what everybody may see of tickets. Texts are masked by <see cref="Redaction"/>, with what the ticket's own fields say about people.</summary>
public sealed class PublicTicketQueries(IDbContextFactory<IntakeDbContext> contexts)
{
    /// <summary>The most tickets of one answer.</summary>
    public const int Most = 1_000;

    /// <summary>The channel whose reports are made to be read by everybody: Open311. The words of what came by others stay with those who handle it.</summary>
    public const string OpenChannel = "open311";

    // Keys of texts and people asked for at once: every database takes as many.
    private const int Portion = 500;
    private const int Decimals = 3;

    /// <summary>The tickets of a filter, the newest first.</summary>
    public async Task<IReadOnlyList<PublicTicket>> FindAsync(Authority authority, PublicTicketFilter filter, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(authority);
        ArgumentNullException.ThrowIfNull(filter);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(db, authority, InPeriod(Public(db, authority, filter.Services, filter.Place), authority, filter), cancellationToken);
    }

    /// <summary>Those of these tickets that everybody may see, the newest first.</summary>
    /// <param name="authority">The rules.</param>
    /// <param name="tickets">The tickets; those after the first <see cref="Most"/> are left out.</param>
    /// <param name="place">Only those at this place; null is any.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<PublicTicket>> FindAsync(Authority authority, IEnumerable<TicketId> tickets, string? place, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(authority);
        ArgumentNullException.ThrowIfNull(tickets);
        var ids = tickets.Select(ticket => ticket.Value).Distinct().Take(Most).ToList();
        if (ids.Count == 0)
            return [];
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await ReadAsync(db, authority, Public(db, authority, null, place).Where(row => ids.Contains(row.Id)), cancellationToken);
    }

    private static IQueryable<TicketRow> Public(IntakeDbContext db, Authority authority, IReadOnlyList<string>? asked, string? place)
    {
        var services = authority.Services.Values.Where(service => service.IsPublic && (asked is null || asked.Contains(service.Code))).Select(service => service.Code).ToList();
        var rows = db.Tickets.AsNoTracking().Where(row => row.Kind != TicketKind.Report && services.Contains(row.Service!));
        return place is null ? rows : rows.Where(row => row.Place == place);
    }

    // The key begins with the day of reception, so that only the days asked for are read.
    private static IQueryable<TicketRow> InPeriod(IQueryable<TicketRow> rows, Authority authority, PublicTicketFilter filter)
    {
        var (first, last) = (TicketId.Of(DayOf(authority, filter.From), 1).Value, TicketId.Of(DayOf(authority, filter.To), TicketId.MostInADay).Value);
        var (from, to) = (filter.From, filter.To);
        rows = rows.Where(row => row.Id >= first && row.Id <= last && row.CreatedAt >= from && row.CreatedAt <= to);
        return filter.IsOpen is { } isOpen ? rows.Where(row => row.IsOpen == isOpen) : rows;
    }

    private static DateOnly DayOf(Authority authority, DateTimeOffset at) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, authority.TimeZone).DateTime);

    private static async Task<IReadOnlyList<PublicTicket>> ReadAsync(IntakeDbContext db, Authority authority, IQueryable<TicketRow> rows, CancellationToken cancellationToken)
    {
        var snapshots = await rows.OrderByDescending(row => row.Id).Take(Most).Select(row => row.Snapshot).ToListAsync(cancellationToken);
        var tickets = snapshots.Select(TicketRows.Read).OrderByDescending(ticket => ticket.CreatedAt).ThenByDescending(ticket => ticket.Id).ToList();
        var told = tickets.Where(ticket => TellsWords(authority, ticket)).ToList();
        var texts = await TextsAsync(db, told, cancellationToken);
        var people = await PeopleAsync(db, told, cancellationToken);
        return [.. tickets.Select(ticket => PublicOf(ticket, TellsWords(authority, ticket) ? texts : [], people))];
    }

    // Who wrote in a chat or a letter was not told that the words would be public; what somebody took back, and what was no
    // matter for here, is told of by its state alone.
    private static bool TellsWords(Authority authority, Ticket ticket) =>
        ticket.Channel == OpenChannel && authority.Services[ticket.Service!].DescriptionIsPublic && ticket.State is not (TicketState.Declined or TicketState.Withdrawn);

    private static PublicTicket PublicOf(Ticket ticket, Dictionary<long, string> texts, People people)
    {
        var particulars = ticket.LastText(TextRole.Particulars) is { } text && texts.GetValueOrDefault(text.Id) is { Length: > 0 } json ? TicketParticulars.FromJson(json) : TicketParticulars.None;
        var words = texts.GetValueOrDefault(ticket.Texts[0].Id);
        return new()
        {
            Ticket = ticket.Id,
            State = ticket.State,
            Outcome = ticket.Outcome,
            Service = ticket.Service!,
            Place = ticket.Place,
            Unit = ticket.Lead ?? ticket.HeldBy,
            CreatedAt = ticket.CreatedAt,
            UpdatedAt = (ticket.State.IsOpen() ? null : ticket.ClosedAt) ?? ticket.LastAt ?? ticket.CreatedAt,
            ExpectedAt = ticket.Promise?.DueAt,
            Words = string.IsNullOrEmpty(words) ? null : Masked(words, particulars, people.Of(ticket)),
            Point = particulars.Point is { } point ? new(Math.Round(point.Latitude, Decimals), Math.Round(point.Longitude, Decimals)) : null,
        };
    }

    // Whom the place or an answer names may stand bare in the matter.
    private static string Masked(string words, TicketParticulars particulars, OwnFields own) =>
        Redaction.Redact(words, own.With(MaskedText.Of(particulars.Words, own), MaskedText.Of(words, own)));

    private static async Task<Dictionary<long, string>> TextsAsync(IntakeDbContext db, List<Ticket> tickets, CancellationToken cancellationToken)
    {
        var keys = tickets.Select(ticket => ticket.Texts[0].Id).Concat(tickets.Select(ticket => ticket.LastText(TextRole.Particulars)?.Id).OfType<long>());
        var texts = new Dictionary<long, string>();
        foreach (var some in Portions(keys))
        {
            await foreach (var text in db.TicketTexts.AsNoTracking().Where(row => some.Contains(row.Id)).Select(row => new { row.Id, row.Body }).AsAsyncEnumerable().WithCancellation(cancellationToken))
                texts[text.Id] = text.Body;
        }

        return texts;
    }

    private static async Task<People> PeopleAsync(IntakeDbContext db, List<Ticket> tickets, CancellationToken cancellationToken)
    {
        var people = new People([], new(StringComparer.Ordinal));
        foreach (var some in Portions(tickets.Select(ticket => ticket.Requester).OfType<long>().Distinct()))
        {
            await foreach (var row in db.Requesters.AsNoTracking().Where(row => some.Contains(row.Id)).AsAsyncEnumerable().WithCancellation(cancellationToken))
                people.Requesters[row.Id] = row;
        }

        foreach (var some in Portions(tickets.Select(ticket => ticket.Handler).OfType<string>().Distinct(StringComparer.Ordinal)))
        {
            await foreach (var member in db.Users.AsNoTracking().Where(member => some.Contains(member.UserName!)).Select(member => new { member.UserName, member.DisplayName }).AsAsyncEnumerable().WithCancellation(cancellationToken))
                people.Handlers[member.UserName!] = member.DisplayName;
        }

        return people;
    }

    private static IEnumerable<List<T>> Portions<T>(IEnumerable<T> keys) => keys.Chunk(Portion).Select(some => some.ToList());

    private sealed record People(Dictionary<long, RequesterRow> Requesters, Dictionary<string, string> Handlers)
    {
        public OwnFields Of(Ticket ticket)
        {
            var requester = ticket.Requester is { } key ? Requesters.GetValueOrDefault(key) : null;
            var handler = ticket.Handler is { } user ? Handlers.GetValueOrDefault(user) : null;
            // One character is no name: hiding it would hide half of the text.
            return new([.. new[] { requester?.Name, handler }.OfType<string>().Where(name => name.Trim().Length > 1)], requester?.Phone is { } phone ? [phone] : []);
        }
    }
}
