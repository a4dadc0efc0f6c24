namespace Intake.Web.Pages.Account;

/// <summary><c>/start</c>: leads a signed-in person to the first place that is open to them.</summary>
internal static class StartPage
{
    /// <summary>Its address.</summary>
    public const string Address = "/start";

    /// <summary>Maps it.</summary>
    public static void MapStartPage(this IEndpointRouteBuilder endpoints)
        => endpoints.MapGet(Address, async (HttpContext context, Navigation navigation) =>
        {
            var groups = await navigation.StaffPlacesAsync(context.User);
            return Results.LocalRedirect(groups is [var first, ..] ? first.Places[0].Address : "/account");
        }).RequireAuthorization().ExcludeFromDescription();
}
