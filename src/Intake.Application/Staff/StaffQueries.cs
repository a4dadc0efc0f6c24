using Intake.Application.Data;
using Intake.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Staff;

/// <summary>What has to be as it was for a session to go on.</summary>
/// <param name="SecurityStamp">Changes when every session of the account has to end: a new password, a reset.</param>
/// <param name="Version">Changes with anything in the account.</param>
/// <param name="IsDisabled">Whether the account may not be used.</param>
public sealed record AccountState(string? SecurityStamp, string? Version, bool IsDisabled);

/// <summary>What is read about staff.</summary>
public static class StaffQueries
{
    /// <summary>The state of an account; null when there is none.</summary>
    public static Task<AccountState?> StateAsync(IntakeDbContext db, string? id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Users.Where(member => member.Id == id)
            .Select(member => new AccountState(member.SecurityStamp, member.ConcurrencyStamp, member.DisabledAt != null))
            .SingleOrDefaultAsync(cancellationToken);
    }

    /// <summary>Accounts that administer and may be used; those of the demonstration do not count.</summary>
    internal static IQueryable<StaffMember> Administrators(IntakeDbContext db) => WithRole(db, Role.Administrator).Where(member => member.DisabledAt == null && !member.IsDemo);

    /// <summary>Accounts that have a role.</summary>
    public static IQueryable<StaffMember> WithRole(IntakeDbContext db, Role role)
    {
        ArgumentNullException.ThrowIfNull(db);
        var name = role.ToString();
        return from member in db.Users
               where db.UserRoles.Any(held => held.UserId == member.Id && db.Roles.Any(known => known.Id == held.RoleId && known.Name == name))
               select member;
    }
}
