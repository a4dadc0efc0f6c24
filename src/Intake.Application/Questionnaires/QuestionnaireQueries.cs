using System.Globalization;
using Intake.Application.BotConfiguration;
using Intake.Application.Data;
using Intake.Application.Tickets;
using Intake.Domain.Questionnaires;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Questionnaires;

/// <summary>What the pages of questionnaires' results read. Of anonymous ones only what <see cref="ResultRule"/> shows.</summary>
public sealed class QuestionnaireQueries(IDbContextFactory<IntakeDbContext> contexts, BotConfigurationSource configuration, TimeProvider clock)
{
    /// <summary>Most free words or tickets on a page.</summary>
    public const int PageLength = 20;

    private const int AtOnce = 500;

    /// <summary>Every content that was ever answered, the newest of each questionnaire first.</summary>
    public async Task<IReadOnlyList<QuestionnaireLine>> AllAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.QuestionnaireVersions.AsNoTracking().OrderBy(row => row.Code).ThenByDescending(row => row.Id).ToListAsync(cancellationToken);
        return [.. rows.Select(LineOf)];
    }

    /// <summary>The results of one content; null when there is none.</summary>
    public async Task<QuestionnaireResults?> ResultsAsync(long version, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        if (await FindAsync(db, version, cancellationToken) is not { } line)
            return null;
        var (isOpen, groups) = ShownOf(line);
        var shown = await db.QuestionnaireResponses.CountAsync(row => row.Version == version && row.Group < groups, cancellationToken);
        if (shown == 0)
            return new(line, isOpen, groups, 0, []);
        var counts = await db.QuestionnaireAnswers
            .Where(row => row.Version == version && row.Group < groups)
            .GroupBy(row => new { row.Question, row.Value })
            .Select(group => new { group.Key.Question, group.Key.Value, Count = group.Count() })
            .ToListAsync(cancellationToken);
        var several = line.Content.Questions.Where(question => question.Kind == QuestionKind.Several).Select(question => question.Code).ToList();
        var people = several.Count == 0 ? [] : await PeopleAsync(db, version, groups, several, cancellationToken);
        var byQuestion = counts.ToLookup(count => count.Question, count => (count.Value, count.Count), StringComparer.Ordinal);
        return new(line, isOpen, groups, shown, [.. line.Content.Questions.Select(question => Counting.Of(question.ToQuestion(), [.. byQuestion[question.Code]], people.GetValueOrDefault(question.Code)))]);
    }

    /// <summary>Free words answered to a question, behind a key; one more than a page when there are more.</summary>
    public async Task<IReadOnlyList<WrittenAnswer>> WordsAsync(QuestionnaireResults results, string question, long after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(results);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Words(db, results, question, after).Take(PageLength + 1).ToListAsync(cancellationToken);
    }

    /// <summary>All free words answered to a question.</summary>
    public async Task<IReadOnlyList<WrittenAnswer>> AllWordsAsync(QuestionnaireResults results, string question, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(results);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await Words(db, results, question, -1).ToListAsync(cancellationToken);
    }

    /// <summary>Tickets that came of it, the newest first, before a key; one more than a page when there are more.</summary>
    public async Task<IReadOnlyList<QuestionnaireItem>> ItemsAsync(long version, long? before, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.QuestionnaireItems.AsNoTracking().Where(row => row.Version == version && (before == null || row.Ticket < before)).OrderByDescending(row => row.Ticket).Take(PageLength + 1).ToListAsync(cancellationToken);
        var lines = (await TicketLines.ReadAsync(db, [.. rows.Select(row => row.Ticket)], cancellationToken)).ToDictionary(line => line.Id);
        return [.. rows.Where(row => lines.ContainsKey(row.Ticket)).Select(row => new QuestionnaireItem(row.Rule, lines[row.Ticket]))];
    }

    /// <summary>How many tickets came of it.</summary>
    public async Task<int> ItemCountAsync(long version, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.QuestionnaireItems.CountAsync(row => row.Version == version, cancellationToken);
    }

    /// <summary>What was deleted, the newest first.</summary>
    public async Task<IReadOnlyList<QuestionnaireDeletion>> DeletionsAsync(long version, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.QuestionnaireDeletions.Where(row => row.Version == version).OrderByDescending(row => row.Id).Select(row => new QuestionnaireDeletion(row.At, row.Words, row.Contacts)).ToListAsync(cancellationToken);
    }

    /// <summary>Every response of a questionnaire that is not anonymous, by the time it came; none of an anonymous one, whose answers nobody can put together.</summary>
    public async Task<IReadOnlyList<ResponseLine>> ResponsesAsync(QuestionnaireResults results, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(results);
        if (results.Line.Content.Anonymity == Anonymity.Anonymous)
            return [];
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await (from response in db.QuestionnaireResponses.AsNoTracking()
                          where response.Version == results.Line.Id
                          join person in db.Requesters on response.Requester equals (long?)person.Id into people
                          from person in people.DefaultIfEmpty()
                          orderby response.AnsweredAt, response.Id
                          select new { response.Id, response.AnsweredAt, response.Channel, response.Language, person!.Name }).ToListAsync(cancellationToken);
        var lines = new List<ResponseLine>(rows.Count);
        foreach (var some in rows.Chunk(AtOnce))
        {
            var keys = some.Select(row => (long?)row.Id).ToList();
            var answers = (await db.QuestionnaireAnswers.AsNoTracking().Where(row => keys.Contains(row.Response)).ToListAsync(cancellationToken)).ToLookup(row => row.Response!.Value);
            lines.AddRange(some.Select(row => new ResponseLine(row.Id, row.AnsweredAt, row.Channel ?? "", row.Language ?? "", row.Name, AnswersOf(results, answers[row.Id]))));
        }

        return lines;
    }

    private static Dictionary<string, string?> AnswersOf(QuestionnaireResults results, IEnumerable<QuestionnaireAnswerRow> rows) =>
        rows.GroupBy(row => row.Question, StringComparer.Ordinal).ToDictionary(group => group.Key, group => OneOf(results, group), StringComparer.Ordinal);

    private static string? OneOf(QuestionnaireResults results, IGrouping<string, QuestionnaireAnswerRow> rows)
    {
        if (rows.First() is { Value: QuestionnaireAnswerRow.Words } words)
            return words.Body;
        var keys = results.Line.Content.Questions.FirstOrDefault(question => question.Code == rows.Key)?.ToQuestion().Keys ?? [];
        var values = rows.Select(row => row.Value).ToList();
        return values.Count == 1 ? values[0] : string.Join(',', keys.Where(values.Contains));
    }

    // Who chose nothing of several left a row that says so; who chose several left one for each, which counts them more than once.
    private static async Task<Dictionary<string, int>> PeopleAsync(IntakeDbContext db, long version, int groups, List<string> several, CancellationToken cancellationToken) =>
        await db.QuestionnaireAnswers
            .Where(row => row.Version == version && row.Group < groups && several.Contains(row.Question) && row.IsFirst)
            .GroupBy(row => row.Question)
            .Select(group => new { group.Key, Count = group.Count() })
            .ToDictionaryAsync(one => one.Key, one => one.Count, StringComparer.Ordinal, cancellationToken);

    private static IQueryable<WrittenAnswer> Words(IntakeDbContext db, QuestionnaireResults results, string question, long after) =>
        db.QuestionnaireAnswers
            .Where(row => row.Version == results.Line.Id && row.Question == question && row.Id > after && row.Group < results.Groups && row.Body != null)
            .OrderBy(row => row.Id)
            .Select(row => new WrittenAnswer(row.Id, row.Body!));

    private (bool IsOpen, int Groups) ShownOf(QuestionnaireLine line)
    {
        var authority = configuration.Current.Authority;
        var isOpen = QuestionnaireDesk.OpenAt(authority, clock.GetUtcNow()).Any(open => open.Code == line.Code && QuestionnaireContent.HashOf(open) == line.Hash);
        return (isOpen, ResultRule.ShownGroups(line.Content.Anonymity == Anonymity.Anonymous, isOpen, line.Responses));
    }

    private static async Task<QuestionnaireLine?> FindAsync(IntakeDbContext db, long version, CancellationToken cancellationToken) =>
        await db.QuestionnaireVersions.AsNoTracking().SingleOrDefaultAsync(row => row.Id == version, cancellationToken) is { } row ? LineOf(row) : null;

    private static QuestionnaireLine LineOf(QuestionnaireVersionRow row) => new(row.Id, row.Code, row.Hash, QuestionnaireContent.FromJson(row.Content), row.FirstAt, row.Responses);
}

