using Intake.Domain.Deadlines;
using Intake.Domain.Tickets.Changes;

namespace Intake.Domain.Tickets;

/// <summary>Makes a ticket out of its events. Pure, and without calendars: everything computed with one is in the event.</summary>
public static class TicketFold
{
    /// <summary>The ticket after one more event.</summary>
    /// <exception cref="InvalidOperationException">The first event is not <see cref="Received"/>, or a sequence is missing.</exception>
    public static Ticket Apply(Ticket? ticket, TicketEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if ((ticket?.Version ?? 0) + 1 != happened.Sequence)
            throw new InvalidOperationException($"Event {happened.Sequence} of ticket {happened.Ticket} does not follow {ticket?.Version ?? 0}.");
        var after = ticket is null ? Begin(happened) : Change(ticket, happened);
        return after with
        {
            Version = happened.Sequence,
            NextDueAt = happened.NextDueAt,
            LastAt = happened.At,
            LastHash = Convert.ToHexStringLower(happened.Hash),
        };
    }

    /// <summary>What a change makes of a ticket, without the envelope of the log: for deciding what comes next.</summary>
    public static Ticket After(Ticket ticket, TicketChange change, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(ticket);
        ArgumentNullException.ThrowIfNull(change);
        var moved = Move(ticket, change, at);
        if (!moved.State.IsOpen() && ticket.State.IsOpen())
            moved = moved with { ClosedAt = at, Clocks = StopAll(moved.Clocks, at) };
        else if (moved.State.IsOpen() && !ticket.State.IsOpen())
            moved = moved with { ClosedAt = null };
        return change.Clocks.Count == 0 ? moved : moved with { Clocks = Replace(moved.Clocks, change.Clocks) };
    }

    /// <summary>The ticket that a reception makes, without the envelope of the log.</summary>
    public static Ticket Begin(TicketId id, Received received, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(received);
        return new()
        {
            Id = id,
            Version = 0,
            State = TicketState.Received,
            Kind = received.Kind,
            Service = received.Service,
            Confidence = received.Confidence,
            Place = received.Place,
            Channel = received.Channel,
            Language = received.Language,
            Anonymity = received.Anonymity,
            Requester = received.Requester,
            Texts = received.Particulars is null ? [received.Matter] : [received.Matter, received.Particulars],
            Files = received.Files,
            CreatedAt = at,
            HeldBy = received.HeldBy,
            HearsByText = received.HearsByText,
            HeldSince = at,
            Clocks = received.Clocks,
        };
    }

    private static Ticket Begin(TicketEvent happened) => happened.Change is Received received
        ? Begin(happened.Ticket, received, happened.At)
        : throw new InvalidOperationException($"Ticket {happened.Ticket} does not begin with its reception.");

    private static Ticket Change(Ticket ticket, TicketEvent happened) => After(ticket, happened.Change, happened.At);

