using Intake.Domain.Tickets;

namespace Intake.Web.Pages.Staff.Tickets;

/// <summary>
/// What the forms of a ticket's page bring; each form has some of these fields. Fields of several values are lists that
/// can grow: what a form brings is added to what is there, and to an array nothing can be added.
/// </summary>
internal sealed class TicketInput
{
    /// <summary>The ticket's version that the page showed.</summary>
    public int Seen { get; set; }

    /// <summary>Whether it is accepted and dispatched at once.</summary>
    public bool Both { get; set; }

    /// <summary>Kind.</summary>
    public TicketKind? Kind { get; set; }

    /// <summary>Service code.</summary>
    public string? Service { get; set; }

    /// <summary>Place code.</summary>
    public string? Place { get; set; }

    /// <summary>Why.</summary>
    public string? Reason { get; set; }

    /// <summary>Code of the right door.</summary>
    public string? Door { get; set; }

    /// <summary>Code of the lead unit.</summary>
    public string? Lead { get; set; }

    /// <summary>Codes of co-handling units.</summary>
    public List<string> CoHandlers { get; set; } = [];

    /// <summary>What is asked of the unit.</summary>
    public string? Instruction { get; set; }

    /// <summary>What came of it.</summary>
    public TicketOutcome? Outcome { get; set; }

    /// <summary>Whether it was fixed at once, and not only answered.</summary>
    public bool IsFixed { get; set; }

    /// <summary>To the requester.</summary>
    public string? Reply { get; set; }

    /// <summary>Code of the article that the reply was taken from.</summary>
    public string? Article { get; set; }

    /// <summary>Its version.</summary>
    public string? ArticleVersion { get; set; }

    /// <summary>What articles are looked for by; null looks by the matter.</summary>
    public string? Look { get; set; }

    /// <summary>To the centre.</summary>
    public string? Report { get; set; }

    /// <summary>Code of the catalogue's row that a return is based on.</summary>
    public string? Rule { get; set; }

    /// <summary>What the requester is asked.</summary>
    public string? Question { get; set; }

    /// <summary>A remark or a note.</summary>
    public string? Note { get; set; }

    /// <summary>User name of a handler.</summary>
    public string? Handler { get; set; }

    /// <summary>How much more time.</summary>
    public decimal? Amount { get; set; }

    /// <summary>What interim targets reach.</summary>
    public List<string?> TargetText { get; set; } = [];

    /// <summary>By which days.</summary>
    public List<DateOnly?> TargetOn { get; set; } = [];

    /// <summary>By which day all is done.</summary>
    public DateOnly? EndOn { get; set; }

    /// <summary>Number of the ticket to merge into.</summary>
    public string? Into { get; set; }
}
