using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Intake.Application.BotConfiguration;
using Intake.Application.Data;
using Intake.Application.Notifications;
using Intake.Application.Telemetry;
using Intake.Application.Tickets;
using Intake.Application.Webhooks;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;
using Intake.Domain.Tickets.Decisions;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Writing;

/// <summary>What a command works in: the context of the running transaction, the instant, the rules in force, and the tickets loaded so far.</summary>
public sealed class WriteSession
{
    private readonly NumberBlocks _numbers;
    private readonly Dictionary<long, (Ticket Ticket, TicketRow Row)> _tickets = [];
    private readonly HashSet<object> _changed = new(ReferenceEqualityComparer.Instance);
    private readonly Foreseen _asked = new();
    private ILookup<long, long>? _hearing;

    internal WriteSession(IntakeDbContext db, NumberBlocks numbers, WebhookBook webhooks, BotConfigurationSnapshot configuration)
    {
        (Db, _numbers, Webhooks, Configuration) = (db, numbers, webhooks, configuration);
    }

    /// <summary>The context. Change detection is off: rows that are changed after loading are named by <see cref="Changed"/>.</summary>
    public IntakeDbContext Db { get; }

    /// <summary>Which other systems are told of what happens.</summary>
    internal WebhookBook Webhooks { get; }

    /// <summary>The configuration in force.</summary>
    public BotConfigurationSnapshot Configuration { get; }

    /// <summary>The authority's rules in force.</summary>
    public Authority Authority => Configuration.Authority;

    /// <summary>The instant of the command, UTC, to the millisecond.</summary>
    public DateTimeOffset Now { get; internal set; }

    /// <summary>Where in a trace the command runs; nothing while nobody listens.</summary>
    internal ActivityContext Trace { get; set; }

    /// <summary>What happened to tickets in this transaction.</summary>
    internal List<TicketChange> Happened { get; } = [];

    /// <summary>How many messages were written for the outbox.</summary>
    internal int Outgoing { get; private set; }

    /// <summary>The kinds of messages that the outbox has to do with at once.</summary>
    internal HashSet<string> OutgoingKinds { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the outbox has something to do of which the kind is not known.</summary>
    internal bool HasRung { get; private set; }

    /// <summary>The next number of a counter, from 1.</summary>
    public ValueTask<long> NextAsync(string counter, CancellationToken cancellationToken) => _numbers.NextAsync(Db, counter, cancellationToken);

    /// <summary>Runs another command as a part of this one: the same instant, the same transaction.</summary>
    public ValueTask<TResult> RunAsync<TResult>(Command<TResult> command, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(command);
        return command.ExecuteAsync(this, cancellationToken);
    }

    /// <summary>Says that a loaded row is changed, now or later in the same command.</summary>
    public void Changed(object row)
    {
        ArgumentNullException.ThrowIfNull(row);
        _changed.Add(row);
    }

    /// <summary>Has the rows that were named as changed written: of each the columns that differ, so that no index is touched that stays as it is.</summary>
    internal void MarkChanges()
    {
        foreach (var row in _changed)
        {
            if (Db.Entry(row) is { State: EntityState.Unchanged or EntityState.Modified } entry)
                entry.DetectChanges();
        }
    }

    /// <summary>What a decision is made with.</summary>
    public Deciding By(Actor actor) => new(Authority, actor, Now);

    /// <summary>What a decision on a ticket is made with. Clocks of nodes differ: what follows an event of a node that is ahead happens in the same instant as that event and not before it.</summary>
    public Deciding By(Actor actor, Ticket? ticket) => By(actor) is var deciding && ticket?.LastAt > deciding.At ? deciding with { At = ticket.LastAt.Value } : deciding;

    /// <summary>A ticket, with what earlier commands of the same transaction made of it; null when there is none.</summary>
    public async ValueTask<Ticket?> FindTicketAsync(TicketId id, CancellationToken cancellationToken)
    {
        if (_tickets.TryGetValue(id.Value, out var known))
            return known.Ticket;
        if (_asked.Tickets.Contains(id.Value) || await Db.Tickets.FindAsync([id.Value], cancellationToken) is not { } row)
            return null;
        return Keep(row);
    }

    /// <summary>Several tickets with one query, in the order of their keys; those that do not exist are left out.</summary>
    public async ValueTask<IReadOnlyList<Ticket>> FindTicketsAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var missing = ids.Where(id => !_tickets.ContainsKey(id)).ToList();
        if (missing.Count > 0)
        {
            await foreach (var row in Db.Tickets.Where(row => missing.Contains(row.Id)).AsAsyncEnumerable().WithCancellation(cancellationToken))
                Keep(row);
        }

        return [.. ids.Order().Where(_tickets.ContainsKey).Select(id => _tickets[id].Ticket)];
    }

