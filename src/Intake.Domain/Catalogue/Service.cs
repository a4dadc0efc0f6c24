using System.Diagnostics.CodeAnalysis;
using Intake.Domain.Tickets;

namespace Intake.Domain.Catalogue;

/// <summary>The first level of the services: a group such as "environment".</summary>
/// <param name="Code">Stable code, kebab case.</param>
/// <param name="Name">What people read.</param>
public sealed record ServiceGroup(string Code, LocalText Name);

/// <summary>One thing that people write about and a unit answers for (the second level).</summary>
public sealed record Service
{
    /// <summary>Stable code, kebab case; Open311's <c>service_code</c>.</summary>
    public required string Code { get; init; }

    /// <summary>Code of its <see cref="ServiceGroup"/>.</summary>
    public required string Group { get; init; }

    /// <summary>What people read.</summary>
    public required LocalText Name { get; init; }

    /// <summary>One sentence on what belongs here.</summary>
    public required LocalText Description { get; init; }

    /// <summary>Words that point to this service, of all languages together, lower case.</summary>
    public required IReadOnlyList<string> Keywords { get; init; }

    /// <summary>The kinds of ticket it takes.</summary>
    public required IReadOnlyList<TicketKind> Kinds { get; init; }

    /// <summary>Code of the <see cref="LimitClass"/> whose limits its tickets run under.</summary>
    public required string LimitClass { get; init; }

    /// <summary>What the bot asks beyond what happened and where.</summary>
    public IReadOnlyList<ExtraQuestion> Questions { get; init; } = [];

    /// <summary>Whether the bot asks for a place. Default true.</summary>
    public bool AsksPlace { get; init; } = true;

    /// <summary>Whether a unit must show evidence (a file) to claim Resolved. Default false.</summary>
    public bool EvidenceRequired { get; init; }

    /// <summary>Express lane (practice P2): no returns, no passing on. Default false.</summary>
    public bool ExpressLane { get; init; }

    /// <summary>Whether its tickets may be shown to the public (Open311, bulletins). Default true.</summary>
    public bool IsPublic { get; init; } = true;

    /// <summary>Whether the masked description may be shown with it. Default false.</summary>
    public bool DescriptionIsPublic { get; init; }

    /// <summary>Months a ticket is kept after its archive before its personal data is deleted; null is the authority's default.</summary>
    public int? RetentionMonths { get; init; }
}

/// <summary>The data types of an extra question; Open311's <c>datatype</c>.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "String is Open311's own name of the data type.")]
public enum QuestionType
{
    /// <summary>One line.</summary>
    String,

    /// <summary>A number.</summary>
    Number,

    /// <summary>A date and time.</summary>
    DateTime,

    /// <summary>Several lines.</summary>
    Text,

    /// <summary>One of the values.</summary>
    SingleValueList,

    /// <summary>Any of the values.</summary>
    MultiValueList,
}

/// <summary>A question that a service asks beyond the five elements.</summary>
/// <param name="Code">Stable code, unique in its service.</param>
/// <param name="Prompt">What the bot asks.</param>
/// <param name="Type">What an answer is.</param>
/// <param name="Required">Whether it can be skipped.</param>
/// <param name="Values">The choices of the list types, else empty.</param>
public sealed record ExtraQuestion(string Code, LocalText Prompt, QuestionType Type, bool Required, IReadOnlyList<QuestionValue> Values);

/// <summary>One choice of a list question.</summary>
public sealed record QuestionValue(string Key, LocalText Name);
