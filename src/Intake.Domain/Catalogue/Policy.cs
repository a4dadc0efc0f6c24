using Intake.Domain.Deadlines;

namespace Intake.Domain.Catalogue;

/// <summary>The limits that a class of tickets runs under (emergency, immediate, ordinary, inquiry, hard).</summary>
public sealed record LimitClass
{
    /// <summary>Stable code, kebab case.</summary>
    public required string Code { get; init; }

    /// <summary>What people read.</summary>
    public required LocalText Name { get; init; }

    /// <summary>From reception to acceptance, kept by the centre.</summary>
    public required TimeLimit Acceptance { get; init; }

    /// <summary>From dispatch to the unit's acknowledgement (签收).</summary>
    public required TimeLimit Acknowledgement { get; init; }

    /// <summary>From dispatch to the first contact with the requester; null when none is asked.</summary>
    public TimeLimit? FirstContact { get; init; }

    /// <summary>From acceptance (for the requester) and from dispatch (for the unit) to resolution.</summary>
    public required TimeLimit Resolution { get; init; }

    /// <summary>From relisting to the next claim: shorter than <see cref="Resolution"/>.</summary>
    public required TimeLimit Relisted { get; init; }

    /// <summary>From dispatch: the window in which a unit may ask to return it (退单).</summary>
    public required TimeLimit ReturnWindow { get; init; }

    /// <summary>From a return request to the ruling.</summary>
    public required TimeLimit ReturnRuling { get; init; }

    /// <summary>From the unit's claim to the centre's follow-up (回访).</summary>
    public required TimeLimit FollowUp { get; init; }

    /// <summary>How often an extension may be granted; 0 is never.</summary>
    public int Extensions { get; init; }

    /// <summary>The most that one extension adds; null when <see cref="Extensions"/> is 0.</summary>
    public TimeLimit? ExtensionCap { get; init; }
}

/// <summary>Rules of the authority that hold for every ticket.</summary>
public sealed record Policy
{
    /// <summary>Returns that one unit may ask for on one ticket. Default 1.</summary>
    public int ReturnsForEachUnit { get; init; } = 1;

    /// <summary>Returns in all on one ticket; after them the ruling is final. Default 2.</summary>
    public int ReturnsInAll { get; init; } = 2;

    /// <summary>Relistings after which a leader must rule. Default 2.</summary>
    public int RelistingsBeforeLeader { get; init; } = 2;

    /// <summary>Calendar days after write-off in which the requester may still say "not solved". Default 30.</summary>
    public int ContestDays { get; init; } = 30;

    /// <summary>Days after write-off at which a look-back falls due. Default 30 and 90.</summary>
    public IReadOnlyList<int> LookBackDays { get; init; } = [30, 90];

    /// <summary>Share of the limit used up at which the blue card shows. Default 0.5.</summary>
    public double BlueShare { get; init; } = 0.5;

    /// <summary>Share of the limit used up at which the yellow card shows. Default 0.8.</summary>
    public double YellowShare { get; init; } = 0.8;

    /// <summary>Working days after expiry at which the circular is due. Default 3.</summary>
    public int CircularAfterWorkingDays { get; init; } = 3;

    /// <summary>Code of the <see cref="LimitClass"/> of tickets whose service is not known yet. Default <c>ordinary</c>.</summary>
    public string DefaultLimitClass { get; init; } = "ordinary";

    /// <summary>Months after archive at which personal data is deleted, where the service says nothing. Default 24.</summary>
    public int RetentionMonths { get; init; } = 24;

    /// <summary>Most characters of one message. Default 4,000.</summary>
    public int MessageCharacters { get; init; } = 4_000;

    /// <summary>Least confidence (0 to 1) at which an unnamed service is taken without the dispatcher. Default 0.5.</summary>
    public double SureOfService { get; init; } = 0.5;
}

/// <summary>A series of bulletins (整改进行时).</summary>
/// <param name="Code">Stable code, kebab case.</param>
/// <param name="Name">The title that every issue bears.</param>
/// <param name="Circle">Who may read it.</param>
/// <param name="Units">Codes of the units of a limited circle, else empty.</param>
public sealed record BulletinSeries(string Code, LocalText Name, BulletinCircle Circle, IReadOnlyList<string> Units);

/// <summary>Who may read a bulletin.</summary>
public enum BulletinCircle
{
    /// <summary>Everybody.</summary>
    Public,

    /// <summary>The staff of the units named.</summary>
    Units,
}
