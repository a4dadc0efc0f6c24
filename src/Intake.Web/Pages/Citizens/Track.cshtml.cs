using System.Globalization;
using Intake.Application.BotConfiguration;
using Intake.Application.Tickets;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Intake.Web.Hosting;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Citizens;

/// <summary><c>/track</c>: number and secret of a receipt show the ticket without an account, and let its requester have a say.</summary>
[RequestSizeLimit(RequestLimits.Upload)]
[RequestFormLimits(MultipartBodyLengthLimit = RequestLimits.Upload)]
internal sealed class TrackModel(ReceiptDesk desk, TrackDeeds deeds, TrackCookie cookie, BotConfigurationSource configuration, PageTexts texts) : PageModel
{
    private static readonly Actor Requester = Actor.Requester("track");

    /// <summary>What the forms bring.</summary>
    [BindProperty]
    public TrackInput Input { get; set; } = new();

    /// <summary>The ticket; null while no receipt was shown.</summary>
    public ReceiptView? Ticket { get; private set; }

    /// <summary>Its words.</summary>
    public ReceiptWords Words { get; } = new(configuration.Current.Texts, configuration.Current.Authority, texts.Language);

    /// <summary>The secret, for printing the receipt again.</summary>
    public string Secret => desk.SecretOf(Ticket!.Number);

    /// <summary>What was written in a form that was refused, to stand in it again; null for the other forms.</summary>
    public string? Said(string handler) => Request.Query["handler"] == handler ? Input.Words : null;

    /// <summary>Shows the form for a receipt, or the ticket that it opened.</summary>
    public async Task OnGetAsync(string? number, CancellationToken cancellationToken)
    {
        Input.Number = number;
        if (cookie.Read(Request) is { } id)
            await ShowAsync(id, cancellationToken);
    }

    /// <summary>Opens the ticket of a receipt.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var address = HttpContext.Connection.RemoteIpAddress?.ToString() ?? "";
        var answer = await desk.OpenAsync(address, Input.Number, Input.Secret, cancellationToken);
        if (answer.Ticket is { } id)
        {
            cookie.Write(Response, id);
            return RedirectToPage();
        }

        if (answer.Wait is { } wait)
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        }

        ModelState.Clear();
        Input.Secret = null;
        this.Refuse(texts.Explain(answer.Refusal!));
        return Page();
    }

    /// <summary>Closes the ticket: for computers that others use too.</summary>
    public IActionResult OnPostLeave()
    {
        TrackCookie.Delete(Response);
        return RedirectToPage();
    }

    /// <summary>Adds words and files.</summary>
    public Task<IActionResult> OnPostAddAsync(List<IFormFile> uploads, CancellationToken cancellationToken)
        => DoAsync("track.added", uploads, (id, keys) => new AddToTicket(id, Requester, Input.Words ?? "", keys), cancellationToken);

    /// <summary>Answers the unit's question.</summary>
    public Task<IActionResult> OnPostAnswerAsync(List<IFormFile> uploads, CancellationToken cancellationToken)
        => DoAsync("track.answered", uploads, (id, keys) => new AnswerQuestion(id, Requester, Input.Words ?? "", keys), cancellationToken);

    /// <summary>Urges.</summary>
    public Task<IActionResult> OnPostUrgeAsync(CancellationToken cancellationToken)
        => DoAsync("track.urged", [], (id, _) => new UrgeTicket(id, Requester), cancellationToken);

    /// <summary>Takes the request back.</summary>
    public Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancellationToken)
        => DoAsync("track.withdrawn", [], (id, _) => new WithdrawTicket(id, Requester), cancellationToken);

    /// <summary>Rates the result, which says that it is solved.</summary>
    public Task<IActionResult> OnPostRateAsync(CancellationToken cancellationToken)
        => DoAsync("track.rated", [], (id, _) => new RateTicket(id, Requester, Input.Stars, RequesterWord.Solved, Input.Words), cancellationToken);

    /// <summary>Says that it is not solved.</summary>
    public Task<IActionResult> OnPostContestAsync(CancellationToken cancellationToken)
        => DoAsync("track.contested", [], (id, _) => new ContestResult(id, Requester, Input.Words), cancellationToken);

    private async Task<IActionResult> DoAsync(string told, List<IFormFile> uploads, Func<TicketId, IReadOnlyList<long>, TicketCommand> command, CancellationToken cancellationToken)
    {
        if (cookie.Read(Request) is not { } id)
        {
            this.Tell(texts["track.closed"], Tone.Yellow);
            return RedirectToPage();
        }

        var refusal = await deeds.DoAsync(uploads, keys => command(id, keys), cancellationToken);
        if (refusal is null)
        {
            cookie.Write(Response, id);
            this.Tell(texts[told]);
            return RedirectToPage();
        }

        // What was written stays in the form.
        this.Refuse(texts.Explain(refusal));
        await ShowAsync(id, cancellationToken);
        return Page();
    }

    private async Task ShowAsync(TicketId id, CancellationToken cancellationToken)
    {
        Ticket = await desk.ViewAsync(id, cancellationToken);
        if (Ticket is not null)
            cookie.Write(Response, id);
    }
}

/// <summary>What the forms bring.</summary>
internal sealed class TrackInput
{
    /// <summary>The receipt's number.</summary>
    public string? Number { get; set; }

    /// <summary>The receipt's secret.</summary>
    public string? Secret { get; set; }

    /// <summary>An addition, an answer, a comment or a reason.</summary>
    public string? Words { get; set; }

    /// <summary>1 to 5.</summary>
    public int? Stars { get; set; }
}
