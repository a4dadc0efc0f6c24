using System.Globalization;
using Intake.Domain.Questionnaires;

namespace Intake.Application.BotConfiguration;

/// <summary>Reads the questions of one questionnaire, and checks that every way through them comes to an end.</summary>
internal sealed class ReadQuestions(YamlSection questionnaire)
{
    private const int LongestScale = 10;
    private const int StandardLength = 1_000;

    private static readonly Dictionary<string, QuestionKind> Kinds = new(StringComparer.Ordinal)
    {
        ["one"] = QuestionKind.One,
        ["several"] = QuestionKind.Several,
        ["scale"] = QuestionKind.Scale,
        ["yes-no"] = QuestionKind.YesNo,
        ["text"] = QuestionKind.Text,
        ["number"] = QuestionKind.Number,
    };

    private readonly List<(QuestionnaireQuestion Question, YamlSection Section)> _read = [];
    private readonly List<(string Code, YamlSection Section, string Key)> _references = [];
    private bool _isWhole = true;

    internal IReadOnlyList<QuestionnaireQuestion> Read()
    {
        var questions = new Catalogued<QuestionnaireQuestion>("question", "questionnaires.yaml", questionnaire);
        foreach (var section in questionnaire.Sections("questions"))
        {
            using (section)
            {
                var question = Read(section);
                questions.Add(section, question, each => each.Code);
                _read.Add((question, section));
            }
        }

        if (questionnaire.IsEmptyList("questions"))
            questionnaire.Problem("questions", "\"questions\" needs at least one question");
        var read = (IReadOnlyList<QuestionnaireQuestion>)[.. questions.ByCode.Values];
        CheckReferences(read);
        if (_isWhole && read.Count == _read.Count && read.Count > 0)
            CheckWays(read);
        // A questionnaire has a first question: whoever reads on after a problem need not ask.
        return read.Count > 0 ? read : [new() { Code = "", Kind = QuestionKind.YesNo, Prompt = new("", "") }];
    }

    /// <summary>What an answer has to be: one of keys, a number between two, or anything.</summary>
    internal Condition Condition(YamlSection section, QuestionnaireQuestion question)
    {
        var keys = Keys(section, question);
        var (from, to) = (Number(section, "from"), Number(section, "to"));
        var isGiven = section.Flag("given", false);
        if (question.Kind is not (QuestionKind.Scale or QuestionKind.Number) && (from ?? to) is not null)
            Wrong(section, section.Has("from") ? "from" : "to", $"\"{question.Code}\" asks for no number");
        if (from > to)
            Wrong(section, "to", "\"to\" is less than \"from\"");
        if (!isGiven && keys.Count == 0 && (from ?? to) is null)
            Wrong(section, "question", "say after which answer: \"is\" with a list, \"from\" or \"to\" with a number, or \"given: true\"");
        return new(keys, from, to);
    }

    private QuestionnaireQuestion Read(YamlSection section)
    {
        var kind = section.Choice("kind", Kinds, QuestionKind.Text);
        if (!section.Has("kind"))
            _isWhole = false;
        var (least, most) = Bounds(section, kind);
        var question = new QuestionnaireQuestion
        {
            Code = section.Code(),
            Kind = kind,
            Prompt = section.Local("prompt"),
            Note = section.Has("note") ? section.Local("note") : null,
            IsRequired = section.Flag("required", false),
            Options = Options(section, kind),
            Least = least,
            Most = most,
            Ends = kind == QuestionKind.Scale && (section.Has("leastName") || section.Has("mostName")) ? (section.Local("leastName"), section.Local("mostName")) : null,
            Classes = kind == QuestionKind.Number ? Classes(section) : [],
            Then = Next(section),
        };
        return question with { Branches = Branches(section, question) };
    }

    private static (decimal? Least, decimal? Most) Bounds(YamlSection section, QuestionKind kind)
    {
        switch (kind)
        {
            case QuestionKind.Scale:
                var least = section.Whole("least", 1, 0, LongestScale);
                return (least, section.Whole("most", Math.Max(5, least + 1), least + 1, LongestScale));
            case QuestionKind.Text:
                return (null, section.Whole("most", StandardLength, 1, Answering.MostCharacters));
            case QuestionKind.Number:
                var (from, to) = (Number(section, "least"), Number(section, "most"));
                if (from > to)
                    section.Problem("most", "\"most\" is less than \"least\"");
                return (from, from > to ? from : to);
            default:
                return (null, null);
        }
    }

