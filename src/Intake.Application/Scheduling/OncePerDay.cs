using System.Globalization;
using Intake.Application.BotConfiguration;
using Intake.Application.Data;
using Intake.Application.Deadlines;
using Intake.Application.Writing;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Scheduling;

/// <summary>
/// Lets a piece of work run once a day, at night. The day is remembered in the database when the work is done, so that
/// neither a restart nor a night in which the machine was off loses one: the work is made up for at the next opportunity.
/// </summary>
public sealed class OncePerDay(IDbContextFactory<IntakeDbContext> contexts, CommandWriter writer, BotConfigurationSource configuration, TimeProvider clock)
{
    /// <summary>From when on a day's work may begin, on the authority's clock: 2 o'clock, when next to nobody writes.</summary>
    public static readonly TimeSpan NotBefore = TimeSpan.FromHours(2);

    /// <summary>Runs the work when it has not been done today, or not since yesterday's day began. Work that fails is tried again at the next call.</summary>
    /// <param name="name">What it is remembered by.</param>
    /// <param name="work">The work; it may be run twice.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>Whether it ran.</returns>
    public async Task<bool> RunAsync(string name, Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        var day = Today().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (await contexts.RememberedAsync(SettingOf(name), cancellationToken) is { } last && string.CompareOrdinal(last, day) >= 0)
            return false;
        await work(cancellationToken);
        await writer.WriteAsync(new Remember(SettingOf(name), day), cancellationToken);
        return true;
    }

    private static string SettingOf(string name) => $"daily:{name}";

    // The day changes at the hour at which its work begins.
    private DateOnly Today() =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), configuration.Current.Authority.TimeZone).DateTime - NotBefore);
}
