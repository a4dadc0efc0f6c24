using System.Globalization;
using Intake.Domain.Catalogue;
using Intake.Domain.Questionnaires;
using Intake.Domain.Tickets;

namespace Intake.Application.BotConfiguration;

/// <summary>Reads <c>questionnaires.yaml</c>, which an authority without questionnaires leaves out.</summary>
internal static class ReadQuestionnaires
{
    private const string File = "questionnaires.yaml";

    // A link holds the code, with two characters before it.
    private const int LongestCode = 60;

    private static readonly Dictionary<string, Anonymity> Levels = new(StringComparer.Ordinal)
    {
        ["named"] = Anonymity.Named,
        ["centre-only"] = Anonymity.CentreOnly,
        ["anonymous"] = Anonymity.Anonymous,
    };

    internal static IReadOnlyDictionary<string, Questionnaire> From(YamlReading reading, Catalogued<Service> services)
    {
        var questionnaires = new Catalogued<Questionnaire>("questionnaire", File, null);
        if (!reading.Files.Texts.ContainsKey(File))
            return questionnaires.ByCode;
        using var file = reading.Open(File);
        foreach (var section in file?.Sections("questionnaires") ?? [])
        {
            using (section)
                questionnaires.Add(section, Read(section, services), each => each.Code);
        }

        return questionnaires.ByCode;
    }

    private static Questionnaire Read(YamlSection section, Catalogued<Service> services)
    {
        var questions = new ReadQuestions(section);
        var questionnaire = new Questionnaire
        {
            Code = Code(section),
            Title = section.Local("title"),
            Introduction = section.Local("introduction"),
            Audience = section.Local("audience"),
            OpensOn = Day(section, "from"),
            ClosesOn = Day(section, "until"),
            Anonymity = section.Choice("anonymity", Levels, Anonymity.Anonymous),
            OncePerChat = section.Flag("oncePerChat", true),
            Questions = questions.Read(),
            Items = [],
        };
        if (questionnaire.OpensOn > questionnaire.ClosesOn)
            section.Problem("until", "\"until\" is before \"from\"");
        return questionnaire with { Items = new ReadItemRules(questionnaire, questions, services).Read(section) };
    }

    private static string Code(YamlSection section)
    {
        var code = section.Code();
        if (code.Length > LongestCode)
            section.Problem("code", $"\"{code}\" is too long: a link holds it, so {LongestCode} characters at most");
        return code;
    }

    private static DateOnly? Day(YamlSection section, string key)
    {
        if (!section.Has(key))
            return null;
        if (DateOnly.TryParseExact(section.Text(key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        section.Problem(key, $"\"{key}\" must be a day such as 2026-03-01");
        return null;
    }
}

/// <summary>Reads the rules by which answers become items.</summary>
internal sealed class ReadItemRules(Questionnaire questionnaire, ReadQuestions questions, Catalogued<Service> services)
{
    internal IReadOnlyList<ItemRule> Read(YamlSection section)
    {
        var rules = new Catalogued<ItemRule>("rule", "questionnaires.yaml", section);
        foreach (var inner in section.Sections("items", isRequired: false))
        {
            using (inner)
                rules.Add(inner, Rule(inner), each => each.Code);
        }

        return [.. rules.ByCode.Values];
    }

    private ItemRule Rule(YamlSection section)
    {
        var code = section.Reference("service", services.Codes);
        var kind = section.Choice("kind", SectionTexts.Kinds, TicketKind.Suggestion);
        if (services.ByCode.TryGetValue(code, out var service) && section.Has("kind") && !service.Kinds.Contains(kind))
            section.Problem("kind", $"the service \"{code}\" takes no tickets of this kind");
        var text = section.Local("text");
        foreach (var placeholder in text.ByTag.Values.SelectMany(ItemMaking.Placeholders).Distinct(StringComparer.Ordinal))
            CheckPlaceholder(section, placeholder);
        return new(section.Code(), Tests(section), code, kind, text);
    }

    // What was chosen beside the words would lead from the item, whose receipt its writer holds, to the other answers.
    private void CheckPlaceholder(YamlSection section, string placeholder)
    {
        if (questionnaire.Find(placeholder) is not { } question)
            section.Problem("text", $"there is no question \"{placeholder}\" in this questionnaire{Spelling.DidYouMean(placeholder, questionnaire.Questions.Select(one => one.Code))}");
        else if (questionnaire.IsAnonymous && question.Kind != QuestionKind.Text)
            section.Problem("text", $"the item of an anonymous questionnaire holds free words only, and \"{placeholder}\" asks for something else");
    }

    private List<AnswerTest> Tests(YamlSection section)
    {
        var tests = new List<AnswerTest>();
        foreach (var inner in section.Sections("when"))
        {
            using (inner)
            {
                var code = inner.Text("question");
                if (questionnaire.Find(code) is { } question)
                    tests.Add(new(code, questions.Condition(inner, question)));
                else if (code.Length > 0)
                    inner.Problem("question", $"there is no question \"{code}\" in this questionnaire{Spelling.DidYouMean(code, questionnaire.Questions.Select(one => one.Code))}");
            }
        }

        if (section.IsEmptyList("when"))
            section.Problem("when", "\"when\" needs at least one answer");
        return tests;
    }
}
