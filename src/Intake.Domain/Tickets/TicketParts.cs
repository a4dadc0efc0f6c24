using Intake.Domain.Deadlines;

namespace Intake.Domain.Tickets;

/// <summary>What a text on a ticket is.</summary>
public enum TextRole
{
    /// <summary>What the requester wrote first.</summary>
    Matter,

    /// <summary>What the requester added.</summary>
    Supplement,

    /// <summary>What the unit asks the requester.</summary>
    Question,

    /// <summary>What the requester answers.</summary>
    Answer,

    /// <summary>答复: to the requester.</summary>
    Reply,

    /// <summary>反馈: the unit's report to the centre.</summary>
    Report,

    /// <summary>批示.</summary>
    Instruction,

    /// <summary>An internal remark, or the note of a check.</summary>
    Remark,

    /// <summary>A reason: of a return, an extension, a ruling, a decline, a relisting.</summary>
    Reason,

    /// <summary>The place and the answers to the service's questions: <see cref="TicketParticulars"/> as JSON.</summary>
    Particulars,
}

/// <summary>
/// A text kept beside the log. The log holds only its key and a salted SHA-256, so that a text can be deleted when its
/// time is over while the chain of hashes still holds.
/// </summary>
/// <param name="Id">Key of the text.</param>
/// <param name="Role">What it is.</param>
/// <param name="Hash">SHA-256 of salt and text, lower-case hexadecimal.</param>
public sealed record TextRef(long Id, TextRole Role, string Hash);

/// <summary>A file kept beside the log.</summary>
/// <param name="Id">Key of the attachment.</param>
/// <param name="ContentType">Media type found by content.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Hash">SHA-256 of the content, lower-case hexadecimal.</param>
public sealed record AttachmentRef(long Id, string ContentType, long Length, string Hash);

/// <summary>The clocks that a ticket can run under.</summary>
public enum ClockKind
{
    /// <summary>Reception to acceptance; the centre's.</summary>
    Acceptance,

    /// <summary>The requester's: acceptance to resolution. Provisional from reception until acceptance fixes it.</summary>
    Resolution,

    /// <summary>Dispatch to acknowledgement; the unit's.</summary>
    Acknowledgement,

    /// <summary>Dispatch to first contact; the unit's.</summary>
    FirstContact,

    /// <summary>Dispatch (or relisting) to resolution; the unit's.</summary>
    UnitResolution,

    /// <summary>Return request to ruling; the dispatcher's.</summary>
    ReturnRuling,

    /// <summary>Claim to follow-up; the centre's.</summary>
    FollowUp,

    /// <summary>Write-off to look-back; the centre's.</summary>
    LookBack,
}

/// <summary>A clock of a ticket. What it is due at was computed from the calendar named, and is computed again when that changes.</summary>
public sealed record Clock
{
    /// <summary>Which clock.</summary>
    public required ClockKind Kind { get; init; }

    /// <summary>The limit.</summary>
    public required TimeLimit Limit { get; init; }

    /// <summary>Code of the working calendar.</summary>
    public required string Calendar { get; init; }

    /// <summary>When it started.</summary>
    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>When it is due.</summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Whether the due instant may still move: not accepted yet, or a year whose holidays are not published.</summary>
    public bool IsProvisional { get; init; }

    /// <summary>When it was met or became pointless; null while it runs.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>The times that do not count.</summary>
    public IReadOnlyList<Pause> Pauses { get; init; } = [];

    /// <summary>Extensions granted, each counted from where the clock was due before it.</summary>
    public IReadOnlyList<TimeLimit> Extensions { get; init; } = [];

    /// <summary>The card that it shows.</summary>
    public Card Card { get; init; }

    /// <summary>Steps of the reminder ladder already taken.</summary>
    public int Reminders { get; init; }

    /// <summary>Whether it runs and is not paused.</summary>
    public bool IsRunning => StoppedAt is null && !IsPaused;

    /// <summary>Whether it is paused.</summary>
    public bool IsPaused => Pauses.Count > 0 && Pauses[^1].To is null;

    /// <summary>Whether it was not met in time, or is not yet met and its time is over. While it is paused no time passes.</summary>
    public bool IsLate(DateTimeOffset now) => (IsPaused ? Pauses[^1].From : StoppedAt ?? now) > DueAt;
}

/// <summary>A return request of a unit (退单).</summary>
/// <param name="Unit">Code of the unit that asks.</param>
/// <param name="Rule">Code of the dispatch catalogue's row that is its basis.</param>
/// <param name="At">When.</param>
/// <param name="Granted">The ruling; null while it is open.</param>
public sealed record ReturnCase(string Unit, string Rule, DateTimeOffset At, bool? Granted);

/// <summary>An extension asked for (延期).</summary>
/// <param name="Limit">How much more.</param>
/// <param name="At">When it was asked.</param>
/// <param name="Granted">The ruling; null while it is open; false also when it lapsed, because the ticket was resolved or went to another unit before a ruling.</param>
public sealed record ExtensionCase(TimeLimit Limit, DateTimeOffset At, bool? Granted);

/// <summary>Contact data was opened (<see cref="Changes.ContactRead"/>).</summary>
/// <param name="Reason">Key of the text that says why.</param>
/// <param name="At">When.</param>
public sealed record ContactAccess(long Reason, DateTimeOffset At);

/// <summary>An interim target (阶段性目标).</summary>
/// <param name="Text">What will be reached.</param>
/// <param name="On">By which day.</param>
public sealed record Target(TextRef Text, DateOnly On);
