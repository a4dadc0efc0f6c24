using Intake.Application.BotConfiguration;
using Intake.Application.Knowledge;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Knowledge;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Admin.Knowledge;

/// <summary><c>/admin/knowledge</c>: every article of the knowledge base, and in how many answers it was used.</summary>
[Authorize(Policy = nameof(Permission.Administer))]
internal sealed class ArticlesModel(ArticleQueries articles, ArticleLooks looks) : PageModel
{
    /// <summary>The articles.</summary>
    public ArticlePage Articles { get; private set; } = new([], null);

    /// <summary>What they are looked for by.</summary>
    public string Words { get; private set; } = "";

    /// <summary>How they are shown.</summary>
    public ArticleLooks Looks => looks;

    /// <summary>The pages before and after.</summary>
    public PagerLinks Pages { get; private set; } = new(null, null);

    /// <summary>Shows them: those that fit the words, or all in the order of their codes.</summary>
    public async Task OnGetAsync(string? q, string? after, CancellationToken cancellationToken)
    {
        Words = q?.Trim() ?? "";
        Articles = Words.Length > 0 ? await articles.FindAsync(Words, cancellationToken) : await articles.PageAsync(after, cancellationToken);
        Pages = new(after is null || Words.Length > 0 ? null : "/admin/knowledge", Articles.Next is { } next ? $"/admin/knowledge?after={next}" : null);
    }
}

/// <summary>How articles are shown to administrators.</summary>
internal sealed class ArticleLooks(PageTexts texts, BotConfigurationSource configuration, TimeProvider clock)
{
    private readonly Authority authority = configuration.Current.Authority;

    /// <summary>The services of the authority.</summary>
    public Authority Authority => authority;

    /// <summary>The day by the authority's clock.</summary>
    public DateOnly Today { get; } = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), configuration.Current.Authority.TimeZone).DateTime);

    /// <summary>What it says in the reader's language, or in another.</summary>
    public ArticleWords Words(Article article) => article.In(texts.Language);

    /// <summary>The names of its services.</summary>
    public string Services(IEnumerable<string> codes) =>
        string.Join(texts["common.list-separator"], codes.Select(code => authority.Services.TryGetValue(code, out var service) ? service.Name[texts.Language] : code));

    /// <summary>The names of its languages.</summary>
    public string Languages(Article article) => string.Join(texts["common.list-separator"], article.Words.Keys.Select(tag => texts.Or($"language.{tag}", tag)));

    /// <summary>Whether people are answered from it, as a pill.</summary>
    public Pill State(Article article)
    {
        if (article.IsRetired)
            return new(Tone.Grey, texts["knowledge.state.retired"]);
        return article.IsExpired(Today) ? new(Tone.Yellow, texts["knowledge.state.expired"]) : new(Tone.Green, texts["knowledge.state.offered"]);
    }
}
