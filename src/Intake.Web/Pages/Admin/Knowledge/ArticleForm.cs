using Intake.Application.Knowledge;
using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Knowledge;
using Intake.Web.Pages.Account;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Admin.Knowledge;

/// <summary>The form of an article. Drawn by <c>_ArticleFields</c>.</summary>
/// <param name="Input">What is typed.</param>
/// <param name="Looks">The services to choose from.</param>
internal sealed record ArticleFields(ArticleInput Input, ArticleLooks Looks);

/// <summary>Saves what the form of an article brings, for the page that makes one and the page that changes one.</summary>
internal sealed class ArticleForm(CommandWriter writer, PageTexts texts)
{
    /// <summary>Saves it. Answers the refusal, whose words stand on the page then; null when it is saved.</summary>
    public async Task<Refusal?> SaveAsync(PageModel page, ArticleInput input)
    {
        if (!page.ModelState.IsValid)
            return new("ArticleCannotBeRead");
        var article = input.ToArticle();
        var problems = ArticleRules.Problems(article).ToList();
        foreach (var problem in problems)
            page.Refuse(texts.Explain(problem.Why), ArticleInput.FieldOf(problem, texts.Languages[0].Tag));
        if (problems.Count > 0)
            return problems[0].Why;
        var saved = await writer.WriteAsync(new SaveArticle(article, input.Seen, SignedIn.ActorOf(page.User)), CancellationToken.None);
        if (!saved.Succeeded)
            page.Refuse(texts.Explain(saved.Refusal), saved.Refusal == KnowledgeRefusals.ArticleCodeIsTaken ? "Input.Code" : "");
        return saved.Refusal;
    }
}
