using System.Text.Json;
using Intake.Application.Conversations;
using Intake.Application.Notifications;
using Intake.Application.Writing;
using Intake.Domain.Deadlines;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Telemetry;

/// <summary>
/// What a transaction writes that is counted: read off the rows themselves just before they are saved, so that no channel
/// can forget to count, and counted once they are durable.
/// </summary>
internal sealed class Written
{
    private readonly List<(string Channel, bool IsNew, InboundStatus Status)> _messages = [];
    private readonly List<(string Kind, OutboxStatus? Attempt)> _outbox = [];
    private readonly IReadOnlyList<TicketChange> _changes;

    private Written(WriteSession session)
    {
        _changes = session.Happened;
        foreach (var entry in session.Db.ChangeTracker.Entries<InboundMessageRow>())
        {
            var isNew = entry.State == EntityState.Added;
            // A message that a person settles by hand has been counted as parked.
            if (isNew || (entry.State == EntityState.Modified && entry.OriginalValues.GetValue<InboundStatus>(nameof(InboundMessageRow.Status)) == InboundStatus.Received))
                _messages.Add((entry.Entity.Channel, isNew, entry.Entity.Status));
        }

        foreach (var entry in session.Db.ChangeTracker.Entries<OutboxRow>())
        {
            if (entry.State == EntityState.Added)
                _outbox.Add((entry.Entity.Kind, null));
            else if (entry.State == EntityState.Modified && entry.Entity.Attempts > entry.OriginalValues.GetValue<int>(nameof(OutboxRow.Attempts)))
                _outbox.Add((entry.Entity.Kind, entry.Entity.Status));
        }
    }

    /// <summary>What the session is about to save.</summary>
    public static Written Of(WriteSession session) => new(session);

    /// <summary>It is saved.</summary>
    public void CountIn(IntakeMeters meters)
    {
        foreach (var (channel, isNew, status) in _messages)
            CountMessage(meters, new("channel", channel), isNew, status);
        foreach (var (kind, attempt) in _outbox)
        {
            if (attempt is { } outcome)
                meters.OutboxAttempts.Add(1, new("kind", kind), Tag("outcome", outcome));
            else
                meters.OutboxWritten.Add(1, new KeyValuePair<string, object?>("kind", kind));
        }

        foreach (var change in _changes)
            CountChange(meters, change);
    }

    private static void CountMessage(IntakeMeters meters, KeyValuePair<string, object?> channel, bool isNew, InboundStatus status)
    {
        if (isNew)
            meters.Received.Add(1, channel);
        var counter = status switch
        {
            InboundStatus.Received => null,
            InboundStatus.Handled => meters.Handled,
            InboundStatus.Parked => meters.Parked,
            InboundStatus.Refused => meters.Refused,
        };
        counter?.Add(1, channel);
    }

    private static void CountChange(IntakeMeters meters, TicketChange change)
    {
        switch (change)
        {
            case Received received:
                meters.Tickets.Add(1, new("channel", received.Channel), Tag("kind", received.Kind));
                break;
            case CardRaised raised:
                meters.Cards.Add(1, Tag("clock", raised.Clock), Tag("card", raised.Card));
                break;
            case Reminded { Clock: var clock, Step: var step }:
                // A look-back has no ladder: its steps are as many as there are days on which to look back.
                meters.Reminders.Add(1, Tag("clock", clock), clock == ClockKind.LookBack ? new("step", "look-back") : Tag("step", (ReminderStep)(step - 1)));
                break;
        }
    }

    private static KeyValuePair<string, object?> Tag<TEnum>(string name, TEnum value)
        where TEnum : struct, Enum => new(name, Names<TEnum>.All.GetValueOrDefault(value, "other"));

    // Written once: a tag is looked up for every measurement.
    private static class Names<TEnum>
        where TEnum : struct, Enum
    {
        public static readonly Dictionary<TEnum, string> All = Enum.GetValues<TEnum>().ToDictionary(value => value, value => JsonNamingPolicy.KebabCaseLower.ConvertName(value.ToString()));
    }
}
