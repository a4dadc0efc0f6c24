namespace Intake.Domain.Tickets;

/// <summary>Every reason why something cannot be done to a ticket. The words are the texts <c>refusal.CODE</c>.</summary>
public static class TicketRefusals
{
    /// <summary>No ticket has this number.</summary>
    public static readonly Refusal NoSuchTicket = new(nameof(NoSuchTicket));

    /// <summary>Unknown number and wrong secret are one answer.</summary>
    public static readonly Refusal ReceiptUnknown = new(nameof(ReceiptUnknown));

    /// <summary>A service must be named.</summary>
    public static readonly Refusal ServiceIsMissing = new(nameof(ServiceIsMissing));

    /// <summary>No service has this code.</summary>
    public static readonly Refusal NoSuchService = new(nameof(NoSuchService));

    /// <summary>No place has this code.</summary>
    public static readonly Refusal NoSuchPlace = new(nameof(NoSuchPlace));

    /// <summary>No unit has this code.</summary>
    public static readonly Refusal NoSuchUnit = new(nameof(NoSuchUnit));

    /// <summary>The service does not take this kind.</summary>
    public static readonly Refusal KindNotTaken = new(nameof(KindNotTaken));

    /// <summary>The centre dispatches and verifies; it is no lead unit and no co-handling unit.</summary>
    public static readonly Refusal CentreIsNoLead = new(nameof(CentreIsNoLead));

    /// <summary>The lead unit is named as co-handling too.</summary>
    public static readonly Refusal LeadIsCoHandler = new(nameof(LeadIsCoHandler));

    /// <summary>Express lane: no return and no passing on (practice P2).</summary>
    public static readonly Refusal ExpressLaneStays = new(nameof(ExpressLaneStays));

    /// <summary>The window for a return is over.</summary>
    public static readonly Refusal ReturnWindowHasPassed = new(nameof(ReturnWindowHasPassed));

    /// <summary>This unit has used up its returns.</summary>
    public static readonly Refusal UnitHasReturnedBefore = new(nameof(UnitHasReturnedBefore));

    /// <summary>The ticket has used up its returns; the ruling is final.</summary>
    public static readonly Refusal RulingIsFinal = new(nameof(RulingIsFinal));

    /// <summary>A return needs a row of the dispatch catalogue as its basis.</summary>
    public static readonly Refusal ReturnNeedsBasis = new(nameof(ReturnNeedsBasis));

    /// <summary>The return was asked for by the unit that it would go to.</summary>
    public static readonly Refusal ReturnToSameUnit = new(nameof(ReturnToSameUnit));

    /// <summary>A text is needed: reason, reply, report, note or instruction.</summary>
    public static Refusal TextIsMissing(TextRole role) => new(nameof(TextIsMissing), "role", role.ToString());

    /// <summary>A text is longer than allowed.</summary>
    public static Refusal TextIsTooLong(int most) => new(nameof(TextIsTooLong), "most", most.ToString(System.Globalization.CultureInfo.InvariantCulture));

    /// <summary>The service asks for evidence.</summary>
    public static readonly Refusal EvidenceIsMissing = new(nameof(EvidenceIsMissing));

    /// <summary>The class of limits knows no extension, or no further one.</summary>
    public static readonly Refusal NoMoreExtensions = new(nameof(NoMoreExtensions));

    /// <summary>More time asked for than the cap.</summary>
    public static readonly Refusal ExtensionOverCap = new(nameof(ExtensionOverCap));

    /// <summary>An extension is asked for before expiry.</summary>
    public static readonly Refusal LimitHasExpired = new(nameof(LimitHasExpired));

    /// <summary>A request for extension waits for its ruling.</summary>
    public static readonly Refusal ExtensionIsOpen = new(nameof(ExtensionIsOpen));

    /// <summary>There is no open request for extension.</summary>
    public static readonly Refusal NoOpenExtension = new(nameof(NoOpenExtension));

    /// <summary>The checker belongs to the handling unit, or handled it.</summary>
    public static readonly Refusal CheckerIsOfHandlingUnit = new(nameof(CheckerIsOfHandlingUnit));

    /// <summary>One of the four things is missing: instruction, entry, conclusion, report.</summary>
    public static Refusal WriteOffLacks(string thing) => new(nameof(WriteOffLacks), "thing", thing);

    /// <summary>Neither the requester's word nor a checker's note.</summary>
    public static readonly Refusal NobodyHasSaidItIsSolved = new(nameof(NobodyHasSaidItIsSolved));

    /// <summary>After this many relistings a leader must rule: only with an instruction since the last one.</summary>
    public static readonly Refusal LeaderMustRule = new(nameof(LeaderMustRule));

    /// <summary>The time to contest is over.</summary>
    public static readonly Refusal ContestWindowHasPassed = new(nameof(ContestWindowHasPassed));

    /// <summary>Urged today already.</summary>
    public static readonly Refusal UrgedToday = new(nameof(UrgedToday));

    /// <summary>A rating is 1 to 5.</summary>
    public static readonly Refusal RatingOutOfRange = new(nameof(RatingOutOfRange));

    /// <summary>Interim targets: at least one, in the future, in order, the last not after the end.</summary>
    public static readonly Refusal TargetsDoNotFit = new(nameof(TargetsDoNotFit));

    /// <summary>A ticket cannot be merged into itself, or into one that is merged.</summary>
    public static readonly Refusal MergeDoesNotFit = new(nameof(MergeDoesNotFit));

    /// <summary>Somebody changed the ticket since the page was made.</summary>
    public static readonly Refusal ChangedMeanwhile = new(nameof(ChangedMeanwhile));

    /// <summary>Nobody who may do this to this ticket.</summary>
    public static Refusal NotAllowed(TicketAction action) => new(nameof(NotAllowed), "action", action.ToString());

    /// <summary>The state does not allow it.</summary>
    public static Refusal NotInThisState(TicketState state, TicketAction action) => new(
        nameof(NotInThisState),
        new Dictionary<string, string>(StringComparer.Ordinal) { ["state"] = state.ToString(), ["action"] = action.ToString() });
}
