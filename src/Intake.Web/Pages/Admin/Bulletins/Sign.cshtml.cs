using System.Globalization;
using Intake.Application.Data;
using Intake.Application.Publication;
using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Publication;
using Intake.Domain.Tickets.Decisions;
using Intake.Web.Pages.Citizens.Bulletins;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Intake.Web.Pages.Admin.Bulletins;

/// <summary><c>/admin/bulletins/{id}/sign</c>: for the other person. Shows exactly what readers will see and what was changed against what was written, or against what readers see now.</summary>
[Authorize(Policy = nameof(Permission.SignBulletins))]
internal sealed class SignModel(CommandWriter writer, BulletinQueries queries, IssueWords words, TimeProvider clock) : BulletinPage(writer, queries, words.Texts)
{
    /// <summary>When it is to be published, by the authority's clock; null is at once.</summary>
    [BindProperty]
    public DateTime? At { get; set; }

    /// <summary>Why the reader of this page cannot sign it off; null when they can.</summary>
    public Refusal? WhyNot { get; private set; }

    /// <summary>The figures as they stand.</summary>
    public BulletinFigures Figures { get; private set; } = null!;

    /// <summary>The foreword; null when there is none.</summary>
    public ComparedText? Foreword { get; private set; }

    /// <summary>The items.</summary>
    public IReadOnlyList<ComparedItem> Items { get; private set; } = [];

    /// <summary>How many places are hidden.</summary>
    public int Masked => Masks.Count(mask => mask.Ruling != MaskRuling.Lifted);

    /// <summary>What was found and is shown all the same, for the signer to judge.</summary>
    public IReadOnlyList<LiftedWords> LiftedWords =>
    [
        .. Bulletin.StandingItems
            .SelectMany(item => new[] { item.Matter, item.Reply }.Select(text => (Item: (BulletinItem?)item, Text: text)))
            .Prepend((null, Bulletin.Foreword))
            .SelectMany(each => each.Text.Masks.Where(mask => mask.Ruling == MaskRuling.Lifted).Select(mask => new LiftedWords(MaskedText.Words(each.Text.Text, mask), mask, each.Item))),
    ];

    /// <summary>The earliest time that can be set, as the field has it.</summary>
    public string Earliest => Local(clock.NowToTheMillisecond()).ToString("yyyy-MM-dd'T'HH:mm", CultureInfo.InvariantCulture);

    private IEnumerable<Mask> Masks => Bulletin.StandingItems.SelectMany(item => item.Matter.Masks.Concat(item.Reply.Masks)).Concat(Bulletin.Foreword.Masks);

    /// <summary>Shows it.</summary>
    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <summary>Signs it off. What is to be published at once is.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return await ShowAsync(cancellationToken);
        var at = At is { } local ? new DateTimeOffset(local, words.Authority.TimeZone.GetUtcOffset(local)).ToUniversalTime() : (DateTimeOffset?)null;
        var outcome = await Writer.WriteAsync(new SignOffBulletin(Id, Actor, at, Version), cancellationToken);
        if (outcome.Succeeded && outcome.Value.PublishAt <= clock.NowToTheMillisecond())
            await Writer.WriteAsync(new PublishDueBulletins(), cancellationToken);
        return await AfterAsync(outcome.Refusal, Texts["bulletins.signed"], BulletinWords.Address(Id), cancellationToken);
    }

    /// <inheritdoc/>
    protected override async Task<bool> ReadMoreAsync(CancellationToken cancellationToken)
    {
        var deciding = new Deciding(words.Authority, Actor, clock.NowToTheMillisecond());
        WhyNot = Approval.Check(deciding, Bulletin, await Queries.TicketsAsync(Bulletin, cancellationToken));
        Figures = await Queries.FiguresAsync(words.Authority.TimeZone, Bulletin.From, Bulletin.To, cancellationToken);
        var published = Bulletin.Correction is null ? null : Work.Published;
        var originals = published is null ? await Queries.OriginalsAsync(Bulletin, cancellationToken) : new Dictionary<long, OriginalTexts>();
        Foreword = Bulletin.Foreword.Text.Length == 0 ? null : ComparedText.Of(Bulletin.Foreword, published?.Foreword.Text ?? Bulletin.Foreword.Text, published is not null);
        Items = [.. Bulletin.Items.Select(item => published is null ? WithOriginal(item, originals.GetValueOrDefault(item.Ticket.Value)) : WithPublished(item, published))];
        return true;
    }

    private static ComparedItem WithOriginal(BulletinItem item, OriginalTexts? original) => new(
        item,
        null,
        ComparedText.Of(item.Matter, original?.Matter, isOfPublished: false),
        ComparedText.Of(item.Reply, original?.Reply, isOfPublished: false));

    private static ComparedItem WithPublished(BulletinItem item, Bulletin published)
    {
        var before = published.Items.First(other => other.Ticket == item.Ticket);
        return new(
            item,
            before.Heading == item.Heading ? null : before.Heading,
            ComparedText.Of(item.Matter, before.Matter.Text, isOfPublished: true),
            ComparedText.Of(item.Reply, before.Reply.Text, isOfPublished: true));
    }

    private DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, words.Authority.TimeZone).DateTime;
}

/// <summary>Words that were found and are shown all the same.</summary>
/// <param name="Words">The words.</param>
/// <param name="Mask">The lifted mask.</param>
/// <param name="Item">In which item; null is the foreword.</param>
internal sealed record LiftedWords(string Words, Mask Mask, BulletinItem? Item);
