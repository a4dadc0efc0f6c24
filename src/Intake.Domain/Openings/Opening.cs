namespace Intake.Domain.Openings;

/// <summary>What became of a sheet of paper out of a box.</summary>
public enum SheetKind
{
    /// <summary>It asks something: a ticket of its own.</summary>
    Request,

    /// <summary>Nothing is written on it.</summary>
    Blank,

    /// <summary>Nobody can read it.</summary>
    Illegible,

    /// <summary>It says the same as another sheet of the opening.</summary>
    Repeat,
}

/// <summary>Where an opening is.</summary>
public enum OpeningState
{
    /// <summary>Recorded by one person; nobody else has confirmed it yet.</summary>
    Unwitnessed,

    /// <summary>Confirmed by a second person; sheets are missing.</summary>
    Entering,

    /// <summary>Confirmed, and every sheet is a ticket or set aside.</summary>
    Closed,

    /// <summary>Recorded by mistake.</summary>
    Withdrawn,
}

/// <summary>A sheet that was entered.</summary>
/// <param name="Number">Its number within the opening, from 1.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="SameAs">The number of the sheet that says the same; null for others than <see cref="SheetKind.Repeat"/>.</param>
public sealed record Sheet(int Number, SheetKind Kind, int? SameAs = null);

/// <summary>The second person who is present: an account of the authority, or somebody from outside by name.</summary>
/// <param name="User">User name; null for somebody from outside.</param>
/// <param name="Name">The name of somebody from outside; null for an account.</param>
public sealed record SecondPresent(string? User, string? Name)
{
    /// <summary>Whether nobody is named.</summary>
    public bool IsNobody => string.IsNullOrWhiteSpace(User) && string.IsNullOrWhiteSpace(Name);

    /// <summary>Whether an account and a name are given: nobody knows then who was there.</summary>
    public bool IsTwo => !string.IsNullOrWhiteSpace(User) && !string.IsNullOrWhiteSpace(Name);
}

/// <summary>A suggestion box was opened: when, before whom, how many sheets were in it, and what became of each.</summary>
public sealed record Opening
{
    /// <summary>Most sheets of one opening.</summary>
    public const int MostSheets = 999;

    /// <summary>When the box was opened: when everything in it came in.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>User name of who recorded it.</summary>
    public required string RecordedBy { get; init; }

    /// <summary>User name of the first person present.</summary>
    public required string First { get; init; }

    /// <summary>The second person present.</summary>
    public required SecondPresent Second { get; init; }

    /// <summary>How many sheets were in the box; none is a finding, too.</summary>
    public required int Sheets { get; init; }

    /// <summary>User name of who confirmed the record; null until somebody did.</summary>
    public string? WitnessedBy { get; init; }

    /// <summary>Whether it was withdrawn.</summary>
    public bool IsWithdrawn { get; init; }

    /// <summary>What was entered, by number; what was undone is not among it.</summary>
    public IReadOnlyList<Sheet> Entered { get; init; } = [];

    /// <summary>How many sheets are tickets.</summary>
    public int Tickets => Entered.Count(sheet => sheet.Kind == SheetKind.Request);

    /// <summary>How many sheets were set aside, each with its reason.</summary>
    public int SetAside => Entered.Count - Tickets;

    /// <summary>How many sheets are still to be entered.</summary>
    public int Missing => Sheets - Entered.Count;

    /// <summary>The lowest number that is still to be entered; null when there is none.</summary>
    public int? Next => NextAfter(0);

    /// <summary>The next number that is still to be entered behind another one, or from the first on when there is none behind it; null when all are entered.</summary>
    public int? NextAfter(int number)
    {
        var missing = Enumerable.Range(1, Sheets).Except(Entered.Select(sheet => sheet.Number)).ToList();
        return missing.Count == 0 ? null : missing.Where(one => one > number).DefaultIfEmpty(missing[0]).First();
    }

    /// <summary>Where it is: nothing that anybody has to set, so that it cannot say other than the sheets do.</summary>
    public OpeningState State =>
        IsWithdrawn ? OpeningState.Withdrawn
        : WitnessedBy is null ? OpeningState.Unwitnessed
        : Missing > 0 ? OpeningState.Entering
        : OpeningState.Closed;

    /// <summary>The accounts that were present and did not record it themselves: only they can say that it was so. Where there is none, because the other person is from outside, any other account compares the record with the signed paper.</summary>
    public IReadOnlyList<string> Witnesses => [.. new[] { First, Second.User }.OfType<string>().Where(user => user != RecordedBy)];
}
