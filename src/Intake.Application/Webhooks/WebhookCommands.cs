using Intake.Application.Notifications;
using Intake.Application.Writing;
using Intake.Domain;

namespace Intake.Application.Webhooks;

/// <summary>Makes a webhook, or changes one. Answers its key.</summary>
/// <param name="id">Key of the one to change; null for a new one.</param>
/// <param name="draft">What it is to be.</param>
public sealed class SaveWebhook(string? id, WebhookDraft draft) : Command<Outcome<string>>
{
    /// <inheritdoc/>
    protected internal override async ValueTask<Outcome<string>> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (draft.Refusal() is { } refusal)
            return refusal;
        var row = id is null ? null : await session.Db.Webhooks.FindAsync([id], cancellationToken);
        if (row is null && id is not null)
            return new Refusal("NoSuchWebhook");
        if (row is null)
            session.Db.Webhooks.Add(row = new() { Id = Guid.CreateVersion7(session.Now).ToString("N"), IsOn = true, CreatedAt = session.Now });
        (row.Name, row.Url, row.Types) = (draft.Name.Trim(), draft.Url, draft.TypesAsKept);
        session.Changed(row);
        session.Webhooks.Change();
        return row.Id;
    }
}

/// <summary>Switches a webhook on or off. While it is off nothing is kept for it. False when there is none, or it is so already.</summary>
public sealed class SwitchWebhook(string id, bool isOn) : Command<bool>
{
    /// <inheritdoc/>
    protected internal override async ValueTask<bool> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (await session.Db.Webhooks.FindAsync([id], cancellationToken) is not { } row || row.IsOn == isOn)
            return false;
        row.IsOn = isOn;
        session.Changed(row);
        session.Webhooks.Change();
        return true;
    }
}

/// <summary>Gives a webhook a new secret; the one before is signed with beside it for <see cref="WebhookSecret.BothFor"/>. Answers the generation; 0 when there is none.</summary>
public sealed class RotateWebhookSecret(string id) : Command<int>
{
    /// <inheritdoc/>
    protected internal override async ValueTask<int> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (await session.Db.Webhooks.FindAsync([id], cancellationToken) is not { } row)
            return 0;
        row.Generation++;
        row.RotatedAt = session.Now;
        session.Changed(row);
        return row.Generation;
    }
}

/// <summary>Removes a webhook; what waits for it is given up. False when there is none.</summary>
public sealed class DeleteWebhook(string id) : Command<bool>
{
    /// <inheritdoc/>
    protected internal override async ValueTask<bool> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (await session.Db.Webhooks.FindAsync([id], cancellationToken) is not { } row)
            return false;
        session.Db.Webhooks.Remove(row);
        session.Webhooks.Change();
        return true;
    }
}

/// <summary>Posts a message that says nothing, to see whether it arrives. False when there is no such webhook, or it is off.</summary>
public sealed class TryWebhook(string id) : Command<bool>
{
    /// <inheritdoc/>
    protected internal override async ValueTask<bool> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (await session.Db.Webhooks.FindAsync([id], cancellationToken) is not { IsOn: true } row)
            return false;
        var message = new WebhookMessage(WebhookTypes.Test, session.Now.UtcDateTime, null).ToJson();
        var key = $"webhook-{row.Id}-test-{Guid.CreateVersion7(session.Now):N}";
        await session.SendAsync(WebhooksRegistration.Kind, row.Id, message, key, cancellationToken);
        return true;
    }
}

/// <summary>Records an attempt and what the receiver answered last. A receiver that says it is gone is switched off.</summary>
public sealed class RecordPost(long message, string hook, OutboxResult result, bool isGone) : Command<OutboxStatus>
{
    /// <inheritdoc/>
    protected internal override async ValueTask<OutboxStatus> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (await session.Db.Webhooks.FindAsync([hook], cancellationToken) is { } row)
        {
            if (result.Status == OutboxStatus.Sent)
                row.SentAt = session.Now;
            else
                (row.FailedAt, row.Failure) = (session.Now, result.Failure);
            row.IsOn &= !isGone;
            session.Changed(row);
            if (isGone)
                session.Webhooks.Change();
        }

        return await session.RunAsync(new RecordAttempt(message, result), cancellationToken);
    }
}
