namespace Intake.Web.Tests.Browser;

/// <summary>Staff at a browser.</summary>
internal static class StaffVisits
{
    /// <summary>Signs in with an account of the demonstration, as its password stands on the sign-in page.</summary>
    public static async Task SignInAsync(this Visitor visitor, string user)
    {
        var page = visitor.Page;
        await page.GotoAsync("/sign-in");
        var password = await page.Locator($"[data-user='{user}']").GetAttributeAsync("data-password");
        await page.FillAsync("[name='Input.User']", user);
        await page.FillAsync("[name='Input.Password']", password!);
        await page.PressAsync("[name='Input.Password']", "Enter");
        await page.WaitForURLAsync(url => !url.Contains("/sign-in", StringComparison.Ordinal));
    }
}
