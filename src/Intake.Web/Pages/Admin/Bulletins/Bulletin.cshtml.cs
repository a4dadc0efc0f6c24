using Intake.Application.Data;
using Intake.Application.Publication;
using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Publication;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Decisions;
using Intake.Web.Pages.Citizens.Bulletins;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Intake.Web.Pages.Admin.Bulletins;

/// <summary><c>/admin/bulletins/{id}</c>: a bulletin at work, with what can be done to it now.</summary>
[Authorize(Policy = nameof(Permission.EditBulletins))]
internal sealed class BulletinModel(CommandWriter writer, BulletinQueries queries, IssueWords words, BulletinArticles articles, TimeProvider clock) : MaskingPage(writer, queries, words.Texts)
{
    /// <summary>The item that a form is about.</summary>
    [BindProperty]
    public long Ticket { get; set; }

    /// <summary>The note of a correction or withdrawal.</summary>
    [BindProperty]
    public string? Note { get; set; }

    /// <summary>Period, title and foreword.</summary>
    [BindProperty]
    public BulletinInput Input { get; set; } = new();

    /// <summary>First day of the period.</summary>
    [BindProperty]
    public DateOnly? From { get; set; }

    /// <summary>Last day of the period.</summary>
    [BindProperty]
    public DateOnly? To { get; set; }

    /// <summary>The channel that takes a draft article.</summary>
    [BindProperty]
    public string? Target { get; set; }

    /// <summary>How far its article is with each channel that takes drafts.</summary>
    public IReadOnlyList<ArticleState> Articles { get; private set; } = [];

    /// <summary>Whether the reader may sign bulletins off, and so hand them over.</summary>
    public bool MaySign => Actor.May(Permission.SignBulletins);

    /// <summary>Why nobody can sign it off yet; null when somebody can.</summary>
    public Refusal? NotReady { get; private set; }

    /// <inheritdoc/>
    public override IReadOnlyList<TextPlace> Places { get; } = [TextPlace.Foreword];

    /// <summary>Shows it.</summary>
    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>Sets period, title and foreword.</summary>
    public async Task<IActionResult> OnPostDescribeAsync(CancellationToken cancellationToken)
    {
        if (await Queries.FindAsync(Id, cancellationToken) is not { Bulletin: var now })
            return NotFound();
        var foreword = (Input.Foreword ?? "").ReplaceLineEndings("\n");
        var command = new DescribeBulletin(Id, Actor, From ?? now.From, To ?? now.To, Input.Title ?? "", foreword, Version);
        return await SendAsync(command, Texts["bulletins.saved"], null, cancellationToken);
    }

    /// <summary>Moves an item up.</summary>
    public Task<IActionResult> OnPostUpAsync(CancellationToken cancellationToken) => MoveAsync(-1, cancellationToken);

    /// <summary>Moves an item down.</summary>
    public Task<IActionResult> OnPostDownAsync(CancellationToken cancellationToken) => MoveAsync(1, cancellationToken);

    /// <summary>Takes an item out.</summary>
    public Task<IActionResult> OnPostRemoveAsync(CancellationToken cancellationToken) =>
        SendAsync(new RemoveItem(Id, Actor, new(Ticket), Version), Texts["bulletins.removed"], null, cancellationToken);

    /// <summary>Takes it back before its time.</summary>
    public Task<IActionResult> OnPostTakeBackAsync(CancellationToken cancellationToken) =>
        SendAsync(new TakeBackBulletin(Id, Actor, Version), Texts["bulletins.taken-back"], null, cancellationToken);

    /// <summary>Begins a correction.</summary>
    public Task<IActionResult> OnPostCorrectAsync(CancellationToken cancellationToken) =>
        SendAsync(new CorrectBulletin(Id, Actor, Note ?? "", Version), Texts["bulletins.correct.begun"], null, cancellationToken);

    /// <summary>Gives a correction up.</summary>
    public Task<IActionResult> OnPostDropCorrectionAsync(CancellationToken cancellationToken) =>
        SendAsync(new DropCorrection(Id, Actor, Version), Texts["bulletins.dropped"], null, cancellationToken);

    /// <summary>Withdraws it.</summary>
    public Task<IActionResult> OnPostWithdrawAsync(CancellationToken cancellationToken) =>
        SendAsync(new WithdrawBulletin(Id, Actor, Note ?? "", Version), Texts["bulletins.withdrawn"], null, cancellationToken);

    /// <summary>Throws a draft away.</summary>
    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return await ShowAsync(cancellationToken);
        var outcome = await Writer.WriteAsync(new DiscardBulletin(Id, Actor, Version), cancellationToken);
        return await AfterAsync(outcome.Refusal, Texts["bulletins.discarded"], "/admin/bulletins", cancellationToken);
    }

    /// <summary>Hands the published bulletin over as a draft article.</summary>
    public async Task<IActionResult> OnPostArticleAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return await ShowAsync(cancellationToken);
        if (await Queries.FindAsync(Id, cancellationToken) is not { Published: { } published } work)
            return NotFound();
        if ((await articles.StatesAsync(work, cancellationToken)).FirstOrDefault(state => state.Target.Code == Target) is not { Target: { } target })
            return NotFound();
        var article = articles.Of(published, new Uri($"{Request.Scheme}://{Request.Host}{Request.PathBase}/"));
        var refusal = work.Version == Version ? await Writer.WriteAsync(new DraftArticle(target, article, Actor), cancellationToken) : BulletinRefusals.BulletinChangedMeanwhile;
        return await AfterAsync(refusal, Texts["bulletins.article.asked"], null, cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task<bool> ReadMoreAsync(CancellationToken cancellationToken)
    {
        await base.ReadMoreAsync(cancellationToken);
        if (Request.Method == HttpMethods.Get)
            Input = new() { Title = Bulletin.Title, Foreword = Bulletin.Foreword.Text };
        Articles = await articles.StatesAsync(Work, cancellationToken);
        if (Bulletin.IsOpen)
        {
            var deciding = new Deciding(words.Authority, Actor, clock.NowToTheMillisecond());
            NotReady = Approval.Ready(deciding, Bulletin, await Queries.TicketsAsync(Bulletin, cancellationToken));
        }

        return true;
    }

    /// <inheritdoc/>
    protected override TextPlace PlaceOf(TextPart part) => TextPlace.Foreword;

    private async Task<IActionResult> MoveAsync(int step, CancellationToken cancellationToken)
    {
        if (await Queries.FindAsync(Id, cancellationToken) is not { Bulletin: var now })
            return NotFound();
        var order = now.Items.Select(item => item.Ticket).ToList();
        var at = order.IndexOf(new TicketId(Ticket));
        if (at < 0 || at + step < 0 || at + step >= order.Count)
            return await ShowAsync(cancellationToken);
        (order[at], order[at + step]) = (order[at + step], order[at]);
        return await SendAsync(new OrderItems(Id, Actor, order, Version), null, null, cancellationToken);
    }
}

/// <summary>What the form about the bulletin itself brings.</summary>
internal sealed class BulletinInput
{
    /// <summary>The title.</summary>
    public string? Title { get; set; }

    /// <summary>The words ahead of the items.</summary>
    public string? Foreword { get; set; }
}
