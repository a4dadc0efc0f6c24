using System.Globalization;

namespace Intake.Domain.Publication;

/// <summary>Every reason why something cannot be done to a bulletin. The words are the texts <c>refusal.CODE</c>.</summary>
public static class BulletinRefusals
{
    /// <summary>There is no such bulletin.</summary>
    public static readonly Refusal NoSuchBulletin = new(nameof(NoSuchBulletin));

    /// <summary>No series has this code.</summary>
    public static readonly Refusal NoSuchSeries = new(nameof(NoSuchSeries));

    /// <summary>The ticket is no item of the bulletin.</summary>
    public static readonly Refusal NoSuchItem = new(nameof(NoSuchItem));

    /// <summary>There is no such mask; the text was changed meanwhile.</summary>
    public static readonly Refusal NoSuchMask = new(nameof(NoSuchMask));

    /// <summary>What was marked is not in the text, or holds nothing to hide.</summary>
    public static readonly Refusal NothingToHide = new(nameof(NothingToHide));

    /// <summary>Only those who make bulletins.</summary>
    public static readonly Refusal MayNotEditBulletins = new(nameof(MayNotEditBulletins));

    /// <summary>Only those who sign bulletins off.</summary>
    public static readonly Refusal MayNotSignBulletins = new(nameof(MayNotSignBulletins));

    /// <summary>Whoever had a hand in it cannot sign it off.</summary>
    public static readonly Refusal SignerIsEditor = new(nameof(SignerIsEditor));

    /// <summary>Somebody changed the bulletin since the page was made.</summary>
    public static readonly Refusal BulletinChangedMeanwhile = new(nameof(BulletinChangedMeanwhile));

    /// <summary>The first day is after the last.</summary>
    public static readonly Refusal PeriodDoesNotFit = new(nameof(PeriodDoesNotFit));

    /// <summary>The period reaches into the future, where no figures are yet.</summary>
    public static readonly Refusal PeriodIsInTheFuture = new(nameof(PeriodIsInTheFuture));

    /// <summary>A correction changes and strikes; it takes no new items, no other order and no other period.</summary>
    public static readonly Refusal CorrectionOnlyChangesTexts = new(nameof(CorrectionOnlyChangesTexts));

    /// <summary>At least one item.</summary>
    public static readonly Refusal BulletinHasNoItems = new(nameof(BulletinHasNoItems));

    /// <summary>The text of an item must be there.</summary>
    public static readonly Refusal ItemTextIsMissing = new(nameof(ItemTextIsMissing));

    /// <summary>A correction or withdrawal needs its note.</summary>
    public static readonly Refusal NoteIsMissing = new(nameof(NoteIsMissing));

    /// <summary>The time of publication is over.</summary>
    public static readonly Refusal PublishTimeHasPassed = new(nameof(PublishTimeHasPassed));

    /// <summary>A title, heading or note holds what looks like personal data.</summary>
    public static readonly Refusal WordsHoldPersonalData = new(nameof(WordsHoldPersonalData));

    /// <summary>A bulletin with a number is withdrawn, not thrown away.</summary>
    public static readonly Refusal BulletinHasItsNumber = new(nameof(BulletinHasItsNumber));

    /// <summary>The order names other items than the bulletin has.</summary>
    public static readonly Refusal OrderDoesNotFit = new(nameof(OrderDoesNotFit));

    /// <summary>What is for a limited circle is handed over to nobody outside it.</summary>
    public static readonly Refusal CircleIsLimited = new(nameof(CircleIsLimited));

    /// <summary>This version was handed over as a draft before.</summary>
    public static readonly Refusal IsDraftedAlready = new(nameof(IsDraftedAlready));

    /// <summary>The status does not allow it.</summary>
    public static Refusal NotWithThisBulletin(BulletinStatus status) => new(nameof(NotWithThisBulletin), "bulletin", status.ToString());

    /// <summary>Masks that no person has looked at.</summary>
    public static Refusal MasksAreOpen(int count) => new(nameof(MasksAreOpen), "count", Written(count));

    /// <summary>A text is longer than allowed.</summary>
    public static Refusal BulletinTextIsTooLong(int most) => new(nameof(BulletinTextIsTooLong), "most", Written(most));

    /// <summary>Only what is written off is published.</summary>
    public static Refusal TicketIsNotWrittenOff(string number) => new(nameof(TicketIsNotWrittenOff), "number", number);

    /// <summary>The catalogue does not make the service public.</summary>
    public static Refusal ServiceIsNotPublic(string number) => new(nameof(ServiceIsNotPublic), "number", number);

    /// <summary>A report of wrongdoing is never published.</summary>
    public static Refusal ReportIsNeverPublished(string number) => new(nameof(ReportIsNeverPublished), "number", number);

    /// <summary>A ticket stands once in a series.</summary>
    public static Refusal TicketIsInSeries(string number) => new(nameof(TicketIsInSeries), "number", number);

    /// <summary>The texts of the ticket were deleted when their time was over.</summary>
    public static Refusal TicketTextIsGone(string number) => new(nameof(TicketTextIsGone), "number", number);

    private static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);
}
