using Intake.Application.BotConfiguration;
using Intake.Application.Data;
using Intake.Application.Ledgers;
using Intake.Application.Staff;
using Intake.Application.Writing;
using Intake.Domain.Access;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Admin;

/// <summary><c>/admin</c>: where an administrator starts: the counts that matter, and what needs a look.</summary>
[Authorize(Policy = nameof(Permission.Administer))]
internal sealed class OverviewModel(IntakeDbContext db, BotConfigurationSource configuration, WriterHealth writer, ReconcileDaily reconciliation, TimeProvider clock) : PageModel
{
    /// <summary>The counts.</summary>
    public Overview Counts { get; private set; } = null!;

    /// <summary>The configuration in use.</summary>
    public BotConfigurationSource Configuration => configuration;

    /// <summary>What the last daily reconciliation found; null before the first.</summary>
    public ReconciliationFinding? Reconciliation { get; private set; }

    /// <summary>Why the database could not be written last; null when it could.</summary>
    public string? DatabaseFault => writer.Fault;

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Counts = await Overview.CountAsync(db, configuration.Current.Authority.TimeZone, clock.GetUtcNow(), cancellationToken);
        Reconciliation = await reconciliation.LastAsync(cancellationToken);
    }
}
