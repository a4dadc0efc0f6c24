using Intake.Application.Data;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Notifications;

/// <summary>What one run sends.</summary>
/// <param name="Claim">The name of the run in the database; null where no other node could send it.</param>
/// <param name="Messages">The messages, the oldest first.</param>
/// <param name="BeginUntil">From when on nothing of it may be begun any more.</param>
public sealed record OutboxBatch(string? Claim, IReadOnlyList<OutboxRow> Messages, DateTimeOffset BeginUntil);

/// <summary>
/// Shares what is due among the nodes: each takes some of it by a mark that holds for a while, so that no two send the same
/// message, and what a node took that died is sent by another one when the mark has run out.
/// </summary>
public sealed class OutboxClaims(IDbContextFactory<IntakeDbContext> contexts, DatabaseOptions options, TimeProvider clock, IEnumerable<LaneKind> inLanes)
{
    /// <summary>
    /// How long a claim holds: seven minutes by the clock of who made it. A minute for beginning, a minute for the message that
    /// was begun last, and five because another node's clock may be that much ahead, which would find the claim over too early.
    /// </summary>
    public static readonly TimeSpan HeldFor = TimeSpan.FromMinutes(7);

    private static readonly TimeSpan BegunWithin = TimeSpan.FromMinutes(1);

    private const int BatchLength = 100;

    private readonly string[] _inLanes = [.. inLanes.Select(one => one.Kind)];

    /// <summary>Takes what is due, the oldest first; empty when nothing is, or others were quicker.</summary>
    public async Task<OutboxBatch> TakeAsync(CancellationToken cancellationToken)
    {
        var now = clock.NowToTheMillisecond();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var ours = db.Outbox.AsNoTracking().Where(row => row.NextAttemptAt != null && row.NextAttemptAt <= now);
        if (_inLanes.Length > 0)
            ours = ours.Where(row => !_inLanes.Contains(row.Kind));
        var due = ours
            .OrderBy(row => row.NextAttemptAt).ThenBy(row => row.Id).Take(BatchLength);
        if (options.IsEmbedded)
            return new(null, await due.ToListAsync(cancellationToken), DateTimeOffset.MaxValue);

        var claim = Guid.CreateVersion7(now).ToString("N");
        var until = now + HeldFor;
        var ids = await due.Select(row => row.Id).ToListAsync(cancellationToken);
        // Asked for once more in the same statement: what another node has taken since is not due any more.
        var taken = ids.Count == 0 ? 0 : await db.Outbox.Where(row => ids.Contains(row.Id) && row.NextAttemptAt != null && row.NextAttemptAt <= now)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Claim, claim).SetProperty(row => row.NextAttemptAt, until), cancellationToken);
        var messages = taken == 0 ? [] : await db.Outbox.AsNoTracking().Where(row => ids.Contains(row.Id) && row.Claim == claim).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        return new(claim, messages, now + BegunWithin);
    }

    /// <summary>Gives back what was not begun, so that it need not wait until the claim is over.</summary>
    /// <param name="batch">What was taken.</param>
    /// <param name="begun">How many of it were begun.</param>
    public async Task GiveBackAsync(OutboxBatch batch, int begun)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Claim is null || begun >= batch.Messages.Count)
            return;
        var ids = batch.Messages.Skip(begun).Select(row => row.Id).ToList();
        var now = clock.NowToTheMillisecond();
        await using var db = await contexts.CreateDbContextAsync();
        await db.Outbox.Where(row => ids.Contains(row.Id) && row.Claim == batch.Claim && row.NextAttemptAt != null)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Claim, (string?)null).SetProperty(row => row.NextAttemptAt, now));
    }
}
