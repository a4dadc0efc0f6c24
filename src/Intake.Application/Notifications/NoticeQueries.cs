using Intake.Application.Data;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Notifications;

/// <summary>A notice as its unit reads it.</summary>
/// <param name="Id">Key.</param>
/// <param name="Ticket">Key of the ticket that it is about; 0 when it is about none.</param>
/// <param name="Kind">What: the text <c>notice.KIND</c>.</param>
/// <param name="At">When.</param>
/// <param name="ReadAt">When somebody of the unit read it.</param>
/// <param name="Snippet">The beginning of the ticket's matter; empty when it is about none.</param>
public sealed record NoticeLine(long Id, long Ticket, string Kind, DateTimeOffset At, DateTimeOffset? ReadAt, string Snippet);

/// <summary>What units and the centre are told.</summary>
public sealed class NoticeQueries(IDbContextFactory<IntakeDbContext> contexts)
{
    /// <summary>A unit's notices, the newest first.</summary>
    /// <param name="unit">Code of the unit.</param>
    /// <param name="unread">Those that nobody has read, or those that somebody has.</param>
    /// <param name="before">The key before which to begin; null is the newest.</param>
    /// <param name="take">How many at most.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public async Task<IReadOnlyList<NoticeLine>> ReadAsync(string unit, bool unread, long? before, int take, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var notices = db.Notices.AsNoTracking().Where(row => row.Unit == unit && (before == null || row.Id < before));
        notices = unread
            ? notices.Where(row => row.ReadAt == null).OrderByDescending(row => row.Id)
            : notices.Where(row => row.ReadAt != null).OrderByDescending(row => row.ReadAt).ThenByDescending(row => row.Id);
        return await (from notice in notices.Take(take)
                      join ticket in db.Tickets on notice.Ticket equals ticket.Id into about
                      from ticket in about.DefaultIfEmpty()
                      join text in db.TicketTexts on ticket.Matter equals text.Id into matter
                      from text in matter.DefaultIfEmpty()
                      orderby notice.Id descending
                      select new NoticeLine(notice.Id, notice.Ticket, notice.Kind, notice.At, notice.ReadAt, text == null ? "" : text.Body.Substring(0, TicketLines.SnippetLength)))
            .ToListAsync(cancellationToken);
    }
}

/// <summary>Marks a unit's notices as read: one, or all up to one. Answers how many that were.</summary>
/// <param name="unit">Code of the unit.</param>
/// <param name="notice">Key of the notice.</param>
/// <param name="andOlder">Whether all older ones are read too.</param>
public sealed class MarkNoticesRead(string unit, long notice, bool andOlder) : Command<int>
{
    /// <inheritdoc/>
    protected internal override async ValueTask<int> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var now = session.Now;
        return await session.Db.Notices
            .Where(row => row.Unit == unit && row.ReadAt == null && (andOlder ? row.Id <= notice : row.Id == notice))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ReadAt, now), cancellationToken);
    }
}
