using System.Globalization;
using Intake.Application.Data;
using Intake.Application.Notifications;
using Intake.Testing;
using Intake.Testing.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Faults;

/// <summary>One of two targets of outgoing messages down for an hour, by the clock of the product; two nodes send.</summary>
[On(DatabaseProvider.PostgreSql)]
public sealed class TargetDownTests
{
    private const int AtOnce = 20;
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan Down = TimeSpan.FromHours(1);

    [Fact]
    public async Task Everything_arrives_once_after_it_and_nothing_else_is_held_up()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        var begin = clock.GetUtcNow();
        var (down, well) = (new Target("down", clock, begin + Down), new Target("well", clock, begin));
        await using var one = await StartAsync(null);
        var other = await StartAsync(one.Folder);
        var written = new Dictionary<string, DateTimeOffset>(StringComparer.Ordinal);
        for (var message = 0; message < AtOnce; message++)
            await WriteAsync();

        while (clock.GetUtcNow() < begin + (3 * Down))
        {
            if (clock.GetUtcNow() < begin + Down && (clock.GetUtcNow() - begin).Ticks % TimeSpan.FromMinutes(5).Ticks == 0)
                await WriteAsync();
            await Task.WhenAll(new[] { one, other }.Select(node => node.Services.GetRequiredService<OutboxSender>().SendDueAsync(TestContext.Current.CancellationToken)));
            clock.Advance(Step);
        }

        Assert.Equal(written.Keys.Order(), down.Arrived.Keys.Order());
        Assert.Equal(written.Keys.Order(), well.Arrived.Keys.Select(key => key.Replace("well", "down", StringComparison.Ordinal)).Order());
        Assert.All(down.Arrived.Values.Concat(well.Arrived.Values), times => Assert.Single(times));
        Assert.All(well.Arrived, message => Assert.InRange(message.Value.Single() - written[message.Key.Replace("well", "down", StringComparison.Ordinal)], TimeSpan.Zero, 2 * Step));
        Assert.All(down.Tried.Values, WaitsGrow);
        await using (var db = one.Open())
            Assert.Equal(2 * written.Count, await db.Outbox.CountAsync(row => row.Status == OutboxStatus.Sent));
        var tries = down.Tried.Values.Max(times => times.Count);
        var late = down.Arrived.Values.Max(times => times.Single()) - (begin + Down);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{written.Count} messages for a target that was down for an hour, up to {tries} tries each in it; the last arrived {late.TotalMinutes:0} min after it was back; lost 0, twice 0, given up 0; {written.Count} for another target, each within {2 * Step.TotalSeconds} s"));
        await other.StopAsync();

        Task<TestIntake> StartAsync(string? folder) => TestIntake.StartAsync(clock, folder, adjust: services => services.AddSingleton<IOutboxRoute>(down).AddSingleton<IOutboxRoute>(well));

        async Task WriteAsync()
        {
            var number = written.Count;
            written[$"down:{number}"] = clock.GetUtcNow();
            await one.Writer.WriteAsync(new SendTo("down", $"down:{number}"));
            await other.Writer.WriteAsync(new SendTo("well", $"well:{number}"));
        }
    }

    private static void WaitsGrow(IEnumerable<DateTimeOffset> times)
    {
        var waits = times.Zip(times.Skip(1), (one, next) => next - one).ToList();
        Assert.Equal(waits.Order(), waits);
        // Twice as long each time, seen through the steps of the sweep.
        Assert.All(waits.Zip(waits.Skip(1)), two => Assert.InRange(two.Second, (2 * two.First) - (2 * Step), (2 * two.First) + (2 * Step)));
    }
}
