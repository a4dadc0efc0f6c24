using System.Globalization;
using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Knowledge;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Knowledge;

/// <summary>Why something cannot be done to an article.</summary>
public static class KnowledgeRefusals
{
    /// <summary>No article has this code, or this version.</summary>
    public static readonly Refusal NoSuchArticle = new(nameof(NoSuchArticle));

    /// <summary>Another article has the code.</summary>
    public static readonly Refusal ArticleCodeIsTaken = new(nameof(ArticleCodeIsTaken));

    /// <summary>Somebody changed it since the page was made.</summary>
    public static readonly Refusal ArticleChangedMeanwhile = new(nameof(ArticleChangedMeanwhile));
}

/// <summary>Writes a new article, or changes one. Answers its version; the one that was there when nothing is changed by it.</summary>
/// <param name="article">What it is to be.</param>
/// <param name="seen">The version that the page showed; 0 for a new article.</param>
/// <param name="actor">Who writes it.</param>
public sealed class SaveArticle(Article article, int seen, Actor actor) : Command<Outcome<int>>
{
    /// <inheritdoc/>
    protected internal override async ValueTask<Outcome<int>> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (ArticleRules.Problems(article).FirstOrDefault() is { } problem)
            return problem.Why;
        if (article.Services.Any(code => !session.Authority.Services.ContainsKey(code)))
            return TicketRefusals.NoSuchService;
        var row = await session.Db.Articles.FindAsync([article.Code], cancellationToken);
        if (seen == 0 && (row is not null || session.Authority.Articles.ContainsKey(article.Code)))
            return KnowledgeRefusals.ArticleCodeIsTaken;
        if (seen > 0 && row is null)
            return KnowledgeRefusals.NoSuchArticle;
        if (seen > 0 && row!.Version != seen)
            return KnowledgeRefusals.ArticleChangedMeanwhile;
        var content = ArticleContent.Of(article).ToJson();
        if (row is null)
            session.Db.Articles.Add(row = new() { Code = article.Code });
        else if (row.Content == content)
            return row.Version;
        (row.Content, row.ValidUntil) = (content, article.ValidUntil);
        return ArticleVersions.Add(session, row, seen == 0 ? ArticleDeed.Made : ArticleDeed.Changed, actor);
    }
}

/// <summary>Takes an article out of use, or into use again. Answers its version.</summary>
/// <param name="code">Code of the article.</param>
/// <param name="isRetired">Whether it is to be out of use.</param>
/// <param name="seen">The version that the page showed.</param>
/// <param name="actor">Who does it.</param>
public sealed class RetireArticle(string code, bool isRetired, int seen, Actor actor) : Command<Outcome<int>>
{
    /// <inheritdoc/>
    protected internal override async ValueTask<Outcome<int>> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (await session.Db.Articles.FindAsync([code], cancellationToken) is not { } row)
            return KnowledgeRefusals.NoSuchArticle;
        if (row.IsRetired == isRetired)
            return row.Version;
        if (row.Version != seen)
            return KnowledgeRefusals.ArticleChangedMeanwhile;
        row.IsRetired = isRetired;
        return ArticleVersions.Add(session, row, isRetired ? ArticleDeed.Retired : ArticleDeed.BroughtBack, actor);
    }
}

/// <summary>The versions of articles.</summary>
internal static class ArticleVersions
{
    /// <summary>Keeps what was done to an article that is in the session. Answers the new version.</summary>
    public static int Add(WriteSession session, ArticleRow row, ArticleDeed deed, Actor actor)
    {
        row.Version++;
        session.Changed(row);
        session.Db.ArticleVersions.Add(new() { Article = row.Code, Version = row.Version, Deed = deed, By = actor.Name, At = session.Now, Content = row.Content });
        return row.Version;
    }

    /// <summary>Whether somebody can have answered from it: it stands in the files in force, or this version was written on the page. A file that has changed meanwhile is no reason to lose an answer.</summary>
    public static async ValueTask<bool> ExistsAsync(WriteSession session, ArticleUse article, CancellationToken cancellationToken) =>
        session.Authority.Articles.ContainsKey(article.Code)
        || (int.TryParse(article.Version, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            && await session.Db.ArticleVersions.AnyAsync(row => row.Article == article.Code && row.Version == version, cancellationToken));
}
