using Intake.Application.Data;
using Intake.Application.Publication;
using Intake.Application.Writing;
using Intake.Domain.Access;
using Intake.Web.Pages.Account;
using Intake.Web.Pages.Citizens.Bulletins;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Admin.Bulletins;

/// <summary><c>/admin/bulletins/new</c>: begins a bulletin; last month is proposed.</summary>
[Authorize(Policy = nameof(Permission.EditBulletins))]
internal sealed class NewModel(CommandWriter writer, IssueWords words, TimeProvider clock) : PageModel
{
    /// <summary>Code of the series.</summary>
    [BindProperty]
    public string? Series { get; set; }

    /// <summary>First day of the period.</summary>
    [BindProperty]
    public DateOnly From { get; set; }

    /// <summary>Last day of the period.</summary>
    [BindProperty]
    public DateOnly To { get; set; }

    /// <summary>Title of the issue.</summary>
    [BindProperty]
    public string? TitleOfIssue { get; set; }

    /// <inheritdoc/>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context) => UnreadableFields.Explain(ModelState, words.Texts);

    /// <summary>Shows the form.</summary>
    public void OnGet()
    {
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.NowToTheMillisecond(), words.Authority.TimeZone).DateTime);
        To = today.AddDays(-today.Day);
        From = To.AddDays(1 - To.Day);
    }

    /// <summary>Begins it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
        {
            OnGet();
            return Page();
        }

        var outcome = await writer.WriteAsync(new BeginBulletin(SignedIn.ActorOf(User), Series ?? "", From, To, TitleOfIssue ?? ""), cancellationToken);
        if (outcome.Succeeded)
            return LocalRedirect(BulletinWords.Address(outcome.Value));
        this.Refuse(words.Texts.Explain(outcome.Refusal));
        return Page();
    }
}
