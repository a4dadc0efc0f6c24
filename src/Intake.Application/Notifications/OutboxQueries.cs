using Intake.Application.Data;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Notifications;

/// <summary>A message that was given up.</summary>
/// <param name="Id">Key.</param>
/// <param name="Kind">Kind.</param>
/// <param name="CreatedAt">When it was written.</param>
/// <param name="Attempts">Attempts.</param>
/// <param name="Failure">Why the last one failed.</param>
public sealed record DeadLetter(long Id, string Kind, DateTimeOffset CreatedAt, int Attempts, string? Failure);

/// <summary>What is read about outgoing messages.</summary>
public static class OutboxQueries
{
    /// <summary>Dead letters on one page.</summary>
    public const int PageLength = 50;

    /// <summary>How many messages wait, and how many were given up.</summary>
    public static async Task<(int Waiting, int Dead)> CountsAsync(IntakeDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var waiting = await db.Outbox.CountAsync(row => row.NextAttemptAt != null, cancellationToken);
        return (waiting, await db.Outbox.CountAsync(row => row.Status == OutboxStatus.Dead, cancellationToken));
    }

    /// <summary>A page of what was given up, the newest first, and whether more follow.</summary>
    /// <param name="db">The database.</param>
    /// <param name="before">The key that the page before ended with; null for the first page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<(IReadOnlyList<DeadLetter> Letters, bool HasMore)> DeadAsync(IntakeDbContext db, long? before, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var rows = await db.Outbox.Where(row => row.Status == OutboxStatus.Dead && (before == null || row.Id < before))
            .OrderByDescending(row => row.Id).Take(PageLength + 1)
            .Select(row => new DeadLetter(row.Id, row.Kind, row.CreatedAt, row.Attempts, row.Failure))
            .ToListAsync(cancellationToken);
        return ([.. rows.Take(PageLength)], rows.Count > PageLength);
    }
}
