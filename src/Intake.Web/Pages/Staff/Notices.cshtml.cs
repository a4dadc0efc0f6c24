using Intake.Application.Notifications;
using Intake.Application.Writing;
using Intake.Web.Hosting;
using Intake.Web.Pages.Account;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Staff;

/// <summary><c>/staff/notices</c>: what my unit was told, what nobody has read on top.</summary>
[Authorize(DeskAccess.Tickets)]
internal sealed class NoticesModel(NoticeQueries notices, CommandWriter writer, PageTexts texts) : PageModel
{
    private const int PageSize = 50;
    private const int ReadShown = 30;

    /// <summary>The key before which the list begins.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Before { get; set; }

    /// <summary>Those that nobody of the unit has read.</summary>
    public IReadOnlyList<NoticeLine> Unread { get; private set; } = [];

    /// <summary>Whether there are older ones that nobody has read.</summary>
    public bool More { get; private set; }

    /// <summary>Those read last.</summary>
    public IReadOnlyList<NoticeLine> Read { get; private set; } = [];

    private string Unit => SignedIn.ActorOf(User).Unit ?? "";

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var unread = await notices.ReadAsync(Unit, unread: true, Before, PageSize + 1, cancellationToken);
        (Unread, More) = ([.. unread.Take(PageSize)], unread.Count > PageSize);
        Read = Before is null ? await notices.ReadAsync(Unit, unread: false, before: null, ReadShown, cancellationToken) : [];
    }

    /// <summary>Marks one as read.</summary>
    public async Task<IActionResult> OnPostReadAsync(long notice, string? back)
    {
        await writer.WriteAsync(new MarkNoticesRead(Unit, notice, andOlder: false), HttpContext.RequestAborted);
        return LocalRedirect(LocalAddress.Or(back, "/staff/notices"));
    }

    /// <summary>Marks all up to one as read.</summary>
    public async Task<IActionResult> OnPostAllAsync(long notice)
    {
        var count = await writer.WriteAsync(new MarkNoticesRead(Unit, notice, andOlder: true), HttpContext.RequestAborted);
        this.Tell(texts["desk.notices.done", ("count", count)]);
        return RedirectToPage(new { before = (long?)null });
    }
}
