using Intake.Application.Publication;
using Intake.Application.Writing;
using Intake.Domain.Access;
using Intake.Domain.Publication;
using Intake.Domain.Tickets;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Intake.Web.Pages.Admin.Bulletins;

/// <summary><c>/admin/bulletins/{id}/items/{ticket}</c>: an item with its masks in place, looked at one by one.</summary>
[Authorize(Policy = nameof(Permission.EditBulletins))]
internal sealed class ItemModel(CommandWriter writer, BulletinQueries queries, PageTexts texts) : MaskingPage(writer, queries, texts)
{
    /// <summary>Key of the ticket.</summary>
    [FromRoute]
    public long Ticket { get; set; }

    /// <summary>The item.</summary>
    public BulletinItem Item { get; private set; } = null!;

    /// <summary>The item before; null for the first.</summary>
    public TicketId? Before => Neighbour(-1);

    /// <summary>The item after; null for the last.</summary>
    public TicketId? After => Neighbour(1);

    /// <summary>The next item with masks to look at, from here and round; null when there is none.</summary>
    public TicketId? NextOpen => Bulletin.Items.SkipWhile(item => item != Item).Concat(Bulletin.Items).FirstOrDefault(item => !item.IsReviewed && !item.IsStruck)?.Ticket;

    /// <inheritdoc/>
    public override IReadOnlyList<TextPlace> Places => [PlaceOf(TextPart.Matter), PlaceOf(TextPart.Reply)];

    /// <summary>Shows it.</summary>
    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    protected override async Task<bool> ReadMoreAsync(CancellationToken cancellationToken)
    {
        if (Bulletin.Items.FirstOrDefault(item => item.Ticket.Value == Ticket) is not { } item)
            return false;
        Item = item;
        return await base.ReadMoreAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override TextPlace PlaceOf(TextPart part) => new(part == TextPart.Reply ? TextPart.Reply : TextPart.Matter, new(Ticket));

    private TicketId? Neighbour(int step)
    {
        var at = Bulletin.Items.ToList().IndexOf(Item) + step;
        return at >= 0 && at < Bulletin.Items.Count ? Bulletin.Items[at].Ticket : null;
    }
}
