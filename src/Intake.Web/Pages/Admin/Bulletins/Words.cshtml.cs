using Intake.Application.Publication;
using Intake.Application.Writing;
using Intake.Domain.Access;
using Intake.Domain.Publication;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Intake.Web.Pages.Admin.Bulletins;

/// <summary><c>/admin/bulletins/{id}/items/{ticket}/words</c>: words an item anew.</summary>
[Authorize(Policy = nameof(Permission.EditBulletins))]
internal sealed class WordsModel(CommandWriter writer, BulletinQueries queries, PageTexts texts) : BulletinPage(writer, queries, texts)
{
    /// <summary>Key of the ticket.</summary>
    [FromRoute]
    public long Ticket { get; set; }

    /// <summary>The item.</summary>
    public BulletinItem Item { get; private set; } = null!;

    /// <summary>The heading.</summary>
    [BindProperty]
    public string? Heading { get; set; }

    /// <summary>What the requester wrote.</summary>
    [BindProperty]
    public string? Matter { get; set; }

    /// <summary>What the unit replied.</summary>
    [BindProperty]
    public string? Reply { get; set; }

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        if (!await ReadAsync(cancellationToken))
            return NotFound();
        (Version, Heading, Matter, Reply) = (Work.Version, Item.Heading, Item.Matter.Text, Item.Reply.Text);
        return Bulletin.IsOpen ? Page() : LocalRedirect(BulletinWords.Address(Id));
    }

    /// <summary>Takes the words.</summary>
    public Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var words = new ItemWords(Heading ?? "", Lines(Matter), Lines(Reply));
        return SendAsync(new EditItemText(Id, Actor, new(Ticket), words, Version), Texts["bulletins.saved"], BulletinWords.Address(Id, new(Ticket)), cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task<bool> ReadMoreAsync(CancellationToken cancellationToken)
    {
        var item = Bulletin.Items.FirstOrDefault(item => item.Ticket.Value == Ticket);
        Item = item!;
        return Task.FromResult(item is not null);
    }

    private static string Lines(string? text) => (text ?? "").ReplaceLineEndings("\n");
}
