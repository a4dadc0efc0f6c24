using System.Globalization;
using Intake.Bot.Conversation.Hearing;
using Intake.Domain.Catalogue;

namespace Intake.Bot.Conversation.Dialogs;

/// <summary>The service's own questions, one after the other, each answer checked by its type.</summary>
internal static class QuestionStep
{
    private const int LongestLine = 200;
    private const int LongestText = 1_000;
    private const decimal MostNumber = 1_000_000_000_000;

    public static string? Opens(Talk talk)
    {
        var draft = talk.Draft;
        return QuestionsOf(talk).FirstOrDefault(question => (question.Required || !draft.IsWhole) && !draft.Answers.ContainsKey(question.Code) && !draft.HasSkipped(Name(question.Code)))?.Code;
    }

    public static void Ask(Talk talk, string argument)
    {
        if (Find(talk, argument) is not { } question)
            Flow.Next(talk);
        else if (question.Type is QuestionType.SingleValueList or QuestionType.MultiValueList)
            AskList(talk, question);
        else
            talk.Ask(talk.Text($"question.{TypeName(question.Type)}", ("prompt", question.Prompt[talk.Language])), Asides(talk, question));
    }

    public static void Hear(Talk talk, Heard heard, string argument)
    {
        SubmitDialog.TakeFiles(talk, heard);
        if (Find(talk, argument) is not { } question)
            Flow.Next(talk);
        else if (heard.Chosen == "skip" || heard.Word == "skip")
            SkipIt(talk, question);
        else if (heard.Chosen == "keep")
            Flow.Next(talk);
        else if (question.Type == QuestionType.MultiValueList)
            HearSeveral(talk, heard, question);
        else if (AnswerIn(talk, heard, question) is { } answer)
            Settle(talk, question, answer);
        else
            SayWrong(talk, heard, question);
    }

    /// <summary>The name of the step of a question.</summary>
    public static string Name(string code) => $"question:{code}";

    /// <summary>The questions of the draft's service.</summary>
    public static IReadOnlyList<ExtraQuestion> QuestionsOf(Talk talk) => talk.Draft.ServiceIn(talk.Authority)?.Questions ?? [];

    /// <summary>The question without what is said beside it, for the summary.</summary>
    public static string Label(Talk talk, ExtraQuestion question) => Label(question.Prompt[talk.Language]);

    /// <summary>The same of any question.</summary>
    public static string Label(string prompt)
    {
        var end = prompt.IndexOfAny(['？', '?']);
        return end > 0 ? prompt[..end] : prompt;
    }

    /// <summary>An answer as people read it.</summary>
    public static string Written(Talk talk, ExtraQuestion question, string answer) =>
        question.Values.Count == 0
            ? answer.Replace('T', ' ')
            : string.Join(talk.Text("list.separator"), answer.Split(',').Select(key => question.Values.FirstOrDefault(value => value.Key == key)?.Name[talk.Language] ?? key));

    private static ExtraQuestion? Find(Talk talk, string code) => QuestionsOf(talk).FirstOrDefault(question => question.Code == code);

    private static void AskList(Talk talk, ExtraQuestion question)
    {
        var isSeveral = question.Type == QuestionType.MultiValueList;
        var picked = isSeveral ? Picked(talk.Draft, question) : [];
        List<Choice> choices = [.. question.Values.Select(value => new Choice(picked.Contains(value.Key) ? talk.Text("question.picked", ("title", value.Name[talk.Language])) : value.Name[talk.Language], $"value:{value.Key}"))];
        if (picked.Length > 0)
            choices.Add(talk.Choice("question.done", "done"));
        var text = talk.Text(isSeveral ? "question.multi-value-list" : "question.single-value-list", ("prompt", question.Prompt[talk.Language]));
        talk.Ask(new Reply { Text = text, ReplacesLast = picked.Length > 0 }, [.. choices, .. Asides(talk, question)]);
    }

