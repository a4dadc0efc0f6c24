using Intake.Application.BotConfiguration;
using Intake.Application.Data;
using Intake.Application.Ledgers;
using Intake.Application.Staff;
using Intake.Domain.Access;
using Intake.Domain.Deadlines;
using Intake.Web.Pages.Admin.Calendars;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Intake.Web.Pages.Admin;

/// <summary><c>/admin</c>: where an administrator starts: the counts that matter, and what needs a look.</summary>
[Authorize(Policy = nameof(Permission.Administer))]
internal sealed class OverviewModel(IntakeDbContext db, BotConfigurationSource configuration, HealthCheckService health, ReconcileDaily reconciliation, CalendarScene calendars) : PageModel
{
    /// <summary>The counts.</summary>
    public Overview Counts { get; private set; } = null!;

    /// <summary>Today, by the authority's clock.</summary>
    public DateOnly Today { get; } = calendars.Today;

    /// <summary>The calendars whose next days off are missing.</summary>
    public IReadOnlyList<(WorkingCalendar Calendar, CalendarOutlook Outlook)> Outlooks => calendars.Outlooks;

    /// <summary>The configuration in use.</summary>
    public BotConfigurationSource Configuration => configuration;

    /// <summary>What the last daily reconciliation found; null before the first.</summary>
    public ReconciliationFinding? Reconciliation { get; private set; }

    /// <summary>Whether every check of <c>/health/ready</c> holds.</summary>
    public bool IsWell { get; private set; }

    /// <summary>The checks that stop the program from being ready, and why.</summary>
    public IReadOnlyList<(string Check, string Why)> Faults { get; private set; } = [];

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Counts = await Overview.CountAsync(db, configuration.Current.Authority.TimeZone, calendars.Now, cancellationToken);
        Reconciliation = await reconciliation.LastAsync(cancellationToken);
        var report = await health.CheckHealthAsync(cancellationToken);
        IsWell = report.Status == HealthStatus.Healthy;
        Faults = [.. report.Entries.Where(entry => entry.Value.Status == HealthStatus.Unhealthy).Select(entry => (entry.Key, entry.Value.Description ?? entry.Value.Status.ToString()))];
    }
}
