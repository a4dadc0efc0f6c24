using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Decisions;

namespace Intake.Domain.Publication;

/// <summary>Making a bulletin: choosing items, wording them, looking at every mask.</summary>
public static class Editing
{
    /// <summary>Most characters of a title or heading.</summary>
    public const int TitleCharacters = 100;

    /// <summary>Most characters of any other text.</summary>
    public const int TextCharacters = 8_000;

    /// <summary>Begins a draft.</summary>
    public static Outcome<Bulletin> Begin(Deciding deciding, long id, string series, DateOnly from, DateOnly to, string title)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        if (!IsStaffWho(deciding.Actor, Permission.EditBulletins))
            return BulletinRefusals.MayNotEditBulletins;
        if (!deciding.Authority.Bulletins.ContainsKey(series))
            return BulletinRefusals.NoSuchSeries;
        var bulletin = new Bulletin { Id = id, Series = series, From = from, To = to, Editor = deciding.Actor.Name, Hands = [deciding.Actor.Name] };
        return Describe(deciding, bulletin, from, to, title, "");
    }

    /// <summary>Sets period, title and foreword.</summary>
    /// <param name="deciding">With what it is decided.</param>
    /// <param name="bulletin">The bulletin.</param>
    /// <param name="from">First day of the period.</param>
    /// <param name="to">Last day of the period.</param>
    /// <param name="title">The title; empty takes the series' name and the number.</param>
    /// <param name="foreword">The words ahead of the items.</param>
    /// <param name="known">What the items' tickets say about people.</param>
    public static Outcome<Bulletin> Describe(Deciding deciding, Bulletin bulletin, DateOnly from, DateOnly to, string title, string foreword, OwnFields? known = null)
    {
        ArgumentNullException.ThrowIfNull(title);
        ArgumentNullException.ThrowIfNull(foreword);
        if (Open(deciding, bulletin) is { } refusal)
            return refusal;
        if (from > to)
            return BulletinRefusals.PeriodDoesNotFit;
        if (bulletin.Correction is not null && (from, to) != (bulletin.From, bulletin.To))
            return BulletinRefusals.CorrectionOnlyChangesTexts;
        var people = bulletin.PeopleWith(known ?? OwnFields.None);
        if (Line(title, people) is { } problem)
            return problem;
        if (foreword.Length > TextCharacters)
            return BulletinRefusals.BulletinTextIsTooLong(TextCharacters);
        return Touched(deciding, bulletin) with { From = from, To = to, Title = title.Trim(), Foreword = bulletin.Foreword.Edit(foreword.Trim(), people) };
    }

    /// <summary>Adds items at the end; those that it has already stay where they are.</summary>
    /// <param name="deciding">With what it is decided.</param>
    /// <param name="bulletin">The bulletin.</param>
    /// <param name="chosen">The tickets, each with its texts and its own fields, and whether it stands in another bulletin of the series.</param>
    public static Outcome<Bulletin> Choose(Deciding deciding, Bulletin bulletin, IReadOnlyList<ChosenTicket> chosen)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        ArgumentNullException.ThrowIfNull(bulletin);
        ArgumentNullException.ThrowIfNull(chosen);
        if (Open(deciding, bulletin) is { } refusal)
            return refusal;
        if (bulletin.Correction is not null)
            return BulletinRefusals.CorrectionOnlyChangesTexts;
        var items = bulletin.Items.ToList();
        foreach (var each in chosen.Where(each => items.TrueForAll(item => item.Ticket != each.Ticket.Id)))
        {
            if (Eligibility.Check(deciding.Authority, each.Ticket) is { } problem)
                return problem;
            if (each.IsInSeries)
                return BulletinRefusals.TicketIsInSeries(TicketNumber.Format(deciding.Authority.Jurisdiction, each.Ticket.Id));
            if (string.IsNullOrWhiteSpace(each.Matter) || string.IsNullOrWhiteSpace(each.Reply))
                return BulletinRefusals.TicketTextIsGone(TicketNumber.Format(deciding.Authority.Jurisdiction, each.Ticket.Id));
            items.Add(each.ToItem());
        }

        var filled = Touched(deciding, bulletin) with { Items = items };
        return filled with { Foreword = bulletin.Foreword.Edit(bulletin.Foreword.Text, filled.People) };
    }

    /// <summary>Takes an item out; in a correction it is struck, so that its place is not forgotten.</summary>
    public static Outcome<Bulletin> Remove(Deciding deciding, Bulletin bulletin, TicketId ticket)
    {
        if (Open(deciding, bulletin) is { } refusal)
            return refusal;
        if (bulletin.Items.All(item => item.Ticket != ticket))
            return BulletinRefusals.NoSuchItem;
        return bulletin.Correction is null
            ? Touched(deciding, bulletin) with { Items = [.. bulletin.Items.Where(item => item.Ticket != ticket)] }
            : With(deciding, bulletin, ticket, item => item with { IsStruck = true });
    }

    /// <summary>Sets the order; every item is named once.</summary>
    public static Outcome<Bulletin> Order(Deciding deciding, Bulletin bulletin, IReadOnlyList<TicketId> order)
    {
        ArgumentNullException.ThrowIfNull(order);
        if (Open(deciding, bulletin) is { } refusal)
            return refusal;
        if (bulletin.Correction is not null)
            return BulletinRefusals.CorrectionOnlyChangesTexts;
        var byTicket = bulletin.Items.ToDictionary(item => item.Ticket);
        if (order.Count != byTicket.Count || order.Distinct().Count() != order.Count || !order.All(byTicket.ContainsKey))
            return BulletinRefusals.OrderDoesNotFit;
        return Touched(deciding, bulletin) with { Items = [.. order.Select(ticket => byTicket[ticket])] };
    }

    /// <summary>Words an item anew; what a person said of the same words before still holds.</summary>
    public static Outcome<Bulletin> Word(Deciding deciding, Bulletin bulletin, TicketId ticket, ItemWords words, OwnFields own)
    {
        ArgumentNullException.ThrowIfNull(words);
        if (Open(deciding, bulletin) is { } refusal)
            return refusal;
        if (bulletin.Items.All(item => item.Ticket != ticket))
            return BulletinRefusals.NoSuchItem;
        if (string.IsNullOrWhiteSpace(words.Matter) || string.IsNullOrWhiteSpace(words.Reply))
            return BulletinRefusals.ItemTextIsMissing;
        if (words.Matter.Length > TextCharacters || words.Reply.Length > TextCharacters)
            return BulletinRefusals.BulletinTextIsTooLong(TextCharacters);
        var before = bulletin.Items.First(item => item.Ticket == ticket);
        if (Line(words.Heading, own.Without(before.Matter, before.Reply)) is { } problem)
            return problem;
        return With(deciding, bulletin, ticket, item => (item with
        {
            Heading = words.Heading.Trim(),
            Matter = item.Matter.Edit(words.Matter.Trim(), own),
            Reply = item.Reply.Edit(words.Reply.Trim(), own),
        }).FoundInBoth(own));
    }

    /// <summary>Changes the masks of one text: confirms, lifts, adds.</summary>
    /// <param name="deciding">With what it is decided.</param>
    /// <param name="bulletin">The bulletin.</param>
    /// <param name="place">Which text.</param>
    /// <param name="change">The text after it; null when there is nothing such.</param>
    /// <param name="otherwise">What is answered when <paramref name="change"/> answers null.</param>
    public static Outcome<Bulletin> Mask(Deciding deciding, Bulletin bulletin, TextPlace place, Func<MaskedText, MaskedText?> change, Refusal otherwise)
    {
        ArgumentNullException.ThrowIfNull(place);
        ArgumentNullException.ThrowIfNull(change);
        if (Open(deciding, bulletin) is { } refusal)
            return refusal;
        if (place.Find(bulletin) is not { } text)
            return BulletinRefusals.NoSuchItem;
        return change(text) is { } changed ? place.Put(Touched(deciding, bulletin), changed) : otherwise;
    }

    /// <summary>Why the actor may not work on the bulletin's texts now; null when they may.</summary>
    public static Refusal? Open(Deciding deciding, Bulletin bulletin)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        ArgumentNullException.ThrowIfNull(bulletin);
        if (!IsStaffWho(deciding.Actor, Permission.EditBulletins))
            return BulletinRefusals.MayNotEditBulletins;
        return bulletin.IsOpen ? null : BulletinRefusals.NotWithThisBulletin(bulletin.Status);
    }

    internal static bool IsStaffWho(Actor actor, Permission permission) => actor.Kind == ActorKind.Staff && actor.May(permission);

    /// <summary>What is wrong with a title, a heading or a note: these are shown as written. A street or an official may be named there, nobody's number or home.</summary>
    internal static Refusal? Line(string words, OwnFields own, int most = TitleCharacters)
    {
        if (words.Length > most)
            return BulletinRefusals.BulletinTextIsTooLong(most);
        return Redaction.Find(words, own).Any(finding => finding.Confidence == Confidence.Certain || finding.Kind is not (FindingKind.HouseNumber or FindingKind.Name))
            ? BulletinRefusals.WordsHoldPersonalData
            : null;
    }

    private static Bulletin With(Deciding deciding, Bulletin bulletin, TicketId ticket, Func<BulletinItem, BulletinItem> change) =>
        Touched(deciding, bulletin) with { Items = [.. bulletin.Items.Select(item => item.Ticket == ticket ? change(item) : item)] };

    private static Bulletin Touched(Deciding deciding, Bulletin bulletin) =>
        bulletin.Hands.Contains(deciding.Actor.Name) ? bulletin : bulletin with { Hands = [.. bulletin.Hands, deciding.Actor.Name] };
}

/// <summary>A ticket that is to be an item, with what is copied of it.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Matter">What the requester wrote.</param>
/// <param name="Reply">What the unit replied.</param>
/// <param name="Own">What its own fields say about people.</param>
/// <param name="IsInSeries">Whether it stands in another bulletin of the series that is not withdrawn.</param>
public sealed record ChosenTicket(Ticket Ticket, string Matter, string Reply, OwnFields Own, bool IsInSeries)
{
    internal BulletinItem ToItem() => new BulletinItem()
    {
        Ticket = Ticket.Id,
        Service = Ticket.Service!,
        Unit = Ticket.Lead,
        Outcome = Ticket.Outcome,
        ResolvedAt = Ticket.ResolvedAt,
        Matter = MaskedText.Of(Matter.Trim(), Own),
        Reply = MaskedText.Of(Reply.Trim(), Own),
    }.FoundInBoth(Own);
}

/// <summary>The words of an item.</summary>
/// <param name="Heading">A heading; empty takes the service's name.</param>
/// <param name="Matter">What the requester wrote.</param>
/// <param name="Reply">What the unit replied.</param>
public sealed record ItemWords(string Heading, string Matter, string Reply);
