using Intake.Application.BotConfiguration;
using Intake.Application.Questionnaires;
using Intake.Domain.Access;
using Intake.Domain.Questionnaires;
using Intake.Domain.Tickets;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Staff.Questionnaires;

/// <summary><c>/staff/questionnaires/ID</c>: what was answered to one content of a questionnaire, and what came of it.</summary>
[Authorize(nameof(Permission.ReadAllTickets))]
internal sealed class ResultsModel(QuestionnaireQueries queries, BotConfigurationSource configuration, PageTexts texts) : PageModel
{
    /// <summary>How many free words of a question stand on the page.</summary>
    public const int WordsShown = 5;

    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>The ticket behind which the page of items begins.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    /// <summary>The results.</summary>
    public QuestionnaireResults Results { get; private set; } = null!;

    /// <summary>Other contents of the same questionnaire, the newest first.</summary>
    public IReadOnlyList<QuestionnaireLine> Others { get; private set; } = [];

    /// <summary>Free words by question, one more than a page when there are more.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<WrittenAnswer>> Written { get; private set; } = new Dictionary<string, IReadOnlyList<WrittenAnswer>>(StringComparer.Ordinal);

    /// <summary>What came of it, one more than a page when there are more.</summary>
    public IReadOnlyList<QuestionnaireItem> Items { get; private set; } = [];

    /// <summary>How many tickets came of it.</summary>
    public int ItemCount { get; private set; }

    /// <summary>What was deleted.</summary>
    public IReadOnlyList<QuestionnaireDeletion> Deletions { get; private set; } = [];

    /// <summary>How answers are read.</summary>
    public ResultWords Words => new(configuration.Current, texts);

    /// <summary>Whether nobody may be singled out.</summary>
    public bool IsAnonymous => Results.Line.Content.Anonymity == Anonymity.Anonymous;

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken)
    {
        if (await queries.ResultsAsync(id, cancellationToken) is not { } results)
            return NotFound();
        Results = results;
        Others = [.. (await queries.AllAsync(cancellationToken)).Where(line => line.Code == results.Line.Code && line.Id != id)];
        var written = new Dictionary<string, IReadOnlyList<WrittenAnswer>>(StringComparer.Ordinal);
        foreach (var question in results.Questions.Where(one => one.Question.Kind == QuestionKind.Text))
            written[question.Question.Code] = await queries.WordsAsync(results, question.Question.Code, -1, cancellationToken);
        Written = written;
        Items = await queries.ItemsAsync(id, Before, cancellationToken);
        ItemCount = await queries.ItemCountAsync(id, cancellationToken);
        Deletions = await queries.DeletionsAsync(id, cancellationToken);
        return Page();
    }

    /// <summary>The counts as a file for spreadsheets.</summary>
    public async Task<IActionResult> OnGetCountsAsync(long id, CancellationToken cancellationToken)
    {
        if (await queries.ResultsAsync(id, cancellationToken) is not { } results)
            return NotFound();
        return File(await ResultFiles.CsvAsync(ResultFiles.Counts(results, Words, texts), cancellationToken), "text/csv; charset=utf-8", $"{results.Line.Code}-{id}-counts.csv");
    }

    /// <summary>Every response as a file for spreadsheets; of an anonymous questionnaire there are none.</summary>
    public async Task<IActionResult> OnGetResponsesAsync(long id, CancellationToken cancellationToken)
    {
        if (await queries.ResultsAsync(id, cancellationToken) is not { } results || results.Line.Content.Anonymity == Anonymity.Anonymous)
            return NotFound();
        var responses = await queries.ResponsesAsync(results, cancellationToken);
        return File(await ResultFiles.CsvAsync(ResultFiles.Responses(results, responses, Words, texts), cancellationToken), "text/csv; charset=utf-8", $"{results.Line.Code}-{id}-responses.csv");
    }

    /// <summary>All of it as a workbook: counts, free words and, where it is not anonymous, every response.</summary>
    public async Task<IActionResult> OnGetWorkbookAsync(long id, CancellationToken cancellationToken)
    {
        if (await queries.ResultsAsync(id, cancellationToken) is not { } results)
            return NotFound();
        var sheets = new List<XlsxSheet>
        {
            new(texts["questionnaires.sheet.counts"], ResultFiles.Counts(results, Words, texts)),
            new(texts["questionnaires.sheet.words"], await WrittenAsync(results, cancellationToken)),
        };
        if (results.Line.Content.Anonymity != Anonymity.Anonymous)
            sheets.Add(new(texts["questionnaires.sheet.responses"], ResultFiles.Responses(results, await queries.ResponsesAsync(results, cancellationToken), Words, texts)));
        return File(XlsxTable.Write(sheets), Xlsx, $"{results.Line.Code}-{id}.xlsx");
    }

    private async Task<IReadOnlyList<IReadOnlyList<object?>>> WrittenAsync(QuestionnaireResults results, CancellationToken cancellationToken)
    {
        var rows = new List<IReadOnlyList<object?>> { new object?[] { texts["questionnaires.head.question"], texts["questionnaires.head.words"] } };
        foreach (var question in results.Questions.Where(one => one.Question.Kind == QuestionKind.Text).Select(one => one.Question))
            rows.AddRange((await queries.AllWordsAsync(results, question.Code, cancellationToken)).Select(written => new object?[] { question.Prompt[texts.Language], written.Body }));
        return rows;
    }
}
