using Intake.Domain.Questionnaires;

namespace Intake.Application.Questionnaires;

/// <summary>A questionnaire in a list: what it said when it was answered, and how often it was.</summary>
/// <param name="Id">Key of the version.</param>
/// <param name="Code">Its code.</param>
/// <param name="Hash">What tells it from other contents of the same questionnaire.</param>
/// <param name="Content">What was asked.</param>
/// <param name="FirstAt">When it was answered first.</param>
/// <param name="Responses">How often it was answered.</param>
public sealed record QuestionnaireLine(long Id, string Code, string Hash, QuestionnaireContent Content, DateTimeOffset FirstAt, int Responses);

/// <summary>How often something was answered.</summary>
/// <param name="Key">The option, the number of a scale, the class of a number (from 0), or that free words were written.</param>
/// <param name="Count">How often.</param>
public sealed record AnswerCount(string Key, int Count);

/// <summary>The answers to one question.</summary>
/// <param name="Question">The question as it was asked.</param>
/// <param name="Asked">To how many people it was put.</param>
/// <param name="Answered">How many of them answered; the others passed it over.</param>
/// <param name="Counts">The answers in their order; options that nobody chose are among them.</param>
/// <param name="Average">The average of a scale or a number; null for others, and while there is none.</param>
public sealed record QuestionResult(QuestionnaireQuestion Question, int Asked, int Answered, IReadOnlyList<AnswerCount> Counts, decimal? Average)
{
    /// <summary>The share of who answered that chose something; of a choice of several all shares together may be more than 1.</summary>
    public double ShareOf(AnswerCount count)
    {
        ArgumentNullException.ThrowIfNull(count);
        return Answered == 0 ? 0 : (double)count.Count / Answered;
    }
}

/// <summary>The results of a questionnaire, as far as they may be shown.</summary>
/// <param name="Line">Which.</param>
/// <param name="IsOpen">Whether it can still be answered.</param>
/// <param name="Groups">How many groups are shown, see <see cref="ResultRule"/>.</param>
/// <param name="Shown">How many responses are counted.</param>
/// <param name="Questions">The questions; none while nothing is shown.</param>
public sealed record QuestionnaireResults(QuestionnaireLine Line, bool IsOpen, int Groups, int Shown, IReadOnlyList<QuestionResult> Questions);

/// <summary>Free words of an answer.</summary>
/// <param name="Id">Key.</param>
/// <param name="Body">The words.</param>
public sealed record WrittenAnswer(long Id, string Body);

/// <summary>A ticket that came of a questionnaire.</summary>
/// <param name="Rule">Code of the rule.</param>
/// <param name="Line">The ticket.</param>
public sealed record QuestionnaireItem(string Rule, Tickets.TicketLine Line);

/// <summary>What was deleted because its time was over.</summary>
/// <param name="At">When.</param>
/// <param name="Words">How many free words.</param>
/// <param name="Contacts">Contact data of how many people.</param>
public sealed record QuestionnaireDeletion(DateTimeOffset At, int Words, int Contacts);

/// <summary>One response of a questionnaire that is not anonymous.</summary>
/// <param name="Id">Key.</param>
/// <param name="AnsweredAt">When.</param>
/// <param name="Channel">By which channel.</param>
/// <param name="Language">In which language.</param>
/// <param name="Name">The name of who answered by name.</param>
/// <param name="Answers">The answers by question, in their one form; free words as they were written, null once they are deleted.</param>
public sealed record ResponseLine(long Id, DateTimeOffset AnsweredAt, string Channel, string Language, string? Name, IReadOnlyDictionary<string, string?> Answers);
