using System.Security.Claims;
using Intake.Application.Staff;
using Intake.Domain.Access;
using Microsoft.AspNetCore.Identity;

namespace Intake.Web.Pages.Account;

/// <summary>The person who is signed in: between accounts, claims and actors.</summary>
internal static class SignedIn
{
    /// <summary>Claim that changes when every session of the account has to end: a new password, a reset.</summary>
    internal const string Stamp = "stamp";

    /// <summary>Claim that changes when anything in the account changes, so that the other claims are read anew.</summary>
    internal const string Version = "version";

    /// <summary>The actor for commands and for the lifecycle's table.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in: the page lacks its authorization.</exception>
    public static Actor ActorOf(ClaimsPrincipal person)
    {
        ArgumentNullException.ThrowIfNull(person);
        var user = person.Identity is { IsAuthenticated: true, Name: { } name } ? name : throw new InvalidOperationException("Nobody is signed in.");
        return Actor.Staff(user, person.FindFirstValue(StaffClaims.Unit), RolesOf(person));
    }

    /// <summary>The roles of a person; none for who is not signed in.</summary>
    public static IReadOnlyList<Role> RolesOf(ClaimsPrincipal person)
        => [.. person.FindAll(ClaimTypes.Role).Select(claim => Enum.TryParse<Role>(claim.Value, out var role) ? role : (Role?)null).OfType<Role>()];

    /// <summary>Whether a person has a permission.</summary>
    public static bool May(ClaimsPrincipal person, Permission permission) => AccessTable.Allows(RolesOf(person), permission);

    /// <summary>What the cookie says of an account.</summary>
    internal static ClaimsPrincipal PrincipalOf(StaffMember member, IEnumerable<string> roles)
    {
        List<Claim> claims =
        [
            new(ClaimTypes.NameIdentifier, member.Id),
            new(ClaimTypes.Name, member.UserName!),
            new(StaffClaims.Name, member.DisplayName),
            new(Stamp, member.SecurityStamp!),
            new(Version, member.ConcurrencyStamp!),
            .. roles.Select(role => new Claim(ClaimTypes.Role, role)),
        ];
        if (member.Unit is { } unit)
            claims.Add(new(StaffClaims.Unit, unit));
        return new(new ClaimsIdentity(claims, IdentityConstants.ApplicationScheme));
    }
}
