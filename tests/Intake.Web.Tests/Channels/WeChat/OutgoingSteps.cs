using Intake.Application.Notifications;
using Intake.Application.Writing;
using Intake.Bot.Conversation;
using Intake.Bot.Conversation.Handling;

namespace Intake.Web.Tests.Channels.WeChat;

/// <summary>Texts for a person, as news are.</summary>
internal sealed class Outgoing(string person, IReadOnlyList<string> texts) : Command<bool>
{
    /// <inheritdoc/>
    protected override async ValueTask<bool> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        await session.SendAsync("wechat", person, ReplySecrets.ToJson([.. texts.Select(text => new Reply { Text = text })]), $"test:{person}", cancellationToken);
        return true;
    }
}

/// <summary>An answer that is held for a person, of which nobody says what became.</summary>
internal sealed class HeldFor(string person, TimeSpan time) : Command<HeldAnswer>
{
    /// <inheritdoc/>
    protected override ValueTask<HeldAnswer> ExecuteAsync(WriteSession session, CancellationToken cancellationToken) =>
        session.SendHeldAsync("wechat", person, ReplySecrets.ToJson([new Reply { Text = "您好" }]), $"test:{person}", time, cancellationToken);
}

/// <summary>The same, claimed once more.</summary>
internal sealed class ClaimedAgain(string person) : Command<HeldAnswer?>
{
    /// <inheritdoc/>
    protected override ValueTask<HeldAnswer?> ExecuteAsync(WriteSession session, CancellationToken cancellationToken) =>
        HeldAnswers.ClaimAgainAsync(session, $"test:{person}", TimeSpan.FromMinutes(1), cancellationToken);
}

/// <summary>Keeps the database busy until told to go on.</summary>
internal sealed class SlowCommand : Command<bool>
{
    private readonly TaskCompletionSource _runs = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether it keeps it busy.</summary>
    public Task IsRunning => _runs.Task;

    /// <summary>Has it end.</summary>
    public TaskCompletionSource GoesOn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <inheritdoc/>
    protected override async ValueTask<bool> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        _runs.TrySetResult();
        await GoesOn.Task;
        return true;
    }
}