    private static Ticket Move(Ticket ticket, TicketChange change, DateTimeOffset at) => change switch
    {
        Accepted c => Stop(ticket, at, ClockKind.Acceptance) with { State = TicketState.Accepted, Kind = c.Kind, Service = c.Service, Confidence = 1, Place = c.Place, AcceptedAt = at },
        Declined c => ticket with { State = TicketState.Declined, Outcome = TicketOutcome.NotOurs, Texts = [.. ticket.Texts, c.Reason] },
        SettledAtOnce c => Claim(ticket, c.Outcome, c.Handler, c.Evidence, at, c.Instruction, c.Reply, c.Report) with { Lead = c.Unit, FixedAtOnce = c.Fixed, Article = c.Article },
        Dispatched c => Dispatch(ticket, c, at),
        Acknowledged c => Stop(ticket, at, ClockKind.Acknowledgement) with { State = TicketState.InHand, Handler = c.Handler },
        Assigned c => ticket with { Handler = c.Handler },
        Contacted c => Stop(ticket, at, ClockKind.FirstContact) with { Texts = With(ticket, c.Note) },
        ReturnRequested c => ticket with { State = TicketState.ReturnRequested, Returns = [.. ticket.Returns, new(c.Unit, c.Rule, at, null)], Texts = [.. ticket.Texts, c.Reason] },
        ReturnRefused c => Stop(ticket, at, ClockKind.ReturnRuling) with { State = TicketState.Dispatched, Returns = Ruled(ticket.Returns, false), RulingIsFinal = true, Texts = [.. ticket.Texts, c.Reason] },
        RequesterAsked c => Stop(ticket, at, ClockKind.FirstContact) with { State = TicketState.AwaitingRequester, Texts = [.. ticket.Texts, c.Question] },
        WaitingEnded c => ticket with { State = TicketState.InHand, Texts = With(ticket, c.Answer), Files = [.. ticket.Files, .. c.Files] },
        Planned c => ticket with { State = TicketState.Planned, Targets = c.Targets, Texts = [.. ticket.Texts, .. c.Targets.Select(target => target.Text)] },
        ExtensionRequested c => ticket with { Extensions = [.. ticket.Extensions, new(c.Limit, at, null)], Texts = [.. ticket.Texts, c.Reason] },
        ExtensionRuled c => ticket with { Extensions = [.. ticket.Extensions.SkipLast(1), ticket.Extensions[^1] with { Granted = c.Granted }], Texts = With(ticket, c.Reason) },
        Resolved c => Claim(ticket, c.Outcome, c.Handler, c.Evidence, at, c.Reply, c.Report),
        VerificationStarted => Stop(ticket, at, ClockKind.FollowUp) with { State = TicketState.Verifying },
        WrittenOff c => ticket with { State = TicketState.WrittenOff, WrittenOffAt = at, Texts = With(ticket, c.Note) },
        Relisted c => Relist(ticket, c, at),
        Rated c => ticket with { Rating = c.Stars ?? ticket.Rating, Word = c.Word == RequesterWord.NoAnswer ? ticket.Word : c.Word, Texts = With(ticket, c.Comment) },
        LookedBack c => ticket with { LookBacks = ticket.LookBacks + 1, Texts = [.. ticket.Texts, c.Note] },
        Archived => ticket with { State = TicketState.Archived, ArchivedAt = at, Clocks = StopAll(ticket.Clocks, at) },
        Urged => ticket with { Urges = ticket.Urges + 1, UrgedAt = at },
        TextAdded c => ticket with { Texts = [.. ticket.Texts, c.Text], Files = [.. ticket.Files, .. c.Files], IsInstructedSinceRelisting = ticket.IsInstructedSinceRelisting || c.Text.Role == TextRole.Instruction },
        ContactRead c => ticket with { Texts = [.. ticket.Texts, c.Reason], ContactAccesses = [.. ticket.ContactAccesses, new(c.Reason.Id, at)] },
        Withdrawn => ticket with { State = TicketState.Withdrawn },
        MergedInto c => ticket with { State = TicketState.Merged, Into = c.Into, StateBeforeMerge = ticket.State, StoppedByMerge = [.. ticket.Clocks.Where(clock => clock.StoppedAt is null).Select(clock => clock.Kind)] },
        Unmerged => ticket with { State = ticket.StateBeforeMerge ?? TicketState.Accepted, Into = null, StateBeforeMerge = null, StoppedByMerge = [] },
        CardRaised c => Alter(ticket, c.Clock, clock => clock with { Card = c.Card }),
        Reminded c => Alter(ticket, c.Clock, clock => clock with { Reminders = c.Step }),
        DeadlineMoved c => Alter(ticket, c.Clock, clock => clock with { DueAt = c.To, Card = Card.None }),
        Published c => ticket with { Bulletins = [.. ticket.Bulletins, $"{c.Series}/{c.Issue}"] },
        TextsDeleted c => Forget(ticket, c, at),
        Rescheduled => ticket,
        _ => throw new InvalidOperationException($"{change.GetType().Name} cannot follow another event."),
    };

