using Intake.Application.Data;
using Intake.Domain.Access;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Staff;

/// <summary>Puts accounts of staff into a host.</summary>
public static class StaffRegistration
{
    /// <summary>The fewest characters of a password. Length is what helps; rules on kinds of characters do not.</summary>
    public const int PasswordLength = 10;

    private const int MostTries = 5;

    /// <summary>Adds accounts, passwords and invitations.</summary>
    public static IServiceCollection AddStaff(this IServiceCollection services)
    {
        services.AddIdentityCore<StaffMember>(options =>
        {
            options.Password = new() { RequiredLength = PasswordLength, RequiredUniqueChars = 4, RequireDigit = false, RequireLowercase = false, RequireNonAlphanumeric = false, RequireUppercase = false };
            options.User.AllowedUserNameCharacters = "abcdefghijklmnopqrstuvwxyz0123456789-._";
            options.Lockout.AllowedForNewUsers = false; // PasswordCheck counts
        }).AddRoles<IdentityRole>().AddEntityFrameworkStores<IntakeDbContext>();
        services.AddScoped<PasswordCheck>();
        services.AddScoped<Invitations>();
        services.AddScoped<StaffAccounts>();
        services.AddSingleton<DemoAccounts>();
        return services;
    }

    /// <summary>What a start makes sure of: every role is there, and the accounts of the demonstration are where they belong. All or nothing of it is saved.</summary>
    /// <param name="scopes">Makes the services of a scope.</param>
    /// <param name="demonstrates">Whether accounts of the demonstration are to be there; else those that are there end.</param>
    public static async Task PrepareStaffAsync(this IServiceScopeFactory scopes, bool demonstrates)
    {
        ArgumentNullException.ThrowIfNull(scopes);
        for (var tries = 1; ; tries++)
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await PrepareOnceAsync(scope.ServiceProvider, demonstrates);
                return;
            }
            catch (Exception fault) when (tries < MostTries && (DatabaseFaults.IsConflict(fault) || fault is InvalidOperationException))
            {
                // Another node that starts at the same moment was quicker: what it has made is seen the next time.
            }
        }
    }

    private static async Task PrepareOnceAsync(IServiceProvider services, bool demonstrates)
    {
        var db = services.GetRequiredService<IntakeDbContext>();
        await using var transaction = await db.Database.BeginTransactionAsync();
        var roles = services.GetRequiredService<RoleManager<IdentityRole>>();
        var known = await db.Roles.Select(role => role.Name).ToListAsync();
        foreach (var role in Enum.GetNames<Role>().Except(known, StringComparer.Ordinal))
            (await roles.CreateAsync(new IdentityRole(role!))).OrThrow();
        if (demonstrates)
            await services.GetRequiredService<DemoAccounts>().MakeAsync(db, services.GetRequiredService<UserManager<StaffMember>>());
        else
            await DemoAccounts.DisableAsync(db, services.GetRequiredService<TimeProvider>().NowToTheMillisecond());
        await transaction.CommitAsync();
    }

    /// <summary>For what can fail only by a fault of ours.</summary>
    /// <exception cref="InvalidOperationException">It failed.</exception>
    internal static void OrThrow(this IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException(string.Join(' ', result.Errors.Select(error => error.Description)));
    }
}
