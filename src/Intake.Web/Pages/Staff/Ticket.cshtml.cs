using Intake.Application.Attachments;
using Intake.Application.Knowledge;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain.Deadlines;
using Intake.Domain.Knowledge;
using Intake.Domain.Tickets;
using Intake.Web.Hosting;
using Intake.Web.Pages.Account;
using Intake.Web.Pages.Staff.Tickets;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Staff;

/// <summary><c>/staff/tickets/{number}</c>: one ticket with its history and clocks, and exactly what the person may do to it now.</summary>
[Authorize(DeskAccess.Tickets)]
[RequestSizeLimit(RequestLimits.Upload)]
[RequestFormLimits(MultipartBodyLengthLimit = RequestLimits.Upload)]
internal sealed class TicketModel(TicketDesk desk, ArticleQueries articles, CommandWriter writer, AttachmentStore attachments, PageTexts texts) : PageModel
{
    /// <summary>What is shown.</summary>
    public TicketView View { get; private set; } = null!;

    /// <summary>The action whose form stands as it was typed: it was refused, or an article was taken into it; null when there is none.</summary>
    public TicketAction? Typed { get; private set; }

    /// <summary>What happened since the page was made that a form came from; empty when nothing did.</summary>
    public IReadOnlyList<HistoryLine> Meanwhile { get; private set; } = [];

    /// <summary>What a form brings.</summary>
    [BindProperty]
    public TicketInput Input { get; set; } = new();

    /// <summary>Shows the ticket.</summary>
    public async Task<IActionResult> OnGetAsync(string number) => await OpenAsync(number) ? Page() : NotFound();

    /// <summary>Does what a form asks, and shows the ticket after it; refused, the form stands as it was typed, with the reason.</summary>
    public async Task<IActionResult> OnPostAsync(string number, TicketAction act)
    {
        if (!await OpenAsync(number))
            return NotFound();
        if (!ModelState.IsValid)
            return Refuse(act, texts["desk.form.unreadable"]);
        if (TicketForms.Missing(act, Input) is { } missing)
            return Refuse(act, texts.Explain(missing));
        var (files, problem) = TicketForms.TakesFiles(act) ? await TakeFilesAsync() : ([], null);
        if (problem is not null)
            return Refuse(act, problem);
        if (CommandOf(act, files) is not { } command)
            return NotFound();
        return await DoAsync(number, act, command);
    }

    /// <summary>Looks for articles, and takes one over into the answer; nothing is done to the ticket.</summary>
    public async Task<IActionResult> OnPostArticleAsync(string number, string? take)
    {
        if (!await OpenAsync(number))
            return NotFound();
        ModelState.Clear();
        Typed = TicketAction.SettleAtOnce;
        if (take is not null && await articles.FindOneAsync(take, HttpContext.RequestAborted) is { } article)
            TakeOver(article);
        return Page();
    }

    private void TakeOver(Article article)
    {
        var words = article.In(new(View.Ticket.Language));
        (Input.Reply, Input.Article, Input.ArticleVersion) = (AtOnceWords.With(Input.Reply, words), article.Code, article.Version);
        Input.Report = string.IsNullOrWhiteSpace(Input.Report) ? AtOnceWords.Report(texts, article.Use, words.Title) : Input.Report;
        Input.Outcome ??= TicketOutcome.Explained;
    }

    private async Task<IActionResult> DoAsync(string number, TicketAction act, TicketCommand command)
    {
        var outcome = await writer.WriteAsync(command, HttpContext.RequestAborted);
        if (outcome.Succeeded)
        {
            this.Tell(texts[$"desk.done.{(act == TicketAction.Accept && Input.Both ? "AcceptAndDispatch" : act.ToString())}"]);
            return LocalRedirect(desk.Words.Address(outcome.Value.Id.Value)); // not by the page's name: routing would write the number in small letters
        }

        if (outcome.Refusal.Code == TicketRefusals.ChangedMeanwhile.Code)
            await ShowMeanwhileAsync(number);
        return Refuse(act, texts.Explain(outcome.Refusal));
    }

    private TicketCommand? CommandOf(TicketAction act, IReadOnlyList<long> files) => TicketForms.CommandOf(
        act, View.Ticket.Id, View.Actor, Input, files, View.Authority, View.Limits.ExtensionCap?.Unit ?? TimeUnit.WorkingDay);

    private async Task<bool> OpenAsync(string number)
    {
        if (await desk.OpenAsync(number, SignedIn.ActorOf(User), Input.Look, HttpContext.RequestAborted) is not { } view)
            return false;
        View = view;
        return true;
    }

    // The form can be sent again once its reader has seen what others did.
    private async Task ShowMeanwhileAsync(string number)
    {
        var seen = Input.Seen;
        await OpenAsync(number);
        Meanwhile = [.. new TicketHistory(View, desk.Words, texts).Lines().Where(line => line.Sequence > seen)];
    }

    private PageResult Refuse(TicketAction act, string words)
    {
        Typed = act;
        this.Refuse(words);
        return Page();
    }

    private async Task<(IReadOnlyList<long> Keys, string? Problem)> TakeFilesAsync()
    {
        var files = Request.Form.Files;
        if (files.Count > AttachmentStore.MostFiles)
            return ([], texts.Explain(AttachmentRefusals.TooMany));
        var keys = new List<long>(files.Count);
        foreach (var file in files)
        {
            await using var content = file.OpenReadStream();
            var taken = await attachments.TakeAsync(content, file.FileName, cancellationToken: HttpContext.RequestAborted);
            if (!taken.Succeeded)
                return ([], texts["desk.form.file-refused", ("name", file.FileName), ("why", texts.Explain(taken.Refusal))]);
            keys.Add(taken.Value.Key);
        }

        return (keys, null);
    }
}
