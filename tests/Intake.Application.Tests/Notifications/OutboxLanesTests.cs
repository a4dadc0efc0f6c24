using System.Collections.Concurrent;
using Intake.Application.Notifications;
using Intake.Application.Writing;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Tests.Notifications;

public class OutboxLanesTests
{
    private const int MostSteps = 3_000;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);
    private readonly TestClock _clock = new(ExampleAuthority.At);
    private readonly Outside _outside = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_slow_keeps_nobody_else_waiting_and_each_gets_everything_in_order()
    {
        await using var intake = await StartAsync();
        _outside.Slow = new();
        await using var running = new Running(intake);
        foreach (var i in Enumerable.Range(0, 5))
        {
            await WriteAsync(intake, "slow", i);
            foreach (var address in Enumerable.Range(0, 80))
                await WriteAsync(intake, $"{address}", i);
        }

        await UntilAsync(() => _outside.Gone.Count(one => one.Address != "slow") == 400);
        Assert.DoesNotContain(_outside.Gone, one => one.Address == "slow");
        _outside.Slow.SetResult();
        await UntilAsync(() => _outside.Gone.Count == 405);
        Assert.All(_outside.Gone.GroupBy(one => one.Address), lane => Assert.Equal(["0", "1", "2", "3", "4"], lane.Select(one => one.Payload)));
    }

    [Fact]
    public async Task What_failed_is_not_overtaken_and_what_was_given_up_stops_nothing()
    {
        await using var intake = await StartAsync();
        var failures = 0;
        _outside.Result = message => message switch
        {
            { Address: "waits", Payload: "0" } when failures++ == 0 => new(OutboxStatus.Waiting, "503"),
            { Address: "gives-up", Payload: "0" } => new(OutboxStatus.Dead, "400"),
            _ => null,
        };
        await using var running = new Running(intake);
        foreach (var i in Enumerable.Range(0, 3))
        {
            await WriteAsync(intake, "waits", i);
            await WriteAsync(intake, "gives-up", i);
        }

        await UntilAsync(() => _outside.Gone.Count(one => one.Address == "gives-up") == 2);
        Assert.DoesNotContain(_outside.Gone, one => one.Address == "waits");
        await UntilAsync(
            () => _outside.Gone.Count(one => one.Address == "waits") == 3,
            () => _clock.Advance(TimeSpan.FromSeconds(1)));
        Assert.Equal(["0", "1", "2"], _outside.Gone.Where(one => one.Address == "waits").Select(one => one.Payload));
    }

    [Fact]
    public async Task Where_the_order_does_not_matter_what_failed_holds_up_nothing()
    {
        await using var intake = await StartAsync(isInOrder: false);
        _outside.Result = message => message.Payload == "0" ? new(OutboxStatus.Waiting, "503") : null;
        await using var running = new Running(intake);
        foreach (var i in Enumerable.Range(0, 3))
            await WriteAsync(intake, "one", i);
        await UntilAsync(() => _outside.Gone.Count == 2, () => _clock.Advance(TimeSpan.FromMilliseconds(100)));
        Assert.Equal(["1", "2"], _outside.Gone.Select(one => one.Payload));
    }

    [Fact]
    public async Task The_other_sender_leaves_them_alone()
    {
        await using var intake = await StartAsync();
        await WriteAsync(intake, "1", 0);
        Assert.Equal(0, await intake.Services.GetRequiredService<OutboxSender>().SendDueAsync(Token));
        Assert.Empty(_outside.Gone);
        await using var db = intake.Open();
        Assert.Equal(0, (await db.Outbox.SingleAsync(Token)).Attempts);
    }

    private Task<TestIntake> StartAsync(bool isInOrder = true) => TestIntake.StartAsync(_clock, adjust: services =>
    {
        services.AddSingleton<IOutboxRoute>(_outside);
        services.AddOutboxLanes(_outside.Kind, isInOrder);
    });

    private static Task<bool> WriteAsync(TestIntake intake, string address, int number) => intake.Writer.WriteAsync(new Send(address, $"{number}"), Token);

    private static async Task UntilAsync(Func<bool> holds, Action? meanwhile = null)
    {
        for (var step = 0; !holds(); step++)
        {
            Assert.True(step < MostSteps, "It never came to hold.");
            await Task.Delay(Step, TimeProvider.System, Token);
            meanwhile?.Invoke();
        }
    }

    private sealed class Running : IAsyncDisposable
    {
        private readonly CancellationTokenSource _stop = new();
        private readonly Task _run;

        public Running(TestIntake intake) => _run = intake.Services.GetRequiredService<OutboxLanes>().RunAsync("lane", _stop.Token);

        public async ValueTask DisposeAsync()
        {
            await _stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _run);
            _stop.Dispose();
        }
    }

    private sealed class Send(string address, string payload) : Command<bool>
    {
        protected internal override async ValueTask<bool> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
        {
            await session.SendAsync("lane", address, payload, $"{address}:{payload}", cancellationToken);
            return true;
        }
    }

    private sealed class Outside : IOutboxRoute
    {
        public string Kind => "lane";

        public TaskCompletionSource? Slow { get; set; }

        public Func<OutboxRow, OutboxResult?> Result { get; set; } = _ => null;

        public ConcurrentQueue<OutboxRow> Gone { get; } = new();

        public async ValueTask<OutboxResult> SendAsync(OutboxRow message, CancellationToken cancellationToken)
        {
            if (message.Address == "slow" && Slow is { } slow)
                await slow.Task.WaitAsync(cancellationToken);
            if (Result(message) is { } other)
                return other;
            Gone.Enqueue(message);
            return OutboxResult.Sent;
        }
    }
}
