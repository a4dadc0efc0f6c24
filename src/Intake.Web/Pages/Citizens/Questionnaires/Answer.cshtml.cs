using System.Globalization;
using Intake.Application.BotConfiguration;
using Intake.Application.Questionnaires;
using Intake.Application.Tickets;
using Intake.Domain.Questionnaires;
using Intake.Domain.Tickets;
using Intake.Web.Pages.Citizens.Boxes;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Contact = Intake.Application.Tickets.Contact;

namespace Intake.Web.Pages.Citizens.Questionnaires;

/// <summary>What the page shows.</summary>
internal enum AnswerStage
{
    /// <summary>What it is for, and who sees what.</summary>
    Introduction,

    /// <summary>One question.</summary>
    Question,

    /// <summary>All answers, to be looked over and sent.</summary>
    Overview,

    /// <summary>It is sent.</summary>
    Sent,

    /// <summary>It cannot be answered: it is not yet open, closed, or not there.</summary>
    Unavailable,
}

/// <summary>
/// <c>/questionnaire/CODE</c>: one question after another, without script. What was answered travels in the form, so that
/// nothing is kept before it is sent, and any node can show the next question.
/// </summary>
internal sealed class AnswerModel(
    QuestionnaireDesk desk,
    ReceiptDesk receipts,
    TrackCookie cookie,
    BoxLimit limit,
    BotConfigurationSource configuration,
    PageTexts texts,
    TimeProvider clock) : PageModel
{
    /// <summary>The channel of answers.</summary>
    public const string Channel = "web";

    /// <summary>What the form brings.</summary>
    [BindProperty]
    public AnswerInput Input { get; set; } = new();

    /// <summary>The questionnaire; null when there is none of this code.</summary>
    public Questionnaire? Questionnaire { get; private set; }

    /// <summary>Whether it can be answered.</summary>
    public QuestionnaireState State { get; private set; }

    /// <summary>What is shown.</summary>
    public AnswerStage Stage { get; private set; }

    /// <summary>The question asked.</summary>
    public QuestionnaireQuestion? Question { get; private set; }

    /// <summary>The answers so far.</summary>
    public AnswerSheet Sheet { get; private set; } = AnswerSheet.Empty;

    /// <summary>What is wrong with the answer to the question asked.</summary>
    public string? Wrong { get; private set; }

    /// <summary>The receipts of what came of the answers.</summary>
    public IReadOnlyList<BoxReceipt> Receipts { get; private set; } = [];

    /// <summary>How answers are read.</summary>
    public AnswerWords Words => QuestionnaireWords.Of(configuration.Current.Texts, texts.Language);

    /// <summary>What is chosen or written already: what was just sent, else the answer from before.</summary>
    public IReadOnlyList<string> Given { get; private set; } = [];

    /// <summary>How many questions are behind, and how many there may be.</summary>
    public (int Behind, int All) Progress
    {
        get
        {
            var behind = Sheet.PathTo(Question!.Code).Answered.Count;
            return (behind, behind + Branching.LongestFrom(Questionnaire!.Questions, Question));
        }
    }

    /// <summary>Whether every question on the way is answered, so that it can be looked over.</summary>
    public bool IsComplete => Sheet.Path.Current is null;

    /// <summary>The introduction.</summary>
    public IActionResult OnGet(string code)
    {
        if (!Find(code))
            return Page();
        Input.Key = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
        Input.Content = QuestionnaireContent.HashOf(Questionnaire!);
        return Page();
    }

    /// <summary>Takes an answer and shows what comes next.</summary>
    public async Task<IActionResult> OnPostAsync(string code)
    {
        Response.Headers.CacheControl = "no-store";
        if (!Find(code))
            return Page();
        Sheet = AnswerSheet.Read(Questionnaire!, Input.Answers);
        if (Input.Content != QuestionnaireContent.HashOf(Questionnaire!))
        {
            Input.Content = QuestionnaireContent.HashOf(Questionnaire!);
            this.Refuse(texts.Explain(QuestionnaireRefusals.QuestionnaireHasChanged));
            GoOn();
        }
        else if (Input.Go == "send")
        {
            await SendAsync();
        }
        else
        {
            Step();
        }

        Input.Answers = Sheet.Written;
        return Page();
    }

    private void Step()
    {
        var question = Input.At is { } at ? Sheet.PathTo(at).Current : null;
        var isHere = question is not null && question.Code == Input.At;
        switch (Input.Go)
        {
            case "back":
                if (isHere && Answering.Read(question!, Input.Given) is { Succeeded: true, Value: var kept })
                    Sheet = Sheet.With(question!.Code, kept);
                Back(isHere ? question : null);
                break;
            case "skip" when isHere && !question!.IsRequired:
                Sheet = Sheet.With(question.Code, "");
                ShowAfter(question);
                break;
            case "next" or "overview" when isHere:
                Take(question!, isToOverview: Input.Go == "overview");
                break;
            case { } go when go.StartsWith("change:", StringComparison.Ordinal) && Sheet.PathTo(go[7..]).Current is { } again:
                Show(again);
                break;
            default:
                GoOn();
                break;
        }
    }

    private void Take(QuestionnaireQuestion question, bool isToOverview)
    {
        var answer = Answering.Read(question, Input.Given);
        if (!answer.Succeeded)
        {
            Wrong = texts.Explain(answer.Refusal);
            this.Refuse(Wrong, "Input.Given");
            Show(question);
            Given = [.. Input.Given.Select(given => given ?? "")];
            return;
        }

        Sheet = Sheet.With(question.Code, answer.Value);
        if (isToOverview)
            GoOn();
        else
            ShowAfter(question);
    }

    private void Back(QuestionnaireQuestion? question)
    {
        var before = (question is null ? Sheet.Path : Sheet.PathTo(question.Code)).Answered;
        if (before.Count == 0)
            Stage = AnswerStage.Introduction;
        else
            Show(before[^1]);
    }

    private void ShowAfter(QuestionnaireQuestion question)
    {
        if (Branching.After(Questionnaire!.Questions, question, Sheet.Answers[question.Code]) is { } next)
            Show(next);
        else
            Stage = AnswerStage.Overview;
    }

    private void GoOn()
    {
        if (Sheet.Path.Current is { } current)
            Show(current);
        else
            Stage = AnswerStage.Overview;
    }

    private void Show(QuestionnaireQuestion question)
    {
        (Stage, Question) = (AnswerStage.Question, question);
        var answer = Sheet.Answers.GetValueOrDefault(question.Code, "");
        Given = question.Kind == QuestionKind.Several ? answer.Split(',', StringSplitOptions.RemoveEmptyEntries) : answer.Length == 0 ? [] : [answer];
    }

    private async Task SendAsync()
    {
        Stage = AnswerStage.Overview;
        if (limit.WaitFor(HttpContext) is { } wait)
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
            this.Refuse(texts["questionnaires.too-often", ("minutes", (int)Math.Ceiling(wait.TotalMinutes))]);
            return;
        }

        var outcome = await desk.SendAsync(GivenAnswers(), Input.Key ?? "");
        if (!outcome.Succeeded)
        {
            this.Refuse(texts.Explain(outcome.Refusal));
            GoOn();
            return;
        }

        Stage = AnswerStage.Sent;
        Receipts = [.. outcome.Value.Select(ReceiptOf)];
        if (outcome.Value.Count == 1)
            cookie.Write(Response, outcome.Value[0].Id);
    }

    private GivenAnswers GivenAnswers() => new()
    {
        Questionnaire = Questionnaire!.Code,
        Content = Input.Content ?? "",
        Answers = Sheet.Path.Of(Sheet.Answers),
        Language = texts.Language,
        Channel = Channel,
        Contact = Questionnaire.IsAnonymous ? null : new Contact(BoxInput.Cut(Input.Name), BoxInput.Cut(Input.Phone), BoxInput.Cut(Input.Email)),
    };

    private BoxReceipt ReceiptOf(Ticket ticket)
    {
        var number = TicketNumber.Format(configuration.Current.Authority.Jurisdiction, ticket.Id);
        return new(number, receipts.SecretOf(number), ticket.CreatedAt, ticket.Promise?.DueAt);
    }

    private bool Find(string code)
    {
        Questionnaire = configuration.Current.Authority.Questionnaires.GetValueOrDefault(code);
        if (Questionnaire is not null && (State = desk.StateOf(Questionnaire)) == QuestionnaireState.Open)
            return true;
        Stage = AnswerStage.Unavailable;
        Response.StatusCode = Questionnaire is null ? StatusCodes.Status404NotFound : StatusCodes.Status200OK;
        return false;
    }
}

/// <summary>What the form brings.</summary>
internal sealed class AnswerInput
{
    /// <summary>The form's own key, by which a repeat is known.</summary>
    public string? Key { get; set; }

    /// <summary>What the questionnaire said when the form was begun.</summary>
    public string? Content { get; set; }

    /// <summary>The answers so far.</summary>
    public string? Answers { get; set; }

    /// <summary>Code of the question that is answered.</summary>
    public string? At { get; set; }

    /// <summary>What is chosen or written.</summary>
    public List<string?> Given { get; set; } = [];

    /// <summary>Where to go: <c>next</c>, <c>back</c>, <c>skip</c>, <c>overview</c>, <c>change:CODE</c>, <c>send</c>.</summary>
    public string? Go { get; set; }

    /// <summary>Name.</summary>
    public string? Name { get; set; }

    /// <summary>Phone.</summary>
    public string? Phone { get; set; }

    /// <summary>E-mail address.</summary>
    public string? Email { get; set; }
}
