using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;

namespace Intake.Domain.Questionnaires;

/// <summary>Whether a questionnaire can be answered.</summary>
public enum QuestionnaireState
{
    /// <summary>Its first day is still to come.</summary>
    NotYetOpen,

    /// <summary>It can be answered.</summary>
    Open,

    /// <summary>Its last day is over.</summary>
    Closed,
}

/// <summary>问卷: questions to firms or citizens, whose answers may become items. Its questions lead to an end on every way: the configuration loader sees to it.</summary>
public sealed record Questionnaire
{
    /// <summary>What a link that leads into it begins with: <c>q-CODE</c>.</summary>
    public const string EntryPrefix = "q-";

    /// <summary>The name of the end, where a question is named that comes next.</summary>
    public const string End = "end";

    /// <summary>Stable code, kebab case, at most 60 characters; links hold it.</summary>
    public required string Code { get; init; }

    /// <summary>Its title.</summary>
    public required LocalText Title { get; init; }

    /// <summary>What it is for, before the first question.</summary>
    public required LocalText Introduction { get; init; }

    /// <summary>Who is asked.</summary>
    public required LocalText Audience { get; init; }

    /// <summary>The first day on which it can be answered, in the authority's zone; null when it is open from the beginning.</summary>
    public DateOnly? OpensOn { get; init; }

    /// <summary>The last day on which it can be answered, in the authority's zone; null when it stays open.</summary>
    public DateOnly? ClosesOn { get; init; }

    /// <summary>How much is shown of who answers.</summary>
    public Anonymity Anonymity { get; init; } = Anonymity.Anonymous;

    /// <summary>Whether a conversation may answer only once. Default true.</summary>
    public bool OncePerChat { get; init; } = true;

    /// <summary>The questions; the first one is asked first.</summary>
    public required IReadOnlyList<QuestionnaireQuestion> Questions { get; init; }

    /// <summary>By which answers items are made.</summary>
    public IReadOnlyList<ItemRule> Items { get; init; } = [];

    /// <summary>How a request says that it came by this questionnaire.</summary>
    public string Entry => EntryPrefix + Code;

    /// <summary>Whether nothing may lead from an answer to a person.</summary>
    public bool IsAnonymous => Anonymity == Anonymity.Anonymous;

    /// <summary>Whether it can be answered on a day of the authority's zone.</summary>
    public QuestionnaireState StateOn(DateOnly today)
    {
        if (today < OpensOn)
            return QuestionnaireState.NotYetOpen;
        return today > ClosesOn ? QuestionnaireState.Closed : QuestionnaireState.Open;
    }

    /// <summary>A question by its code; null when there is none.</summary>
    public QuestionnaireQuestion? Find(string code) => Questions.FirstOrDefault(question => question.Code == code);
}

/// <summary>By which answers an item is made.</summary>
/// <param name="Code">Stable code, kebab case.</param>
/// <param name="When">What has to be answered: all of it.</param>
/// <param name="Service">Code of the service.</param>
/// <param name="Kind">Kind of the item.</param>
/// <param name="Text">What it says; <c>{QUESTION}</c> stands for the answer to a question.</param>
public sealed record ItemRule(string Code, IReadOnlyList<AnswerTest> When, string Service, TicketKind Kind, LocalText Text);

/// <summary>What has to be answered to one question.</summary>
/// <param name="Question">Code of the question.</param>
/// <param name="When">What.</param>
public sealed record AnswerTest(string Question, Condition When);
