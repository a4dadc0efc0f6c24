using Intake.Domain.Catalogue;

namespace Intake.Web.Pages.Citizens;

/// <summary>A telephone number with what it is for.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="Phone">The number as people write it.</param>
internal sealed record NamedPhone(string Name, string Phone);

/// <summary>How a body is reached without the conversation, and whom to call when it cannot wait. What is not configured is null or empty.</summary>
/// <param name="Emergencies">Emergency lines, in the authority's order.</param>
/// <param name="Phone">The hotline.</param>
/// <param name="Email">The e-mail address.</param>
/// <param name="Address">Where to go.</param>
internal sealed record OtherWays(IReadOnlyList<NamedPhone> Emergencies, string? Phone, string? Email, string? Address)
{
    /// <summary>The ways that an authority names.</summary>
    public static OtherWays Of(Authority authority, Language language) => new(
        [.. authority.RightDoors.Where(door => door is { IsEmergency: true, Phone: not null }).Select(door => new NamedPhone(door.Name[language], door.Phone!))],
        authority.Contact?.Phone ?? authority.Centre.Phone,
        authority.Contact?.Email,
        authority.Contact?.Address[language]);

    /// <summary>A number as a telephone dials it.</summary>
    public static string Dialled(string phone) => "tel:" + string.Concat(phone.Where(c => char.IsAsciiDigit(c) || c == '+'));
}
