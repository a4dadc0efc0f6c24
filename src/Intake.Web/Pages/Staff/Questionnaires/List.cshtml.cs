using Intake.Application.BotConfiguration;
using Intake.Application.Questionnaires;
using Intake.Domain.Access;
using Intake.Domain.Questionnaires;
using Intake.Domain.Tickets;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Staff.Questionnaires;

/// <summary>A questionnaire with everything that was answered to it.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Title">Its title.</param>
/// <param name="State">Whether it can be answered; null when the configuration does not have it any more.</param>
/// <param name="Anonymity">How much is shown of who answers.</param>
/// <param name="Answered">Its contents, the newest first; none while nobody has answered.</param>
internal sealed record QuestionnaireEntry(string Code, string Title, QuestionnaireState? State, Anonymity Anonymity, IReadOnlyList<QuestionnaireLine> Answered);

/// <summary><c>/staff/questionnaires</c>: every questionnaire, and how often it was answered.</summary>
[Authorize(nameof(Permission.ReadAllTickets))]
internal sealed class ListModel(QuestionnaireQueries queries, QuestionnaireDesk desk, BotConfigurationSource configuration, PageTexts texts) : PageModel
{
    /// <summary>Those of the configuration in its order, and behind them those that it has no more.</summary>
    public IReadOnlyList<QuestionnaireEntry> All { get; private set; } = [];

    /// <summary>The list.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var answered = (await queries.AllAsync(cancellationToken)).ToLookup(line => line.Code, StringComparer.Ordinal);
        var known = configuration.Current.Authority.Questionnaires;
        All =
        [
            .. known.Values.Select(one => new QuestionnaireEntry(one.Code, one.Title[texts.Language], desk.StateOf(one), one.Anonymity, [.. answered[one.Code]])),
            .. answered.Where(group => !known.ContainsKey(group.Key)).Select(group => new QuestionnaireEntry(group.Key, group.First().Content.Name[texts.Language], null, group.First().Content.Anonymity, [.. group])),
        ];
    }

    /// <summary>The state as a pill.</summary>
    public static Pill PillOf(QuestionnaireState? state, PageTexts texts) => state is not { } known
        ? new(Tone.Grey, texts["questionnaires.state.Removed"])
        : known switch
        {
            QuestionnaireState.NotYetOpen => new(Tone.Blue, texts["questionnaires.state.NotYetOpen"]),
            QuestionnaireState.Open => new(Tone.Green, texts["questionnaires.state.Open"]),
            QuestionnaireState.Closed => new(Tone.Grey, texts["questionnaires.state.Closed"]),
        };
}