    private static Ticket Dispatch(Ticket ticket, Dispatched c, DateTimeOffset at) =>
        Stop(ticket, at, ClockKind.ReturnRuling, ClockKind.Acknowledgement, ClockKind.FirstContact, ClockKind.UnitResolution) with
        {
            State = TicketState.Dispatched,
            Lead = c.Lead,
            CoHandlers = c.CoHandlers,
            HeldBy = c.Lead,
            HeldSince = c.Lead == ticket.Lead ? ticket.HeldSince : at,
            DispatchedAt = c.Lead == ticket.Lead ? ticket.DispatchedAt : at,
            Handler = null,
            Returns = c.AfterReturn ? Ruled(ticket.Returns, true) : ticket.Returns,
            Extensions = c.Lead == ticket.Lead ? ticket.Extensions : Lapsed(ticket.Extensions),
            Texts = [.. ticket.Texts, c.Instruction],
        };

    private static Ticket Claim(Ticket ticket, TicketOutcome outcome, string handler, IReadOnlyList<AttachmentRef> evidence, DateTimeOffset at, params IEnumerable<TextRef> texts) =>
        Stop(ticket, at, ClockKind.Acknowledgement, ClockKind.FirstContact, ClockKind.UnitResolution, ClockKind.Resolution) with
        {
            State = TicketState.Resolved,
            Outcome = outcome,
            Handler = handler,
            Evidence = evidence,
            ResolvedAt = at,
            Word = RequesterWord.NoAnswer,
            Extensions = Lapsed(ticket.Extensions),
            Texts = [.. ticket.Texts, .. texts],
        };

    private static Ticket Relist(Ticket ticket, Relisted c, DateTimeOffset at) =>
        Stop(ticket, at, ClockKind.FollowUp, ClockKind.LookBack) with
        {
            State = TicketState.InHand,
            Relistings = ticket.Relistings + 1,
            IsInstructedSinceRelisting = false,
            WrittenOffAt = null,
            Word = c.ByRequester ? RequesterWord.NotSolved : ticket.Word,
            HeldSince = at,
            Texts = With(ticket, c.Reason),
        };

    private static Ticket Forget(Ticket ticket, TextsDeleted c, DateTimeOffset at) => ticket with
    {
        DeletedTexts = [.. ticket.DeletedTexts, .. c.Texts],
        TextsDeletedAt = c.Texts.Count == 0 ? ticket.TextsDeletedAt : ticket.TextsDeletedAt ?? at,
        FilesDeletedAt = c.Files.Count == 0 ? ticket.FilesDeletedAt : at,
    };

    private static IReadOnlyList<TextRef> With(Ticket ticket, TextRef? text) => text is null ? ticket.Texts : [.. ticket.Texts, text];

    private static List<ReturnCase> Ruled(IReadOnlyList<ReturnCase> cases, bool granted) =>
        [.. cases.SkipLast(1), cases[^1] with { Granted = granted }];

    private static List<ExtensionCase> Lapsed(IReadOnlyList<ExtensionCase> cases) =>
        [.. cases.Select(one => one.Granted is null ? one with { Granted = false } : one)];

    private static Ticket Stop(Ticket ticket, DateTimeOffset at, params ReadOnlySpan<ClockKind> kinds)
    {
        var clocks = ticket.Clocks.ToList();
        for (var i = 0; i < clocks.Count; i++)
        {
            if (clocks[i].StoppedAt is null && kinds.Contains(clocks[i].Kind))
                clocks[i] = clocks[i] with { StoppedAt = at };
        }

        return ticket with { Clocks = clocks };
    }

    private static List<Clock> StopAll(IReadOnlyList<Clock> clocks, DateTimeOffset at) =>
        [.. clocks.Select(clock => clock.StoppedAt is null ? clock with { StoppedAt = at } : clock)];

    private static Ticket Alter(Ticket ticket, ClockKind kind, Func<Clock, Clock> change) =>
        ticket with { Clocks = [.. ticket.Clocks.Select(clock => clock.Kind == kind ? change(clock) : clock)] };

    private static List<Clock> Replace(IReadOnlyList<Clock> clocks, IReadOnlyList<Clock> started) =>
        [.. clocks.Where(clock => started.All(other => other.Kind != clock.Kind)), .. started];
}
