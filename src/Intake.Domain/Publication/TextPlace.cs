using Intake.Domain.Tickets;

namespace Intake.Domain.Publication;

/// <summary>Which text of a bulletin.</summary>
public enum TextPart
{
    /// <summary>The words ahead of the items.</summary>
    Foreword,

    /// <summary>What the requester wrote, of an item.</summary>
    Matter,

    /// <summary>What the unit replied, of an item.</summary>
    Reply,
}

/// <summary>A text of a bulletin by its place.</summary>
/// <param name="Part">Which text.</param>
/// <param name="Ticket">Of which item; without meaning for the foreword.</param>
public sealed record TextPlace(TextPart Part, TicketId Ticket)
{
    /// <summary>The foreword.</summary>
    public static readonly TextPlace Foreword = new(TextPart.Foreword, default);

    /// <summary>The text; null when the bulletin has no such item.</summary>
    public MaskedText? Find(Bulletin bulletin)
    {
        ArgumentNullException.ThrowIfNull(bulletin);
        var item = bulletin.Items.FirstOrDefault(item => item.Ticket == Ticket);
        return Part switch
        {
            TextPart.Foreword => bulletin.Foreword,
            TextPart.Matter => item?.Matter,
            TextPart.Reply => item?.Reply,
        };
    }

    /// <summary>The bulletin with another text at this place.</summary>
    public Bulletin Put(Bulletin bulletin, MaskedText text)
    {
        ArgumentNullException.ThrowIfNull(bulletin);
        return Part == TextPart.Foreword
            ? bulletin with { Foreword = text }
            : bulletin with { Items = [.. bulletin.Items.Select(item => item.Ticket == Ticket ? Put(item, text) : item)] };
    }

    private BulletinItem Put(BulletinItem item, MaskedText text) => Part == TextPart.Matter ? item with { Matter = text } : item with { Reply = text };
}
