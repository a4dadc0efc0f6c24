using System.Globalization;
using Intake.Application.BotConfiguration;
using Intake.Application.Data;
using Intake.Domain.Knowledge;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Knowledge;

/// <summary>Finds articles by their words, those of the files and those of the page alike. What anybody changes is found with the next question, on every node.</summary>
public sealed class ArticleSearch(IDbContextFactory<IntakeDbContext> contexts, BotConfigurationSource configuration, TimeProvider clock) : IDisposable
{
    // What fits far less well than the best is only noise of words that are everywhere.
    private const double LeastShare = 0.25;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly ArticleIndex _index = new();
    private readonly Dictionary<string, int> _written = new(StringComparer.Ordinal);
    private BotConfigurationSnapshot? _files;
    private int _changes = -1;

    /// <summary>The articles from which people are answered that fit what was said: those of the services first, then the best.</summary>
    /// <param name="words">What was said; nothing finds nothing.</param>
    /// <param name="services">Codes of the services that the matter belongs to, or may belong to.</param>
    /// <param name="most">How many.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<Article>> OfferedAsync(string? words, IReadOnlyCollection<string> services, int most, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(services);
        if (string.IsNullOrWhiteSpace(words))
            return [];
        var zone = configuration.Current.Authority.TimeZone;
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime);
        var found = await FindAsync(words, article => article.IsOffered(today), cancellationToken);
        var least = found.Count == 0 ? 0 : found[0].Score * LeastShare;
        return [.. found.Where(one => one.Score >= least).OrderByDescending(one => one.Article.Services.Any(services.Contains)).Take(most).Select(one => one.Article)];
    }

    /// <summary>The articles that fit some words, whether people are answered from them or not, the best first.</summary>
    public async Task<IReadOnlyList<Article>> AllAsync(string words, int most, CancellationToken cancellationToken) =>
        [.. (await FindAsync(words, _ => true, cancellationToken)).Take(most).Select(one => one.Article)];

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();

    private async Task<IReadOnlyList<(Article Article, double Score)>> FindAsync(string words, Func<Article, bool> isWanted, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            await CatchUpAsync(cancellationToken);
            return _index.Find(words, isWanted);
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        var files = configuration.Current;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        // Versions are only ever added, so that their number tells whether anything has changed.
        var changes = await db.ArticleVersions.CountAsync(cancellationToken);
        var isOfOtherFiles = !ReferenceEquals(files, _files);
        if (changes == _changes && !isOfOtherFiles)
            return;
        if (isOfOtherFiles)
            TakeFiles(_files, files);
        await TakeWrittenAsync(db, files, cancellationToken);
        (_files, _changes) = (files, changes);
    }

    private void TakeFiles(BotConfigurationSnapshot? before, BotConfigurationSnapshot now)
    {
        foreach (var code in before?.Authority.Articles.Keys ?? [])
            _index.Remove(code);
        foreach (var article in now.Authority.Articles.Values)
        {
            _index.Put(article);
            _written.Remove(article.Code);
        }
    }

    private async Task TakeWrittenAsync(IntakeDbContext db, BotConfigurationSnapshot files, CancellationToken cancellationToken)
    {
        var versions = await db.Articles.Select(row => new { row.Code, row.Version }).ToListAsync(cancellationToken);
        // An article of the files goes before one of the page with its code.
        var changed = versions.Where(row => !files.Authority.Articles.ContainsKey(row.Code) && _written.GetValueOrDefault(row.Code) != row.Version).Select(row => row.Code).ToList();
        foreach (var some in changed.Chunk(500))
        {
            await foreach (var row in db.Articles.AsNoTracking().Where(row => some.Contains(row.Code)).AsAsyncEnumerable().WithCancellation(cancellationToken))
            {
                _index.Put(ArticleRows.Read(row));
                _written[row.Code] = row.Version;
            }
        }
    }
}

/// <summary>Between an article and its row.</summary>
internal static class ArticleRows
{
    /// <summary>The article of a row.</summary>
    public static Article Read(ArticleRow row) => ArticleContent.FromJson(row.Content).ToArticle(row.Code, row.Version.ToString(CultureInfo.InvariantCulture), row.IsRetired);
}
