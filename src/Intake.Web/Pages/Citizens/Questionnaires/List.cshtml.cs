using Intake.Application.Questionnaires;
using Intake.Domain.Questionnaires;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Citizens.Questionnaires;

/// <summary><c>/questionnaire</c>: what can be answered now.</summary>
internal sealed class ListModel(QuestionnaireDesk desk) : PageModel
{
    /// <summary>The questionnaires that are open, in the order of the configuration.</summary>
    public IReadOnlyList<Questionnaire> Open => desk.Open;
}
