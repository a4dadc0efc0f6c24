using System.Globalization;

namespace Intake.Domain.Openings;

/// <summary>What may be done to an opening: each answers why not, or null. The sheets that were in the box are those that became tickets, those set aside, and those still missing, whatever is done.</summary>
public static class OpeningRules
{
    /// <summary>Most characters of a reason or a name.</summary>
    public const int LongestReason = 200;

    /// <summary>Whether an opening can be recorded so.</summary>
    /// <param name="opening">The opening.</param>
    /// <param name="now">Now.</param>
    /// <param name="last">When the same box was opened last; null when never.</param>
    /// <param name="isSureOfTime">Whether the recorder has said that it was before the last one or at the same time.</param>
    public static Refusal? Record(Opening opening, DateTimeOffset now, DateTimeOffset? last, bool isSureOfTime)
    {
        ArgumentNullException.ThrowIfNull(opening);
        if (opening.OpenedAt > now)
            return OpeningRefusals.OpeningIsInTheFuture;
        if (string.IsNullOrWhiteSpace(opening.First) || opening.Second.IsNobody)
            return OpeningRefusals.OpeningNeedsTwoPeople;
        if (opening.Second.IsTwo)
            return OpeningRefusals.SecondIsTwoPeople;
        if (opening.First == opening.Second.User)
            return OpeningRefusals.OpeningNeedsTwoPeople;
        if (opening.Second.Name?.Length > LongestReason)
            return OpeningRefusals.ReasonIsTooLong;
        if (opening.Sheets is < 0 or > Opening.MostSheets)
            return OpeningRefusals.SheetsOutOfRange;
        return last >= opening.OpenedAt && !isSureOfTime ? OpeningRefusals.OpeningIsBeforeLast : null;
    }

    /// <summary>Whether a person may confirm that it was so. Who recorded it never may: one person alone can do anything with a box.</summary>
    public static Refusal? Witness(Opening opening, string user)
    {
        ArgumentNullException.ThrowIfNull(opening);
        if (opening.IsWithdrawn)
            return OpeningRefusals.OpeningIsWithdrawn;
        if (opening.WitnessedBy is not null)
            return OpeningRefusals.OpeningIsWitnessed;
        if (user == opening.RecordedBy)
            return OpeningRefusals.RecorderCannotWitness;
        return opening.Witnesses.Count > 0 && !opening.Witnesses.Contains(user, StringComparer.Ordinal) ? OpeningRefusals.WitnessWasNotPresent : null;
    }

    /// <summary>Whether a sheet can be entered.</summary>
    public static Refusal? Enter(Opening opening, Sheet sheet, string? reason)
    {
        ArgumentNullException.ThrowIfNull(opening);
        ArgumentNullException.ThrowIfNull(sheet);
        if (opening.IsWithdrawn)
            return OpeningRefusals.OpeningIsWithdrawn;
        if (sheet.Number < 1 || sheet.Number > opening.Sheets)
            return OpeningRefusals.NoSuchSheet(opening.Sheets);
        if (opening.Entered.Any(other => other.Number == sheet.Number))
            return OpeningRefusals.SheetIsEntered(sheet.Number);
        if (sheet.Kind == SheetKind.Request)
            return null;
        if (sheet.Kind == SheetKind.Repeat && !opening.Entered.Any(other => other.Number == sheet.SameAs && other.Kind == SheetKind.Request))
            return OpeningRefusals.SameAsNoTicket;
        return Reason(reason);
    }

    /// <summary>Whether what was entered for a sheet can be taken back.</summary>
    /// <param name="opening">The opening.</param>
    /// <param name="number">The sheet.</param>
    /// <param name="isTouched">Whether something was done with its ticket.</param>
    public static Refusal? Undo(Opening opening, int number, bool isTouched)
    {
        ArgumentNullException.ThrowIfNull(opening);
        if (opening.Entered.All(sheet => sheet.Number != number))
            return OpeningRefusals.SheetIsNotEntered;
        if (opening.Entered.FirstOrDefault(sheet => sheet.SameAs == number) is { } other)
            return OpeningRefusals.SheetIsNamed(other.Number);
        return isTouched ? OpeningRefusals.SheetIsTouched : null;
    }

    /// <summary>Whether it turned out that another number of sheets was in the box.</summary>
    public static Refusal? Recount(Opening opening, int sheets, string? reason)
    {
        ArgumentNullException.ThrowIfNull(opening);
        if (opening.IsWithdrawn)
            return OpeningRefusals.OpeningIsWithdrawn;
        if (sheets is < 0 or > Opening.MostSheets)
            return OpeningRefusals.SheetsOutOfRange;
        if (sheets == opening.Sheets)
            return OpeningRefusals.SheetsAreTheSame;
        return opening.Entered.Any(sheet => sheet.Number > sheets) ? OpeningRefusals.SheetsAreEntered(opening.Entered.Max(sheet => sheet.Number)) : Reason(reason);
    }

    /// <summary>Whether it can be withdrawn as recorded by mistake.</summary>
    public static Refusal? Withdraw(Opening opening, string? reason)
    {
        ArgumentNullException.ThrowIfNull(opening);
        if (opening.IsWithdrawn)
            return OpeningRefusals.OpeningIsWithdrawn;
        return opening.Tickets > 0 ? OpeningRefusals.OpeningHasTickets(opening.Tickets) : Reason(reason);
    }

