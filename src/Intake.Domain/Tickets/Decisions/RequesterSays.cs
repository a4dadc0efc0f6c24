using Intake.Domain.Tickets.Changes;

namespace Intake.Domain.Tickets.Decisions;

/// <summary>What the requester can do with the receipt.</summary>
public static class RequesterSays
{
    /// <summary>Answers the unit's question; the clocks run again.</summary>
    public static Outcome<TicketChange[]> Answer(Deciding deciding, Ticket ticket, TextRef? answer, IReadOnlyList<AttachmentRef> files) =>
        Allowed(deciding, ticket, TicketAction.AnswerQuestion, () => new WaitingEnded(answer, files) { Clocks = TicketClocks.Resume(deciding.Authority, ticket, deciding.At) });

    /// <summary>Adds words or files.</summary>
    public static Outcome<TicketChange[]> Add(Deciding deciding, Ticket ticket, TextRef text, IReadOnlyList<AttachmentRef> files) =>
        Allowed(deciding, ticket, TicketAction.AddText, () => new TextAdded(text, files));

    /// <summary>催办: at most once a day of the authority's calendar.</summary>
    public static Outcome<TicketChange[]> Urge(Deciding deciding, Ticket ticket)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        ArgumentNullException.ThrowIfNull(ticket);
        if (deciding.Check(ticket, TicketAction.Urge) is { } refusal)
            return refusal;
        return ticket.UrgedAt is { } last && DayOf(deciding, last) == DayOf(deciding, deciding.At)
            ? TicketRefusals.UrgedToday
            : Decision.Of(new Urged());
    }

    /// <summary>Takes it back.</summary>
    public static Outcome<TicketChange[]> Withdraw(Deciding deciding, Ticket ticket) =>
        Allowed(deciding, ticket, TicketAction.Withdraw, () => new Withdrawn());

    /// <summary>好差评: one to five stars, or whether it is solved, or both: one tap is enough. "Not solved" is <see cref="Contest"/>.</summary>
    public static Outcome<TicketChange[]> Rate(Deciding deciding, Ticket ticket, int? stars, RequesterWord word, TextRef? comment)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        if (deciding.Check(ticket, TicketAction.Rate) is { } refusal)
            return refusal;
        return stars is < 1 or > 5 || (stars is null && word == RequesterWord.NoAnswer) ? TicketRefusals.RatingOutOfRange : Decision.Of(new Rated(stars, word, comment));
    }

    /// <summary>"Not solved": back on the list at once, with the shorter clock; after write-off within the set days.</summary>
    public static Outcome<TicketChange[]> Contest(Deciding deciding, Ticket ticket, TextRef? reason)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        ArgumentNullException.ThrowIfNull(ticket);
        if (deciding.Check(ticket, TicketAction.Contest) is { } refusal)
            return refusal;
        if (ticket.WrittenOffAt is { } writtenOffAt && deciding.At > writtenOffAt.AddDays(deciding.Authority.Policy.ContestDays))
            return TicketRefusals.ContestWindowHasPassed;
        return Decision.Of(Verifying.PutBack(deciding, ticket, byRequester: true, afterLookBack: false, reason));
    }

    private static Outcome<TicketChange[]> Allowed(Deciding deciding, Ticket ticket, TicketAction action, Func<TicketChange> change)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        return deciding.Check(ticket, action) is { } refusal ? refusal : Decision.Of(change());
    }

    private static DateOnly DayOf(Deciding deciding, DateTimeOffset at) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, deciding.Authority.TimeZone).DateTime);
}
