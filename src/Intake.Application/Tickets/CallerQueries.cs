using Intake.Application.BotConfiguration;
using Intake.Application.Data;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tickets;

/// <summary>What is known already while somebody is on the line.</summary>
/// <param name="Earlier">What came by the same telephone number, the newest first.</param>
/// <param name="Similar">What is open of the same service and place, the newest first: perhaps it is known.</param>
/// <param name="Services">The services that the words point to, the likeliest first.</param>
/// <param name="Place">Code of the place that the words name; null when they name none.</param>
public sealed record KnownAlready(IReadOnlyList<TicketLine> Earlier, IReadOnlyList<TicketLine> Similar, IReadOnlyList<Service> Services, string? Place)
{
    /// <summary>Nothing.</summary>
    public static readonly KnownAlready Nothing = new([], [], [], null);
}

/// <summary>What an operator sees beside the form, for those who may read every ticket.</summary>
public sealed class CallerQueries(IDbContextFactory<IntakeDbContext> contexts, BotConfigurationSource configuration)
{
    private const int Most = 8;
    private const int MostServices = 3;
    private const int ShortestPhone = 5;
    private static readonly TimeSpan LooksBack = TimeSpan.FromDays(60);

    /// <summary>Looks by telephone number and by words.</summary>
    /// <param name="phone">The number as it was typed; null or too short finds nobody.</param>
    /// <param name="words">What was typed so far.</param>
    /// <param name="kind">What it is, when that was chosen.</param>
    /// <param name="service">The service, when that was chosen.</param>
    /// <param name="now">The instant.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<KnownAlready> FindAsync(string? phone, string? words, TicketKind? kind, string? service, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var authority = configuration.Current.Authority;
        var place = string.IsNullOrWhiteSpace(words) ? null : PlaceFinder.Find(authority, words)?.Code;
        IReadOnlyList<Service> services = service is not null && authority.Services.TryGetValue(service, out var chosen) ? [chosen]
            : string.IsNullOrWhiteSpace(words) ? []
            : [.. ServiceProposal.Propose(authority, words, kind).Take(MostServices).Select(one => one.Service)];
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var earlier = await EarlierAsync(db, phone, cancellationToken);
        var similar = services.Count > 0 ? await SimilarAsync(db, services[0].Code, place, now, cancellationToken) : [];
        return new(earlier, similar, services, place);
    }

    private static async Task<IReadOnlyList<TicketLine>> EarlierAsync(IntakeDbContext db, string? phone, CancellationToken cancellationToken)
    {
        var typed = phone?.Trim() ?? "";
        var digits = string.Concat(typed.Where(char.IsAsciiDigit));
        if (digits.Length < ShortestPhone)
            return [];
        // As it was typed then or as it is typed now: people put blanks and hyphens where they like.
        var people = db.Requesters.Where(row => row.Phone == typed || row.Phone == digits).Select(row => (long?)row.Id);
        var ids = await db.Tickets.Where(row => people.Contains(row.Requester)).OrderByDescending(row => row.Id).Take(Most).Select(row => row.Id).ToListAsync(cancellationToken);
        return await TicketLines.ReadAsync(db, ids, cancellationToken);
    }

    private static async Task<IReadOnlyList<TicketLine>> SimilarAsync(IntakeDbContext db, string service, string? place, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var since = TicketId.Of(DateOnly.FromDateTime((now - LooksBack).UtcDateTime), 1).Value;
        var ids = await db.Tickets
            .Where(row => row.Id >= since && row.IsOpen && row.Service == service && (place == null || row.Place == place))
            .OrderByDescending(row => row.Id).Take(Most).Select(row => row.Id).ToListAsync(cancellationToken);
        return await TicketLines.ReadAsync(db, ids, cancellationToken);
    }
}
