using Intake.Domain.Tickets;

namespace Intake.Web.Pages.Staff;

/// <summary>What the form brings.</summary>
internal sealed class TakeInInput
{
    /// <summary>Most characters of a line.</summary>
    public const int LongestLine = 200;

    /// <summary>The form's own key, by which a repeat is known.</summary>
    public string? Key { get; set; }

    /// <summary>How the person came.</summary>
    public string Channel { get; set; } = "phone";

    /// <summary>The telephone number.</summary>
    public string? Phone { get; set; }

    /// <summary>The name.</summary>
    public string? Name { get; set; }

    /// <summary>How much is shown.</summary>
    public Anonymity Anonymity { get; set; } = Anonymity.CentreOnly;

    /// <summary>What happened.</summary>
    public string? What { get; set; }

    /// <summary>Where.</summary>
    public string? Where { get; set; }

    /// <summary>When.</summary>
    public string? When { get; set; }

    /// <summary>Whom or what it is about.</summary>
    public string? Whom { get; set; }

    /// <summary>What the person wants.</summary>
    public string? Wish { get; set; }

    /// <summary>What it is; null lets the service decide.</summary>
    public TicketKind? Kind { get; set; }

    /// <summary>Code of the service; null lets the text propose one.</summary>
    public string? Service { get; set; }

    /// <summary>The requester's language.</summary>
    public string Language { get; set; } = "";

    /// <summary>Whether the receipt is sent by text message.</summary>
    public bool TextsReceipt { get; set; }

    /// <summary>Whether the requester agreed to be told by text message what happens.</summary>
    public bool TextsNews { get; set; }

    /// <summary>What the requester is answered at once.</summary>
    public string? Answer { get; set; }

    /// <summary>Code of the article that it was taken from.</summary>
    public string? Article { get; set; }

    /// <summary>Its version.</summary>
    public string? ArticleVersion { get; set; }

    /// <summary>Its title, for the report.</summary>
    public string? ArticleTitle { get; set; }

    /// <summary>Whether it was fixed, and not only answered.</summary>
    public bool IsFixed { get; set; }

    /// <summary>Whether the requester says that this answers it.</summary>
    public bool IsConfirmed { get; set; }

    /// <summary>Whether it is to be answered at once, and not only taken in.</summary>
    public bool Answers { get; set; }
}
