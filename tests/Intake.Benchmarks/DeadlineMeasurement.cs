using System.Diagnostics;
using System.Globalization;
using Intake.Application.Deadlines;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Benchmarks;

/// <summary>
/// What the deadline job costs with many open tickets: a run in which many are due, then runs in which none is. Real
/// database, real use cases, the clock of the tests; no HTTP.
/// </summary>
internal static class DeadlineMeasurement
{
    private const int Senders = 64;
    private const int EmptyRuns = 21;

    /// <summary>Measures and prints.</summary>
    /// <param name="open">How many tickets are open.</param>
    /// <param name="due">How many of them are due.</param>
    public static async Task RunAsync(int open, int due)
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        await using var intake = await TestIntake.StartAsync(clock);
        await SubmitAsync(intake, due);
        clock.Advance(TimeSpan.FromDays(1));
        await SubmitAsync(intake, open - due);

        var job = intake.Services.GetRequiredService<DeadlineEnforcement>();
        var watch = Stopwatch.StartNew();
        var changed = await job.RunAsync(CancellationToken.None);
        Print($"{changed} due of {open} open", watch.Elapsed);
        await NoneDueAsync(job, $"none due of {open} open");
        await using var db = intake.Open();
        var waiting = await db.Tickets.CountAsync(row => row.NextDueAt != null);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{waiting} tickets have a time still to come"));
    }

    private static Task SubmitAsync(TestIntake intake, int count) =>
        Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = Senders }, async (i, _) =>
            await intake.SubmitAsync(string.Create(CultureInfo.InvariantCulture, $"第 {i} 件：楼道的灯坏了很久，晚上回家什么也看不见，请尽快派人来修。"), "street-lights"));

    /// <summary>Runs the job many times when nothing is due, and prints the median.</summary>
    internal static async Task NoneDueAsync(DeadlineEnforcement job, string what)
    {
        var empty = new List<TimeSpan>();
        for (var run = 0; run < EmptyRuns; run++)
        {
            var watch = Stopwatch.StartNew();
            if (await job.RunAsync(CancellationToken.None) != 0)
                throw new InvalidOperationException("Something was still due.");
            empty.Add(watch.Elapsed);
        }

        Print($"{what}, median of {EmptyRuns}", empty.Order().ElementAt(EmptyRuns / 2));
    }

    internal static void Print(string what, TimeSpan time) =>
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {time.TotalMilliseconds:0.0} ms"));
}
