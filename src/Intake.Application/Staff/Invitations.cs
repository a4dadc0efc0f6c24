using System.Security.Cryptography;
using System.Text;
using Intake.Application.Data;
using Intake.Domain.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Staff;

/// <summary>An invitation that holds.</summary>
/// <param name="Member">The account; null for the first administrator, who chooses the name.</param>
public sealed record Invitation(StaffMember? Member);

/// <summary>
/// One-time links by which people set their own password: the first administrator, new accounts, forgotten passwords.
/// A link works once and for 24 hours; a newer one for the same account ends the older.
/// </summary>
public sealed class Invitations(IntakeDbContext db, UserManager<StaffMember> members, TimeProvider clock)
{
    /// <summary>How long a link works.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(24);

    /// <summary>Makes a link's token for an account; null is the first administrator's.</summary>
    public async Task<string> MakeAsync(string? member)
    {
        var token = WebEncoders.Base64UrlEncode(RandomNumberGenerator.GetBytes(24));
        await db.Invitations.Where(row => row.Member == member).ExecuteDeleteAsync();
        db.Invitations.Add(new() { Id = HashOf(token), Member = member, ExpiresAt = clock.NowToTheMillisecond() + Lasts });
        await db.SaveChangesAsync();
        return token;
    }

    /// <summary>A token for the first administrator's link, while nobody administers; else null.</summary>
    public async Task<string?> MakeForFirstAdministratorAsync() => await HasAdministratorAsync() ? null : await MakeAsync(null);

    /// <summary>The invitation of a token; null when it was used, is over, or never was.</summary>
    public async Task<Invitation?> FindAsync(string? token)
    {
        var row = await RowAsync(token);
        if (row is null)
            return null;
        if (row.Member is not null)
            return await members.FindByIdAsync(row.Member) is { DisabledAt: null } member ? new(member) : null;
        return await HasAdministratorAsync() ? null : new Invitation((StaffMember?)null);
    }

    /// <summary>Sets the password of the invited account, which ends every session and lock that it has; the link is used up.</summary>
    public async Task<IdentityResult> AcceptAsync(string token, StaffMember member, string password)
    {
        ArgumentNullException.ThrowIfNull(member);
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (!await TakeAsync(token))
            return Used;
        if (member.PasswordHash is not null && await members.RemovePasswordAsync(member) is { Succeeded: false } kept)
            return kept;
        (member.AccessFailedCount, member.LockoutEnd) = (0, null);
        var result = await members.AddPasswordAsync(member, password);
        if (result.Succeeded)
            await transaction.CommitAsync();
        return result;
    }

    /// <summary>Makes the first administrator; the link is used up.</summary>
    public async Task<IdentityResult> AcceptFirstAsync(string token, StaffMember member, string password)
    {
        ArgumentNullException.ThrowIfNull(member);
        await using var transaction = await db.Database.BeginTransactionAsync();
        if (!await TakeAsync(token) || await HasAdministratorAsync())
            return Used;
        var result = await members.CreateAsync(member, password);
        if (result.Succeeded)
            result = await members.AddToRoleAsync(member, nameof(Role.Administrator));
        if (result.Succeeded)
            await transaction.CommitAsync();
        return result;
    }

    private static IdentityResult Used => IdentityResult.Failed(new IdentityError { Code = "InvitationUsed" });

    private Task<InvitationRow?> RowAsync(string? token)
    {
        var (id, now) = (HashOf(token ?? ""), clock.GetUtcNow());
        return db.Invitations.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id && row.ExpiresAt > now);
    }

    // Deleting says whether it was there: of two who use a link at once, one has it.
    private async Task<bool> TakeAsync(string token)
    {
        var (id, now) = (HashOf(token), clock.GetUtcNow());
        return await db.Invitations.Where(row => row.Id == id && row.ExpiresAt > now).ExecuteDeleteAsync() == 1;
    }

    private Task<bool> HasAdministratorAsync() => StaffQueries.Administrators(db).AnyAsync();

    private static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
