using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Intake.Domain.Catalogue;
using Intake.Domain.Questionnaires;

namespace Intake.Domain.Tests.Questionnaires;

/// <summary>A questionnaire with branches that lead forward, and numbers by which somebody answers it.</summary>
internal sealed record RandomQuestionnaire(Questionnaire Questionnaire, IReadOnlyList<int> Picks)
{
    /// <summary>The answer that the nth pick means.</summary>
    public string AnswerTo(QuestionnaireQuestion question, int turn)
    {
        var samples = Branching.Samples(question).ToList();
        return samples[Picks[turn % Picks.Count] % samples.Count];
    }

    public override string ToString() => string.Join('\n', Questionnaire.Questions.Select(question =>
        string.Create(CultureInfo.InvariantCulture, $"{question.Code} {question.Kind}{(question.IsRequired ? "!" : "")} [{string.Join(' ', question.Branches.Select(branch => $"{string.Join('|', branch.When.AnyOf)}{branch.When.From}..{branch.When.To}>{branch.Then}"))}] > {question.Then}"))) + $"\npicks {string.Join(' ', Picks)}";
}

/// <summary>Makes questionnaires: of any kinds, with branches to any question further down or to the end.</summary>
internal static class RandomQuestionnaires
{
    private static readonly LocalText Words = new("字", "word");

    public static Arbitrary<RandomQuestionnaire> All { get; } = Arb.From(
        from count in Gen.Choose(1, 9)
        from numbers in Gen.ArrayOf(Gen.Choose(0, 1_000_000), count * 8)
        from picks in Gen.NonEmptyListOf(Gen.Choose(0, 1_000))
        select new RandomQuestionnaire(
            new() { Code = "random", Title = Words, Introduction = Words, Audience = Words, Questions = [.. Enumerable.Range(0, count).Select(index => Question(index, count, numbers.AsSpan(index * 8, 8)))] },
            [.. picks]));

    private static QuestionnaireQuestion Question(int index, int count, ReadOnlySpan<int> numbers)
    {
        var kind = (QuestionKind)(numbers[0] % 6);
        var question = new QuestionnaireQuestion
        {
            Code = $"q{index}",
            Kind = kind,
            Prompt = Words,
            IsRequired = numbers[1] % 2 == 0,
            Options = kind is QuestionKind.One or QuestionKind.Several ? [new("a", Words), new("b", Words), new("c", Words)] : [],
            Least = kind is QuestionKind.Scale or QuestionKind.Number ? 1 : null,
            Most = kind switch { QuestionKind.Scale or QuestionKind.Number => 5, QuestionKind.Text => 100, _ => null },
            Then = numbers[2] % 3 == 0 ? Later(index, count, numbers[3]) : null,
        };
        return question with { Branches = [.. Branches(question, index, count, numbers[4], numbers[5], numbers[6])] };
    }

    private static IEnumerable<Branch> Branches(QuestionnaireQuestion question, int index, int count, int which, int to, int more)
    {
        if (which % 3 == 0)
            yield break;
        var condition = question.Kind switch
        {
            QuestionKind.Text => Condition.Given,
            QuestionKind.Scale or QuestionKind.Number => new([], which % 5 + 1, null),
            _ => new Condition([question.Keys[which % question.Keys.Count]], null, null),
        };
        yield return new(condition, Later(index, count, to));
        if (more % 2 == 0)
            yield return new(Condition.Given, Later(index, count, more));
    }

    private static string Later(int index, int count, int number)
    {
        var target = index + 1 + (number % (count - index));
        return target < count ? string.Create(CultureInfo.InvariantCulture, $"q{target}") : Questionnaire.End;
    }
}