    /// <summary>Buttons pick and unpick until "done"; what is written names all of them at once.</summary>
    private static void HearSeveral(Talk talk, Heard heard, ExtraQuestion question)
    {
        IReadOnlyList<string> chosen = heard.Chosen is { } one ? [one] : Listening.ChoicesIn(talk, heard.Plain);
        var keys = chosen.Where(value => value.StartsWith("value:", StringComparison.Ordinal)).Select(value => value[6..]).ToList();
        var picked = Picked(talk.Draft, question);
        if (chosen is ["done"] && picked.Length > 0)
        {
            talk.Draft = WithPicked(talk.Draft, question, picked, isDone: true);
            Flow.Next(talk);
        }
        else if (keys.Count > 0 && heard.HasText)
        {
            talk.Draft = WithPicked(talk.Draft, question, keys, isDone: true);
            Flow.Next(talk);
        }
        else if (keys.Count == 1)
        {
            talk.Draft = WithPicked(talk.Draft, question, picked.Contains(keys[0]) ? [.. picked.Where(key => key != keys[0])] : [.. picked, keys[0]], isDone: false);
            Flow.Ask(talk);
        }
        else
        {
            SayWrong(talk, heard, question);
        }
    }

    /// <summary>The values picked so far: kept under the question's code with a star until they are done.</summary>
    private static string[] Picked(Draft draft, ExtraQuestion question) =>
        draft.Answers.TryGetValue(question.Code + "*", out var open) || draft.Answers.TryGetValue(question.Code, out open)
            ? open.Split(',', StringSplitOptions.RemoveEmptyEntries)
            : [];

    private static Draft WithPicked(Draft draft, ExtraQuestion question, IEnumerable<string> keys, bool isDone)
    {
        var picked = keys.ToHashSet(StringComparer.Ordinal);
        var ordered = string.Join(',', question.Values.Select(value => value.Key).Where(picked.Contains));
        var answers = draft.Answers.Where(answer => answer.Key != question.Code && answer.Key != question.Code + "*").ToDictionary(StringComparer.Ordinal);
        answers[isDone ? question.Code : question.Code + "*"] = ordered;
        return (draft with { Answers = answers }).Unskip(Name(question.Code));
    }

    private static string? AnswerIn(Talk talk, Heard heard, ExtraQuestion question) => question.Type switch
    {
        QuestionType.String => heard.HasText && heard.Text.Length <= LongestLine ? heard.Text.ReplaceLineEndings(" ") : null,
        QuestionType.Text => heard.HasText && heard.Text.Length <= LongestText ? heard.Text : null,
        QuestionType.Number => WrittenNumber.Find(heard.Text) is { } number && Math.Abs(number) < MostNumber ? number.ToString("0.######", CultureInfo.InvariantCulture) : null,
        QuestionType.DateTime => WrittenDay.Find(heard.Text, talk.LocalNow, talk.Vocabulary, CultureInfo.GetCultureInfo("en")),
        QuestionType.SingleValueList or QuestionType.MultiValueList => heard.Chosen is { } chosen && chosen.StartsWith("value:", StringComparison.Ordinal) ? chosen[6..] : null,
    };

    private static void Settle(Talk talk, ExtraQuestion question, string answer)
    {
        var answers = talk.Draft.Answers.ToDictionary(StringComparer.Ordinal);
        answers[question.Code] = answer;
        talk.Draft = (talk.Draft with { Answers = answers }).Unskip(Name(question.Code));
        Flow.Next(talk);
    }

    private static void SkipIt(Talk talk, ExtraQuestion question)
    {
        if (question.Required)
        {
            talk.Say("question.is-required");
            Flow.Ask(talk);
            return;
        }

        var answers = talk.Draft.Answers.Where(answer => answer.Key != question.Code && answer.Key != question.Code + "*").ToDictionary(StringComparer.Ordinal);
        talk.Draft = (talk.Draft with { Answers = answers }).Skip(Name(question.Code));
        Flow.Next(talk);
    }

    private static void SayWrong(Talk talk, Heard heard, ExtraQuestion question)
    {
        if (heard.Files.Count > 0 && !heard.HasText)
            talk.Say("files.taken", ("count", Talk.Written(talk.Draft.Files.Count)));
        else
            talk.Say($"question.wrong-{TypeName(question.Type)}", ("most", Talk.Written(question.Type == QuestionType.Text ? LongestText : LongestLine)));
        Flow.Ask(talk);
    }

    private static Choice[] Asides(Talk talk, ExtraQuestion question)
    {
        var isAnswered = talk.Draft.Answers.ContainsKey(question.Code);
        return [.. isAnswered ? [talk.Aside("keep")] : Array.Empty<Choice>(), .. question.Required ? [] : new[] { talk.Aside("skip") }, talk.Aside("back"), talk.Aside("cancel")];
    }

    private static string TypeName(QuestionType type) => System.Text.Json.JsonNamingPolicy.KebabCaseLower.ConvertName(type.ToString());
}