    private static Refusal? Reason(string? reason) =>
        string.IsNullOrWhiteSpace(reason) ? OpeningRefusals.ReasonIsMissing : reason.Trim().Length > LongestReason ? OpeningRefusals.ReasonIsTooLong : null;
}

/// <summary>Why something cannot be done to an opening.</summary>
public static class OpeningRefusals
{
    /// <summary>There is none with this key.</summary>
    public static readonly Refusal NoSuchOpening = new(nameof(NoSuchOpening));

    /// <summary>The box is not in the configuration.</summary>
    public static readonly Refusal NoSuchBox = new(nameof(NoSuchBox));

    /// <summary>Of whom is said to have been present there is no account that may be used.</summary>
    public static readonly Refusal NoSuchPerson = new(nameof(NoSuchPerson));

    /// <summary>It lies in the future.</summary>
    public static readonly Refusal OpeningIsInTheFuture = new(nameof(OpeningIsInTheFuture));

    /// <summary>The box was opened later, or at the same time, already: a warning, until the recorder is sure.</summary>
    public static readonly Refusal OpeningIsBeforeLast = new(nameof(OpeningIsBeforeLast));

    /// <summary>Fewer than two people, or the same twice.</summary>
    public static readonly Refusal OpeningNeedsTwoPeople = new(nameof(OpeningNeedsTwoPeople));

    /// <summary>Both an account and an outsider's name stand in the place of the second person.</summary>
    public static readonly Refusal SecondIsTwoPeople = new(nameof(SecondIsTwoPeople));

    /// <summary>No number of sheets that is taken.</summary>
    public static readonly Refusal SheetsOutOfRange = new("SheetsOutOfRange", "most", Opening.MostSheets.ToString(CultureInfo.InvariantCulture));

    /// <summary>It was withdrawn.</summary>
    public static readonly Refusal OpeningIsWithdrawn = new(nameof(OpeningIsWithdrawn));

    /// <summary>Somebody has confirmed it already.</summary>
    public static readonly Refusal OpeningIsWitnessed = new(nameof(OpeningIsWitnessed));

    /// <summary>Who records it cannot confirm it.</summary>
    public static readonly Refusal RecorderCannotWitness = new(nameof(RecorderCannotWitness));

    /// <summary>Who was not there cannot confirm it.</summary>
    public static readonly Refusal WitnessWasNotPresent = new(nameof(WitnessWasNotPresent));

    /// <summary>It is the same number.</summary>
    public static readonly Refusal SheetsAreTheSame = new(nameof(SheetsAreTheSame));

    /// <summary>The count was corrected after it was shown.</summary>
    public static readonly Refusal SheetsHaveChanged = new(nameof(SheetsHaveChanged));

    /// <summary>The sheet that it is said to repeat is no ticket of this opening.</summary>
    public static readonly Refusal SameAsNoTicket = new(nameof(SameAsNoTicket));

    /// <summary>Nothing is entered for it.</summary>
    public static readonly Refusal SheetIsNotEntered = new(nameof(SheetIsNotEntered));

    /// <summary>Something was done with its ticket.</summary>
    public static readonly Refusal SheetIsTouched = new(nameof(SheetIsTouched));

    /// <summary>A scan is neither a picture nor a PDF.</summary>
    public static readonly Refusal ScanIsNone = new(nameof(ScanIsNone));

    /// <summary>The sheet is said to be anonymous, and says who wrote it: what would be thrown away in silence.</summary>
    public static readonly Refusal AnonymousHasContact = new("SheetAnonymousHasContact");

    /// <summary>The date written on it is behind the opening.</summary>
    public static readonly Refusal SheetIsWrittenLater = new(nameof(SheetIsWrittenLater));

    /// <summary>No reason.</summary>
    public static readonly Refusal ReasonIsMissing = new("SheetReasonIsMissing");

    /// <summary>A reason or a name that is too long.</summary>
    public static readonly Refusal ReasonIsTooLong = new("SheetReasonIsTooLong", "most", OpeningRules.LongestReason.ToString(CultureInfo.InvariantCulture));

    /// <summary>No sheet of the opening has this number.</summary>
    public static Refusal NoSuchSheet(int sheets) => new(nameof(NoSuchSheet), "sheets", Written(sheets));

    /// <summary>This sheet is entered already.</summary>
    public static Refusal SheetIsEntered(int number) => new(nameof(SheetIsEntered), "number", Written(number));

    /// <summary>Another sheet is said to say the same.</summary>
    public static Refusal SheetIsNamed(int by) => new(nameof(SheetIsNamed), "number", Written(by));

    /// <summary>Sheets with higher numbers are entered.</summary>
    public static Refusal SheetsAreEntered(int highest) => new(nameof(SheetsAreEntered), "number", Written(highest));

    /// <summary>There are tickets of it.</summary>
    public static Refusal OpeningHasTickets(int tickets) => new(nameof(OpeningHasTickets), "count", Written(tickets));

    private static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);
}
