using Intake.Application.BotConfiguration;
using Intake.Application.Notifications;
using Intake.Application.Publication;
using Intake.Domain.Publication;
using Intake.Web.Pages.Citizens.Bulletins;
using Intake.Web.Texts;

namespace Intake.Web.Pages.Admin.Bulletins;

/// <summary>Published bulletins as articles for channels that take drafts, in the authority's first language.</summary>
internal sealed class BulletinArticles(ArticleDrafts drafts, BotConfigurationSource configuration, PageTexts texts)
{
    /// <summary>How far a bulletin is with each channel; empty where it cannot be handed over: it is not published, not for everybody, or there is no such channel.</summary>
    public async Task<IReadOnlyList<ArticleState>> StatesAsync(BulletinAtWork work, CancellationToken cancellationToken) =>
        work is { Bulletin.Status: BulletinStatus.Published, Published: { } published } && Circle.MayRead(configuration.Current.Authority.Bulletins.GetValueOrDefault(published.Series), null)
            ? await drafts.OfAsync(published, cancellationToken)
            : [];

    /// <summary>The article of a bulletin as readers see it.</summary>
    /// <param name="published">The bulletin.</param>
    /// <param name="root">The address of this program, as people reach it.</param>
    public Article Of(Bulletin published, Uri root)
    {
        var spoken = new PageTexts(configuration.Current.Authority.Languages[0], configuration.Current);
        var entry = FeedEntry.Of(published, new IssueWords(spoken, configuration));
        var paragraphs = entry.Paragraphs.Select(paragraph => new ArticleParagraph(paragraph.Heading, paragraph.Words));
        return new(published.Series, published.Issue, Article.VersionOf(published), entry.Title, spoken.Authority, new(root, entry.Path), spoken["bulletins.article.more"], [.. paragraphs]);
    }

    /// <summary>Where an article is, as a pill; null where nobody has asked for it.</summary>
    public Pill? Status(ArticleState state) => state.Status is { } known ? new(ToneOf(known), texts[$"bulletins.article.{known}"]) : null;

    /// <summary>Why it did not arrive; empty when there is nothing to be said.</summary>
    public string Why(ArticleState state) => state is { Status: OutboxStatus.Waiting or OutboxStatus.Dead, Failure: { } failure } ? texts.Or($"failure.{failure}", failure) : "";

    private static Tone ToneOf(OutboxStatus status) => status switch
    {
        OutboxStatus.Waiting => Tone.Blue,
        OutboxStatus.Sent => Tone.Green,
        OutboxStatus.Dead => Tone.Red,
    };
}
