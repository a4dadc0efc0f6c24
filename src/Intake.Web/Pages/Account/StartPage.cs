using Intake.Domain.Access;

namespace Intake.Web.Pages.Account;

/// <summary>
/// <c>/start</c>: leads a signed-in person to the first place that is open to them; who administers and handles no
/// tickets begins with the administrators' overview.
/// </summary>
internal static class StartPage
{
    /// <summary>Its address.</summary>
    public const string Address = "/start";

    /// <summary>Maps it.</summary>
    public static void MapStartPage(this IEndpointRouteBuilder endpoints)
        => endpoints.MapGet(Address, async (HttpContext context, Navigation navigation) =>
        {
            if (SignedIn.May(context.User, Permission.Administer) && !SignedIn.May(context.User, Permission.ReadOwnTickets) && !SignedIn.May(context.User, Permission.ReadAllTickets))
                return Results.LocalRedirect("/admin");
            var groups = await navigation.StaffPlacesAsync(context.User);
            return Results.LocalRedirect(groups is [var first, ..] ? first.Places[0].Address : "/account");
        }).RequireAuthorization().ExcludeFromDescription();
}
