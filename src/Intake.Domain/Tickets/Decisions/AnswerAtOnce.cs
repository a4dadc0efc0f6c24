using Intake.Domain.Knowledge;

namespace Intake.Domain.Tickets.Decisions;

/// <summary>An answer given at once (直接答复, 立行立改).</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="IsFixed">Whether it was fixed, and not only answered.</param>
/// <param name="Reply">To the requester.</param>
/// <param name="Report">To the centre.</param>
/// <param name="Instruction">What it was answered on.</param>
/// <param name="Evidence">Files that prove it.</param>
public sealed record AnswerAtOnce(TicketOutcome Outcome, bool IsFixed, TextRef Reply, TextRef Report, TextRef Instruction, IReadOnlyList<AttachmentRef> Evidence)
{
    /// <summary>The article of the knowledge base that the reply was taken from; null when from none.</summary>
    public ArticleUse? Article { get; init; }
}

/// <summary>As what a ticket is accepted.</summary>
/// <param name="Kind">Kind.</param>
/// <param name="Service">Code of the service.</param>
/// <param name="Place">Code of the place; null when none is known.</param>
public sealed record AcceptedAs(TicketKind Kind, string? Service, string? Place);
