using Intake.Application.Attachments;
using Intake.Application.BotConfiguration;
using Intake.Application.Data;
using Intake.Application.Writing;
using Intake.Domain.Access;
using Intake.Domain.Tickets.Decisions;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Privacy;

/// <summary>Deletes the files of tickets that ended long enough ago, and those that were sent and never became part of a ticket.</summary>
internal sealed class FileExpiry(IDbContextFactory<IntakeDbContext> contexts, CommandWriter writer, BotConfigurationSource configuration, TimeProvider clock, AttachmentStore store) : IRetentionStep
{
    private const int TicketsInOneCommand = 100;

    public string Name => "files";

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var deleted = 0;
        var last = 0L;
        while (await TicketsAsync(last, cancellationToken) is { Count: > 0 } tickets)
        {
            deleted += await writer.WriteAsync(new ForgetFiles(tickets), cancellationToken);
            last = tickets[^1];
        }

        deleted += await writer.WriteAsync(new ForgetOrphans(clock.GetUtcNow().AddDays(-configuration.Current.Authority.Retention.ConversationDays)), cancellationToken);
        await store.SweepAsync(cancellationToken);
        return deleted;
    }

    private async Task<List<long>> TicketsAsync(long last, CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow().AddMonths(-configuration.Current.Authority.Retention.AttachmentMonths);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await (from file in db.Attachments
                      where file.Ticket > last
                      join ticket in db.Tickets on file.Ticket equals ticket.Id
                      where ticket.EndedAt <= before
                      select ticket.Id).Distinct().OrderBy(id => id).Take(TicketsInOneCommand).ToListAsync(cancellationToken);
    }
}

/// <summary>Deletes the files of these tickets when their time is over, with a record in each ticket's log. Answers how many files. What lies on the disk goes with the next sweep.</summary>
internal sealed class ForgetFiles(IReadOnlyList<long> tickets) : Command<int>
{
    protected internal override async ValueTask<int> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        var deleted = 0;
        foreach (var ticket in await session.FindTicketsAsync(tickets, cancellationToken))
        {
            if (!Forgetting.AreFilesOver(session.Authority, await TicketEnds.OfAsync(session, ticket, cancellationToken), session.Now))
                continue;
            var files = await session.Db.Attachments.Where(row => row.Ticket == ticket.Id.Value).OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(cancellationToken);
            if (Forgetting.Record([], files) is not { } record)
                continue;
            await session.Db.Attachments.Where(row => files.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
            await session.AppendAsync(ticket, Actor.Clock, [record], cancellationToken);
            deleted += files.Count;
        }

        return deleted;
    }
}

/// <summary>Deletes the rows of files that were sent before an instant and belong to no ticket. Answers how many.</summary>
internal sealed class ForgetOrphans(DateTimeOffset before) : Command<int>
{
    protected internal override async ValueTask<int> ExecuteAsync(WriteSession session, CancellationToken cancellationToken) =>
        await session.Db.Attachments.Where(row => row.Ticket == null && row.CreatedAt <= before).ExecuteDeleteAsync(cancellationToken);
}
