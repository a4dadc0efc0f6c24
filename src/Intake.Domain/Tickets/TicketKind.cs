namespace Intake.Domain.Tickets;

/// <summary>The six kinds of request (DB12/T 1438-2025).</summary>
public enum TicketKind
{
    /// <summary>咨询: a question.</summary>
    Inquiry,

    /// <summary>求助: a call for help.</summary>
    Help,

    /// <summary>投诉: a complaint.</summary>
    Complaint,

    /// <summary>举报: a report of wrongdoing.</summary>
    Report,

    /// <summary>建议: a suggestion.</summary>
    Suggestion,

    /// <summary>表扬: praise.</summary>
    Praise,
}
