using Intake.Application.BotConfiguration;
using Intake.Application.Data;
using Intake.Application.Staff;
using Intake.Domain.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;

namespace Intake.Web.Pages.Admin;

/// <summary><c>/admin/staff</c>: everyone who has an account.</summary>
[Authorize(Policy = nameof(Permission.Administer))]
internal sealed class StaffModel(IntakeDbContext db, BotConfigurationSource configuration, TimeProvider clock) : PageModel
{
    /// <summary>Part of a name.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Words { get; set; }

    /// <summary>Code of a unit.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Unit { get; set; }

    /// <summary>A role.</summary>
    [BindProperty(SupportsGet = true)]
    public Role? Role { get; set; }

    /// <summary>The accounts on this page.</summary>
    public IReadOnlyList<StaffListed> Members { get; private set; } = [];

    /// <summary>The pages before and after.</summary>
    public PagerLinks Pages { get; private set; } = new(null, null);

    /// <summary>Codes of the units to choose from.</summary>
    public IEnumerable<string> Units => configuration.Current.Authority.Units.Keys;

    /// <summary>Whether the list is narrowed.</summary>
    public bool IsNarrowed => !string.IsNullOrWhiteSpace(Words) || !string.IsNullOrEmpty(Unit) || Role is not null;

    /// <summary>The instant of the page.</summary>
    public DateTimeOffset Now { get; } = clock.GetUtcNow();

    /// <summary>Shows a page of them.</summary>
    public async Task OnGetAsync(string? after, CancellationToken cancellationToken)
    {
        (Members, var hasMore) = await StaffQueries.PageAsync(db, new(Words, Unit, Role), after, cancellationToken);
        Pages = new(after is null ? null : Address(null), hasMore ? Address(Members[^1].User) : null);
    }

    private string Address(string? after) => QueryHelpers.AddQueryString(
        "/admin/staff",
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["q"] = Words, ["unit"] = Unit, ["role"] = Role?.ToString(), ["after"] = after }.Where(value => !string.IsNullOrEmpty(value.Value)));
}
