using Intake.Application.BotConfiguration;
using Intake.Application.Data;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Privacy;

/// <summary>
/// Deletes the personal data of tickets that ended long enough ago: every text, the contact data, the names in the text
/// index. The event log stays whole, since it holds nothing but keys and salted hashes of what is deleted.
/// </summary>
internal sealed class TicketExpiry(IDbContextFactory<IntakeDbContext> contexts, CommandWriter writer, BotConfigurationSource configuration, TimeProvider clock) : IRetentionStep
{
    private const int PageLength = 1_000;
    private const int TicketsInOneCommand = 100;

    public string Name => "tickets";

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var deleted = 0;
        (DateTimeOffset EndedAt, long Id) last = (DateTimeOffset.UnixEpoch, 0);
        while (await PageAsync(last, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var some in page.Where(IsOver).Select(ended => ended.Id).Chunk(TicketsInOneCommand))
                deleted += await writer.WriteAsync(new ForgetTickets(some), cancellationToken);
            last = (page[^1].EndedAt, page[^1].Id);
        }

        if (deleted > 0)
            await MergeIndexAsync(cancellationToken);
        return deleted;
    }

    private async Task<List<Ended>> PageAsync((DateTimeOffset EndedAt, long Id) last, CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow().AddMonths(-ShortestMonths());
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Tickets.AsNoTracking()
            .Where(row => row.KeepsTexts && row.EndedAt != null && row.EndedAt <= before && (row.EndedAt > last.EndedAt || (row.EndedAt == last.EndedAt && row.Id > last.Id)))
            .OrderBy(row => row.EndedAt).ThenBy(row => row.Id)
            .Select(row => new Ended(row.Id, row.EndedAt!.Value, row.Service, row.Kind))
            .Take(PageLength)
            .ToListAsync(cancellationToken);
    }

    private int ShortestMonths()
    {
        var authority = configuration.Current.Authority;
        return authority.Services.Values.Select(service => service.RetentionMonths).OfType<int>()
            .Concat(authority.Retention.TicketMonthsByKind.Values)
            .Append(authority.Retention.TicketMonths)
            .Min();
    }

    // A look ahead, so that tickets which are kept for longer are not loaded every night; the command decides.
    private bool IsOver(Ended ended)
    {
        var authority = configuration.Current.Authority;
        var service = ended.Service is null ? null : authority.Services.GetValueOrDefault(ended.Service);
        return ended.EndedAt.AddMonths(authority.Retention.MonthsFor(service, ended.Kind)) <= clock.GetUtcNow();
    }

    private async Task MergeIndexAsync(CancellationToken cancellationToken)
    {
        var begins = true;
        while (await writer.WriteAsync(new MergeTextIndex(begins), cancellationToken))
            begins = false;
    }

    private sealed record Ended(long Id, DateTimeOffset EndedAt, string? Service, TicketKind Kind);
}

/// <summary>Merges a piece of the text index. Answers whether there may be more to do.</summary>
internal sealed class MergeTextIndex(bool begins) : Command<bool>
{
    protected internal override async ValueTask<bool> ExecuteAsync(WriteSession session, CancellationToken cancellationToken) =>
        await TextIndex.Of(session.Db).MergeAsync(session.Db, begins, cancellationToken);
}
