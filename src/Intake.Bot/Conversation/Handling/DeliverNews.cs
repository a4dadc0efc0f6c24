using System.Globalization;
using Intake.Application.Notifications;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Bot.Channels;
using Intake.Domain.Tickets;

namespace Intake.Bot.Conversation.Handling;

/// <summary>
/// Tells a conversation what happened to a ticket. State, words and the outbox row that this came from are written in one
/// transaction, so that nothing is told twice; a channel that is sent its messages gets them by its own route.
/// </summary>
internal sealed class DeliverNews(long outbox, long conversation, TicketNews news, IReadOnlyDictionary<string, ChannelProfile> profiles) : Command<OutboxResult>
{
    /// <inheritdoc/>
    protected override void Foresee(Foreseen foreseen)
    {
        foreseen.Outbox.Add(outbox);
        foreseen.Conversations.Add(conversation);
        foreseen.Tickets.Add(news.Ticket);
        foreseen.Receipts.Add(news.Ticket);
    }

    /// <inheritdoc/>
    protected override async ValueTask<OutboxResult> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        var row = await session.Db.Outbox.FindAsync([outbox], cancellationToken);
        if (row is not { Status: OutboxStatus.Waiting })
            return OutboxResult.Recorded;
        if (await session.Db.Conversations.FindAsync([conversation], cancellationToken) is not { } known)
            return new(OutboxStatus.Dead, "no-conversation");
        if (!profiles.TryGetValue(known.Channel, out var channel))
            return new(OutboxStatus.Waiting, "no-channel");
        var profile = channel.Within(known.Reference);
        if (await session.FindTicketAsync(new TicketId(news.Ticket), cancellationToken) is not { } ticket)
            return new(OutboxStatus.Dead, "no-ticket");
        var view = await ReceiptQueries.InSessionAsync(session, ticket, withHistory: false, cancellationToken);
        var run = ConversationRun.Of(session, profile, known);
        await run.StepAsync(Activity.Happened(new NewsArrived(news.Kind, news.Sequence, view)), static command => throw new InvalidOperationException($"News want nothing done, but this wants {command.GetType().Name}."));
        await run.SaveAsync(null, $"{row.IdempotencyKey}:{profile.Code}", heldFor: null, cancellationToken);
        row.Status = OutboxStatus.Sent;
        row.Attempts++;
        row.Failure = null;
        row.NextAttemptAt = null;
        session.Changed(row);
        return OutboxResult.Recorded;
    }
}

/// <summary>Takes news out of the outbox to the conversations that hear them.</summary>
public sealed class NewsRoute(CommandWriter writer, IEnumerable<ChannelProfile> profiles) : IOutboxRoute
{
    private readonly Dictionary<string, ChannelProfile> _profiles = profiles.ToDictionary(profile => profile.Code, StringComparer.Ordinal);

    /// <inheritdoc/>
    public string Kind => "news";

    /// <inheritdoc/>
    public async ValueTask<OutboxResult> SendAsync(OutboxRow message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        var news = TicketNews.FromJson(message.Payload);
        return long.TryParse(message.Address, NumberStyles.None, CultureInfo.InvariantCulture, out var conversation)
            ? await writer.WriteAsync(new DeliverNews(message.Id, conversation, news, _profiles), cancellationToken)
            : new(OutboxStatus.Dead, "no-conversation");
    }
}
