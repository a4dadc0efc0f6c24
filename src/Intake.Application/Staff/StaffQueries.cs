using Intake.Application.Data;
using Intake.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Staff;

/// <summary>What has to be as it was for a session to go on.</summary>
/// <param name="SecurityStamp">Changes when every session of the account has to end: a new password, a reset.</param>
/// <param name="Version">Changes with anything in the account.</param>
/// <param name="IsDisabled">Whether the account may not be used.</param>
public sealed record AccountState(string? SecurityStamp, string? Version, bool IsDisabled);

/// <summary>An account in the list.</summary>
/// <param name="User">The name to sign in with.</param>
/// <param name="DisplayName">The name that others see.</param>
/// <param name="Unit">Code of the unit.</param>
/// <param name="DisabledAt">Since when it is disabled.</param>
/// <param name="LockedUntil">Until when wrong passwords lock it.</param>
/// <param name="HasPassword">Whether its owner has set a password.</param>
/// <param name="IsDemo">Whether it is of the demonstration.</param>
public sealed record StaffListed(string User, string DisplayName, string? Unit, DateTimeOffset? DisabledAt, DateTimeOffset? LockedUntil, bool HasPassword, bool IsDemo)
{
    /// <summary>Its roles, as the access table orders them.</summary>
    public IReadOnlyList<Role> Roles { get; init; } = [];
}

/// <summary>What the list of accounts is narrowed to.</summary>
/// <param name="Words">Part of the user name or the name.</param>
/// <param name="Unit">Code of a unit.</param>
/// <param name="Role">A role.</param>
public sealed record StaffFilter(string? Words, string? Unit, Role? Role);

/// <summary>What is read about staff.</summary>
public static class StaffQueries
{
    /// <summary>Accounts on one page.</summary>
    public const int PageLength = 50;

    /// <summary>The state of an account; null when there is none.</summary>
    public static Task<AccountState?> StateAsync(IntakeDbContext db, string? id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Users.Where(member => member.Id == id)
            .Select(member => new AccountState(member.SecurityStamp, member.ConcurrencyStamp, member.DisabledAt != null))
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>A page of accounts by user name, and whether more follow.</summary>
    /// <param name="db">The database.</param>
    /// <param name="filter">What it is narrowed to.</param>
    /// <param name="after">The user name that the page before ended with; null for the first page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<(IReadOnlyList<StaffListed> Members, bool HasMore)> PageAsync(IntakeDbContext db, StaffFilter filter, string? after, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(filter);
        var members = filter.Role is { } role ? WithRole(db, role) : db.Users;
        if (filter.Unit is { Length: > 0 } unit)
            members = members.Where(member => member.Unit == unit);
        if (filter.Words?.Trim() is { Length: > 0 } words)
            members = members.Where(member => member.UserName!.Contains(words) || member.DisplayName.Contains(words));
        if (after is not null)
#pragma warning disable CA1309 // Translated to SQL in this form only; user names are ASCII, and the database's order is the one that counts.
            members = members.Where(member => string.Compare(member.UserName, after) > 0);
#pragma warning restore CA1309
        var rows = await members.OrderBy(member => member.UserName).Take(PageLength + 1)
            .Select(member => new { member.Id, Listed = new StaffListed(member.UserName!, member.DisplayName, member.Unit, member.DisabledAt, member.LockoutEnd, member.PasswordHash != null, member.IsDemo) })
            .ToListAsync(cancellationToken);
        var roles = await RolesAsync(db, [.. rows.Select(row => row.Id)], cancellationToken);
        return ([.. rows.Take(PageLength).Select(row => row.Listed with { Roles = [.. roles[row.Id].Order()] })], rows.Count > PageLength);
    }

    /// <summary>Accounts that have a role.</summary>
    public static IQueryable<StaffMember> WithRole(IntakeDbContext db, Role role)
    {
        ArgumentNullException.ThrowIfNull(db);
        var name = role.ToString();
        return from member in db.Users
               where db.UserRoles.Any(held => held.UserId == member.Id && db.Roles.Any(known => known.Id == held.RoleId && known.Name == name))
               select member;
    }

    /// <summary>Accounts that administer and may be used; those of the demonstration do not count.</summary>
    internal static IQueryable<StaffMember> Administrators(IntakeDbContext db) => WithRole(db, Role.Administrator).Where(member => member.DisabledAt == null && !member.IsDemo);

    private static async Task<ILookup<string, Role>> RolesAsync(IntakeDbContext db, string[] ids, CancellationToken cancellationToken)
    {
        var held = await (
            from link in db.UserRoles
            where ids.Contains(link.UserId)
            join role in db.Roles on link.RoleId equals role.Id
            select new { link.UserId, role.Name }).ToListAsync(cancellationToken);
        return held.ToLookup(link => link.UserId, link => Enum.Parse<Role>(link.Name!), StringComparer.Ordinal);
    }
}