    private List<QuestionOption> Options(YamlSection section, QuestionKind kind)
    {
        var options = new Dictionary<string, QuestionOption>(StringComparer.Ordinal);
        if (kind is not (QuestionKind.One or QuestionKind.Several))
            return [];
        foreach (var inner in section.Sections("options"))
        {
            using (inner)
            {
                var option = new QuestionOption(inner.Code("key"), inner.Local("name"));
                if (!options.TryAdd(option.Key, option))
                    inner.Problem("key", $"the option \"{option.Key}\" is there twice");
            }
        }

        if (options.Count < 2)
            Wrong(section, "options", "a choice needs two \"options\" or more");
        return [.. options.Values];
    }

    private static List<decimal> Classes(YamlSection section)
    {
        var starts = new List<decimal>();
        foreach (var (text, line) in section.Items("classes", isRequired: true))
        {
            if (!decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var start))
                section.Report(line, $"\"{text}\" is not a number");
            else if (starts.Count > 0 && start <= starts[^1])
                section.Report(line, "\"classes\" must grow: each number begins the next class");
            else
                starts.Add(start);
        }

        return starts;
    }

    private List<Branch> Branches(YamlSection section, QuestionnaireQuestion question)
    {
        var branches = new List<Branch>();
        foreach (var inner in section.Sections("branches", isRequired: false))
        {
            using (inner)
                branches.Add(new(Condition(inner, question), Next(inner, isRequired: true) ?? Questionnaire.End));
        }

        return branches;
    }

    private string? Next(YamlSection section, bool isRequired = false)
    {
        if (section.OptionalText("then", isRequired) is not { } code)
            return null;
        _references.Add((code, section, "then"));
        return code;
    }

    private List<string> Keys(YamlSection section, QuestionnaireQuestion question)
    {
        var keys = new List<string>();
        foreach (var (key, line) in section.Items("is"))
        {
            if (question.Kind is QuestionKind.One or QuestionKind.Several or QuestionKind.YesNo && question.Keys.Contains(key))
                keys.Add(key);
            else
                Wrong(section, line, $"\"{key}\" is no answer to \"{question.Code}\"{Spelling.DidYouMean(key, question.Keys)}");
        }

        return keys;
    }

    private void CheckReferences(IReadOnlyList<QuestionnaireQuestion> questions)
    {
        foreach (var (code, section, key) in _references)
        {
            if (code != Questionnaire.End && questions.All(question => question.Code != code))
                Wrong(section, key, $"there is no question \"{code}\" in this questionnaire{Spelling.DidYouMean(code, questions.Select(question => question.Code).Append(Questionnaire.End))}");
        }

        foreach (var (question, section) in _read.Where(one => one.Question.Code == Questionnaire.End))
            Wrong(section, "code", $"\"{question.Code}\" is the name of the end, and so of no question");
    }

    private void CheckWays(IReadOnlyList<QuestionnaireQuestion> questions)
    {
        foreach (var code in Branching.Loops(questions))
            Report(code, "leads back to itself: whoever answers would never come to the end");
        foreach (var code in Branching.Unreachable(questions))
            Report(code, "is never asked: no answer leads to it");
    }

    private void Report(string code, string message)
    {
        var (_, section) = _read.Find(one => one.Question.Code == code);
        section.Problem("code", $"the question \"{code}\" {message}");
    }

    private void Wrong(YamlSection section, string key, string message) => Wrong(section, section.LineOf(key), message);

    private void Wrong(YamlSection section, int line, string message)
    {
        _isWhole = false;
        section.Report(line, message);
    }

    private static decimal? Number(YamlSection section, string key)
    {
        if (section.OptionalText(key) is not { } text)
            return null;
        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
            return number;
        section.Problem(key, $"\"{key}\" must be a number, not \"{text}\"");
        return null;
    }
}
