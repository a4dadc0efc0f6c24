using System.Globalization;

namespace Intake.Domain.Questionnaires;

/// <summary>Why something is no answer, or cannot be sent.</summary>
public static class QuestionnaireRefusals
{
    /// <summary>The question cannot be passed over.</summary>
    public static readonly Refusal AnswerIsMissing = new(nameof(AnswerIsMissing));

    /// <summary>It is none of the options.</summary>
    public static readonly Refusal AnswerIsNoOption = new(nameof(AnswerIsNoOption));

    /// <summary>It is no number.</summary>
    public static readonly Refusal AnswerIsNoNumber = new(nameof(AnswerIsNoNumber));

    /// <summary>There is no questionnaire of this code.</summary>
    public static readonly Refusal NoSuchQuestionnaire = new(nameof(NoSuchQuestionnaire));

    /// <summary>Its first day is still to come.</summary>
    public static readonly Refusal QuestionnaireIsNotYetOpen = new(nameof(QuestionnaireIsNotYetOpen));

    /// <summary>Its last day is over.</summary>
    public static readonly Refusal QuestionnaireIsClosed = new(nameof(QuestionnaireIsClosed));

    /// <summary>Its questions are others than those that were answered, so that it has to be looked over again.</summary>
    public static readonly Refusal QuestionnaireHasChanged = new(nameof(QuestionnaireHasChanged));

    /// <summary>Questions are still open.</summary>
    public static readonly Refusal AnswersAreNotComplete = new(nameof(AnswersAreNotComplete));

    /// <summary>The form was sent before, with other answers.</summary>
    public static readonly Refusal QuestionnaireWasSent = new(nameof(QuestionnaireWasSent));

    /// <summary>A number that is too small or too large.</summary>
    public static Refusal AnswerIsOutOfRange(QuestionnaireQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return new((question.Least, question.Most) switch
        {
            (null, _) => "AnswerIsTooLarge",
            (_, null) => "AnswerIsTooSmall",
            _ => "AnswerIsOutOfRange",
        }, new Dictionary<string, string>(StringComparer.Ordinal) { ["least"] = Answering.Written(question.Least ?? 0), ["most"] = Answering.Written(question.Most ?? 0) });
    }

    /// <summary>Words that are too many.</summary>
    public static Refusal AnswerIsTooLong(int most) => new(nameof(AnswerIsTooLong), "most", most.ToString(CultureInfo.InvariantCulture));
}

/// <summary>Reads answers, whoever hands them over.</summary>
public static class Answering
{
    /// <summary>Most characters that free words may be allowed.</summary>
    public const int MostCharacters = 2_000;

    private const decimal MostNumber = 1_000_000_000_000;

    /// <summary>The answer in its one form, or why it is none.</summary>
    /// <param name="question">The question.</param>
    /// <param name="given">What was chosen or written; more than one only where several may be chosen.</param>
    public static Outcome<string> Read(QuestionnaireQuestion question, IReadOnlyList<string?> given)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(given);
        var said = given.Select(one => one?.Trim() ?? "").Where(one => one.Length > 0).ToList();
        if (said.Count == 0)
            return question.IsRequired ? QuestionnaireRefusals.AnswerIsMissing : "";
        return question.Kind switch
        {
            QuestionKind.Text => Words(question, said[0]),
            QuestionKind.Number => Number(question, said[0]),
            QuestionKind.Several => said.TrueForAll(key => question.Keys.Contains(key)) ? string.Join(',', question.Keys.Where(said.Contains)) : QuestionnaireRefusals.AnswerIsNoOption,
            QuestionKind.One or QuestionKind.Scale or QuestionKind.YesNo => question.Keys.Contains(said[0]) && said.Count == 1 ? said[0] : QuestionnaireRefusals.AnswerIsNoOption,
        };
    }

    /// <summary>Whether an answer is in its one form and answers the question, or passes it over where that is allowed.</summary>
    public static bool Fits(QuestionnaireQuestion question, string answer)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(answer);
        var read = Read(question, question.Kind == QuestionKind.Several ? answer.Split(',') : [answer]);
        return read.Succeeded && read.Value == answer;
    }

    /// <summary>A number as an answer has it.</summary>
    public static string Written(decimal number) => number.ToString("0.######", CultureInfo.InvariantCulture);

    private static Outcome<string> Words(QuestionnaireQuestion question, string said)
    {
        var most = (int)(question.Most ?? MostCharacters);
        var words = said.ReplaceLineEndings("\n").Replace("\0", "", StringComparison.Ordinal);
        return words.Length > most ? QuestionnaireRefusals.AnswerIsTooLong(most) : words;
    }

    private static Outcome<string> Number(QuestionnaireQuestion question, string said)
    {
        if (!decimal.TryParse(said.Replace('．', '.').Replace(",", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || Math.Abs(number) > MostNumber)
            return QuestionnaireRefusals.AnswerIsNoNumber;
        return number < question.Least || number > question.Most ? QuestionnaireRefusals.AnswerIsOutOfRange(question) : Written(number);
    }
}
