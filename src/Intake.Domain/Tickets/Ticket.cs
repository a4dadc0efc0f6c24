using System.Text.Json.Serialization;
using Intake.Domain.Deadlines;
using Intake.Domain.Knowledge;

namespace Intake.Domain.Tickets;

/// <summary>A ticket as its events say: nothing in it comes from elsewhere. <see cref="TicketFold"/> makes it.</summary>
public sealed record Ticket
{
    /// <summary>Its key.</summary>
    public required TicketId Id { get; init; }

    /// <summary>Sequence of its last event.</summary>
    public required int Version { get; init; }

    /// <summary>Where it is in its life.</summary>
    public required TicketState State { get; init; }

    /// <summary>What it is.</summary>
    public required TicketKind Kind { get; init; }

    /// <summary>Code of its service; null until somebody is sure.</summary>
    public string? Service { get; init; }

    /// <summary>How sure the proposal of the service was, 0 to 1; 1 when a person said it.</summary>
    public double Confidence { get; init; }

    /// <summary>Code of its place.</summary>
    public string? Place { get; init; }

    /// <summary>The place in the requester's words. Lies beside the log (<see cref="TicketParticulars"/>): null where the ticket was read without its texts.</summary>
    [JsonIgnore]
    public string? PlaceText { get; init; }

    /// <summary>The place on the map. Lies beside the log, as <see cref="PlaceText"/> does.</summary>
    [JsonIgnore]
    public MapPoint? Point { get; init; }

    /// <summary>Address of a picture or film that the requester named. Lies beside the log, as <see cref="PlaceText"/> does.</summary>
    [JsonIgnore]
    public string? MediaUrl { get; init; }

    /// <summary>The channel that it came by.</summary>
    public required string Channel { get; init; }

    /// <summary>The requester's language.</summary>
    public required string Language { get; init; }

    /// <summary>How much of the requester is shown.</summary>
    public required Anonymity Anonymity { get; init; }

    /// <summary>Key of the requester; null when anonymous or nothing was given.</summary>
    public long? Requester { get; init; }

    /// <summary>Answers to the service's questions, by code. Lie beside the log (<see cref="TicketParticulars"/>): empty where the ticket was read without its texts.</summary>
    [JsonIgnore]
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Every text, in order.</summary>
    public IReadOnlyList<TextRef> Texts { get; init; } = [];

    /// <summary>Files of the requester, in order.</summary>
    public IReadOnlyList<AttachmentRef> Files { get; init; } = [];

    /// <summary>Files that prove the result, of the last claim.</summary>
    public IReadOnlyList<AttachmentRef> Evidence { get; init; } = [];

    /// <summary>When it came in.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it was accepted.</summary>
    public DateTimeOffset? AcceptedAt { get; init; }

    /// <summary>When the last claim was made.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>When it was written off.</summary>
    public DateTimeOffset? WrittenOffAt { get; init; }

    /// <summary>When it left the open states.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>When it was archived.</summary>
    public DateTimeOffset? ArchivedAt { get; init; }

    /// <summary>Keys of the texts that were deleted when their time was over.</summary>
    public IReadOnlyList<long> DeletedTexts { get; init; } = [];

    /// <summary>When texts were first deleted.</summary>
    public DateTimeOffset? TextsDeletedAt { get; init; }

    /// <summary>When its files were deleted.</summary>
    public DateTimeOffset? FilesDeletedAt { get; init; }

    /// <summary>When contact data was opened, in order.</summary>
    public IReadOnlyList<ContactAccess> ContactAccesses { get; init; } = [];

