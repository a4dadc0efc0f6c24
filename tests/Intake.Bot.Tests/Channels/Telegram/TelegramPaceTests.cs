using System.Collections.Concurrent;
using Intake.Bot.Channels.Telegram;
using Intake.Testing;

namespace Intake.Bot.Tests.Channels.Telegram;

public sealed class TelegramPaceTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly TestClock _clock = new(ExampleAuthority.At);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_message_a_second_goes_to_a_chat()
    {
        var pace = new TelegramPace(_clock);
        await pace.WaitAsync("1", Token);
        var second = pace.WaitAsync("1", Token);
        _clock.Advance(Second / 2);
        Assert.False(second.IsCompleted);
        Assert.True(pace.WaitAsync("2", Token).IsCompleted);
        _clock.Advance(Second / 2);
        await second;
    }

    [Fact]
    public async Task Thirty_messages_a_second_go_to_all_chats_together_five_at_a_time()
    {
        var pace = new TelegramPace(_clock);
        var all = Enumerable.Range(0, 95).Select(chat => pace.WaitAsync($"{chat}", Token)).ToList();
        for (var gone = 5; gone <= all.Count; gone += 5)
        {
            await GoneAsync(all, gone);
            // A sixth of a second, in whole milliseconds as delays are.
            _clock.Advance(TimeSpan.FromMilliseconds(167));
        }
    }

    [Fact]
    public async Task Never_more_than_thirty_leave_within_a_second_however_uneven_they_come()
    {
        var pace = new TelegramPace(_clock);
        var random = new Random(7);
        var left = new ConcurrentQueue<DateTimeOffset>();
        var all = new List<Task>();
        for (var step = 0; step < 400; step++)
        {
            for (var more = random.Next(3) == 0 ? random.Next(20) : 0; more > 0; more--)
                all.Add(LeaveAsync($"{all.Count}"));
            _clock.Advance(Second / 20);
        }

        while (all.Any(one => !one.IsCompleted))
        {
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Token);
            _clock.Advance(Second / 20);
        }

        var times = left.Order().ToList();
        Assert.Equal(all.Count, times.Count);
        for (var i = TelegramPace.MostInASecond; i < times.Count; i++)
            Assert.True(times[i] - times[i - TelegramPace.MostInASecond] >= Second, $"{i}: {times[i]:O}");

        async Task LeaveAsync(string chat)
        {
            await pace.WaitAsync(chat, Token);
            left.Enqueue(_clock.GetUtcNow());
        }
    }

    [Fact]
    public async Task Who_wakes_up_late_on_a_busy_machine_does_not_leave_with_all_the_others()
    {
        var pace = new TelegramPace(_clock);
        var all = Enumerable.Range(0, 95).Select(chat => pace.WaitAsync($"{chat}", Token)).ToList();
        await GoneAsync(all, 5);
        _clock.Advance(5 * Second);
        await GoneAsync(all, 10);
    }

    private static async Task GoneAsync(List<Task> all, int count)
    {
        for (var step = 0; all.Count(one => one.IsCompleted) < count; step++)
        {
            Assert.True(step < 3_000, "They never left.");
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, Token);
        }

        Assert.Equal(count, all.Count(one => one.IsCompleted));
    }

    [Fact]
    public async Task What_Telegram_refuses_for_one_chat_waits_and_others_do_not()
    {
        var pace = new TelegramPace(_clock);
        pace.Hold("1", 5 * Second);
        var held = pace.WaitAsync("1", Token);
        Assert.True(pace.WaitAsync("2", Token).IsCompleted);
        _clock.Advance(4 * Second);
        Assert.False(held.IsCompleted);
        _clock.Advance(Second);
        await held;
    }

    [Fact]
    public async Task What_Telegram_refuses_for_two_chats_at_once_is_meant_for_all()
    {
        var pace = new TelegramPace(_clock);
        pace.Hold("1", 5 * Second);
        pace.Hold("2", 5 * Second);
        var other = pace.WaitAsync("3", Token);
        Assert.False(other.IsCompleted);
        _clock.Advance(5 * Second);
        await other;
    }
}
