using Intake.Application.Questionnaires;
using Intake.Bot.Conversation.Hearing;
using Intake.Domain.Questionnaires;

namespace Intake.Bot.Conversation.Dialogs;

/// <summary>One question of a questionnaire, its answer checked as on the website.</summary>
internal static class QuestionnaireStep
{
    private const string ValuePrefix = "value:";

    public static void Ask(Talk talk, string argument)
    {
        if (Find(talk, argument) is not { } question)
        {
            Flow.Next(talk);
            return;
        }

        var questionnaire = QuestionnaireDialog.Current(talk)!;
        var sheet = talk.State.Questionnaire!;
        var behind = AnswerPath.Of(questionnaire, sheet.Answers).Until(question.Code).Answered.Count;
        List<string> lines = [talk.Text("questionnaire.question", ("number", Talk.Written(behind + 1)), ("all", Talk.Written(behind + Branching.LongestFrom(questionnaire.Questions, question))), ("prompt", question.Prompt[talk.Language]))];
        if (question.Note is { } note)
            lines.Add(note[talk.Language]);
        lines.AddRange(Hints(talk, question));
        talk.Ask(string.Join('\n', lines), [.. Choices(talk, questionnaire, question), .. Asides(talk, question)]);
    }

    public static void Hear(Talk talk, Heard heard, string argument)
    {
        if (Find(talk, argument) is not { } question)
        {
            Flow.Next(talk);
            return;
        }

        talk.HidesWords = QuestionnaireDialog.Current(talk)!.IsAnonymous;
        if (heard.Chosen == "skip" || heard.Word == "skip")
            Skip(talk, question);
        else if (heard.Chosen == "keep")
            Flow.Next(talk);
        else if (heard.Files.Count > 0 && !heard.HasText)
            AskAgain(talk, talk.Text("questionnaire.no-files"));
        else if (question.Kind == QuestionKind.Several)
            HearSeveral(talk, heard, question);
        else
            Settle(talk, question, heard, [AnswerIn(heard, question)]);
    }

    // What it means for the question; words that mean nothing for it are handed on, so that the answer says what is wrong.
    private static string? AnswerIn(Heard heard, QuestionnaireQuestion question) => question.Kind switch
    {
        QuestionKind.Text => heard.HasText ? heard.Text : null,
        // A number in a long sentence is said of something else.
        QuestionKind.Number or QuestionKind.Scale when heard.Chosen is null && QuestionnaireDialog.IsLong(heard) => heard.Text,
        QuestionKind.Number => WrittenNumber.Find(heard.Text) is { } number ? Answering.Written(number) : heard.Text,
        QuestionKind.YesNo when heard.Chosen is null && heard.Word is QuestionnaireQuestion.Yes or QuestionnaireQuestion.No => heard.Word,
        QuestionKind.Scale when heard.Chosen is null => WrittenNumber.Find(heard.Text) is { } step ? Answering.Written(step) : heard.Text,
        _ => heard.Chosen is { } chosen && chosen.StartsWith(ValuePrefix, StringComparison.Ordinal) ? chosen[ValuePrefix.Length..] : heard.Text,
    };

    private static void Settle(Talk talk, QuestionnaireQuestion question, Heard heard, IReadOnlyList<string?> given)
    {
        var answer = Answering.Read(question, given);
        if (answer.Succeeded && (answer.Value.Length > 0 || !heard.HasText))
            Keep(talk, question, answer.Value);
        else if (question.Kind == QuestionKind.Text || !QuestionnaireDialog.LeaveFor(talk, heard))
            AskAgain(talk, talk.Context.Texts.Explain(talk.Language, answer.Refusal ?? QuestionnaireRefusals.AnswerIsNoOption));
    }

