using Intake.Application.BotConfiguration;
using Intake.Application.Data;
using Intake.Domain.Knowledge;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Knowledge;

/// <summary>An article in the administrators' list.</summary>
/// <param name="Article">The article.</param>
/// <param name="IsOfFile">Whether it stands in a file, and can be changed there only.</param>
/// <param name="Used">In how many answers it was used.</param>
public sealed record ArticleLine(Article Article, bool IsOfFile, int Used);

/// <summary>A page of the list.</summary>
/// <param name="Lines">In the order of the codes; of a search, the best first.</param>
/// <param name="Next">The code behind which the next page begins; null on the last one.</param>
public sealed record ArticlePage(IReadOnlyList<ArticleLine> Lines, string? Next);

/// <summary>A version of an article.</summary>
/// <param name="Version">Which.</param>
/// <param name="Deed">What was done.</param>
/// <param name="By">User name of who did it.</param>
/// <param name="At">When.</param>
/// <param name="Content">What it says from then on.</param>
public sealed record ArticleVersion(int Version, ArticleDeed Deed, string By, DateTimeOffset At, ArticleContent Content);

/// <summary>An article with everything that was done to it.</summary>
/// <param name="Line">The article.</param>
/// <param name="Version">Its version, for the next change; 0 for one that stands in a file.</param>
/// <param name="Versions">Its versions, the newest first; none for one that stands in a file.</param>
public sealed record ArticleDossier(ArticleLine Line, int Version, IReadOnlyList<ArticleVersion> Versions);

/// <summary>What the administrators' page of the knowledge base reads.</summary>
public sealed class ArticleQueries(IDbContextFactory<IntakeDbContext> contexts, BotConfigurationSource configuration, ArticleSearch search)
{
    /// <summary>Articles on a page.</summary>
    public const int PageLength = 50;

    private IReadOnlyDictionary<string, Article> OfFiles => configuration.Current.Authority.Articles;

    /// <summary>A page of all articles.</summary>
    /// <param name="after">The code behind which it begins; null for the first page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ArticlePage> PageAsync(string? after, CancellationToken cancellationToken)
    {
        var files = OfFiles;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var begins = after ?? "";
        var codes = files.Keys.ToList();
#pragma warning disable CA1309 // The database compares, and there are no cultures in its query.
        var rows = await db.Articles.AsNoTracking().Where(row => string.Compare(row.Code, begins) > 0 && !codes.Contains(row.Code)).OrderBy(row => row.Code).Take(PageLength + 1).ToListAsync(cancellationToken);
#pragma warning restore CA1309
        var all = rows.Select(ArticleRows.Read).Concat(files.Values.Where(article => string.CompareOrdinal(article.Code, begins) > 0)).OrderBy(article => article.Code, StringComparer.Ordinal).ToList();
        var lines = await LinesAsync(db, [.. all.Take(PageLength)], cancellationToken);
        return new(lines, all.Count > PageLength ? lines[^1].Article.Code : null);
    }

    /// <summary>The articles that fit some words, the best first; those beyond a page are left out.</summary>
    public async Task<ArticlePage> FindAsync(string words, CancellationToken cancellationToken)
    {
        var found = await search.AllAsync(words, PageLength, cancellationToken);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return new(await LinesAsync(db, found, cancellationToken), null);
    }

    /// <summary>One article; null when there is none.</summary>
    public async Task<ArticleDossier?> OpenAsync(string code, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (OfFiles.TryGetValue(code, out var article))
            return new((await LinesAsync(db, [article], cancellationToken))[0], 0, []);
        if (await db.Articles.AsNoTracking().SingleOrDefaultAsync(row => row.Code == code, cancellationToken) is not { } row)
            return null;
        var versions = await db.ArticleVersions.AsNoTracking().Where(one => one.Article == code).OrderByDescending(one => one.Version).ToListAsync(cancellationToken);
        return new(
            (await LinesAsync(db, [ArticleRows.Read(row)], cancellationToken))[0],
            row.Version,
            [.. versions.Select(one => new ArticleVersion(one.Version, one.Deed, one.By, one.At, ArticleContent.FromJson(one.Content)))]);
    }

    /// <summary>An article from which people are answered, or were; null when there is none.</summary>
    public async Task<Article?> FindOneAsync(string code, CancellationToken cancellationToken)
    {
        if (OfFiles.TryGetValue(code, out var article))
            return article;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Articles.AsNoTracking().SingleOrDefaultAsync(row => row.Code == code, cancellationToken) is { } row ? ArticleRows.Read(row) : null;
    }

    private async Task<IReadOnlyList<ArticleLine>> LinesAsync(IntakeDbContext db, IReadOnlyList<Article> articles, CancellationToken cancellationToken)
    {
        var codes = articles.Select(article => article.Code).ToList();
        var used = await db.Tickets.Where(row => row.Article != null && codes.Contains(row.Article)).GroupBy(row => row.Article!).Select(some => new { some.Key, Count = some.Count() })
            .ToDictionaryAsync(some => some.Key, some => some.Count, StringComparer.Ordinal, cancellationToken);
        var files = OfFiles;
        return [.. articles.Select(article => new ArticleLine(article, files.ContainsKey(article.Code), used.GetValueOrDefault(article.Code)))];
    }
}
