using System.Diagnostics;
using System.Globalization;
using Intake.Application;
using Intake.Application.BotConfiguration;
using Intake.Application.Data;
using Intake.Application.Deadlines;
using Intake.Application.Writing;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Benchmarks;

/// <summary>
/// What the deadline job costs on a database that is there already, such as <c>seed</c> makes: runs at a time at which nothing is
/// due, then one at the time at which so many are. It does what is due, so the database is used up a little by each measuring.
/// </summary>
internal static class DueMeasurement
{
    // Done first and not counted: a server that has run for a minute has its code compiled.
    private const int WarmUp = 2_000;

    /// <summary>Measures and prints.</summary>
    /// <param name="due">How many tickets are to be due.</param>
    public static async Task RunAsync(int due)
    {
        var environment = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var clock = new TestClock(DateTimeOffset.UnixEpoch);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<TimeProvider>(clock);
        services.AddSingleton<IConfiguration>(environment);
        services.AddSingleton(new BotConfigurationSource(ExampleAuthority.Snapshot()));
        services.AddIntakeApplication(DatabaseOptions.From(environment));
        services.AddSingleton<DeadlineEnforcement>();
        await using var provider = services.BuildServiceProvider();
        // The writer alone: nothing else is to use the database meanwhile.
        var writer = provider.GetRequiredService<CommandWriter>();
        await writer.StartAsync(CancellationToken.None);
        await MeasureAsync(provider, clock, due);
        await writer.StopAsync(CancellationToken.None);
    }

    private static async Task MeasureAsync(ServiceProvider provider, TestClock clock, int due)
    {
        var waiting = provider.GetRequiredService<IDbContextFactory<IntakeDbContext>>();
        await using var db = await waiting.CreateDbContextAsync();
        var times = db.Tickets.AsNoTracking().Where(row => row.NextDueAt != null).OrderBy(row => row.NextDueAt).Select(row => row.NextDueAt!.Value);
        var (tickets, open, timed) = (await db.Tickets.CountAsync(), await db.Tickets.CountAsync(row => row.IsOpen), await times.CountAsync());
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{tickets} tickets, {open} open, {timed} with a time still to come"));

        var job = provider.GetRequiredService<DeadlineEnforcement>();
        clock.Advance(await times.FirstAsync() - TimeSpan.FromMinutes(1) - clock.GetUtcNow());
        await DeadlineMeasurement.NoneDueAsync(job, "none due");

        clock.Advance(await times.Skip(WarmUp - 1).FirstAsync() - clock.GetUtcNow());
        await job.RunAsync(CancellationToken.None);
        clock.Advance(await times.Skip(due - 1).FirstAsync() - clock.GetUtcNow());
        var watch = Stopwatch.StartNew();
        var changed = await job.RunAsync(CancellationToken.None);
        DeadlineMeasurement.Print($"{changed} due", watch.Elapsed);
    }
}
