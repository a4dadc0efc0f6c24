using Intake.Application.Batches;
using Intake.Application.Tickets;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Intake.Web.Pages.Account;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Staff;

/// <summary>A row as it would become a ticket.</summary>
/// <param name="Text">The beginning of its text.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Service">Its service: said in the file, or proposed by the text.</param>
/// <param name="Place">Its place.</param>
internal sealed record BatchItemView(string Text, string Kind, string Service, string Place);

/// <summary><c>/staff/batches/ID</c>: a batch that waits for its confirmation, or its tickets.</summary>
[Authorize(nameof(Permission.TakeIn))]
internal sealed class BatchModel(BatchDesk desk, BatchQueries batches, PeopleQueries people, DeskWords words, PageTexts texts) : PageModel
{
    /// <summary>How many rows are shown as they would become tickets.</summary>
    public const int Shown = 20;

    private const int LongestText = 120;

    private IReadOnlyDictionary<string, Person> named = new Dictionary<string, Person>(StringComparer.Ordinal);

    /// <summary>The key behind which the page of tickets begins.</summary>
    [BindProperty(SupportsGet = true)]
    public long After { get; set; }

    /// <summary>The batch.</summary>
    public BatchLine Batch { get; private set; } = null!;

    /// <summary>What the file says; null when it is confirmed.</summary>
    public BatchReading? Reading { get; private set; }

    /// <summary>Its tickets, one more than a page when there are more.</summary>
    public IReadOnlyList<BatchTicket> Tickets { get; private set; } = [];

    /// <summary>Who brought it.</summary>
    public string By => named.NameOf(Batch.By);

    /// <summary>Who undid it.</summary>
    public string UndoneBy => named.NameOf(Batch.UndoneBy);

    /// <summary>Shows it.</summary>
    public Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken) => ShowAsync(id, cancellationToken);

    /// <summary>Shows it where a form names nothing that can be done.</summary>
    public Task<IActionResult> OnPostAsync(long id, CancellationToken cancellationToken) => ShowAsync(id, cancellationToken);

    /// <summary>Makes every row a ticket.</summary>
    public async Task<IActionResult> OnPostConfirmAsync(long id, CancellationToken cancellationToken)
    {
        var confirmed = await desk.ConfirmAsync(id, SignedIn.ActorOf(User), cancellationToken);
        if (!confirmed.Succeeded)
            return await RefusedAsync(id, confirmed.Refusal, cancellationToken);
        this.Tell(texts["batch.confirmed", ("count", confirmed.Value.Rows), ("batch", confirmed.Value.Number!)]);
        return Redirect($"/staff/batches/{id}");
    }

    /// <summary>Throws the file away.</summary>
    public async Task<IActionResult> OnPostDiscardAsync(long id)
    {
        if (await desk.DiscardAsync(id) > 0)
            this.Tell(texts["batch.discarded"]);
        return Redirect("/staff/batches");
    }

    /// <summary>Withdraws every ticket.</summary>
    public async Task<IActionResult> OnPostUndoAsync(long id, CancellationToken cancellationToken)
    {
        var undone = await desk.UndoAsync(id, SignedIn.ActorOf(User));
        if (!undone.Succeeded)
            return await RefusedAsync(id, undone.Refusal, cancellationToken);
        this.Tell(texts["batch.undone", ("count", undone.Value)]);
        return Redirect($"/staff/batches/{id}");
    }

    /// <summary>A row as it would become a ticket.</summary>
    public BatchItemView Of(BatchItem item)
    {
        var (asked, authority) = (item.Submission, words.Authority);
        var service = asked.Service ?? SubmitRequest.ServiceOf(authority, asked).Service;
        var kind = asked.Kind ?? (service is null ? TicketKind.Complaint : authority.Services[service].Kinds[0]);
        var place = asked.Place ?? PlaceFinder.Find(authority, $"{asked.PlaceText} {asked.Text}")?.Code;
        return new(
            asked.Text.Length > LongestText ? asked.Text[..LongestText] : asked.Text,
            texts[$"kind.{kind}"],
            words.Service(service),
            string.Join(texts["common.list-separator"], new[] { words.Place(place), asked.PlaceText ?? "" }.Where(name => name.Length > 0).Distinct(StringComparer.Ordinal)));
    }

    private async Task<IActionResult> RefusedAsync(long id, Refusal refusal, CancellationToken cancellationToken)
    {
        this.Refuse(texts.Explain(refusal));
        return await ShowAsync(id, cancellationToken);
    }

    private async Task<IActionResult> ShowAsync(long id, CancellationToken cancellationToken)
    {
        if (await batches.FindAsync(id, cancellationToken) is not { } batch)
            return NotFound();
        Batch = batch;
        named = await people.NamedAsync([.. new[] { batch.By, batch.UndoneBy }.OfType<string>().Distinct(StringComparer.Ordinal)], cancellationToken);
        if (batch.State == BatchState.Previewed)
            Reading = await desk.PreviewAsync(id, cancellationToken);
        else
            Tickets = await batches.TicketsAsync(id, After, cancellationToken);
        return Page();
    }
}
