using System.Text;
using Intake.Domain.Catalogue;

namespace Intake.Domain.Questionnaires;

/// <summary>What becomes an item.</summary>
/// <param name="Rule">By which rule.</param>
/// <param name="Text">What it says.</param>
public sealed record MadeItem(ItemRule Rule, string Text);

/// <summary>Makes items of answers, by the rules of the questionnaire.</summary>
public static class ItemMaking
{
    /// <summary>The items that complete answers make, in the order of the rules.</summary>
    /// <param name="questionnaire">The questionnaire.</param>
    /// <param name="answers">The answers on the way, by question.</param>
    /// <param name="language">Of who answers.</param>
    /// <param name="words">How words say what the product says: yes, no, and nothing.</param>
    public static IReadOnlyList<MadeItem> Of(Questionnaire questionnaire, IReadOnlyDictionary<string, string> answers, Language language, AnswerWords words)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(words);
        return [.. questionnaire.Items
            .Where(rule => rule.When.All(test => answers.TryGetValue(test.Question, out var answer) && test.When.Holds(answer)))
            .Select(rule => new MadeItem(rule, Filled(questionnaire, rule.Text[language], answers, language, words)))];
    }

    /// <summary>The codes between braces in a text.</summary>
    public static IEnumerable<string> Placeholders(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (var open = text.IndexOf('{', StringComparison.Ordinal); open >= 0; open = text.IndexOf('{', open + 1))
        {
            var close = text.IndexOf('}', open);
            if (close < 0)
                yield break;
            yield return text[(open + 1)..close];
        }
    }

    // In one pass, so that braces in an answer stay what they are.
    private static string Filled(Questionnaire questionnaire, string text, IReadOnlyDictionary<string, string> answers, Language language, AnswerWords words)
    {
        var filled = new StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var (open, close) = (text.IndexOf('{', at), 0);
            close = open < 0 ? -1 : text.IndexOf('}', open);
            if (close < 0)
                return filled.Append(text, at, text.Length - at).ToString();
            filled.Append(text, at, open - at);
            var question = questionnaire.Find(text[(open + 1)..close]);
            filled.Append(question is null ? words.Nothing : words.Of(question, answers.GetValueOrDefault(question.Code, ""), language));
            at = close + 1;
        }

        return filled.ToString();
    }
}

/// <summary>How answers are read by people.</summary>
/// <param name="Yes">Yes.</param>
/// <param name="No">No.</param>
/// <param name="Nothing">What stands for an answer that was not given.</param>
/// <param name="Separator">What stands between several.</param>
public sealed record AnswerWords(string Yes, string No, string Nothing, string Separator)
{
    /// <summary>An answer in words.</summary>
    public string Of(QuestionnaireQuestion question, string answer, Language language)
    {
        ArgumentNullException.ThrowIfNull(question);
        ArgumentNullException.ThrowIfNull(answer);
        if (answer.Length == 0)
            return Nothing;
        return question.Kind switch
        {
            QuestionKind.One or QuestionKind.Several => string.Join(Separator, answer.Split(',').Select(key => question.Options.FirstOrDefault(option => option.Key == key)?.Name[language] ?? key)),
            QuestionKind.YesNo => answer == QuestionnaireQuestion.Yes ? Yes : No,
            QuestionKind.Scale or QuestionKind.Number or QuestionKind.Text => answer,
        };
    }
}
