using Intake.Application.Data;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Webhooks;

/// <summary>A webhook as administrators see it.</summary>
/// <param name="Row">What is kept of it.</param>
/// <param name="Types">What it is told of; none for everything.</param>
/// <param name="Waiting">How many messages wait to be posted.</param>
public sealed record WebhookState(WebhookRow Row, IReadOnlyList<string> Types, int Waiting)
{
    /// <summary>Whether the last attempt failed.</summary>
    public bool IsFailing => Row.FailedAt is { } failed && !(Row.SentAt > failed);
}

/// <summary>What is read about webhooks.</summary>
public sealed class WebhookQueries(IDbContextFactory<IntakeDbContext> contexts)
{
    /// <summary>Every webhook, the newest first.</summary>
    public async Task<IReadOnlyList<WebhookState>> AllAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.Webhooks.AsNoTracking().OrderByDescending(row => row.CreatedAt).ThenBy(row => row.Id).ToListAsync(cancellationToken);
        var waiting = await db.Outbox.Where(row => row.NextAttemptAt != null && row.Kind == WebhooksRegistration.Kind)
            .GroupBy(row => row.Address).Select(some => new { some.Key, Count = some.Count() }).ToDictionaryAsync(some => some.Key, some => some.Count, StringComparer.Ordinal, cancellationToken);
        return [.. rows.Select(row => new WebhookState(row, WebhookDraft.Split(row.Types), waiting.GetValueOrDefault(row.Id)))];
    }

    /// <summary>A webhook; null when there is none.</summary>
    public async Task<WebhookRow?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Webhooks.AsNoTracking().FirstOrDefaultAsync(row => row.Id == id, cancellationToken);
    }
}
