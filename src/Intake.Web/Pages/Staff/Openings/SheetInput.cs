using System.Globalization;
using System.Text.Json;
using Intake.Domain.Openings;
using Intake.Domain.Tickets;

namespace Intake.Web.Pages.Staff.Openings;

/// <summary>What is typed from a sheet.</summary>
internal sealed record SheetInput
{
    /// <summary>Most characters of a line.</summary>
    public const int LongestLine = 200;

    /// <summary>The form's own key, by which a repeat is known.</summary>
    public string? Key { get; set; }

    /// <summary>The sheet.</summary>
    public int Number { get; set; }

    /// <summary>What is written on it.</summary>
    public string? Text { get; set; }

    /// <summary>The date written on it.</summary>
    public string? Written { get; set; }

    /// <summary>What it is; null lets the service decide.</summary>
    public TicketKind? Kind { get; set; }

    /// <summary>Code of the service; null lets the text propose one.</summary>
    public string? Service { get; set; }

    /// <summary>Where, in words.</summary>
    public string? Place { get; set; }

    /// <summary>How much is shown.</summary>
    public Anonymity Anonymity { get; set; } = Anonymity.Anonymous;

    /// <summary>Name.</summary>
    public string? Name { get; set; }

    /// <summary>Phone.</summary>
    public string? Phone { get; set; }

    /// <summary>E-mail address.</summary>
    public string? Email { get; set; }

    /// <summary>The sender's language.</summary>
    public string? Language { get; set; }

    /// <summary>The date written on it; null for none or what is no date.</summary>
    public DateOnly? WrittenOn => DateOnly.TryParseExact(Written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    /// <summary>What a repeat of the form says again.</summary>
    public IReadOnlyList<string?> Fields => [Text, Written, $"{Kind}", Service, Place, $"{Anonymity}", Name, Phone, Email, Language];

    /// <summary>As it is kept while it is typed.</summary>
    public string ToJson() => JsonSerializer.Serialize(this);

    /// <summary>Reads what was kept; what an earlier release has written otherwise is as if nothing were kept.</summary>
    public static SheetInput? FromJson(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<SheetInput>(json);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Why a sheet is no ticket.</summary>
internal sealed record AsideInput
{
    /// <summary>The form's own key, by which a repeat is known.</summary>
    public string? Key { get; set; }

    /// <summary>The sheet.</summary>
    public int Number { get; set; }

    /// <summary>What became of it.</summary>
    public SheetKind Kind { get; set; } = SheetKind.Blank;

    /// <summary>The sheet that says the same.</summary>
    public int? SameAs { get; set; }

    /// <summary>Why.</summary>
    public string? Reason { get; set; }
}
