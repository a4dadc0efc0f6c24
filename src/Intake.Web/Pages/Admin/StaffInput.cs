using System.ComponentModel.DataAnnotations;
using Intake.Application.Staff;
using Intake.Domain.Access;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Admin;

/// <summary>What the forms for accounts bring.</summary>
internal sealed class StaffInput
{
    /// <summary>The name to sign in with; set once.</summary>
    [MaxLength(64)]
    public string? User { get; set; }

    /// <summary>The name that others see.</summary>
    [MaxLength(100)]
    public string? Name { get; set; }

    /// <summary>Code of the unit; empty for none.</summary>
    public string? Unit { get; set; }

    /// <summary>The roles.</summary>
    public List<Role> Roles { get; set; } = [];

    /// <summary>Codes of the units to choose from.</summary>
    [BindNever]
    public IEnumerable<string> Units { get; set; } = [];

    /// <summary>Tells the page what is wrong; true when nothing is.</summary>
    public bool Check(PageModel page, PageTexts texts)
    {
        if (string.IsNullOrWhiteSpace(Name))
            page.Refuse(texts["admin.staff.name-missing"], "Input.Name");
        if (Roles.Count == 0)
            page.Refuse(texts["admin.staff.roles-missing"], "Input.Roles");
        if (!string.IsNullOrEmpty(Unit) && !Units.Contains(Unit, StringComparer.Ordinal))
            page.Refuse(texts["admin.staff.unit-unknown"], "Input.Unit");
        if (string.IsNullOrEmpty(Unit) && Roles.Any(role => role is Role.UnitStaff or Role.UnitHead))
            page.Refuse(texts["admin.staff.unit-missing"], "Input.Unit");
        return page.ModelState.IsValid;
    }

    /// <summary>What is to be set.</summary>
    public StaffSetting Setting() => new(Name!.Trim(), string.IsNullOrEmpty(Unit) ? null : Unit, [.. Roles]);
}