    /// <summary>The conversations that hear of a ticket.</summary>
    internal async ValueTask<IEnumerable<long>> HearingAsync(TicketId ticket, CancellationToken cancellationToken) =>
        _hearing is not null && _asked.Tickets.Contains(ticket.Value)
            ? _hearing[ticket.Value]
            : await Db.Subscriptions.Where(row => row.Ticket == ticket.Value).Select(row => row.Conversation).ToListAsync(cancellationToken);

    /// <summary>Texts that were loaded to be shown, by key.</summary>
    internal Dictionary<long, string> Bodies { get; } = [];

    /// <summary>Whether it has been asked for this message, so that it is loaded or not there.</summary>
    internal bool HasAskedMessage(string channel, string id) => _asked.Messages.Contains((channel, id));

    /// <summary>Whether it has been asked for this conversation, so that it is loaded or not there.</summary>
    internal bool HasAskedChat(string channel, string id) => _asked.Chats.Contains((channel, id));

    /// <summary>Loads what commands are going to look for. However many that is, the question is the same, so that it is made once.</summary>
    internal async ValueTask LookAheadAsync(IReadOnlyList<Command> commands)
    {
        foreach (var command in commands)
            command.Foresee(_asked);
        if (_asked.Tickets.ToArray() is { Length: > 0 } tickets)
        {
            await foreach (var row in Db.Tickets.Where(row => EF.Parameter(tickets).Contains(row.Id)).AsAsyncEnumerable())
                Keep(row);
            var hearing = await Db.Subscriptions.AsNoTracking().Where(row => EF.Parameter(tickets).Contains(row.Ticket)).ToListAsync();
            _hearing = hearing.ToLookup(row => row.Ticket, row => row.Conversation);
            await ReceiptQueries.LoadBodiesAsync(this, [.. _asked.Receipts.Where(_tickets.ContainsKey).SelectMany(id => ReceiptQueries.TextsOf(_tickets[id].Ticket))]);
        }

        if (_asked.Outbox.ToArray() is { Length: > 0 } outbox)
            await Db.Outbox.Where(row => EF.Parameter(outbox).Contains(row.Id)).LoadAsync();
        if (_asked.Conversations.ToArray() is { Length: > 0 } conversations)
            await Db.Conversations.Where(row => EF.Parameter(conversations).Contains(row.Id)).LoadAsync();
        foreach (var (channel, ids) in ByChannel(_asked.Messages))
            await Db.InboundMessages.Where(row => row.Channel == channel && EF.Parameter(ids).Contains(row.ExternalId)).LoadAsync();
        foreach (var (channel, ids) in ByChannel(_asked.Chats))
            await Db.Conversations.Where(row => row.Channel == channel && EF.Parameter(ids).Contains(row.ExternalId)).LoadAsync();
    }

    private static IEnumerable<(string Channel, string[] Ids)> ByChannel(IEnumerable<(string Channel, string Id)> asked) =>
        asked.GroupBy(one => one.Channel, one => one.Id, StringComparer.Ordinal).Select(some => (some.Key, some.ToArray()));

    private Ticket Keep(TicketRow row)
    {
        var ticket = TicketRows.Read(row.Snapshot);
        _tickets[row.Id] = (ticket, row);
        return ticket;
    }

