using Intake.Application.Data;
using Intake.Domain;
using Intake.Domain.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Staff;

/// <summary>What an administrator sets of an account.</summary>
/// <param name="DisplayName">The name that others see.</param>
/// <param name="Unit">Code of the unit; null for none.</param>
/// <param name="Roles">The roles.</param>
public sealed record StaffSetting(string DisplayName, string? Unit, IReadOnlyCollection<Role> Roles);

/// <summary>Makes, changes, ends and unlocks accounts. The last administrator stays one.</summary>
public sealed class StaffAccounts(UserManager<StaffMember> members, IntakeDbContext db, Invitations invitations, TimeProvider clock)
{
    /// <summary>Nobody would be left to administer.</summary>
    public static readonly Refusal LastAdministrator = new(nameof(LastAdministrator));

    /// <summary>Makes an account without a password, and the token of the link by which its owner sets one.</summary>
    public async Task<(IdentityResult Result, string? Token)> CreateAsync(string user, StaffSetting setting)
    {
        ArgumentNullException.ThrowIfNull(setting);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var member = new StaffMember { UserName = user, DisplayName = setting.DisplayName, Unit = setting.Unit };
        var result = await members.CreateAsync(member);
        if (!result.Succeeded)
            return (result, null);
        (await members.AddToRolesAsync(member, Names(setting.Roles))).OrThrow();
        var token = await invitations.MakeAsync(member.Id);
        await transaction.CommitAsync();
        return (result, token);
    }

    /// <summary>Sets name, unit and roles; they count from the person's next click on.</summary>
    /// <returns>Why not; null when it is done.</returns>
    public async Task<Refusal?> ChangeAsync(StaffMember member, StaffSetting setting)
    {
        ArgumentNullException.ThrowIfNull(member);
        ArgumentNullException.ThrowIfNull(setting);
        if (!setting.Roles.Contains(Role.Administrator) && await IsLastAdministratorAsync(member))
            return LastAdministrator;
        await using var transaction = await db.Database.BeginTransactionAsync();
        var held = await members.GetRolesAsync(member);
        (await members.RemoveFromRolesAsync(member, held.Except(Names(setting.Roles)))).OrThrow();
        (await members.AddToRolesAsync(member, Names(setting.Roles).Except(held))).OrThrow();
        (member.DisplayName, member.Unit) = (setting.DisplayName, setting.Unit);
        (await members.UpdateAsync(member)).OrThrow();
        await transaction.CommitAsync();
        return null;
    }

    /// <summary>Ends an account, or opens it again. What its owner did stays in the log under its name.</summary>
    /// <returns>Why not; null when it is done.</returns>
    public async Task<Refusal?> DisableAsync(StaffMember member, bool disabled)
    {
        ArgumentNullException.ThrowIfNull(member);
        if (disabled && await IsLastAdministratorAsync(member))
            return LastAdministrator;
        member.DisabledAt = disabled ? clock.NowToTheMillisecond() : null;
        (await members.UpdateAsync(member)).OrThrow();
        return null;
    }

    /// <summary>Takes the lock of wrong passwords off.</summary>
    public Task UnlockAsync(StaffMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return PasswordCheck.UnlockAsync(db, member.Id);
    }

    /// <summary>The token of a link by which somebody who forgot the password sets another; until then the old one works.</summary>
    public Task<string> ResetAsync(StaffMember member)
    {
        ArgumentNullException.ThrowIfNull(member);
        return invitations.MakeAsync(member.Id);
    }

    private async Task<bool> IsLastAdministratorAsync(StaffMember member)
    {
        var administrators = StaffQueries.WithRole(db, Role.Administrator).Where(one => one.DisabledAt == null);
        return await administrators.AnyAsync(one => one.Id == member.Id) && !await administrators.AnyAsync(one => one.Id != member.Id);
    }

    private static IEnumerable<string> Names(IEnumerable<Role> roles) => roles.Select(role => role.ToString()).Distinct(StringComparer.Ordinal);
}
