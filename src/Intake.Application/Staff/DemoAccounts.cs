using System.Security.Cryptography;
using System.Text;
using Intake.Application.BotConfiguration;
using Intake.Application.Data;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Intake.Application.Staff;

/// <summary>An account of the demonstration as the sign-in page shows it.</summary>
/// <param name="Member">Who it is, from the configuration.</param>
/// <param name="Password">The password.</param>
public sealed record DemoAccount(DemoStaffMember Member, string Password);

/// <summary>
/// The accounts of the demonstration. Passwords are derived from the installation's own key, so that they are the same at
/// every start and different in every installation.
/// </summary>
public sealed class DemoAccounts(BotConfigurationSource configuration, ReceiptKey key)
{
    // The passwords are 80 random bits, which no stretching makes harder to guess; with it, the first start would hash for seconds.
    private static readonly PasswordHasher<StaffMember> Hasher = new(Options.Create(new PasswordHasherOptions { IterationCount = 1 }));

    /// <summary>Every account with its password.</summary>
    public IReadOnlyList<DemoAccount> All => [.. configuration.Current.DemoStaff.Select(member => new DemoAccount(member, PasswordOf(member.User)))];

    /// <summary>Makes those that are missing, and gives those their passwords back that were made with a key that is lost.</summary>
    public async Task MakeAsync(IntakeDbContext db, UserManager<StaffMember> members)
    {
        ArgumentNullException.ThrowIfNull(db);
        ArgumentNullException.ThrowIfNull(members);
        var accounts = All;
        var known = await db.Users.Where(member => member.IsDemo).ToDictionaryAsync(member => member.UserName!, StringComparer.Ordinal);
        // One of them tells for all: they are made with one key. A stretched hash takes long to check.
        var renew = known.Values.Any(member => member.DisabledAt is not null) || (accounts.FirstOrDefault(account => known.ContainsKey(account.Member.User)) is { } one && !Fits(known[one.Member.User], one.Password));
        foreach (var account in accounts)
        {
            if (!known.TryGetValue(account.Member.User, out var member))
                await MakeAsync(members, account);
            else if (renew)
                await RenewAsync(members, member, account.Password);
        }
    }

    /// <summary>Ends every account of the demonstration: what Production does at its start.</summary>
    public static Task DisableAsync(IntakeDbContext db, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.Users
            .Where(member => member.IsDemo && member.DisabledAt == null)
            .ExecuteUpdateAsync(set => set.SetProperty(member => member.DisabledAt, now));
    }

    private string PasswordOf(string user) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key.Value, Encoding.UTF8.GetBytes($"demo-account:{user}")).AsSpan(0, 10));

    private async Task MakeAsync(UserManager<StaffMember> members, DemoAccount account)
    {
        var member = new StaffMember
        {
            UserName = account.Member.User,
            DisplayName = account.Member.Name[configuration.Current.Authority.Languages[0]],
            Unit = account.Member.Unit,
            IsDemo = true,
            PasswordHash = Hasher.HashPassword(new(), account.Password),
        };
        (await members.CreateAsync(member)).OrThrow();
        (await members.AddToRolesAsync(member, account.Member.Roles.Select(role => role.ToString()))).OrThrow();
    }

    private static async Task RenewAsync(UserManager<StaffMember> members, StaffMember member, string password)
    {
        (member.PasswordHash, member.DisabledAt) = (Hasher.HashPassword(member, password), null);
        (await members.UpdateSecurityStampAsync(member)).OrThrow();
    }

    private static bool Fits(StaffMember member, string password) =>
        member.PasswordHash is { } hash && Hasher.VerifyHashedPassword(member, hash, password) != PasswordVerificationResult.Failed;
}