    private static void HearSeveral(Talk talk, Heard heard, QuestionnaireQuestion question)
    {
        IReadOnlyList<string> chosen = heard.Chosen is { } one ? [one] : Listening.ChoicesIn(talk, heard.Plain);
        var keys = chosen.Where(value => value.StartsWith(ValuePrefix, StringComparison.Ordinal)).Select(value => value[ValuePrefix.Length..]).ToList();
        var picked = talk.State.Questionnaire!.Picked;
        if (chosen is ["done"] && picked.Count > 0)
        {
            Settle(talk, question, heard, [.. picked]);
        }
        else if (keys.Count > 0 && heard.HasText)
        {
            Settle(talk, question, heard, [.. keys]);
        }
        else if (keys.Count == 1)
        {
            talk.State = talk.State with { Questionnaire = talk.State.Questionnaire! with { Picked = picked.Contains(keys[0]) ? [.. picked.Where(key => key != keys[0])] : [.. picked, keys[0]] } };
            Flow.Ask(talk);
        }
        else if (!QuestionnaireDialog.LeaveFor(talk, heard))
        {
            AskAgain(talk, talk.Context.Texts.Explain(talk.Language, QuestionnaireRefusals.AnswerIsNoOption));
        }
    }

    private static void Skip(Talk talk, QuestionnaireQuestion question)
    {
        if (question.IsRequired)
            AskAgain(talk, talk.Context.Texts.Explain(talk.Language, QuestionnaireRefusals.AnswerIsMissing));
        else
            Keep(talk, question, "");
    }

    private static void Keep(Talk talk, QuestionnaireQuestion question, string answer)
    {
        var answers = talk.State.Questionnaire!.Answers.ToDictionary(StringComparer.Ordinal);
        answers[question.Code] = answer;
        talk.State = talk.State with { Questionnaire = talk.State.Questionnaire with { Answers = answers, Picked = [] } };
        Flow.Next(talk);
    }

    private static void AskAgain(Talk talk, string words)
    {
        talk.SayWords(words);
        Flow.Ask(talk);
    }

    private static IEnumerable<string> Hints(Talk talk, QuestionnaireQuestion question)
    {
        if (question.Kind == QuestionKind.Several)
            yield return talk.Text("questionnaire.several");
        if (question.Kind == QuestionKind.Scale)
        {
            yield return question.Ends is { } ends
                ? talk.Text("questionnaire.ends", ("least", question.Keys[0]), ("leastName", ends.Least[talk.Language]), ("most", question.Keys[^1]), ("mostName", ends.Most[talk.Language]))
                : talk.Text("questionnaire.scale", ("least", question.Keys[0]), ("most", question.Keys[^1]));
        }

        if (question.Kind == QuestionKind.Several && talk.State.Questionnaire!.Picked.Count is > 0 and var count)
            yield return talk.Text("questionnaire.picked", ("count", Talk.Written(count)));
    }

    // Where a scale has no buttons its numbers are written, and not chosen from a list of numbers.
    private static IEnumerable<Choice> Choices(Talk talk, Questionnaire questionnaire, QuestionnaireQuestion question)
    {
        var words = QuestionnaireWords.Of(talk.Context.Texts, talk.Language);
        var picked = questionnaire.IsAnonymous ? [] : talk.State.Questionnaire!.Picked;
        var choices = question.Kind switch
        {
            QuestionKind.Scale when talk.Context.Profile.Buttons < question.Keys.Count => [],
            QuestionKind.One or QuestionKind.Several or QuestionKind.YesNo or QuestionKind.Scale => question.Keys.Select(key => new Choice(Title(words.Of(question, key, talk.Language), picked.Contains(key)), ValuePrefix + key)),
            QuestionKind.Text or QuestionKind.Number => [],
        };
        return talk.State.Questionnaire!.Picked.Count > 0 ? choices.Append(talk.Choice("question.done", "done")) : choices;
        string Title(string name, bool isPicked) => isPicked ? talk.Text("question.picked", ("title", name)) : name;
    }

    private static IEnumerable<Choice> Asides(Talk talk, QuestionnaireQuestion question)
    {
        if (talk.State.Questionnaire!.Answers.ContainsKey(question.Code))
            yield return talk.Aside("keep");
        if (!question.IsRequired)
            yield return talk.Aside("skip");
        if (talk.State.Active is { Path.Count: > 0 })
            yield return talk.Aside("back");
        yield return QuestionnaireDialog.StopAside(talk);
    }

    private static QuestionnaireQuestion? Find(Talk talk, string code) => QuestionnaireDialog.Current(talk)?.Find(code);
}
