using System.Reflection;
using Intake.Application.Tickets;
using Intake.Web.Pages.Staff;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Intake.Web.Pages.Wall;

/// <summary>What the board shows, and by whose words.</summary>
/// <param name="Figures">The figures.</param>
/// <param name="Plans">The plans as a chart; null when there are none.</param>
/// <param name="Version">Of the program; a board that shows another one's page loads it anew.</param>
internal sealed record BoardPart(WallFigures Figures, PlanChart? Plans, string Version);

/// <summary>
/// <c>/wall</c>: a page for a screen in a hall or a control room (挂图作战, practice P3 and P19). It fetches
/// <c>/wall/board</c> every few seconds and holds no session; a screen without a key is asked for one.
/// </summary>
[AllowAnonymous]
internal sealed class WallModel(WallAccess access, WallQueries queries, DeskWords words, PageTexts texts) : PageModel
{
    private static readonly string Version = Assembly.GetExecutingAssembly().ManifestModule.ModuleVersionId.ToString("N");

    /// <summary>The board; null when the screen has to show a key first.</summary>
    public BoardPart? Board { get; private set; }

    /// <summary>The key that the form brings.</summary>
    [BindProperty]
    public string? Key { get; set; }

    /// <summary>Shows the board, or asks for a key.</summary>
    public async Task OnGetAsync()
    {
        if (!await access.MaySeeAsync(HttpContext))
            return;
        await access.KeepOnAsync(HttpContext);
        Board = await ReadAsync();
    }

    /// <summary>Takes a key.</summary>
    public async Task<IActionResult> OnPostAsync()
    {
        if (Key?.Trim() is { Length: > 0 and <= 200 } key && await access.OpensAsync(key, HttpContext.RequestAborted))
        {
            access.Keep(Response, key);
            return RedirectToPage();
        }

        this.Refuse(texts["wall.key.wrong"], nameof(Key));
        Key = null;
        return Page();
    }

    /// <summary>The board alone, for the page that shows it; 403 when the key was taken back.</summary>
    public async Task<IActionResult> OnGetBoardAsync()
    {
        if (!await access.MaySeeAsync(HttpContext))
            return StatusCode(StatusCodes.Status403Forbidden);
        return new PartialViewResult { ViewName = "_Board", ViewData = new ViewDataDictionary<BoardPart>(ViewData, await ReadAsync()) };
    }

    private async Task<BoardPart> ReadAsync()
    {
        var figures = await queries.ReadAsync(HttpContext.RequestAborted);
        var today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(words.Now, words.Authority.TimeZone).DateTime);
        return new(figures, figures.Plans.Count == 0 ? null : PlanChart.Of(figures.Plans, today), Version);
    }
}
