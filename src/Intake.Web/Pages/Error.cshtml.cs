using Intake.Web.Errors;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages;

/// <summary>What people see when something goes wrong: which of the few things it is, what to do, and a reference for faults.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken] // shown in the place of any form's answer
internal sealed class ErrorModel(PageTexts texts) : PageModel
{
    /// <summary>The status of the answer.</summary>
    public int Status { get; private set; }

    /// <summary>What happened, in few words.</summary>
    public string Title { get; private set; } = "";

    /// <summary>What it means and what to do.</summary>
    public string Words { get; private set; } = "";

    /// <summary>The reference of a fault.</summary>
    public string? Reference { get; private set; }

    /// <summary>Whether a member of staff met it.</summary>
    public bool IsOfStaff { get; private set; }

    /// <summary>Shows the error of the request that this page stands in for.</summary>
    public void OnGet(int? status) => Show(status);

    /// <summary>The same for a form's answer.</summary>
    public void OnPost(int? status) => Show(status);

    private void Show(int? status)
    {
        var failure = HttpContext.Features.Get<IExceptionHandlerPathFeature>();
        var original = HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalPath ?? failure?.Path;
        // Asked for by its own address there is no error to show, and no such page.
        Status = failure is not null ? Response.StatusCode : original is null ? StatusCodes.Status404NotFound : status ?? Response.StatusCode;
        Response.StatusCode = Status;
        (Title, Words) = ErrorAnswers.WordsFor(texts, Status);
        Reference = Failure.ReferenceOf(HttpContext);
        IsOfStaff = User.Identity is { IsAuthenticated: true } && original is not null && (original.StartsWith("/staff", StringComparison.Ordinal) || original.StartsWith("/admin", StringComparison.Ordinal));
    }
}
