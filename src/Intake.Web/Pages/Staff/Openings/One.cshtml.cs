using Intake.Application.Openings;
using Intake.Application.Tickets;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Openings;
using Intake.Web.Pages.Account;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Staff.Openings;

/// <summary><c>/staff/openings/ID</c>: an opening, its sheets, and what can be put right.</summary>
[Authorize(nameof(Permission.TakeIn))]
internal sealed class OneModel(OpeningDesk desk, OpeningQueries openings, PeopleQueries people, PageTexts texts) : PageModel
{
    /// <summary>The sheet that is undone.</summary>
    [BindProperty]
    public int Sheet { get; set; }

    /// <summary>How many sheets there were after all.</summary>
    [BindProperty]
    public int? Sheets { get; set; }

    /// <summary>Why there were others than recorded.</summary>
    [BindProperty]
    public string? RecountReason { get; set; }

    /// <summary>Why the opening is withdrawn.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>The opening.</summary>
    public OpeningView View { get; private set; } = null!;

    /// <summary>Its tickets.</summary>
    public IReadOnlyDictionary<long, TicketLine> Tickets { get; private set; } = new Dictionary<long, TicketLine>();

    /// <summary>Whom it names.</summary>
    public IReadOnlyDictionary<string, Person> People { get; private set; } = new Dictionary<string, Person>(StringComparer.Ordinal);

    /// <summary>Whether the form for the count is shown open.</summary>
    public bool IsRecounting { get; private set; }

    /// <summary>Whether the form for withdrawing is shown open.</summary>
    public bool IsWithdrawing { get; private set; }

    /// <summary>Whether the person may confirm it.</summary>
    public bool MayWitness => OpeningRules.Witness(View.Opening, SignedIn.ActorOf(User).Name) is null;

    /// <summary>Shows it.</summary>
    public Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken) => ShowAsync(id, cancellationToken);

    /// <summary>Shows it where a form names nothing that can be done.</summary>
    public Task<IActionResult> OnPostAsync(long id, CancellationToken cancellationToken) => ShowAsync(id, cancellationToken);

    /// <summary>Takes back what was entered for a sheet.</summary>
    public async Task<IActionResult> OnPostUndoAsync(long id, CancellationToken cancellationToken)
    {
        var undone = await desk.UndoAsync(id, Sheet, SignedIn.ActorOf(User));
        return await AnswerAsync(id, undone.Refusal, texts["opening.undo.done", ("number", Sheet)], "", cancellationToken);
    }

    /// <summary>Corrects the count.</summary>
    public async Task<IActionResult> OnPostRecountAsync(long id, CancellationToken cancellationToken)
    {
        IsRecounting = true;
        // What is no number is none that is taken.
        var recounted = await desk.RecountAsync(id, Sheets ?? -1, RecountReason, SignedIn.ActorOf(User));
        return await AnswerAsync(id, recounted.Refusal, texts["opening.recount.done"], recounted.Refusal?.Code.StartsWith("SheetReason", StringComparison.Ordinal) == true ? "RecountReason" : "Sheets", cancellationToken);
    }

    /// <summary>Withdraws it.</summary>
    public async Task<IActionResult> OnPostWithdrawAsync(long id, CancellationToken cancellationToken)
    {
        IsWithdrawing = true;
        var withdrawn = await desk.WithdrawAsync(id, Reason, SignedIn.ActorOf(User));
        return await AnswerAsync(id, withdrawn.Refusal, texts["opening.withdraw.done"], "Reason", cancellationToken);
    }

    private async Task<IActionResult> AnswerAsync(long id, Refusal? refusal, string done, string field, CancellationToken cancellationToken)
    {
        if (refusal is not null)
        {
            ModelState.Clear();
            this.Refuse(texts.Explain(refusal), field);
            return await ShowAsync(id, cancellationToken);
        }

        this.Tell(done);
        return Redirect($"/staff/openings/{id}");
    }

    private async Task<IActionResult> ShowAsync(long id, CancellationToken cancellationToken)
    {
        if (await openings.FindAsync(id, cancellationToken) is not { } view)
            return NotFound();
        View = view;
        Tickets = await openings.TicketsAsync(view, cancellationToken);
        People = await people.NamedAsync([.. OpeningParts.UsersOf(view)], cancellationToken);
        return Page();
    }
}
