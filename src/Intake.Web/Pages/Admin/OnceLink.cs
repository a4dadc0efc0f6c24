using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Admin;

/// <summary>A one-time link or a key on its way to the page that shows it this once, in an encrypted cookie that the page takes with it.</summary>
internal static class OnceLink
{
    private const string Key = "once";

    /// <summary>Leaves something for the page that comes next.</summary>
    public static void Leave(PageModel page, string secret) => page.TempData[Key] = secret;

    /// <summary>Takes what was left; null when there is nothing.</summary>
    public static string? Take(PageModel page) => page.TempData[Key] as string;

    /// <summary>The address that an invitation's token opens.</summary>
    public static string AddressOf(HttpRequest request, string token) => $"{request.Scheme}://{request.Host}{request.PathBase}/invitation/{token}";
}
