using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Intake.Web.Pages;

/// <summary>The tones of pills and messages. A tone never stands alone: words say the same.</summary>
internal enum Tone
{
    /// <summary>Nothing to note.</summary>
    Grey,

    /// <summary>Near due; under way.</summary>
    Blue,

    /// <summary>Nearer; needs a look.</summary>
    Yellow,

    /// <summary>Overdue; wrong.</summary>
    Red,

    /// <summary>Done; good.</summary>
    Green,
}

/// <summary>A word on coloured ground: a card (blue, yellow, red) or a state. Drawn by <c>_Card</c>.</summary>
/// <param name="Tone">The colour.</param>
/// <param name="Words">What it says.</param>
/// <param name="Icon">An icon before the words.</param>
internal sealed record Pill(Tone Tone, string Words, string? Icon = null);

/// <summary>What a list shows when it is empty: that nothing is wrong, and what comes next. Drawn by <c>_Empty</c>.</summary>
/// <param name="Icon">An icon.</param>
/// <param name="Title">What there is none of.</param>
/// <param name="Words">When something will be here, or what to do.</param>
/// <param name="Address">Where the action leads; null has none.</param>
/// <param name="Action">What the action is called.</param>
internal sealed record EmptyPart(string Icon, string Title, string Words, string? Address = null, string? Action = null);

/// <summary>Addresses of the pages before and after, by key (never by offset). Drawn by <c>_Pager</c>.</summary>
/// <param name="Before">The page before; null on the first.</param>
/// <param name="After">The page after; null on the last.</param>
internal sealed record PagerLinks(string? Before, string? After);

/// <summary>A message told once. Drawn by <c>_Toast</c>.</summary>
/// <param name="Tone">Green for done, yellow for done with a note, red for a mistake (stays until closed).</param>
/// <param name="Words">What it says.</param>
internal sealed record Toast(Tone Tone, string Words)
{
    /// <summary>The cookie that carries it to the next page, encrypted.</summary>
    public const string Cookie = "intake-told";

    private const string Key = "toast";

    /// <summary>The message that the request before left for this page, if any; it is told once.</summary>
    public static Toast? From(ViewContext page)
    {
        // Looking into an empty store would send a cookie with every page.
        if (!page.HttpContext.Request.Cookies.ContainsKey(Cookie))
            return null;
        return page.TempData[Key] is string written && written.Split('|', 2) is [var tone, var words] && Enum.TryParse<Tone>(tone, out var known)
            ? new Toast(known, words)
            : null;
    }

    /// <summary>Leaves the message for the page that comes next.</summary>
    public void LeaveIn(ITempDataDictionary kept) => kept[Key] = $"{Tone}|{Words}";
}

/// <summary>What page models say to people.</summary>
internal static class PageMessages
{
    /// <summary>Adds a refusal to the problems that the page shows, at the field it is about or at none.</summary>
    public static void Refuse(this PageModel page, string words, string field = "") => page.ModelState.AddModelError(field, words);

    /// <summary>Tells the next page's reader that something was done.</summary>
    public static void Tell(this PageModel page, string words, Tone tone = Tone.Green) => new Toast(tone, words).LeaveIn(page.TempData);
}
