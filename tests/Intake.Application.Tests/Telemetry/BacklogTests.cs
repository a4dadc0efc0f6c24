using System.Diagnostics.Metrics;
using Intake.Application.Conversations;
using Intake.Application.Notifications;
using Intake.Application.Telemetry;
using Intake.Application.Writing;
using Intake.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Tests.Telemetry;

public class BacklogTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_shows_what_waits_and_for_how_long()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        await using var intake = await TestIntake.StartAsync(clock);
        var ticket = await intake.SubmitAsync("工地夜里施工，吵得睡不着", "building-site-noise");
        var now = clock.GetUtcNow();
        await using (var db = intake.Open())
        {
            db.Outbox.Add(new() { Id = 900_001, Kind = "nowhere", IdempotencyKey = "1", CreatedAt = now, NextAttemptAt = now.AddDays(30), Status = OutboxStatus.Waiting });
            db.Outbox.Add(new() { Id = 900_002, Kind = "nowhere", IdempotencyKey = "2", CreatedAt = now, NextAttemptAt = now.AddDays(31), Status = OutboxStatus.Waiting });
            db.Outbox.Add(new() { Id = 900_003, Kind = "nowhere", IdempotencyKey = "3", CreatedAt = now, Status = OutboxStatus.Dead });
            db.InboundMessages.Add(new() { Id = 900_004, Channel = "test", ExternalId = "1", ReceivedAt = now, Status = InboundStatus.Parked });
            await db.SaveChangesAsync(Cancel);
        }

        var before = await ReadAsync(intake);
        Assert.Equal((0, 2, 1, 1), (before["intake.outbox.age"], before["intake.outbox.waiting"], before["intake.outbox.dead"], before["intake.messages.unsettled"]));
        Assert.Equal((0, 0, 0), (before["intake.deadlines.due"], before["intake.deadlines.age"], before["intake.tickets.late"]));

        clock.AdvanceTo(now.AddDays(30).AddMinutes(2));
        var after = await ReadAsync(intake);
        Assert.Equal(120, after["intake.outbox.age"]);
        Assert.Equal((1, 1), (after["intake.deadlines.due"], after["intake.tickets.late"]));
        Assert.Equal((clock.GetUtcNow() - ticket.NextDueAt!.Value).TotalSeconds, after["intake.deadlines.age"]);
    }

    [Fact]
    public async Task Only_what_is_saved_is_counted()
    {
        await using var intake = await TestIntake.StartAsync(new TestClock(TestClock.TuesdayMorning));
        using var listener = Listen(intake, out var values);
        await Assert.ThrowsAsync<TimeoutException>(() => intake.Writer.WriteAsync(new TakeIn("lost", fails: true), Cancel));
        Assert.False(values.ContainsKey("intake.messages.received"));
        await intake.Writer.WriteAsync(new TakeIn("kept", fails: false), Cancel);
        Assert.Equal((1, 1), (values["intake.messages.received"], values["intake.messages.refused"]));
        Assert.Equal(2, values["intake.writer.commands"]);
    }

    private static async Task<Dictionary<string, double>> ReadAsync(TestIntake intake)
    {
        await intake.Services.GetRequiredService<Backlog>().RefreshAsync(Cancel);
        using var listener = Listen(intake, out var values);
        listener.RecordObservableInstruments();
        return values;
    }

    private static MeterListener Listen(TestIntake intake, out Dictionary<string, double> values)
    {
        var meters = intake.Services.GetRequiredService<IMeterFactory>();
        var sums = values = new(StringComparer.Ordinal);
        var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == Tracing.Name && ReferenceEquals(instrument.Meter.Scope, meters))
                    self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((instrument, value, _, _) => Add(instrument, value));
        listener.SetMeasurementEventCallback<long>((instrument, value, _, _) => Add(instrument, value));
        listener.SetMeasurementEventCallback<double>((instrument, value, _, _) => Add(instrument, value));
        listener.Start();
        return listener;

        void Add(Instrument instrument, double value)
        {
            lock (sums)
                sums[instrument.Name] = sums.GetValueOrDefault(instrument.Name) + value;
        }
    }

    private sealed class TakeIn(string id, bool fails) : Command<bool>
    {
        protected internal override async ValueTask<bool> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
        {
            session.Db.InboundMessages.Add(new() { Id = await session.NextAsync("inbound", cancellationToken), Channel = "test", ExternalId = id, ReceivedAt = session.Now, Status = InboundStatus.Refused });
            return fails ? throw new TimeoutException() : true;
        }
    }
}
