using Intake.Domain.Access;
using Intake.Web.Pages.Account;

namespace Intake.Web.Pages.Staff;

/// <summary>Policies of pages that either of two permissions opens; what the page shows is then narrowed to what the person may see.</summary>
internal static class DeskAccess
{
    /// <summary>Tickets: one's own unit's or all.</summary>
    public const string Tickets = "Tickets";

    /// <summary>The ledger: of one's own unit, or with the right to read figures.</summary>
    public const string Ledger = "Ledger";

    /// <summary>Who a policy lets in, by permission.</summary>
    public static IReadOnlyDictionary<string, Permission[]> AnyOf { get; } = new Dictionary<string, Permission[]>(StringComparer.Ordinal)
    {
        [Tickets] = [Permission.ReadOwnTickets, Permission.ReadAllTickets],
        [Ledger] = [Permission.ReadOwnTickets, Permission.ReadFigures],
    };

    /// <summary>Adds the policies.</summary>
    public static void AddDeskPolicies(this IServiceCollection services)
    {
        var authorization = services.AddAuthorizationBuilder();
        foreach (var (name, permissions) in AnyOf)
            authorization.AddPolicy(name, policy => policy.RequireAuthenticatedUser().RequireAssertion(context => permissions.Any(permission => SignedIn.May(context.User, permission))));
    }
}
