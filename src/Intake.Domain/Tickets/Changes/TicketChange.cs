using System.Text.Json.Serialization;
using Intake.Domain.Deadlines;
using Intake.Domain.Knowledge;

namespace Intake.Domain.Tickets.Changes;

/// <summary>
/// What happened to a ticket. Holds everything that the fold needs and no personal datum: texts, files and people are
/// named by key and hash. The names are written into the log and never change their meaning.
/// </summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
[JsonDerivedType(typeof(Received), "received")]
[JsonDerivedType(typeof(Accepted), "accepted")]
[JsonDerivedType(typeof(Declined), "declined")]
[JsonDerivedType(typeof(SettledAtOnce), "settled-at-once")]
[JsonDerivedType(typeof(Dispatched), "dispatched")]
[JsonDerivedType(typeof(Acknowledged), "acknowledged")]
[JsonDerivedType(typeof(Assigned), "assigned")]
[JsonDerivedType(typeof(Contacted), "contacted")]
[JsonDerivedType(typeof(ReturnRequested), "return-requested")]
[JsonDerivedType(typeof(ReturnRefused), "return-refused")]
[JsonDerivedType(typeof(RequesterAsked), "requester-asked")]
[JsonDerivedType(typeof(WaitingEnded), "waiting-ended")]
[JsonDerivedType(typeof(Planned), "planned")]
[JsonDerivedType(typeof(ExtensionRequested), "extension-requested")]
[JsonDerivedType(typeof(ExtensionRuled), "extension-ruled")]
[JsonDerivedType(typeof(Resolved), "resolved")]
[JsonDerivedType(typeof(VerificationStarted), "verification-started")]
[JsonDerivedType(typeof(WrittenOff), "written-off")]
[JsonDerivedType(typeof(Relisted), "relisted")]
[JsonDerivedType(typeof(Rated), "rated")]
[JsonDerivedType(typeof(LookedBack), "looked-back")]
[JsonDerivedType(typeof(Archived), "archived")]
[JsonDerivedType(typeof(Urged), "urged")]
[JsonDerivedType(typeof(TextAdded), "text-added")]
[JsonDerivedType(typeof(ContactRead), "contact-read")]
[JsonDerivedType(typeof(Withdrawn), "withdrawn")]
[JsonDerivedType(typeof(MergedInto), "merged-into")]
[JsonDerivedType(typeof(Unmerged), "unmerged")]
[JsonDerivedType(typeof(CardRaised), "card-raised")]
[JsonDerivedType(typeof(Reminded), "reminded")]
[JsonDerivedType(typeof(DeadlineMoved), "deadline-moved")]
[JsonDerivedType(typeof(Rescheduled), "rescheduled")]
[JsonDerivedType(typeof(Published), "published")]
[JsonDerivedType(typeof(TextsDeleted), "texts-deleted")]
public abstract record TicketChange
{
    /// <summary>Clocks that start, or start anew, with this change.</summary>
    public IReadOnlyList<Clock> Clocks { get; init; } = [];
}

/// <summary>It came in.</summary>
public sealed record Received(
    TicketKind Kind,
    string? Service,
    double Confidence,
    string? Place,
    string Channel,
    string Language,
    Anonymity Anonymity,
    long? Requester,
    TextRef Matter,
    TextRef? Particulars,
    IReadOnlyList<AttachmentRef> Files,
    string HeldBy) : TicketChange
{
    /// <summary>Whether the requester agreed to be told by text message what happens.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HearsByText { get; init; }
}

/// <summary>受理, possibly with a corrected kind, service and place.</summary>
public sealed record Accepted(TicketKind Kind, string Service, string? Place) : TicketChange;

/// <summary>不予受理.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Door">Code of the right door; null when there is none.</param>
public sealed record Declined(TextRef Reason, string? Door) : TicketChange;

/// <summary>Answered or fixed at once by <paramref name="Unit"/> (usually the centre): the claim and its reply in one.</summary>
public sealed record SettledAtOnce(string Unit, TicketOutcome Outcome, bool Fixed, string Handler, TextRef Reply, TextRef Report, TextRef Instruction, IReadOnlyList<AttachmentRef> Evidence) : TicketChange
{
    /// <summary>The article of the knowledge base that the reply was taken from; null when it was taken from none.</summary>
    public ArticleUse? Article { get; init; }
}


/// <summary>派单 or 改派.</summary>
/// <param name="Lead">Code of the lead unit.</param>
/// <param name="CoHandlers">Codes of the co-handling units.</param>
/// <param name="Rule">Code of the catalogue's row; null when the dispatcher departs from it.</param>
/// <param name="Instruction">What is asked of the unit.</param>
/// <param name="AfterReturn">Whether it is the ruling that grants a return.</param>
public sealed record Dispatched(string Lead, IReadOnlyList<string> CoHandlers, string? Rule, TextRef Instruction, bool AfterReturn) : TicketChange;

/// <summary>签收.</summary>
public sealed record Acknowledged(string Handler) : TicketChange;

