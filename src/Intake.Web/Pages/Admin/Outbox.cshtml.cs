using Intake.Application.Data;
using Intake.Application.Notifications;
using Intake.Application.Writing;
using Intake.Domain.Access;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Admin;

/// <summary><c>/admin/outbox</c>: outgoing messages that were given up, to be sent again.</summary>
[Authorize(Policy = nameof(Permission.Administer))]
internal sealed class OutboxModel(IntakeDbContext db, CommandWriter writer, PageTexts texts) : PageModel
{
    /// <summary>Those on this page.</summary>
    public IReadOnlyList<DeadLetter> Letters { get; private set; } = [];

    /// <summary>The pages before and after.</summary>
    public PagerLinks Pages { get; private set; } = new(null, null);

    /// <summary>How many wait, and how many were given up.</summary>
    public (int Waiting, int Dead) Counts { get; private set; }

    /// <summary>Shows a page of them.</summary>
    public async Task OnGetAsync(long? before, CancellationToken cancellationToken)
    {
        Counts = await OutboxQueries.CountsAsync(db, cancellationToken);
        (Letters, var hasMore) = await OutboxQueries.DeadAsync(db, before, cancellationToken);
        Pages = new(before is null ? null : "/admin/outbox", hasMore ? $"/admin/outbox?before={Letters[^1].Id}" : null);
    }

    /// <summary>Sends those again that are named: one, or all of a page.</summary>
    public async Task<IActionResult> OnPostAsync(long[] id)
    {
        ArgumentNullException.ThrowIfNull(id);
        var sent = 0;
        foreach (var key in id.Take(OutboxQueries.PageLength))
            sent += await writer.WriteAsync(new ResendMessage(key)) ? 1 : 0;
        this.Tell(texts["admin.outbox.resent", ("count", sent)], sent > 0 ? Tone.Green : Tone.Yellow);
        return RedirectToPage();
    }
}
