using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Decisions;

namespace Intake.Domain.Publication;

/// <summary>Sign-off by another person.</summary>
public static class Approval
{
    /// <summary>
    /// Why the actor cannot sign it off now; null when they can: somebody who had no hand in it, every mask looked at, at
    /// least one item, each still fit to be published, and a period that does not reach into the future.
    /// </summary>
    /// <param name="deciding">With what it is decided.</param>
    /// <param name="bulletin">The bulletin.</param>
    /// <param name="tickets">The tickets of its standing items.</param>
    public static Refusal? Check(Deciding deciding, Bulletin bulletin, IReadOnlyList<Ticket> tickets)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        ArgumentNullException.ThrowIfNull(bulletin);
        if (!Editing.IsStaffWho(deciding.Actor, Permission.SignBulletins))
            return BulletinRefusals.MayNotSignBulletins;
        if (!bulletin.IsOpen)
            return BulletinRefusals.NotWithThisBulletin(bulletin.Status);
        if (Ready(deciding, bulletin, tickets) is { } refusal)
            return refusal;
        return bulletin.Hands.Contains(deciding.Actor.Name) ? BulletinRefusals.SignerIsEditor : null;
    }

    /// <summary>Why nobody can sign it off yet; null when somebody can. A correction may strike every item, and its items were fit when they were published.</summary>
    public static Refusal? Ready(Deciding deciding, Bulletin bulletin, IReadOnlyList<Ticket> tickets)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        ArgumentNullException.ThrowIfNull(bulletin);
        if (bulletin.OpenMasks is > 0 and var open)
            return BulletinRefusals.MasksAreOpen(open);
        if (NamesSomebody(bulletin))
            return BulletinRefusals.WordsHoldPersonalData;
        if (bulletin.Correction is not null)
            return null;
        if (!bulletin.StandingItems.Any())
            return BulletinRefusals.BulletinHasNoItems;
        if (bulletin.To > Today(deciding))
            return BulletinRefusals.PeriodIsInTheFuture;
        return Unfit(deciding, tickets);
    }

    /// <summary>The first reason why one of the tickets is not fit to be published any more; null when all are.</summary>
    public static Refusal? Unfit(Deciding deciding, IReadOnlyList<Ticket> tickets)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        return tickets.Select(ticket => Eligibility.Check(deciding.Authority, ticket)).FirstOrDefault(refusal => refusal is not null);
    }

    /// <summary>
    /// Signs it off. It gets its number, once for ever, the figures are frozen, and it waits for its time. A correction is public at
    /// once, with its note.
    /// </summary>
    /// <param name="deciding">With what it is decided.</param>
    /// <param name="bulletin">The bulletin.</param>
    /// <param name="tickets">The tickets of its standing items.</param>
    /// <param name="publishAt">When it is to be published; without meaning for a correction.</param>
    /// <param name="nextIssue">The next number of the series, for one that has none.</param>
    /// <param name="figures">The figures of the period as they stand.</param>
    public static Outcome<Bulletin> SignOff(Deciding deciding, Bulletin bulletin, IReadOnlyList<Ticket> tickets, DateTimeOffset publishAt, int nextIssue, BulletinFigures figures)
    {
        if (Check(deciding, bulletin, tickets) is { } refusal)
            return refusal;
        var signed = bulletin with { SignedBy = deciding.Actor.Name, SignedAt = deciding.At, HeldBack = null };
        if (bulletin.Correction is { } note)
            return Publishing.Forget(signed with { Correction = null, Hands = [], Notes = [.. bulletin.Notes, new(deciding.At, false, note)] });
        if (publishAt < deciding.At.AddMinutes(-5))
            return BulletinRefusals.PublishTimeHasPassed;
        return signed with
        {
            Status = BulletinStatus.SignedOff,
            Issue = bulletin.Issue == 0 ? nextIssue : bulletin.Issue,
            Figures = figures,
            PublishAt = publishAt,
        };
    }

    /// <summary>Takes a bulletin back before its time: a draft again, with its number. Whoever signs anew had no hand in the changes.</summary>
    public static Outcome<Bulletin> TakeBack(Deciding deciding, Bulletin bulletin)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        ArgumentNullException.ThrowIfNull(bulletin);
        if (!deciding.Actor.May(Permission.EditBulletins) && !deciding.Actor.May(Permission.SignBulletins))
            return BulletinRefusals.MayNotEditBulletins;
        if (bulletin.Status != BulletinStatus.SignedOff)
            return BulletinRefusals.NotWithThisBulletin(bulletin.Status);
        return Reopened(bulletin);
    }

    internal static Bulletin Reopened(Bulletin bulletin) =>
        bulletin with { Status = BulletinStatus.Draft, SignedBy = null, SignedAt = null, PublishAt = null };

    /// <summary>Whether the title or a heading, shown as written, names somebody who is hidden in an item: by what was found in it, or marked by hand.</summary>
    private static bool NamesSomebody(Bulletin bulletin)
    {
        var people = bulletin.People;
        var marked = bulletin.StandingItems.SelectMany(item => item.Matter.Hidden.Concat(item.Reply.Hidden)).Where(each => each.Kind == FindingKind.ByHand).Select(each => each.Words);
        people = people with { Names = [.. people.Names, .. marked] };
        return bulletin.StandingItems.Select(item => item.Heading).Prepend(bulletin.Title).Any(words => Editing.Line(words, people) is not null);
    }

    private static DateOnly Today(Deciding deciding) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(deciding.At, deciding.Authority.TimeZone).DateTime);
}
