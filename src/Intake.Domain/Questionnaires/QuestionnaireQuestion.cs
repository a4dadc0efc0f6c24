using System.Globalization;
using Intake.Domain.Catalogue;

namespace Intake.Domain.Questionnaires;

/// <summary>What kind of answer is asked for.</summary>
public enum QuestionKind
{
    /// <summary>One of several options.</summary>
    One,

    /// <summary>Any number of several options.</summary>
    Several,

    /// <summary>A whole number between two named ends.</summary>
    Scale,

    /// <summary>Yes or no.</summary>
    YesNo,

    /// <summary>Free words.</summary>
    Text,

    /// <summary>A number.</summary>
    Number,
}

/// <summary>Something that can be chosen.</summary>
/// <param name="Key">Stable key, kebab case; answers hold it.</param>
/// <param name="Name">As people read it.</param>
public sealed record QuestionOption(string Key, LocalText Name);

/// <summary>A question that comes next after some answers.</summary>
/// <param name="When">After which answers.</param>
/// <param name="Then">Code of the question that comes next, or <see cref="Questionnaire.End"/>.</param>
public sealed record Branch(Condition When, string Then);

/// <summary>One question of a questionnaire. Its answer is one line: a key, keys with commas between them, a number, or words; empty when it was passed over.</summary>
public sealed record QuestionnaireQuestion
{
    /// <summary>The answer yes.</summary>
    public const string Yes = "yes";

    /// <summary>The answer no.</summary>
    public const string No = "no";

    /// <summary>Stable code, kebab case.</summary>
    public required string Code { get; init; }

    /// <summary>What kind of answer is asked for.</summary>
    public required QuestionKind Kind { get; init; }

    /// <summary>The question.</summary>
    public required LocalText Prompt { get; init; }

    /// <summary>What helps to answer it; null when nothing does.</summary>
    public LocalText? Note { get; init; }

    /// <summary>Whether it cannot be passed over.</summary>
    public bool IsRequired { get; init; }

    /// <summary>The options of <see cref="QuestionKind.One"/> and <see cref="QuestionKind.Several"/>.</summary>
    public IReadOnlyList<QuestionOption> Options { get; init; } = [];

    /// <summary>The least number; null when there is none. A scale has one.</summary>
    public decimal? Least { get; init; }

    /// <summary>The largest number, or the most characters of free words; null when there is none. A scale and free words have one.</summary>
    public decimal? Most { get; init; }

    /// <summary>What the ends of a scale mean; null when they are not named.</summary>
    public (LocalText Least, LocalText Most)? Ends { get; init; }

    /// <summary>Where the second, third and further classes begin in which numbers are counted, growing.</summary>
    public IReadOnlyList<decimal> Classes { get; init; } = [];

    /// <summary>What comes next after some answers; the first that holds decides.</summary>
    public IReadOnlyList<Branch> Branches { get; init; } = [];

    /// <summary>What comes next where no branch holds: a question's code or <see cref="Questionnaire.End"/>; null for the question below this one.</summary>
    public string? Then { get; init; }

    /// <summary>The numbers of a scale.</summary>
    public IEnumerable<int> Steps => Enumerable.Range((int)(Least ?? 0), (int)((Most ?? 0) - (Least ?? 0)) + 1);

    /// <summary>The keys that an answer may have; none for numbers and words.</summary>
    public IReadOnlyList<string> Keys => Kind switch
    {
        QuestionKind.One or QuestionKind.Several => [.. Options.Select(option => option.Key)],
        QuestionKind.YesNo => [Yes, No],
        QuestionKind.Scale => [.. Steps.Select(step => step.ToString(CultureInfo.InvariantCulture))],
        QuestionKind.Text or QuestionKind.Number => [],
    };

    /// <summary>In which class a number is counted, from 0.</summary>
    public int ClassOf(decimal number) => Classes.Count(start => number >= start);
}

/// <summary>Something that an answer may be.</summary>
/// <param name="AnyOf">Keys of which the answer has one; empty when it is not about keys.</param>
/// <param name="From">The least number; null when there is none.</param>
/// <param name="To">The largest number; null when there is none.</param>
public sealed record Condition(IReadOnlyList<string> AnyOf, decimal? From, decimal? To)
{
    /// <summary>Whether anything was answered.</summary>
    public static readonly Condition Given = new([], null, null);

    /// <summary>Whether an answer is that. What was passed over is nothing.</summary>
    public bool Holds(string answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        if (answer.Length == 0)
            return false;
        if (AnyOf.Count > 0)
            return answer.Split(',').Any(key => AnyOf.Contains(key));
        if (From is null && To is null)
            return true;
        return decimal.TryParse(answer, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && !(number < From) && !(number > To);
    }
}
