using Intake.Domain.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Admin;

/// <summary><c>/admin/access</c>: who may do what, as the access table has it.</summary>
[Authorize(Policy = nameof(Permission.Administer))]
internal sealed class AccessModel : PageModel
{
    /// <summary>The roles, a column each.</summary>
    public static IReadOnlyList<Role> Roles { get; } = Enum.GetValues<Role>();

    /// <summary>The permissions, a row each.</summary>
    public static IReadOnlyList<Permission> Permissions { get; } = Enum.GetValues<Permission>();
}
