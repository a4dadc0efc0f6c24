using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Decisions;

namespace Intake.Domain.Publication;

/// <summary>Publication at the set time, and what may happen afterwards: correction and withdrawal, each with a note that readers see.</summary>
public static class Publishing
{
    /// <summary>Most characters of a note.</summary>
    public const int NoteCharacters = 1_000;

    /// <summary>
    /// Publishes what is signed off and due; null when it is not due. A bulletin with a ticket that is not fit any more
    /// (back on the list since the sign-off) is a draft again and says why, instead of telling readers what is not so.
    /// </summary>
    public static Bulletin? Publish(Deciding deciding, Bulletin bulletin, IReadOnlyList<Ticket> tickets)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        ArgumentNullException.ThrowIfNull(bulletin);
        if (bulletin.Status != BulletinStatus.SignedOff || bulletin.PublishAt > deciding.At)
            return null;
        return Approval.Unfit(deciding, tickets) is { } refusal
            ? Approval.Reopened(bulletin) with { HeldBack = refusal }
            : Forget(bulletin with { Status = BulletinStatus.Published, PublishedAt = deciding.At, Hands = [] });
    }

    /// <summary>Begins a correction: the texts can be worked on, and readers see the old ones until another person signs it off.</summary>
    /// <param name="deciding">With what it is decided.</param>
    /// <param name="bulletin">The bulletin.</param>
    /// <param name="note">What is corrected and why; readers see it as written.</param>
    /// <param name="known">What the items' tickets say about people.</param>
    public static Outcome<Bulletin> Correct(Deciding deciding, Bulletin bulletin, string note, OwnFields? known = null)
    {
        ArgumentNullException.ThrowIfNull(note);
        if (MayChange(deciding, bulletin) is { } refusal)
            return refusal;
        if (bulletin.Status != BulletinStatus.Published)
            return BulletinRefusals.NotWithThisBulletin(bulletin.Status);
        if (Note(bulletin, note, known) is { } problem)
            return problem;
        return bulletin with { Correction = note.Trim(), Hands = bulletin.Correction is null ? [deciding.Actor.Name] : [.. bulletin.Hands.Append(deciding.Actor.Name).Distinct()] };
    }

    /// <summary>Gives a correction up: the texts are again what readers see.</summary>
    /// <param name="deciding">With what it is decided.</param>
    /// <param name="bulletin">The bulletin.</param>
    /// <param name="published">The bulletin as readers see it.</param>
    public static Outcome<Bulletin> DropCorrection(Deciding deciding, Bulletin bulletin, Bulletin published)
    {
        ArgumentNullException.ThrowIfNull(published);
        if (Editing.Open(deciding, bulletin) is { } refusal)
            return refusal;
        return bulletin.Correction is null
            ? BulletinRefusals.NotWithThisBulletin(bulletin.Status)
            : published with { Correction = null, Hands = [] };
    }

    /// <summary>Withdraws one that has a number: at once, by one person, since a mistake must not stay public until another is found. The number stays taken and the note is public.</summary>
    /// <param name="deciding">With what it is decided.</param>
    /// <param name="bulletin">The bulletin.</param>
    /// <param name="note">Why; readers see it as written.</param>
    /// <param name="known">What the items' tickets say about people.</param>
    public static Outcome<Bulletin> Withdraw(Deciding deciding, Bulletin bulletin, string note, OwnFields? known = null)
    {
        ArgumentNullException.ThrowIfNull(note);
        if (MayChange(deciding, bulletin) is { } refusal)
            return refusal;
        if (bulletin.Issue == 0 || bulletin.Status == BulletinStatus.Withdrawn)
            return BulletinRefusals.NotWithThisBulletin(bulletin.Status);
        if (Note(bulletin, note, known) is { } problem)
            return problem;
        return Forget(bulletin with { Status = BulletinStatus.Withdrawn, Correction = null, HeldBack = null, PublishAt = null, Hands = [], Notes = [.. bulletin.Notes, new(deciding.At, true, note.Trim())] });
    }

    /// <summary>Why a draft cannot be thrown away; null when it can: it has no number yet.</summary>
    public static Refusal? Discard(Deciding deciding, Bulletin bulletin)
    {
        ArgumentNullException.ThrowIfNull(bulletin);
        if (Editing.Open(deciding, bulletin) is { } refusal)
            return refusal;
        return bulletin.Issue > 0 ? BulletinRefusals.BulletinHasItsNumber : null;
    }

    /// <summary>Keeps of the texts only what readers see: the originals have done their work, and what was masked must not outlive the ticket here.</summary>
    internal static Bulletin Forget(Bulletin bulletin) => bulletin with
    {
        Foreword = bulletin.Foreword.Forget(),
        Items = [.. bulletin.Items.Select(item => item with { Matter = item.Matter.Forget(), Reply = item.Reply.Forget() })],
    };

    private static Refusal? MayChange(Deciding deciding, Bulletin bulletin)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        ArgumentNullException.ThrowIfNull(bulletin);
        return Editing.IsStaffWho(deciding.Actor, Permission.EditBulletins) ? null : BulletinRefusals.MayNotEditBulletins;
    }

    private static Refusal? Note(Bulletin bulletin, string note, OwnFields? known) =>
        string.IsNullOrWhiteSpace(note) ? BulletinRefusals.NoteIsMissing : Editing.Line(note, bulletin.PeopleWith(known ?? OwnFields.None), NoteCharacters);
}
