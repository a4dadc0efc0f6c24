using Intake.Application.Questionnaires;
using Intake.Domain.Catalogue;
using Intake.Domain.Questionnaires;
using Intake.Testing;

namespace Intake.Application.Tests.Questionnaires;

/// <summary>Answers to the questionnaires of the example.</summary>
internal static class GivenQuestionnaires
{
    public static readonly IReadOnlyDictionary<string, string> Trouble = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["sector"] = "foreign-trade",
        ["markets"] = "orders,customs",
        ["staff"] = "42",
        ["permits"] = "2",
        ["permit-trouble"] = "食品许可证等了三个月",
        ["hiring"] = "yes",
        ["hiring-help"] = "缺焊工",
        ["advice"] = "",
    };

    public static readonly IReadOnlyDictionary<string, string> Fine = new Dictionary<string, string>(StringComparer.Ordinal) { ["sector"] = "retail", ["staff"] = "", ["permits"] = "5", ["hiring"] = "no", ["advice"] = "" };

    /// <summary>An answer to the anonymous one.</summary>
    public static Dictionary<string, string> Hall(string waiting, int friendly, string? missing) => missing is null
        ? new(StringComparer.Ordinal) { ["waiting"] = waiting, ["friendly"] = $"{friendly}", ["done"] = "yes" }
        : new(StringComparer.Ordinal) { ["waiting"] = waiting, ["friendly"] = $"{friendly}", ["done"] = "no", ["missing"] = missing };

    public static GivenAnswers Of(TestIntake intake, string code, IReadOnlyDictionary<string, string> answers) => Of(intake.Authority, code, answers);

    public static GivenAnswers Of(Authority authority, string code, IReadOnlyDictionary<string, string> answers) => new()
    {
        Questionnaire = code,
        Content = QuestionnaireContent.HashOf(authority.Questionnaires[code]),
        Answers = answers,
        Language = Language.Chinese,
        Channel = "web",
    };

    /// <summary>The authority with another wording of a question.</summary>
    public static Authority Reworded(Authority authority, string code, string question, string words)
    {
        var questionnaire = authority.Questionnaires[code];
        var changed = questionnaire with { Questions = [.. questionnaire.Questions.Select(one => one.Code == question ? one with { Prompt = new LocalText(words, words) } : one)] };
        return authority with { Questionnaires = new Dictionary<string, Questionnaire>(authority.Questionnaires, StringComparer.Ordinal) { [code] = changed } };
    }
}