/// <summary>Makes the result of a question of the counted values.</summary>
internal static class Counting
{
    /// <param name="question">The question.</param>
    /// <param name="values">Each value with how often it is there; the empty one is what was passed over.</param>
    /// <param name="people">Of a choice of several, how many people it was put to.</param>
    public static QuestionResult Of(QuestionnaireQuestion question, IReadOnlyList<(string Value, int Count)> values, int people)
    {
        var skipped = values.Where(value => value.Value.Length == 0).Sum(value => value.Count);
        var asked = question.Kind == QuestionKind.Several ? people : values.Sum(value => value.Count);
        var given = values.Where(value => value.Value.Length > 0).ToList();
        return new(question, asked, asked - skipped, CountsOf(question, given), AverageOf(question, given));
    }

    private static List<AnswerCount> CountsOf(QuestionnaireQuestion question, List<(string Value, int Count)> given) => question.Kind switch
    {
        QuestionKind.Text => [],
        QuestionKind.Number => [.. Enumerable.Range(0, question.Classes.Count + 1).Select(index => new AnswerCount(index.ToString(CultureInfo.InvariantCulture), given.Where(value => question.ClassOf(Number(value.Value)) == index).Sum(value => value.Count)))],
        _ => [.. question.Keys.Select(key => new AnswerCount(key, given.Where(value => value.Value == key).Sum(value => value.Count)))],
    };

    private static decimal? AverageOf(QuestionnaireQuestion question, List<(string Value, int Count)> given) =>
        question.Kind is QuestionKind.Scale or QuestionKind.Number && given.Sum(value => value.Count) is > 0 and var count
            ? given.Sum(value => Number(value.Value) * value.Count) / count
            : null;

    private static decimal Number(string value) => decimal.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture);
}
