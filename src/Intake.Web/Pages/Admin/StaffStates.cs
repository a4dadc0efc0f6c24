using Intake.Application.Staff;
using Intake.Web.Texts;

namespace Intake.Web.Pages.Admin;

/// <summary>In what state an account is, as a pill.</summary>
internal static class StaffStates
{
    /// <summary>The pill of an account at an instant.</summary>
    public static Pill Of(PageTexts texts, StaffListed member, DateTimeOffset now) => member switch
    {
        { DisabledAt: not null } => new(Tone.Grey, texts["admin.staff.disabled"]),
        { LockedUntil: { } until } when until > now => new(Tone.Red, texts["admin.staff.locked"]),
        { HasPassword: false } => new(Tone.Yellow, texts["admin.staff.invited"]),
        { Roles.Count: 0 } => new(Tone.Yellow, texts["admin.staff.no-role"]),
        { IsDemo: true } => new(Tone.Blue, texts["admin.staff.demo"]),
        _ => new(Tone.Green, texts["admin.staff.active"]),
    };
}
