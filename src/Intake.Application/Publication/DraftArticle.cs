using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Intake.Application.Data;
using Intake.Application.Notifications;
using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Publication;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Publication;

/// <summary>Where published bulletins can be handed over as draft articles, for somebody there to look at and to send: a channel adds itself.</summary>
/// <param name="Code">The channel's code; its outbox rows are of the kind <see cref="OutboxKind"/>.</param>
public sealed record ArticleTarget(string Code)
{
    /// <summary>Kind of the outbox rows that hand articles over to it.</summary>
    public string OutboxKind => $"{Code}-draft";
}

/// <summary>A paragraph of an article.</summary>
/// <param name="IsHeading">Whether it is a heading.</param>
/// <param name="Words">The words; line breaks in them count.</param>
public sealed record ArticleParagraph(bool IsHeading, string Words);

/// <summary>A bulletin as an article: what is handed over, as it was published when somebody asked for it.</summary>
/// <param name="Series">Code of the series.</param>
/// <param name="Issue">Number of the issue.</param>
/// <param name="Version">When readers last saw it change: a later version is another article.</param>
/// <param name="Title">The title.</param>
/// <param name="Author">The body that publishes it.</param>
/// <param name="Source">Address of the page that everybody reads.</param>
/// <param name="More">What is said at the end when it does not fit.</param>
/// <param name="Paragraphs">What it says.</param>
public sealed record Article(string Series, int Issue, long Version, string Title, string Author, Uri Source, string More, IReadOnlyList<ArticleParagraph> Paragraphs)
{
    /// <summary>The written form.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, ArticleJson.Default.Article);

    /// <summary>Reads the written form.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static Article FromJson(string json) => JsonSerializer.Deserialize(json, ArticleJson.Default.Article) ?? throw new JsonException("An article is never null.");

    /// <summary>The version of a bulletin that readers see.</summary>
    public static long VersionOf(Bulletin bulletin)
    {
        ArgumentNullException.ThrowIfNull(bulletin);
        return (bulletin.Notes.Count > 0 ? bulletin.Notes[^1].At : bulletin.PublishedAt ?? default).ToUnixTimeMilliseconds();
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(Article))]
internal sealed partial class ArticleJson : JsonSerializerContext;

/// <summary>Hands a published bulletin over as a draft article: once for each version of it. One that was given up is tried again. Answers the refusal; null when it goes out.</summary>
/// <param name="target">To whom.</param>
/// <param name="article">What.</param>
/// <param name="actor">Who asks: somebody who may sign bulletins off.</param>
public sealed class DraftArticle(ArticleTarget target, Article article, Actor actor) : Command<Refusal?>
{
    /// <inheritdoc/>
    protected internal override async ValueTask<Refusal?> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (!actor.May(Permission.SignBulletins))
            return BulletinRefusals.MayNotSignBulletins;
        if (session.Authority.Bulletins.GetValueOrDefault(article.Series) is not { Circle: BulletinCircle.Public })
            return BulletinRefusals.CircleIsLimited;
        var row = await session.Db.Bulletins.FirstOrDefaultAsync(row => row.Series == article.Series && row.Issue == article.Issue, cancellationToken);
        if (row is not { Status: BulletinStatus.Published, ChangedAt: { } changedAt })
            return BulletinRefusals.NotWithThisBulletin(row?.Status ?? BulletinStatus.Draft);
        if (changedAt.ToUnixTimeMilliseconds() != article.Version)
            return BulletinRefusals.BulletinChangedMeanwhile;
        return await HandOverAsync(session, row.Id, cancellationToken);
    }

    private async ValueTask<Refusal?> HandOverAsync(WriteSession session, long bulletin, CancellationToken cancellationToken)
    {
        var version = article.Version.ToString(CultureInfo.InvariantCulture);
        var key = ArticleDrafts.KeyOf(target, bulletin, article.Version);
        // Remembered beside the outbox, whose rows are deleted when their time is over.
        var name = ArticleDrafts.MemoryOf(target, bulletin);
        var memory = await session.Db.Settings.FindAsync([name], cancellationToken);
        if (memory?.Value != version)
        {
            if (memory is null)
                session.Db.Settings.Add(memory = new() { Id = name });
            memory.Value = version;
            session.Changed(memory);
            await session.SendAsync(target.OutboxKind, bulletin.ToString(CultureInfo.InvariantCulture), article.ToJson(), key, cancellationToken);
            return null;
        }

        var before = await session.Db.Outbox.Where(row => row.IdempotencyKey == key && row.Status == OutboxStatus.Dead).Select(row => (long?)row.Id).FirstOrDefaultAsync(cancellationToken);
        return before is { } dead && await session.RunAsync(new ResendMessage(dead), cancellationToken) ? null : BulletinRefusals.IsDraftedAlready;
    }
}

/// <summary>How far the draft of a bulletin's published version is.</summary>
/// <param name="Target">With whom.</param>
/// <param name="Status">Where it is; null when nobody has asked for it.</param>
/// <param name="Failure">Why it did not arrive so far; a code.</param>
/// <param name="At">When it was asked for; null when that is not known any more.</param>
public sealed record ArticleState(ArticleTarget Target, OutboxStatus? Status, string? Failure, DateTimeOffset? At);

/// <summary>What is read of articles that were handed over.</summary>
public sealed class ArticleDrafts(IDbContextFactory<IntakeDbContext> contexts, IEnumerable<ArticleTarget> targets)
{
    /// <summary>How far a published bulletin is with each target; empty where there is none.</summary>
    public async Task<IReadOnlyList<ArticleState>> OfAsync(Bulletin published, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(published);
        var states = new List<ArticleState>();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        foreach (var target in targets)
        {
            var version = Article.VersionOf(published);
            var (name, key) = (MemoryOf(target, published.Id), KeyOf(target, published.Id, version));
            var asked = await db.Settings.AsNoTracking().Where(row => row.Id == name).Select(row => row.Value).FirstOrDefaultAsync(cancellationToken);
            var row = await db.Outbox.AsNoTracking().Where(row => row.IdempotencyKey == key).Select(row => new { row.Status, row.Failure, row.CreatedAt }).FirstOrDefaultAsync(cancellationToken);
            var isAsked = asked == version.ToString(CultureInfo.InvariantCulture);
            states.Add(new(target, row?.Status ?? (isAsked ? OutboxStatus.Sent : null), row?.Failure, row?.CreatedAt));
        }

        return states;
    }

    internal static string KeyOf(ArticleTarget target, long bulletin, long version) => string.Create(CultureInfo.InvariantCulture, $"{target.OutboxKind}:{bulletin}:{version}");

    internal static string MemoryOf(ArticleTarget target, long bulletin) => string.Create(CultureInfo.InvariantCulture, $"{target.OutboxKind}:{bulletin}");
}
