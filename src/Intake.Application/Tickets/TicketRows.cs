using System.Text.Json;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Decisions;

namespace Intake.Application.Tickets;

/// <summary>Between a ticket and its row.</summary>
public static class TicketRows
{
    /// <summary>Writes a ticket into its row.</summary>
    public static void Write(Ticket ticket, TicketRow row)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        ArgumentNullException.ThrowIfNull(row);
        row.Id = ticket.Id.Value;
        row.Version = ticket.Version;
        row.State = ticket.State;
        row.IsOpen = ticket.State.IsOpen();
        row.Kind = ticket.Kind;
        row.Outcome = ticket.Outcome;
        row.Service = ticket.Service;
        row.Place = ticket.Place;
        row.Channel = ticket.Channel;
        row.HeldBy = ticket.HeldBy;
        row.HeldSince = ticket.HeldSince;
        row.Lead = ticket.Lead;
        row.CoHandlers = ticket.CoHandlers.Count == 0 ? "" : $",{string.Join(',', ticket.CoHandlers)},";
        row.Handler = ticket.Handler;
        row.Card = ticket.Card;
        row.Article = ticket.Article?.Code;
        row.Into = ticket.Into;
        row.Relistings = ticket.Relistings;
        row.Rating = ticket.Rating;
        row.Matter = ticket.Texts[0].Id;
        row.Requester = ticket.Requester;
        row.Anonymity = ticket.Anonymity;
        row.CreatedAt = ticket.CreatedAt;
        WriteDesk(ticket, row);
        row.ExpectedAt = ticket.Promise?.DueAt;
        row.ResolvedAt = ticket.ResolvedAt;
        row.WrittenOffAt = ticket.WrittenOffAt;
        row.EndedAt = ticket.EndedAt;
        row.KeepsTexts = ticket.KeepsTexts;
        row.NextDueAt = ticket.NextDueAt;
        row.Snapshot = ToJson(ticket);
    }

    // What the staff's lists show and sort by.
    private static void WriteDesk(Ticket ticket, TicketRow row)
    {
        var pressing = ticket.Pressing;
        row.DueAt = pressing?.DueAt;
        row.DueClock = pressing?.Kind;
        row.DueUnit = pressing?.Limit.Unit;
        row.Awaits = AwaitsOf(ticket);
        row.Things = ThingsOf(ticket);
        row.Word = ticket.Word;
        row.Reply = ticket.LastText(TextRole.Reply)?.Id;
        row.Evidence = ticket.Evidence.Count == 0 ? "" : $",{string.Join(',', ticket.Evidence.Select(file => file.Id))},";
    }

    private static CentreTask? AwaitsOf(Ticket ticket)
    {
        if (ticket.State.IsOpen() && ticket.Extensions is [.., { Granted: null }])
            return CentreTask.RuleOnExtension;
        return ticket.State == TicketState.WrittenOff && ticket.ClockOf(ClockKind.LookBack)?.Reminders > ticket.LookBacks ? CentreTask.LookBack : null;
    }

    private static FourThings ThingsOf(Ticket ticket) =>
        Verifying.FourThings(ticket).Where(thing => thing.IsThere).Aggregate(FourThings.None, (things, thing) => things | Enum.Parse<FourThings>(thing.Name, ignoreCase: true));

    /// <summary>The JSON of a ticket: equal tickets have equal JSON.</summary>
    public static string ToJson(Ticket ticket) => JsonSerializer.Serialize(ticket, TicketJson.Default.Ticket);

    /// <summary>Reads a ticket from its row.</summary>
    /// <exception cref="JsonException">The snapshot is not a ticket.</exception>
    public static Ticket Read(string snapshot) =>
        JsonSerializer.Deserialize(snapshot, TicketJson.Default.Ticket) ?? throw new JsonException("A snapshot is never null.");

    /// <summary>The row of an event.</summary>
    public static TicketEventRow RowOf(TicketEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return new()
        {
            Id = (happened.Ticket.Value * TicketEventRow.Factor) + happened.Sequence,
            At = happened.At,
            Actor = happened.Actor,
            Json = happened.Json,
            NextDueAt = happened.NextDueAt,
            Hash = happened.Hash,
        };
    }

    /// <summary>The event of a row.</summary>
    public static TicketEvent Read(TicketEventRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        return new(
            new(row.Id / TicketEventRow.Factor),
            (int)(row.Id % TicketEventRow.Factor),
            row.At,
            row.Actor,
            EventChain.FromJson(row.Json),
            row.NextDueAt,
            row.Json,
            row.Hash);
    }
}
