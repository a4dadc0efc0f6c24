using Intake.Application.Replays;
using Intake.Application.Writing;
using Intake.Testing;

namespace Intake.Application.Tests.Replays;

public sealed class ReplayClockTests
{
    private static readonly DateTimeOffset Start = TestClock.TuesdayMorning;

    [Fact]
    public async Task What_happens_beside_other_things_has_a_time_of_its_own_until_it_ends()
    {
        var clock = new ReplayClock();
        clock.PutOnTo(Start);

        var seen = await Task.WhenAll(Enumerable.Range(1, 5).Select(LiveAsync));

        Assert.Equal([.. Enumerable.Range(1, 5).Select(day => Start.AddDays(day).AddHours(1))], seen);
        Assert.Equal(Start, clock.GetUtcNow());

        async Task<DateTimeOffset> LiveAsync(int day)
        {
            clock.Part(Start.AddDays(day));
            await Task.Yield();
            await LaterAsync();
            return clock.GetUtcNow();
        }

        async Task LaterAsync()
        {
            await Task.Yield();
            clock.PutOnTo(clock.GetUtcNow().AddHours(1));
        }
    }

    [Fact]
    public void It_is_never_put_back()
    {
        var clock = new ReplayClock();
        clock.PutOnTo(Start);
        clock.PutOnTo(Start.AddDays(-1));
        Assert.Equal(Start, clock.GetUtcNow());
    }

    [Fact]
    public async Task Commands_happen_when_they_were_sent_also_when_they_are_saved_together()
    {
        var clock = new ReplayClock();
        await using var intake = await TestIntake.StartAsync(clock);
        var gate = new TaskCompletionSource();
        var first = intake.Writer.WriteAsync(new Waits(gate.Task));

        var sent = Enumerable.Range(1, 10).Select(SendAsync).ToList();
        gate.SetResult();

        await first;
        var happened = await Task.WhenAll(sent);
        Assert.Equal([.. Enumerable.Range(1, 10).Select(day => Start.AddDays(day))], happened);

        async Task<DateTimeOffset> SendAsync(int day)
        {
            clock.Part(Start.AddDays(day));
            return await intake.Writer.WriteAsync(new TellsTheTime());
        }
    }

    private sealed class Waits(Task gate) : Command<bool>
    {
        protected internal override async ValueTask<bool> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
        {
            await gate;
            return true;
        }
    }

    private sealed class TellsTheTime : Command<DateTimeOffset>
    {
        protected internal override ValueTask<DateTimeOffset> ExecuteAsync(WriteSession session, CancellationToken cancellationToken) => ValueTask.FromResult(session.Now);
    }
}