    /// <summary>Code of the unit that has the paper now; the centre's at first.</summary>
    public required string HeldBy { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset HeldSince { get; init; }

    /// <summary>Code of the lead unit; responsible until written off, whoever has the paper.</summary>
    public string? Lead { get; init; }

    /// <summary>Codes of the co-handling units.</summary>
    public IReadOnlyList<string> CoHandlers { get; init; } = [];

    /// <summary>User name of the handler.</summary>
    public string? Handler { get; init; }

    /// <summary>When it was last dispatched.</summary>
    public DateTimeOffset? DispatchedAt { get; init; }

    /// <summary>Whether a ruling has closed the question of the unit.</summary>
    public bool RulingIsFinal { get; init; }

    /// <summary>Returns asked for, in order.</summary>
    public IReadOnlyList<ReturnCase> Returns { get; init; } = [];

    /// <summary>Extensions asked for, in order.</summary>
    public IReadOnlyList<ExtensionCase> Extensions { get; init; } = [];

    /// <summary>Interim targets.</summary>
    public IReadOnlyList<Target> Targets { get; init; } = [];

    /// <summary>What came of it, by the last claim.</summary>
    public TicketOutcome? Outcome { get; init; }

    /// <summary>Fixed at once (立行立改).</summary>
    public bool FixedAtOnce { get; init; }

    /// <summary>The article of the knowledge base that it was answered from; null when from none.</summary>
    public ArticleUse? Article { get; init; }

    /// <summary>Whether the requester agreed to be told by text message what happens.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool HearsByText { get; init; }

    /// <summary>What the requester says of the last claim.</summary>
    public RequesterWord Word { get; init; }

    /// <summary>1 to 5; the last rating counts.</summary>
    public int? Rating { get; init; }

    /// <summary>How often it was put back on the list.</summary>
    public int Relistings { get; init; }

    /// <summary>Whether a leader or the dispatcher gave an instruction (批示) since it was last put back on the list.</summary>
    public bool IsInstructedSinceRelisting { get; init; }

    /// <summary>How often the requester urged.</summary>
    public int Urges { get; init; }

    /// <summary>When the requester urged last.</summary>
    public DateTimeOffset? UrgedAt { get; init; }

    /// <summary>Look-backs that held.</summary>
    public int LookBacks { get; init; }

    /// <summary>Key of the ticket that it was merged into.</summary>
    public long? Into { get; init; }

    /// <summary>The state before a merge.</summary>
    public TicketState? StateBeforeMerge { get; init; }

    /// <summary>The clocks that a merge stopped: those that run on when it is undone.</summary>
    public IReadOnlyList<ClockKind> StoppedByMerge { get; init; } = [];

    /// <summary>The bulletins it stands in, as <c>series/issue</c>.</summary>
    public IReadOnlyList<string> Bulletins { get; init; } = [];

    /// <summary>Its clocks, one of each kind.</summary>
    public IReadOnlyList<Clock> Clocks { get; init; } = [];

    /// <summary>When the clock has to look at it next; null when never.</summary>
    public DateTimeOffset? NextDueAt { get; init; }

    /// <summary>When its last event happened: none that follows it is before that. Null in what was saved before this was kept.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>Hash of its last event, lower-case hexadecimal.</summary>
    public string LastHash { get; init; } = "";

    /// <summary>When its life came to an end: archived, declined, taken back or merged. From then on the time runs for which it is kept. Null before.</summary>
    public DateTimeOffset? EndedAt => State switch
    {
        TicketState.Archived => ArchivedAt,
        TicketState.Declined or TicketState.Withdrawn or TicketState.Merged => ClosedAt,
        _ => null,
    };

    /// <summary>Whether texts of it are kept.</summary>
    public bool KeepsTexts => Texts.Any(text => !DeletedTexts.Contains(text.Id));

    /// <summary>A clock by kind; null when it never started.</summary>
    public Clock? ClockOf(ClockKind kind) => Clocks.FirstOrDefault(clock => clock.Kind == kind);

    /// <summary>The last text of a role; null when there is none.</summary>
    public TextRef? LastText(TextRole role) => Texts.LastOrDefault(text => text.Role == role);

    /// <summary>What the requester was promised.</summary>
    public Clock? Promise => ClockOf(ClockKind.Resolution);

    /// <summary>The running clock that is due first; null when none runs.</summary>
    public Clock? Pressing => Clocks.Where(clock => clock.IsRunning && clock.Kind != ClockKind.LookBack).MinBy(clock => clock.DueAt);

    /// <summary>The worst card of the running clocks.</summary>
    public Card Card => Clocks.Where(clock => clock.StoppedAt is null).Select(clock => clock.Card).DefaultIfEmpty(Card.None).Max();
}