    /// <summary>The key of a new ticket that came in at an instant.</summary>
    public async ValueTask<TicketId> NewTicketIdAsync(DateTimeOffset at, CancellationToken cancellationToken)
    {
        var day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Authority.TimeZone).DateTime);
        return TicketId.Of(day, (int)await NextAsync($"ticket:{day:yyyyMMdd}", cancellationToken));
    }

    /// <summary>Keeps a text of a ticket and gives what the log says of it.</summary>
    public async ValueTask<TextRef> AddTextAsync(TicketId ticket, TextRole role, string body, CancellationToken cancellationToken)
    {
        var draft = await DraftTextAsync(ticket, role, body, cancellationToken);
        Db.TicketTexts.Add(draft.Row);
        return draft.Ref;
    }

    /// <summary>A text that is kept only when the decision that it is for holds.</summary>
    internal async ValueTask<(TicketTextRow Row, TextRef Ref)> DraftTextAsync(TicketId ticket, TextRole role, string body, CancellationToken cancellationToken)
    {
        // The one character that not every database can keep, and that nobody writes.
        body = body.Replace("\0", "", StringComparison.Ordinal);
        var salt = RandomNumberGenerator.GetBytes(16);
        var row = new TicketTextRow { Id = await NextAsync("text", cancellationToken), Ticket = ticket.Value, Role = role, Salt = salt, Body = body };
        return (row, new(row.Id, role, HashOf(salt, body)));
    }

    /// <summary>The salted hash of a text, as <see cref="TextRef.Hash"/> has it.</summary>
    public static string HashOf(byte[] salt, string body)
    {
        ArgumentNullException.ThrowIfNull(salt);
        return Convert.ToHexStringLower(SHA256.HashData([.. salt, .. Encoding.UTF8.GetBytes(body)]));
    }

    /// <summary>Begins a ticket.</summary>
    public async ValueTask<Ticket> ReceiveAsync(TicketId id, Deciding deciding, Received received, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        var row = new TicketRow();
        var ticket = AppendOne(deciding, null, id, received);
        TicketRows.Write(ticket, row);
        Db.Tickets.Add(row);
        _tickets[id.Value] = (ticket, row);
        await AnnounceAsync(ticket, received, cancellationToken);
        return ticket;
    }

    /// <summary>Appends changes to a ticket that was loaded here, writes its row, and announces what happened.</summary>
    public async ValueTask<Ticket> AppendAsync(Ticket ticket, Actor actor, IEnumerable<TicketChange> changes, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(changes);
        var row = _tickets[ticket.Id.Value].Row;
        foreach (var change in changes)
        {
            ticket = AppendOne(By(actor, ticket), ticket, ticket.Id, change);
            await AnnounceAsync(ticket, change, cancellationToken);
        }

        TicketRows.Write(ticket, row);
        Changed(row);
        _tickets[ticket.Id.Value] = (ticket, row);
        return ticket;
    }

    /// <summary>Puts a ticket that was made anew from its log in the place of what its row holds.</summary>
    internal async ValueTask ReplaceAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        var row = await Db.Tickets.FindAsync([ticket.Id.Value], cancellationToken);
        if (row is null)
            Db.Tickets.Add(row = new());
        TicketRows.Write(ticket, row);
        Changed(row);
        _tickets[ticket.Id.Value] = (ticket, row);
    }

    /// <summary>Writes something for the outbox.</summary>
    public async ValueTask SendAsync(string kind, string address, string payload, string idempotencyKey, CancellationToken cancellationToken)
    {
        await AddOutgoingAsync(kind, address, payload, idempotencyKey, cancellationToken);
        OutgoingKinds.Add(kind);
    }

    /// <summary>Writes an answer for the outbox that the channel may give itself first; it leaves by the outbox when nobody says within a time that it was given.</summary>
    public async ValueTask<HeldAnswer> SendHeldAsync(string kind, string address, string payload, string idempotencyKey, TimeSpan heldFor, CancellationToken cancellationToken)
    {
        var row = await AddOutgoingAsync(kind, address, payload, idempotencyKey, cancellationToken);
        (row.Claim, row.NextAttemptAt) = (HeldAnswers.FirstClaim, Now + heldFor);
        return new(row.Id, row.Claim);
    }

    private async ValueTask<OutboxRow> AddOutgoingAsync(string kind, string address, string payload, string idempotencyKey, CancellationToken cancellationToken)
    {
        Outgoing++;
        var row = new OutboxRow
        {
            Id = await NextAsync("outbox", cancellationToken),
            Kind = kind,
            Address = address,
            Payload = payload,
            IdempotencyKey = idempotencyKey,
            CreatedAt = Now,
            NextAttemptAt = Now,
            Status = OutboxStatus.Waiting,
            Trace = Tracing.Written(Trace),
        };
        Db.Outbox.Add(row);
        return row;
    }

    /// <summary>Has the outbox looked at as soon as this is saved.</summary>
    internal void RingOutbox() => HasRung = true;

    private Ticket AppendOne(Deciding deciding, Ticket? before, TicketId id, TicketChange change)
    {
        if (before?.Version >= TicketEventRow.Factor - 1)
            throw new InvalidOperationException($"Ticket {id} has {TicketEventRow.Factor - 1} events and can take no more.");
        var (after, happened) = TicketLog.Append(deciding, before, id, change);
        Db.TicketEvents.Add(TicketRows.RowOf(happened));
        Happened.Add(change);
        return after;
    }

    private ValueTask AnnounceAsync(Ticket ticket, TicketChange change, CancellationToken cancellationToken) =>
        Announcements.AddAsync(this, ticket, change, cancellationToken);
}