/// <summary>Given to a handler.</summary>
public sealed record Assigned(string Handler) : TicketChange;

/// <summary>联系.</summary>
public sealed record Contacted(TextRef? Note) : TicketChange;

/// <summary>申请退单.</summary>
public sealed record ReturnRequested(string Unit, string Rule, TextRef Reason) : TicketChange;

/// <summary>The ruling against a return: back to the same unit, final.</summary>
public sealed record ReturnRefused(TextRef Reason) : TicketChange;

/// <summary>The requester is asked; the clocks named pause.</summary>
public sealed record RequesterAsked(TextRef Question) : TicketChange;

/// <summary>The requester answered, or the unit goes on without; the clocks run again.</summary>
public sealed record WaitingEnded(TextRef? Answer, IReadOnlyList<AttachmentRef> Files) : TicketChange;

/// <summary>Interim targets.</summary>
public sealed record Planned(IReadOnlyList<Target> Targets, DateOnly EndOn) : TicketChange;

/// <summary>申请延期.</summary>
public sealed record ExtensionRequested(TimeLimit Limit, TextRef Reason) : TicketChange;

/// <summary>The ruling on an extension; granted, its clocks come with it.</summary>
public sealed record ExtensionRuled(bool Granted, TextRef? Reason) : TicketChange;

/// <summary>办结.</summary>
public sealed record Resolved(TicketOutcome Outcome, string Handler, TextRef Reply, TextRef Report, IReadOnlyList<AttachmentRef> Evidence) : TicketChange;

/// <summary>The check begins: taken up by a checker, or by the clock when the waiting time is over.</summary>
public sealed record VerificationStarted : TicketChange;

/// <summary>销号.</summary>
/// <param name="Checker">User name of the checker.</param>
/// <param name="Note">The checker's note; null when the requester's word stands for it.</param>
public sealed record WrittenOff(string Checker, TextRef? Note) : TicketChange;

/// <summary>复号.</summary>
/// <param name="ByRequester">Whether the requester said "not solved".</param>
/// <param name="AfterLookBack">Whether a look-back failed.</param>
/// <param name="Reason">Why.</param>
public sealed record Relisted(bool ByRequester, bool AfterLookBack, TextRef? Reason) : TicketChange;

/// <summary>好差评.</summary>
/// <param name="Stars">1 to 5; null when the requester only said whether it is solved.</param>
/// <param name="Word">Whether the requester says that it is solved; <see cref="RequesterWord.NoAnswer"/> leaves what was said before.</param>
/// <param name="Comment">A comment.</param>
public sealed record Rated(int? Stars, RequesterWord Word, TextRef? Comment) : TicketChange;

/// <summary>A look-back that held.</summary>
public sealed record LookedBack(TextRef Note) : TicketChange;

/// <summary>归档.</summary>
public sealed record Archived : TicketChange;

/// <summary>催办.</summary>
public sealed record Urged : TicketChange;

/// <summary>A supplement, a remark or an instruction.</summary>
public sealed record TextAdded(TextRef Text, IReadOnlyList<AttachmentRef> Files) : TicketChange;

/// <summary>Contact data was opened.</summary>
/// <param name="Reason">Why, in the reader's words.</param>
public sealed record ContactRead(TextRef Reason) : TicketChange;

/// <summary>Taken back.</summary>
public sealed record Withdrawn : TicketChange;

/// <summary>并单.</summary>
/// <param name="Into">Key of the other ticket.</param>
public sealed record MergedInto(long Into) : TicketChange;

/// <summary>The merge is undone: back to the state before.</summary>
public sealed record Unmerged : TicketChange;

/// <summary>A clock's card changed.</summary>
public sealed record CardRaised(ClockKind Clock, Card Card) : TicketChange;

/// <summary>A step of the reminder ladder was taken.</summary>
/// <param name="Clock">Of which clock.</param>
/// <param name="Step">1 reminder, 2 notice, 3 circular.</param>
public sealed record Reminded(ClockKind Clock, int Step) : TicketChange;

/// <summary>A change of the calendar moved a deadline.</summary>
/// <param name="Clock">Of which clock.</param>
/// <param name="From">The old due instant.</param>
/// <param name="To">The new one.</param>
public sealed record DeadlineMoved(ClockKind Clock, DateTimeOffset From, DateTimeOffset To) : TicketChange;

/// <summary>The clock looked and found nothing to do yet: only when it looks next has changed.</summary>
public sealed record Rescheduled : TicketChange;

/// <summary>It stands in a published bulletin.</summary>
public sealed record Published(string Series, int Issue) : TicketChange;

/// <summary>Personal data was deleted when its time was over: the record of that.</summary>
/// <param name="Texts">Keys of the texts that are gone.</param>
public sealed record TextsDeleted(IReadOnlyList<long> Texts) : TicketChange
{
    /// <summary>Keys of the files that are gone.</summary>
    public IReadOnlyList<long> Files { get; init; } = [];
}
