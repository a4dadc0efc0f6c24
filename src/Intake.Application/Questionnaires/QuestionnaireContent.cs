using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Intake.Domain.Catalogue;
using Intake.Domain.Questionnaires;
using Intake.Domain.Tickets;

namespace Intake.Application.Questionnaires;

/// <summary>What people read and were asked: everything that an answer depends on. Dates, who is asked and the rules for items may change without making other counts.</summary>
public sealed record QuestionnaireContent
{
    private static readonly ContentJson Written = new(new JsonSerializerOptions(ContentJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    /// <summary>The title by language.</summary>
    public required SortedDictionary<string, string> Title { get; init; }

    /// <summary>The introduction by language.</summary>
    public required SortedDictionary<string, string> Introduction { get; init; }

    /// <summary>How much is shown of who answers.</summary>
    public required Anonymity Anonymity { get; init; }

    /// <summary>The questions.</summary>
    public required IReadOnlyList<KeptQuestion> Questions { get; init; }

    /// <summary>The content of a questionnaire.</summary>
    public static QuestionnaireContent Of(Questionnaire questionnaire)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        return new()
        {
            Title = KeptQuestion.Sorted(questionnaire.Title)!,
            Introduction = KeptQuestion.Sorted(questionnaire.Introduction)!,
            Anonymity = questionnaire.Anonymity,
            Questions = [.. questionnaire.Questions.Select(KeptQuestion.Of)],
        };
    }

    /// <summary>What tells a content from another.</summary>
    public static string HashOf(Questionnaire questionnaire) => HashOf(Of(questionnaire).ToJson());

    /// <summary>The hash of a written content.</summary>
    public static string HashOf(string json) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(json)));

    /// <summary>The written form: equal contents have equal ones.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Written.QuestionnaireContent);

    /// <summary>Reads the written form.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static QuestionnaireContent FromJson(string json) =>
        JsonSerializer.Deserialize(json, Written.QuestionnaireContent) ?? throw new JsonException("A content is never null.");

    /// <summary>The title.</summary>
    [JsonIgnore]
    public LocalText Name => new(Title);
}

/// <summary>A question as it was asked.</summary>
public sealed record KeptQuestion
{
    /// <summary>As <see cref="QuestionnaireQuestion.Code"/>.</summary>
    public required string Code { get; init; }

    /// <summary>As <see cref="QuestionnaireQuestion.Kind"/>.</summary>
    public required QuestionKind Kind { get; init; }

    /// <summary>As <see cref="QuestionnaireQuestion.Prompt"/>.</summary>
    public required SortedDictionary<string, string> Prompt { get; init; }

    /// <summary>As <see cref="QuestionnaireQuestion.Note"/>.</summary>
    public SortedDictionary<string, string>? Note { get; init; }

    /// <summary>As <see cref="QuestionnaireQuestion.IsRequired"/>.</summary>
    public bool IsRequired { get; init; }

    /// <summary>As <see cref="QuestionnaireQuestion.Options"/>.</summary>
    public IReadOnlyList<KeptOption> Options { get; init; } = [];

    /// <summary>As <see cref="QuestionnaireQuestion.Least"/>.</summary>
    public decimal? Least { get; init; }

    /// <summary>As <see cref="QuestionnaireQuestion.Most"/>.</summary>
    public decimal? Most { get; init; }

    /// <summary>What the least number of a scale means.</summary>
    public SortedDictionary<string, string>? LeastName { get; init; }

    /// <summary>What the largest number of a scale means.</summary>
    public SortedDictionary<string, string>? MostName { get; init; }

    /// <summary>As <see cref="QuestionnaireQuestion.Classes"/>.</summary>
    public IReadOnlyList<decimal> Classes { get; init; } = [];

    /// <summary>As <see cref="QuestionnaireQuestion.Branches"/>.</summary>
    public IReadOnlyList<KeptBranch> Branches { get; init; } = [];

    /// <summary>As <see cref="QuestionnaireQuestion.Then"/>.</summary>
    public string? Then { get; init; }

    /// <summary>A question as it is kept.</summary>
    public static KeptQuestion Of(QuestionnaireQuestion question)
    {
        ArgumentNullException.ThrowIfNull(question);
        return new()
        {
            Code = question.Code,
            Kind = question.Kind,
            Prompt = Sorted(question.Prompt)!,
            Note = Sorted(question.Note),
            IsRequired = question.IsRequired,
            Options = [.. question.Options.Select(option => new KeptOption(option.Key, Sorted(option.Name)!))],
            Least = question.Least,
            Most = question.Most,
            LeastName = Sorted(question.Ends?.Least),
            MostName = Sorted(question.Ends?.Most),
            Classes = question.Classes,
            Branches = [.. question.Branches.Select(branch => new KeptBranch(branch.When.AnyOf, branch.When.From, branch.When.To, branch.Then))],
            Then = question.Then,
        };
    }

    /// <summary>The question again.</summary>
    public QuestionnaireQuestion ToQuestion() => new()
    {
        Code = Code,
        Kind = Kind,
        Prompt = new(Prompt),
        Note = Note is null ? null : new(Note),
        IsRequired = IsRequired,
        Options = [.. Options.Select(option => new QuestionOption(option.Key, new(option.Name)))],
        Least = Least,
        Most = Most,
        Ends = LeastName is null || MostName is null ? null : (new(LeastName), new(MostName)),
        Classes = Classes,
        Branches = [.. Branches.Select(branch => new Branch(new(branch.Is, branch.From, branch.To), branch.Then))],
        Then = Then,
    };

    internal static SortedDictionary<string, string>? Sorted(LocalText? text) =>
        text is null ? null : new(text.ByTag.ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal);
}

/// <summary>An option as it was offered.</summary>
public sealed record KeptOption(string Key, SortedDictionary<string, string> Name);

/// <summary>A branch as it led.</summary>
public sealed record KeptBranch(IReadOnlyList<string> Is, decimal? From, decimal? To, string Then);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(QuestionnaireContent))]
internal sealed partial class ContentJson : JsonSerializerContext;
