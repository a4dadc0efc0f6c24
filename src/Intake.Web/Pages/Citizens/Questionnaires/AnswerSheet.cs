using System.Text.Encodings.Web;
using System.Text.Json;
using Intake.Domain.Questionnaires;

namespace Intake.Web.Pages.Citizens.Questionnaires;

/// <summary>The answers of a form, as they travel in it. Whatever somebody writes into it by hand is checked like what is typed.</summary>
internal sealed class AnswerSheet
{
    // Chinese as it is, a third as long as escaped; the page encodes it once more.
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly Questionnaire? _questionnaire;

    private AnswerSheet(Questionnaire? questionnaire, IReadOnlyDictionary<string, string> answers)
    {
        (_questionnaire, Answers) = (questionnaire, answers);
        Path = questionnaire is null ? new([], null) : AnswerPath.Of(questionnaire, answers);
    }

    /// <summary>No answers.</summary>
    public static AnswerSheet Empty { get; } = new(null, new Dictionary<string, string>(StringComparer.Ordinal));

    /// <summary>The answers by question; also those of a way that was left, so that they are there when somebody comes back to it.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; }

    /// <summary>The way that they lead.</summary>
    public AnswerPath Path { get; }

    /// <summary>As it stands in the form.</summary>
    public string Written => JsonSerializer.Serialize(Answers, Readable);

    /// <summary>Reads what stood in the form; what is no answer is left out.</summary>
    public static AnswerSheet Read(Questionnaire questionnaire, string? written)
    {
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (code, answer) in Parsed(written))
        {
            if (answer is not null && questionnaire.Find(code) is { } question && Answering.Fits(question, answer))
                answers[code] = answer;
        }

        return new(questionnaire, answers);
    }

    /// <summary>With an answer more.</summary>
    public AnswerSheet With(string code, string answer) => new(_questionnaire, new Dictionary<string, string>(Answers, StringComparer.Ordinal) { [code] = answer });

    /// <summary>The way to a question.</summary>
    public AnswerPath PathTo(string code) => Path.Until(code);

    private static Dictionary<string, string?> Parsed(string? written)
    {
        try
        {
            return string.IsNullOrEmpty(written) ? [] : JsonSerializer.Deserialize<Dictionary<string, string?>>(written) ?? [];
        }
        catch (JsonException)
        {
            // Written by hand: then nothing is answered yet.
            return [];
        }
    }
}
