using Intake.Domain.Publication;

namespace Intake.Application.Publication;

/// <summary>Between a bulletin and its rows.</summary>
internal static class BulletinReading
{
    /// <summary>The bulletin as its editors work on it.</summary>
    public static Bulletin Read(BulletinRow row, IEnumerable<BulletinItemRow> items)
    {
        var work = PublicationJson.ReadWork(row.Work);
        return Common(row) with
        {
            Title = work.Title,
            Foreword = work.Foreword,
            Hands = work.Hands,
            Correction = row.Correction,
            HeldBack = work.HeldBack?.ToRefusal(),
            Items = [.. items.OrderBy(item => item.Position).Select(Read)],
        };
    }

    /// <summary>The bulletin as readers see it.</summary>
    public static Bulletin ReadPublished(BulletinRow row, IEnumerable<BulletinItemRow> items) => Common(row) with
    {
        Title = row.Title,
        Foreword = new(row.Foreword, []),
        Items = [.. items.OrderBy(item => item.Position).Select(ReadPublished)],
    };

    /// <summary>Writes what the editors work on, and, when it is signed off or was, what readers see.</summary>
    public static void Write(Bulletin bulletin, BulletinRow row)
    {
        row.Issue = bulletin.Issue == 0 ? null : bulletin.Issue;
        row.Status = bulletin.Status;
        row.From = bulletin.From;
        row.To = bulletin.To;
        row.Figures = PublicationJson.Write(bulletin.Figures);
        row.SignedBy = bulletin.SignedBy;
        row.SignedAt = bulletin.SignedAt;
        row.PublishAt = bulletin.PublishAt;
        row.PublishedAt = bulletin.PublishedAt;
        row.ChangedAt = bulletin.Notes.Count > 0 ? bulletin.Notes[^1].At : bulletin.PublishedAt;
        row.Notes = PublicationJson.Write(bulletin.Notes);
        row.Correction = bulletin.Correction;
        row.Work = PublicationJson.Write(new BulletinWork(bulletin.Title, bulletin.Foreword, bulletin.Hands, KeptRefusal.Of(bulletin.HeldBack)));
        if (!bulletin.IsOpen)
            (row.Title, row.Foreword) = (bulletin.Title, bulletin.Foreword.Shown);
    }

    /// <summary>The same for an item.</summary>
    public static void Write(BulletinItem item, int position, bool isOpen, BulletinItemRow row)
    {
        row.Position = position;
        row.Service = item.Service;
        row.Unit = item.Unit;
        row.Outcome = item.Outcome;
        row.ResolvedAt = item.ResolvedAt;
        row.Work = PublicationJson.Write(new ItemWork(item.Heading, item.Matter, item.Reply, item.IsStruck));
        if (!isOpen)
            (row.Heading, row.Matter, row.Reply, row.IsStruck) = (item.Heading, item.Matter.Shown, item.Reply.Shown, item.IsStruck);
    }

    private static Bulletin Common(BulletinRow row) => new()
    {
        Id = row.Id,
        Series = row.Series,
        Issue = row.Issue ?? 0,
        Status = row.Status,
        From = row.From,
        To = row.To,
        Editor = row.Editor,
        SignedBy = row.SignedBy,
        SignedAt = row.SignedAt,
        PublishAt = row.PublishAt,
        PublishedAt = row.PublishedAt,
        Figures = PublicationJson.ReadFigures(row.Figures),
        Notes = PublicationJson.ReadNotes(row.Notes),
    };

    private static BulletinItem Read(BulletinItemRow row)
    {
        var work = PublicationJson.ReadItem(row.Work);
        return Common(row, work.Matter, work.Reply) with { Heading = work.Heading, IsStruck = work.IsStruck };
    }

    private static BulletinItem ReadPublished(BulletinItemRow row) =>
        Common(row, new(row.Matter, []), new(row.Reply, [])) with { Heading = row.Heading, IsStruck = row.IsStruck };

    private static BulletinItem Common(BulletinItemRow row, MaskedText matter, MaskedText reply) => new()
    {
        Ticket = new(row.Ticket),
        Service = row.Service,
        Unit = row.Unit,
        Outcome = row.Outcome,
        ResolvedAt = row.ResolvedAt,
        Matter = matter,
        Reply = reply,
    };
}
