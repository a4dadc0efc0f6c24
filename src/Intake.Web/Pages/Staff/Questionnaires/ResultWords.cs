using System.Globalization;
using CsvHelper;
using Intake.Application.BotConfiguration;
using Intake.Application.Questionnaires;
using Intake.Domain.Questionnaires;
using Intake.Domain.Tickets;
using Intake.Web.Texts;

namespace Intake.Web.Pages.Staff.Questionnaires;

/// <summary>How results are read.</summary>
internal sealed class ResultWords(BotConfigurationSnapshot configuration, PageTexts texts)
{
    private readonly AnswerWords _words = QuestionnaireWords.Of(configuration.Texts, texts.Language);

    /// <summary>What is counted, in words.</summary>
    public string Of(QuestionnaireQuestion question, AnswerCount count) => question.Kind == QuestionKind.Number ? Class(question, int.Parse(count.Key, CultureInfo.InvariantCulture)) : Step(question, count.Key);

    /// <summary>An answer of one response; null for words that are deleted.</summary>
    public string Of(QuestionnaireQuestion question, string? answer) => answer is null ? texts["questionnaires.deleted.one"] : answer.Length == 0 ? "" : _words.Of(question, answer, texts.Language);

    /// <summary>An instant by the authority's clock, as spreadsheets sort it.</summary>
    public string At(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, configuration.Authority.TimeZone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);

    private string Step(QuestionnaireQuestion question, string key)
    {
        if (question is not { Kind: QuestionKind.Scale, Ends: { } ends })
            return _words.Of(question, key, texts.Language);
        var end = key == question.Keys[0] ? ends.Least[texts.Language] : key == question.Keys[^1] ? ends.Most[texts.Language] : null;
        return end is null ? key : texts["questionnaires.step", ("step", key), ("name", end)];
    }

    private string Class(QuestionnaireQuestion question, int index)
    {
        var starts = question.Classes.Select(start => start.ToString("#,0.######", CultureInfo.InvariantCulture)).ToList();
        if (index == 0)
            return texts["questionnaires.class.first", ("end", starts[0])];
        return index == starts.Count ? texts["questionnaires.class.last", ("start", starts[^1])] : texts["questionnaires.class", ("start", starts[index - 1]), ("end", starts[index])];
    }
}

/// <summary>Results as tables.</summary>
internal static class ResultFiles
{
    // Not the writer's own protection: it knows no full-width signs, which spreadsheets in Chinese compute as well.
    private static readonly CsvWriterOptions Form = new() { WriteByteOrderMark = true };

    /// <summary>A row for each answer that can be counted.</summary>
    public static IReadOnlyList<IReadOnlyList<object?>> Counts(QuestionnaireResults results, ResultWords words, PageTexts texts)
    {
        var rows = new List<IReadOnlyList<object?>> { new object?[] { texts["questionnaires.head.question"], texts["questionnaires.head.answer"], texts["questionnaires.count"], texts["questionnaires.head.share"], texts["questionnaires.head.answered"], texts["questionnaires.head.asked"] } };
        foreach (var result in results.Questions)
        {
            var prompt = result.Question.Prompt[texts.Language];
            rows.AddRange(result.Counts.Select(count => new object?[] { prompt, words.Of(result.Question, count), count.Count, Math.Round(result.ShareOf(count), 4), result.Answered, result.Asked }));
            if (result.Question.Kind == QuestionKind.Text)
                rows.Add([prompt, texts["questionnaires.head.words"], result.Answered, null, result.Answered, result.Asked]);
        }

        return rows;
    }

    /// <summary>A row for each response, a column for each question.</summary>
    public static IReadOnlyList<IReadOnlyList<object?>> Responses(QuestionnaireResults results, IReadOnlyList<ResponseLine> responses, ResultWords words, PageTexts texts)
    {
        var questions = results.Line.Content.Questions.Select(question => question.ToQuestion()).ToList();
        var isNamed = results.Line.Content.Anonymity == Anonymity.Named;
        string[] named = isNamed ? [texts["box.name"]] : [];
        var rows = new List<IReadOnlyList<object?>> { new List<object?>([texts["questionnaires.head.at"], texts["questionnaires.head.channel"], .. named, .. questions.Select(question => question.Prompt[texts.Language])]) };
        foreach (var response in responses)
        {
            object?[] name = isNamed ? [response.Name ?? ""] : [];
            rows.Add([words.At(response.AnsweredAt), texts.Or($"channel.{response.Channel}", response.Channel), .. name, .. questions.Select(question => Cell(question, response, words))]);
        }

        return rows;
    }

    /// <summary>A table in UTF-8 with a byte order mark, so that spreadsheets read Chinese; nothing in it is computed.</summary>
    public static async Task<byte[]> CsvAsync(IReadOnlyList<IReadOnlyList<object?>> rows, CancellationToken cancellationToken)
    {
        using var file = new MemoryStream();
        await using (var csv = CsvWriter.Create(file, Form, leaveOpen: true))
        {
            foreach (var row in rows)
                await csv.WriteRecordAsync([.. row.Select(cell => cell is string text ? SpreadsheetText.Of(text) : Convert.ToString(cell, CultureInfo.InvariantCulture) ?? "")], cancellationToken);
        }

        return file.ToArray();
    }

    private static object Cell(QuestionnaireQuestion question, ResponseLine response, ResultWords words)
    {
        if (!response.Answers.TryGetValue(question.Code, out var answer))
            return "";
        return question.Kind is QuestionKind.Number or QuestionKind.Scale && decimal.TryParse(answer, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : words.Of(question, answer);
    }
}
