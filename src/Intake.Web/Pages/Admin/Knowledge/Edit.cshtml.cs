using Intake.Application.Knowledge;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain.Access;
using Intake.Domain.Publication;
using Intake.Web.Pages.Account;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Admin.Knowledge;

/// <summary>
/// <c>/admin/knowledge/articles/{code}</c>: reads an article, changes it, takes it out of use and into use again, and shows
/// everything that was done to it. One that stands in a file can be read here and is changed there.
/// </summary>
[Authorize(Policy = nameof(Permission.Administer))]
internal sealed class EditModel(ArticleQueries articles, PeopleQueries people, ArticleForm form, ArticleLooks looks, CommandWriter writer, PageTexts texts) : PageModel
{
    /// <summary>The article as it stands.</summary>
    public ArticleDossier Dossier { get; private set; } = null!;

    /// <summary>What the form brings.</summary>
    [BindProperty]
    public ArticleInput Input { get; set; } = new();

    /// <summary>How articles are shown.</summary>
    public ArticleLooks Looks => looks;

    /// <summary>Names of those who wrote, by user name.</summary>
    public IReadOnlyDictionary<string, Person> People { get; private set; } = new Dictionary<string, Person>(StringComparer.Ordinal);

    /// <summary>Whether somebody else has changed it since the form was made that was sent.</summary>
    public bool IsChangedMeanwhile { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string code, CancellationToken cancellationToken)
    {
        if (!await OpenAsync(code, cancellationToken))
            return NotFound();
        Input = ArticleInput.Of(Dossier.Line.Article, Dossier.Version);
        return Page();
    }

    /// <summary>Saves the change. When somebody else was quicker, both stand beside each other and nothing is overwritten.</summary>
    public async Task<IActionResult> OnPostAsync(string code, CancellationToken cancellationToken)
    {
        if (!await OpenAsync(code, cancellationToken) || Dossier.Line.IsOfFile)
            return NotFound();
        Input.Code = code;
        // 0 is a new article, which this never is.
        Input.Seen = Math.Max(1, Input.Seen);
        var refusal = await form.SaveAsync(this, Input);
        if (refusal is null)
            return Told("knowledge.saved", code);
        await OpenAsync(code, cancellationToken);
        IsChangedMeanwhile = refusal == KnowledgeRefusals.ArticleChangedMeanwhile;
        Input.Seen = Dossier.Version;
        ModelState.Remove("Input.Seen");
        return Page();
    }

    /// <summary>Takes it out of use.</summary>
    public Task<IActionResult> OnPostRetireAsync(string code) => SwitchAsync(code, isRetired: true, "knowledge.retired");

    /// <summary>Takes it into use again.</summary>
    public Task<IActionResult> OnPostBringBackAsync(string code) => SwitchAsync(code, isRetired: false, "knowledge.brought-back");

    /// <summary>What differs between two wordings in a language, title, text and source together; null when nothing does.</summary>
    public static IReadOnlyList<TextPartChange>? Difference(ArticleContent? before, ArticleContent after, string tag)
    {
        var (one, other) = (Whole(before, tag), Whole(after, tag));
        return one == other ? null : TextDifference.Between(one, other);
    }

    private static string Whole(ArticleContent? content, string tag) =>
        content is not null && content.Words.TryGetValue(tag, out var words) ? string.Join('\n', new[] { words.Title, words.Text, words.Source }.Where(part => !string.IsNullOrEmpty(part))) : "";

    private async Task<IActionResult> SwitchAsync(string code, bool isRetired, string told)
    {
        var done = await writer.WriteAsync(new RetireArticle(code, isRetired, Input.Seen, SignedIn.ActorOf(User)), CancellationToken.None);
        if (done.Succeeded)
            return Told(told, code);
        if (done.Refusal == KnowledgeRefusals.NoSuchArticle)
            return NotFound();
        this.Tell(texts.Explain(done.Refusal), Tone.Yellow);
        return LocalRedirect($"/admin/knowledge/articles/{code}");
    }

    private LocalRedirectResult Told(string key, string code)
    {
        this.Tell(texts[key]);
        return LocalRedirect($"/admin/knowledge/articles/{code}");
    }

    private async Task<bool> OpenAsync(string code, CancellationToken cancellationToken)
    {
        if (await articles.OpenAsync(code, cancellationToken) is not { } dossier)
            return false;
        Dossier = dossier;
        People = await people.NamedAsync([.. dossier.Versions.Select(version => version.By).Distinct(StringComparer.Ordinal)], cancellationToken);
        return true;
    }
}
