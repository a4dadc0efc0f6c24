using System.Globalization;

namespace Intake.Domain.Questionnaires;

/// <summary>Which question comes next. Pure: the same answers lead the same way, whichever channel asks.</summary>
public static class Branching
{
    private const decimal Hair = 0.0001m;

    /// <summary>The question that comes after an answer; null at the end.</summary>
    public static QuestionnaireQuestion? After(IReadOnlyList<QuestionnaireQuestion> questions, QuestionnaireQuestion question, string answer)
    {
        ArgumentNullException.ThrowIfNull(questions);
        ArgumentNullException.ThrowIfNull(question);
        var then = question.Branches.FirstOrDefault(branch => branch.When.Holds(answer))?.Then ?? question.Then;
        if (then is not null)
            return questions.FirstOrDefault(other => other.Code == then);
        var below = questions.TakeWhile(other => other.Code != question.Code).Count() + 1;
        return below < questions.Count ? questions[below] : null;
    }

    /// <summary>The questions that may come after a question; null among them is the end.</summary>
    public static IReadOnlyList<QuestionnaireQuestion?> Successors(IReadOnlyList<QuestionnaireQuestion> questions, QuestionnaireQuestion question) =>
        [.. Samples(question).Select(answer => After(questions, question, answer)).Distinct()];

    /// <summary>Questions from which a way leads back to themselves, in their order.</summary>
    public static IReadOnlyList<string> Loops(IReadOnlyList<QuestionnaireQuestion> questions)
    {
        ArgumentNullException.ThrowIfNull(questions);
        return [.. questions.Where(question => Reached(questions, Successors(questions, question)).Contains(question.Code)).Select(question => question.Code)];
    }

    /// <summary>Questions that no way leads to, in their order.</summary>
    public static IReadOnlyList<string> Unreachable(IReadOnlyList<QuestionnaireQuestion> questions)
    {
        ArgumentNullException.ThrowIfNull(questions);
        var reached = Reached(questions, [.. questions.Take(1)]);
        return [.. questions.Where(question => !reached.Contains(question.Code)).Select(question => question.Code)];
    }

    /// <summary>The most questions that are still asked from a question on, itself among them. Only where there is no loop.</summary>
    public static int LongestFrom(IReadOnlyList<QuestionnaireQuestion> questions, QuestionnaireQuestion? question)
    {
        var known = new Dictionary<string, int>(StringComparer.Ordinal);
        int Longest(QuestionnaireQuestion? one)
        {
            if (one is null)
                return 0;
            if (!known.TryGetValue(one.Code, out var longest))
                known[one.Code] = longest = 1 + Successors(questions, one).Max(Longest);
            return longest;
        }

        return Longest(question);
    }

    /// <summary>Answers that stand for all: whichever way an answer leads, one of these leads it, too. A choice of several leads where one of its options does.</summary>
    public static IEnumerable<string> Samples(QuestionnaireQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        IEnumerable<string> given = question.Kind switch
        {
            QuestionKind.Text => ["…"],
            QuestionKind.Number => Numbers(question).Select(number => number.ToString(CultureInfo.InvariantCulture)),
            _ => question.Keys,
        };
        return question.IsRequired ? given : given.Append("");
    }

    // Where a branch begins and ends, and a hair beside it.
    private static IEnumerable<decimal> Numbers(QuestionnaireQuestion question)
    {
        var bounds = question.Branches.SelectMany(branch => new[] { branch.When.From, branch.When.To }).Append(question.Least).Append(question.Most).OfType<decimal>().Append(question.Least ?? question.Most ?? 0);
        return bounds.SelectMany(bound => new[] { bound - Hair, bound, bound + Hair }).Where(number => !(number < question.Least) && !(number > question.Most)).Distinct();
    }

    private static HashSet<string> Reached(IReadOnlyList<QuestionnaireQuestion> questions, IReadOnlyList<QuestionnaireQuestion?> from)
    {
        var reached = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<QuestionnaireQuestion?>(from);
        while (waiting.TryDequeue(out var question))
        {
            if (question is null || !reached.Add(question.Code))
                continue;
            foreach (var next in Successors(questions, question))
                waiting.Enqueue(next);
        }

        return reached;
    }
}

/// <summary>How far somebody has come: the answers that lead from the first question on, and the question that is next.</summary>
/// <param name="Answered">The questions answered or passed over, in the order of the way.</param>
/// <param name="Current">The question that is next; null when all is answered.</param>
public sealed record AnswerPath(IReadOnlyList<QuestionnaireQuestion> Answered, QuestionnaireQuestion? Current)
{
    /// <summary>The way that answers lead. Answers to questions that are not on it, or that are none, count for nothing.</summary>
    public static AnswerPath Of(Questionnaire questionnaire, IReadOnlyDictionary<string, string> answers)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        ArgumentNullException.ThrowIfNull(answers);
        var answered = new List<QuestionnaireQuestion>();
        var current = questionnaire.Questions[0];
        while (current is not null && answers.TryGetValue(current.Code, out var answer) && Answering.Fits(current, answer))
        {
            answered.Add(current);
            current = Branching.After(questionnaire.Questions, current, answer);
        }

        return new(answered, current);
    }

    /// <summary>The way to a question that is on it; the whole way when it is not.</summary>
    public AnswerPath Until(string code) => Answered.FirstOrDefault(question => question.Code == code) is { } found
        ? new([.. Answered.TakeWhile(question => question.Code != code)], found)
        : this;

    /// <summary>The answers on the way, by question; all others are left out.</summary>
    public IReadOnlyDictionary<string, string> Of(IReadOnlyDictionary<string, string> answers) =>
        Answered.ToDictionary(question => question.Code, question => answers[question.Code], StringComparer.Ordinal);
}
