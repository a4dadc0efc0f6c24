using Intake.Application.Conversations;
using Intake.Application.Data;
using Intake.Application.Writing;
using Intake.Domain.Access;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Admin;

/// <summary><c>/admin/inbound</c>: incoming messages that nobody could handle, kept for a person to look at.</summary>
[Authorize(Policy = nameof(Permission.Administer))]
internal sealed class InboundModel(IntakeDbContext db, CommandWriter writer, PageTexts texts) : PageModel
{
    /// <summary>Those on this page.</summary>
    public IReadOnlyList<ParkedMessage> Messages { get; private set; } = [];

    /// <summary>The pages before and after.</summary>
    public PagerLinks Pages { get; private set; } = new(null, null);

    /// <summary>Shows a page of them.</summary>
    public async Task OnGetAsync(long? before, CancellationToken cancellationToken)
    {
        (Messages, var hasMore) = await InboundQueries.ParkedAsync(db, before, cancellationToken);
        Pages = new(before is null ? null : "/admin/inbound", hasMore ? $"/admin/inbound?before={Messages[^1].Id}" : null);
    }

    /// <summary>Somebody has dealt with it by hand.</summary>
    public async Task<IActionResult> OnPostAsync(long id)
    {
        var settled = await writer.WriteAsync(new SettleParkedMessage(id));
        this.Tell(texts[settled ? "admin.inbound.settled" : "admin.inbound.settled-before"], settled ? Tone.Green : Tone.Yellow);
        return RedirectToPage();
    }
}
