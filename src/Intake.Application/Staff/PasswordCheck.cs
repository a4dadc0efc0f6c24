using Intake.Application.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Staff;

/// <summary>
/// Checks name and password. Every failure is the same answer after the same work: an unknown name, a wrong password,
/// a locked and a disabled account cannot be told apart. Lock-out is counted here and not by Identity, whose count can be
/// outrun by attempts at the same time, and which asks the machine's clock.
/// </summary>
public sealed class PasswordCheck(UserManager<StaffMember> members, IntakeDbContext db, IPasswordHasher<StaffMember> hasher, TimeProvider clock)
{
    /// <summary>Wrong passwords in a row that lock an account.</summary>
    public const int MostWrong = 5;

    /// <summary>How long a lock holds.</summary>
    public static readonly TimeSpan LockedFor = TimeSpan.FromMinutes(15);

    private static readonly StaffMember Nobody = new();
    private static readonly Lazy<string> NobodysHash = new(() => new PasswordHasher<StaffMember>().HashPassword(Nobody, Guid.Empty.ToString()));

    /// <summary>The member with this name and password; null when there is none, or the account may not be used now.</summary>
    public async Task<StaffMember?> FindAsync(string name, string password)
    {
        var member = await members.FindByNameAsync(name);
        if (member is null || member.DisabledAt is not null || member.PasswordHash is null || !await TakeAttemptAsync(member.Id))
        {
            hasher.VerifyHashedPassword(Nobody, NobodysHash.Value, password);
            return null;
        }

        if (!await members.CheckPasswordAsync(member, password))
            return null;
        await UnlockAsync(db, member.Id);
        return member;
    }

    /// <summary>Takes the lock off an account and forgets its wrong passwords.</summary>
    public static Task UnlockAsync(IntakeDbContext db, string id) => db.Users
        .Where(member => member.Id == id)
        .ExecuteUpdateAsync(set => set.SetProperty(member => member.AccessFailedCount, 0).SetProperty(member => member.LockoutEnd, (DateTimeOffset?)null));

    // An attempt is counted before the password is looked at, in one statement, so that a hundred at once are a hundred.
    private async Task<bool> TakeAttemptAsync(string id)
    {
        var now = clock.GetUtcNow();
        var until = now + LockedFor;
        var open = db.Users.Where(member => member.Id == id && (member.LockoutEnd == null || member.LockoutEnd <= now));
        var taken = await open.ExecuteUpdateAsync(set => set
            .SetProperty(member => member.LockoutEnd, member => (member.AccessFailedCount + 1) % MostWrong == 0 ? until : null)
            .SetProperty(member => member.AccessFailedCount, member => member.AccessFailedCount + 1));
        return taken == 1;
    }
}
