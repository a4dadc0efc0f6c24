using Intake.Application.Questionnaires;
using Intake.Domain.Access;
using Intake.Domain.Questionnaires;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Staff.Questionnaires;

/// <summary><c>/staff/questionnaires/ID/words/QUESTION</c>: all free words answered to one question, in an order that says nothing.</summary>
[Authorize(nameof(Permission.ReadAllTickets))]
internal sealed class WordsModel(QuestionnaireQueries queries) : PageModel
{
    /// <summary>The key behind which the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public long After { get; set; } = -1;

    /// <summary>The results.</summary>
    public QuestionnaireResults Results { get; private set; } = null!;

    /// <summary>The question.</summary>
    public QuestionResult Question { get; private set; } = null!;

    /// <summary>The words, one more than a page when there are more.</summary>
    public IReadOnlyList<WrittenAnswer> Written { get; private set; } = [];

    /// <summary>Shows a page of them.</summary>
    public async Task<IActionResult> OnGetAsync(long id, string question, CancellationToken cancellationToken)
    {
        if (await queries.ResultsAsync(id, cancellationToken) is not { } results || results.Questions.FirstOrDefault(one => one.Question.Code == question && one.Question.Kind == QuestionKind.Text) is not { } found)
            return NotFound();
        (Results, Question) = (results, found);
        Written = await queries.WordsAsync(results, question, After, cancellationToken);
        return Page();
    }
}
