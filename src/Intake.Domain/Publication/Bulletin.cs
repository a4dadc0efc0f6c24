using Intake.Domain.Tickets;

namespace Intake.Domain.Publication;

/// <summary>Where a bulletin is.</summary>
public enum BulletinStatus
{
    /// <summary>Being made.</summary>
    Draft,

    /// <summary>Signed off by another person; waits for its time.</summary>
    SignedOff,

    /// <summary>Published.</summary>
    Published,

    /// <summary>Withdrawn, with a visible note.</summary>
    Withdrawn,
}

/// <summary>An issue of a bulletin (整改进行时), as those who make it see it. Immutable: a decision answers the one after it.</summary>
public sealed record Bulletin
{
    /// <summary>Key.</summary>
    public required long Id { get; init; }

    /// <summary>Code of its series.</summary>
    public required string Series { get; init; }

    /// <summary>Number within the series, from 1 without gaps; 0 until it is signed off.</summary>
    public int Issue { get; init; }

    /// <summary>Where it is.</summary>
    public BulletinStatus Status { get; init; }

    /// <summary>First day of its period.</summary>
    public required DateOnly From { get; init; }

    /// <summary>Last day of its period.</summary>
    public required DateOnly To { get; init; }

    /// <summary>Title of this issue; empty takes the series' name and the number.</summary>
    public string Title { get; init; } = "";

    /// <summary>A few words ahead of the items.</summary>
    public MaskedText Foreword { get; init; } = MaskedText.Empty;

    /// <summary>The items, in the order of the issue, struck ones too.</summary>
    public IReadOnlyList<BulletinItem> Items { get; init; } = [];

    /// <summary>User name of who began it.</summary>
    public required string Editor { get; init; }

    /// <summary>User names of those who had a hand in what is to be signed off next, each once.</summary>
    public IReadOnlyList<string> Hands { get; init; } = [];

    /// <summary>User name of who signed it off last.</summary>
    public string? SignedBy { get; init; }

    /// <summary>When it was signed off last.</summary>
    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>When it is to be published.</summary>
    public DateTimeOffset? PublishAt { get; init; }

    /// <summary>When it was published.</summary>
    public DateTimeOffset? PublishedAt { get; init; }

    /// <summary>The figures of its period, frozen at sign-off.</summary>
    public BulletinFigures? Figures { get; init; }

    /// <summary>What readers are told of corrections and the withdrawal, in order.</summary>
    public IReadOnlyList<BulletinNote> Notes { get; init; } = [];

    /// <summary>The note of a correction that is being made; null when there is none.</summary>
    public string? Correction { get; init; }

    /// <summary>Why it was not published at its time and is a draft again; null when nothing of the kind happened.</summary>
    public Refusal? HeldBack { get; init; }

    /// <summary>The items that readers are to see.</summary>
    public IEnumerable<BulletinItem> StandingItems => Items.Where(item => !item.IsStruck);

    /// <summary>Who is hidden in its items: nobody of them is to be named in a title, a heading or the foreword.</summary>
    public OwnFields People => PeopleWith(OwnFields.None);

    /// <summary>The same, with what is known of its tickets: once published, a bulletin itself has forgotten whom it hides.</summary>
    /// <param name="known">What the tickets' fields and texts say about people.</param>
    public OwnFields PeopleWith(OwnFields known)
    {
        ArgumentNullException.ThrowIfNull(known);
        MaskedText[] texts = [.. StandingItems.SelectMany(item => new[] { item.Matter, item.Reply })];
        return known.Without(texts).With(texts);
    }

    /// <summary>Whether its texts can be worked on now.</summary>
    public bool IsOpen => Status == BulletinStatus.Draft || (Status == BulletinStatus.Published && Correction is not null);

    /// <summary>How many masks no person has looked at.</summary>
    public int OpenMasks => StandingItems.SelectMany(item => item.Matter.Masks.Concat(item.Reply.Masks)).Concat(Foreword.Masks).Count(mask => mask.Ruling == MaskRuling.Open);
}

/// <summary>An item of a bulletin: a written-off ticket, with copies of what is told of it.</summary>
public sealed record BulletinItem
{
    /// <summary>The ticket.</summary>
    public required TicketId Ticket { get; init; }

    /// <summary>Code of its service when it was chosen.</summary>
    public required string Service { get; init; }

    /// <summary>Code of the unit that handled it.</summary>
    public string? Unit { get; init; }

    /// <summary>What came of it.</summary>
    public TicketOutcome? Outcome { get; init; }

    /// <summary>When it was resolved.</summary>
    public DateTimeOffset? ResolvedAt { get; init; }

    /// <summary>A heading; empty takes the service's name.</summary>
    public string Heading { get; init; } = "";

    /// <summary>What the requester wrote.</summary>
    public required MaskedText Matter { get; init; }

    /// <summary>What the unit replied.</summary>
    public required MaskedText Reply { get; init; }

    /// <summary>Taken out by a correction.</summary>
    public bool IsStruck { get; init; }

    /// <summary>The item with the people of either text searched for in the other, too.</summary>
    internal BulletinItem FoundInBoth(OwnFields own)
    {
        var people = own.With(Matter, Reply);
        return this with { Matter = Matter.Edit(Matter.Text, people), Reply = Reply.Edit(Reply.Text, people) };
    }

    /// <summary>Whether a person has looked at every mask of it.</summary>
    public bool IsReviewed => Matter.IsReviewed && Reply.IsReviewed;
}

/// <summary>What readers are told of a change after publication.</summary>
/// <param name="At">When.</param>
/// <param name="IsWithdrawal">Whether it is the withdrawal; else a correction.</param>
/// <param name="Words">What was changed and why.</param>
public sealed record BulletinNote(DateTimeOffset At, bool IsWithdrawal, string Words);

/// <summary>The figures of a period.</summary>
/// <param name="Received">Tickets that came in.</param>
/// <param name="Resolved">Tickets whose last claim of being resolved was made.</param>
/// <param name="WrittenOff">Tickets that were written off.</param>
/// <param name="FixedAtOnce">Of the resolved, those fixed at once (立行立改).</param>
/// <param name="OnTime">Of the resolved, those within what the requester was promised.</param>
/// <param name="Rated">Of the resolved, those that the requester rated. Silence is no rating.</param>
/// <param name="Satisfied">Of the rated, those with three stars or more (基本满意 and better).</param>
public sealed record BulletinFigures(int Received, int Resolved, int WrittenOff, int FixedAtOnce, int OnTime, int Rated, int Satisfied)
{
    /// <summary>Stars from which a rating counts as satisfied.</summary>
    public const int LeastSatisfied = 3;

    /// <summary>Share resolved on time, 0 to 1; null when nothing was resolved.</summary>
    public double? OnTimeShare => Resolved == 0 ? null : (double)OnTime / Resolved;

    /// <summary>Share of the rated that are satisfied, 0 to 1; null when nobody rated.</summary>
    public double? SatisfiedShare => Rated == 0 ? null : (double)Satisfied / Rated;
}
