using Intake.Application.Scheduling;
using Intake.Application.Tests.Tickets;
using Intake.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Tests.Scheduling;

public class OncePerDayTests
{
    private int _runs;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_runs_once_a_day_and_the_day_begins_at_two_in_the_authoritys_night()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        await using var intake = await StartAsync(clock);
        var daily = intake.Get<OncePerDay>();
        Assert.True(await daily.RunAsync("test", RunAsync, Token));
        Assert.False(await daily.RunAsync("test", RunAsync, Token));
        clock.AdvanceTo(new(2026, 3, 11, 1, 59, 59, TimeSpan.FromHours(8)));
        Assert.False(await daily.RunAsync("test", RunAsync, Token));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await daily.RunAsync("test", RunAsync, Token));
        Assert.True(await daily.RunAsync("other", RunAsync, Token));
        Assert.Equal(3, _runs);
    }

    [Fact]
    public async Task A_day_on_which_nothing_ran_is_made_up_for_once()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        await using var intake = await StartAsync(clock);
        await intake.Get<OncePerDay>().RunAsync("test", RunAsync, Token);
        clock.Advance(TimeSpan.FromDays(9));
        Assert.True(await intake.Get<OncePerDay>().RunAsync("test", RunAsync, Token));
        Assert.False(await intake.Get<OncePerDay>().RunAsync("test", RunAsync, Token));
    }

    [Fact]
    public async Task What_failed_is_tried_again_and_a_restart_does_not_do_it_twice()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        var intake = await StartAsync(clock);
        await Assert.ThrowsAsync<InvalidOperationException>(() => intake.Get<OncePerDay>().RunAsync("test", _ => throw new InvalidOperationException("made for a test"), Token));
        Assert.True(await intake.Get<OncePerDay>().RunAsync("test", RunAsync, Token));
        await intake.StopAsync();
        await using var again = await StartAsync(clock, intake.Folder);
        Assert.False(await again.Get<OncePerDay>().RunAsync("test", RunAsync, Token));
        Assert.Equal(1, _runs);
    }

    private static Task<TestIntake> StartAsync(TestClock clock, string? folder = null) =>
        TestIntake.StartAsync(clock, folder, adjust: services => services.AddSingleton<OncePerDay>());

    private Task RunAsync(CancellationToken cancellationToken)
    {
        _runs++;
        return Task.CompletedTask;
    }
}
