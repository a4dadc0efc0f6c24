using System.Text.RegularExpressions;
using Intake.Domain.Access;

namespace Intake.Application.BotConfiguration;

/// <summary>Reads <c>demo-staff.yaml</c>. A password in it is an unknown key, and thereby refused.</summary>
internal static partial class ReadDemoStaff
{
    private static readonly Dictionary<string, Role> Roles = new(StringComparer.Ordinal)
    {
        ["call-taker"] = Role.CallTaker,
        ["dispatcher"] = Role.Dispatcher,
        ["unit-staff"] = Role.UnitStaff,
        ["unit-head"] = Role.UnitHead,
        ["supervisor"] = Role.Supervisor,
        ["publisher"] = Role.Publisher,
        ["administrator"] = Role.Administrator,
        ["auditor"] = Role.Auditor,
    };

    internal static IReadOnlyList<DemoStaffMember> From(YamlReading reading, KnownCodes units)
    {
        if (!reading.Files.Texts.ContainsKey("demo-staff.yaml"))
            return [];
        using var file = reading.Open("demo-staff.yaml");
        var staff = new Dictionary<string, DemoStaffMember>(StringComparer.Ordinal);
        foreach (var section in file?.Sections("staff") ?? [])
        {
            using (section)
            {
                var member = Read(section, units);
                if (!staff.TryAdd(member.User, member))
                    section.Problem("user", $"the user \"{member.User}\" is there twice");
            }
        }

        return [.. staff.Values];
    }

    private static DemoStaffMember Read(YamlSection section, KnownCodes units)
    {
        var user = section.Text("user");
        if (user.Length > 0 && !UserForm().IsMatch(user))
            section.Problem("user", $"\"{user}\" is not a user name: small letters and digits, joined by dots or hyphens");
        var roles = section.Items("roles", isRequired: true).Select(item => section.Choice(item.Text, item.Line, Roles, Role.UnitStaff)).ToList();
        if (section.IsEmptyList("roles"))
            section.Problem("roles", "at least one role is needed");
        return new DemoStaffMember(user, section.Local("name"), roles, section.Reference("unit", units));
    }

    [GeneratedRegex("^[a-z0-9]+([.-][a-z0-9]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UserForm();
}
