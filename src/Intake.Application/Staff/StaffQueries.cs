using Intake.Application.Data;
using Intake.Domain.Access;

namespace Intake.Application.Staff;

/// <summary>What is read about staff.</summary>
public static class StaffQueries
{
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
