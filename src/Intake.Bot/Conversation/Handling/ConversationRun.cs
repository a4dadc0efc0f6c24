using Intake.Application.Conversations;
using Intake.Application.Notifications;
using Intake.Application.Telemetry;
using Intake.Application.Writing;
using Intake.Bot.Channels;

namespace Intake.Bot.Conversation.Handling;

/// <summary>A conversation while a command works on it: its row, its state, and what was said. Nothing is kept between two runs of the command.</summary>
internal sealed class ConversationRun
{
    /// <summary>The most rounds of commands and results in one turn: more is a circle, and a fault.</summary>
    private const int MostRounds = 12;

    private readonly WriteSession _session;
    private readonly ChannelProfile _profile;
    private readonly ConversationRow _row;
    private readonly List<Reply> _replies = [];
    private ConversationState _state;

    private ConversationRun(WriteSession session, ChannelProfile profile, ConversationRow row)
    {
        (_session, _profile, _row) = (session, profile, row);
        _state = ConversationState.FromJson(row.State);
    }

    /// <summary>Key of the conversation.</summary>
    public long Key => _row.Id;

    /// <summary>The last watermark.</summary>
    public int Watermark => _row.Watermark;

    /// <summary>What the bot said, without secrets.</summary>
    public IReadOnlyList<Reply> Replies => _replies;

    /// <summary>As <see cref="Turn.HidesWords"/>, of any turn.</summary>
    public bool HidesWords { get; private set; }

    /// <summary>Tag of the language spoken.</summary>
    public string? Language => _state.Language;

    /// <summary>The conversation of a channel's id; a new one when there is none.</summary>
    public static async ValueTask<ConversationRun> OpenAsync(WriteSession session, ChannelProfile profile, string externalId, CancellationToken cancellationToken)
    {
        var row = await ConversationRowsOf.ConversationAsync(session, profile.Code, externalId, cancellationToken)
            ?? await ConversationRowsOf.AddConversationAsync(session, profile.Code, externalId, cancellationToken);
        return new(session, profile, row);
    }

    /// <summary>A conversation that is there.</summary>
    public static ConversationRun Of(WriteSession session, ChannelProfile profile, ConversationRow row) => new(session, profile, row);

    /// <summary>Remembers the letter that is answered from now on.</summary>
    public void Heard(Letter? letter) => _state = letter is null ? _state : _state with { Letter = letter };

    /// <summary>Remembers how the conversation is reached from now on.</summary>
    public void ReachedBy(string? reference)
    {
        if (reference is not null)
            _row.Reference = reference;
    }

    /// <summary>Says what the user says, for channels that fetch.</summary>
    public void Said(string message, SaidByUser said)
    {
        if (_profile.Delivery == ChannelDelivery.Fetched)
            Keep(new ChatEntry { Message = message, Said = said }, fromBot: false);
    }

    /// <summary>Runs a turn, what it wants done, and what that tells it, until there is nothing more to do.</summary>
    public async ValueTask StepAsync(Activity activity, Func<ConversationCommand, ValueTask<ConversationEvent>> run)
    {
        using var trace = Tracing.Turn(_profile.Code);
        var context = new ConversationContext(_session.Authority, _session.Configuration.Texts, _profile, _session.Now);
        var waiting = new Queue<Activity>([activity]);
        for (var round = 0; waiting.TryDequeue(out var next); round++)
        {
            if (round == MostRounds)
                throw new InvalidOperationException("A turn of the conversation does not end.");
            var turn = ConversationCore.Step(context, _state, next);
            _state = turn.State;
            HidesWords |= turn.HidesWords;
            _replies.AddRange(turn.Replies);
            foreach (var command in turn.Commands)
                waiting.Enqueue(Activity.Happened(await run(command)));
        }
    }

    /// <summary>A reply that no dialog made.</summary>
    public void Reply(string text) => _replies.Add(new() { Text = text });

    /// <summary>Writes the state, and the replies where the channel wants them.</summary>
    /// <param name="message">The message that is answered; null for news.</param>
    /// <param name="key">What makes the answer one of its kind, for the outbox.</param>
    /// <param name="heldFor">How long the answer is left for the channel to give it; null sends it at once.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <returns>The answer when the channel may give it; null when it leaves by the outbox, or there is none.</returns>
    public async ValueTask<HeldAnswer?> SaveAsync(string? message, string key, TimeSpan? heldFor, CancellationToken cancellationToken)
    {
        _row.State = _state.ToJson();
        _row.Language = _state.Language;
        _row.UpdatedAt = _session.Now;
        _row.Version++;
        foreach (var reply in _profile.Delivery == ChannelDelivery.Fetched ? _replies : [])
            Keep(new ChatEntry { Message = message, Reply = reply }, fromBot: true);
        _session.Changed(_row);
        if (_profile.Delivery != ChannelDelivery.Pushed || _replies.Count == 0)
            return null;
        if (heldFor is { } time)
            return await _session.SendHeldAsync(_profile.Code, _row.ExternalId, ReplySecrets.ToJson(_replies), key, time, cancellationToken);
        await _session.SendAsync(_profile.Code, _row.ExternalId, ReplySecrets.ToJson(_replies), key, cancellationToken);
        return null;
    }

    private void Keep(ChatEntry entry, bool fromBot)
    {
        _row.Watermark++;
        _session.Db.ChatActivities.Add(new() { Conversation = _row.Id, Watermark = _row.Watermark, At = _session.Now, FromBot = fromBot, Json = entry.ToJson() });
    }
}
