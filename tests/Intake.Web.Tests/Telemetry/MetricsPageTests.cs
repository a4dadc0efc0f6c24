using Intake.Application.Data;
using Intake.Application.Deadlines;
using Intake.Application.Notifications;
using Intake.Application.Telemetry;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Bot.Channels;
using Intake.Bot.Conversation.Handling;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Intake.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Telemetry;

public sealed class MetricsPageTests : IAsyncLifetime
{
    private static readonly (string, string) WebChat = ("channel", "webchat");
    private readonly WithSecret _application = new();

    public sealed class WithSecret : IntakeApplication
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["DirectLine:Secret"] = TelemetrySteps.Secret };
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Messages_are_counted_once_by_what_became_of_them()
    {
        var (client, conversation) = await _application.ChatAsync();
        await client.SayAsync(conversation, "帮助", "m1");
        await client.SayAsync(conversation, "帮助", "m2");
        await client.SayAsync(conversation, "帮助", "m2");
        var parked = await _application.Services.GetRequiredService<ActivityIntake>().HandleAsync(
            new() { Profile = ChannelProfile.WebChat, Conversation = conversation, Message = "m3", Raw = "{}", Activity = TelemetrySteps.Unhandled }, Cancel);
        Assert.True(parked.IsParked);

        var page = await _application.MetricsAsync();
        // Opening the conversation is a message, too.
        Assert.Equal(4, page["intake_messages_received_total", WebChat]);
        Assert.Equal(3, page["intake_messages_handled_total", WebChat]);
        Assert.Equal(1, page["intake_messages_parked_total", WebChat]);
        Assert.Equal(0, page["intake_messages_refused_total", WebChat]);
        Assert.Equal(1, page["intake_messages_unsettled"]);
        Assert.Equal(1, page["intake_writer_commands_total", ("outcome", "failed")]);
        client.Dispose();
    }

    [Fact]
    public async Task Tickets_cards_and_reminders_are_counted_as_the_clock_gives_them()
    {
        var writer = _application.Services.GetRequiredService<CommandWriter>();
        var ticket = (await writer.WriteAsync(new SubmitRequest(new Submission { Text = "工地夜里施工，吵得睡不着", Service = "building-site-noise", Channel = "test", Language = new("zh-CN"), Anonymity = Anonymity.CentreOnly }, Actor.Requester("test")), Cancel)).Value!;
        _application.Clock.AdvanceTo(ticket.ClockOf(ClockKind.Acceptance)!.DueAt + TimeSpan.FromDays(1));
        await _application.Services.GetRequiredService<DeadlineEnforcement>().RunAsync(Cancel);

        var page = await _application.MetricsAsync();
        Assert.Equal(1, page["intake_tickets_received_total", ("channel", "test"), ("kind", "complaint")]);
        Assert.Equal(1, page["intake_deadlines_cards_total", ("clock", "acceptance"), ("card", "red")]);
        Assert.Equal(1, page["intake_deadlines_reminders_total", ("clock", "acceptance"), ("step", "notice")]);
        Assert.Equal(1, page["intake_tickets_late"]);
        Assert.Equal(0, page["intake_deadlines_due"]);
        Assert.True(page["intake_deadlines_run_duration_seconds_count"] >= 1);
    }

    [Fact]
    public async Task What_waits_is_read_from_the_database_and_no_oftener_than_every_few_seconds()
    {
        var now = _application.Clock.GetUtcNow();
        Assert.Equal(0, (await _application.MetricsAsync())["intake_outbox_waiting"]);
        await using (var db = await _application.Services.GetRequiredService<IDbContextFactory<IntakeDbContext>>().CreateDbContextAsync(Cancel))
        {
            db.Outbox.Add(new() { Id = 900_001, Kind = "nowhere", IdempotencyKey = "1", CreatedAt = now, NextAttemptAt = now.AddHours(-2), Status = OutboxStatus.Waiting });
            db.Outbox.Add(new() { Id = 900_002, Kind = "nowhere", IdempotencyKey = "2", CreatedAt = now, NextAttemptAt = now.AddHours(2), Status = OutboxStatus.Waiting });
            db.Outbox.Add(new() { Id = 900_003, Kind = "nowhere", IdempotencyKey = "3", CreatedAt = now, Status = OutboxStatus.Dead });
            await db.SaveChangesAsync(Cancel);
        }

        Assert.Equal(0, (await _application.MetricsAsync())["intake_outbox_waiting"]);
        _application.Clock.Advance(Backlog.Fresh);
        var page = await _application.MetricsAsync();
        Assert.Equal((2, 1, 7_205), (page["intake_outbox_waiting"], page["intake_outbox_dead"], page["intake_outbox_age_seconds"]));
    }

    [Fact]
    public async Task An_attempt_to_send_is_counted_with_what_came_of_it()
    {
        var now = _application.Clock.GetUtcNow();
        await using (var db = await _application.Services.GetRequiredService<IDbContextFactory<IntakeDbContext>>().CreateDbContextAsync(Cancel))
        {
            db.Outbox.Add(new() { Id = 900_001, Kind = "nowhere", IdempotencyKey = "1", CreatedAt = now, NextAttemptAt = now, Status = OutboxStatus.Waiting });
            await db.SaveChangesAsync(Cancel);
        }

        await _application.Services.GetRequiredService<OutboxSender>().SendDueAsync(Cancel);
        var page = await _application.MetricsAsync();
        Assert.Equal(1, page["intake_outbox_attempts_total", ("kind", "nowhere"), ("outcome", "waiting")]);
    }

    [Fact]
    public async Task Jobs_are_timed_by_name_and_outcome_and_the_runtime_and_the_server_show_their_own()
    {
        _application.Clock.Advance(TimeSpan.FromMinutes(1));
        PrometheusPage page = await _application.MetricsAsync();
        for (var tries = 0; page["intake_job_duration_seconds_count", ("job", nameof(Application.Scheduling.EnforceDeadlines)), ("outcome", "done")] == 0; tries++)
        {
            Assert.True(tries < 600, "The job has not run.");
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, Cancel);
            _application.Clock.Advance(TimeSpan.FromSeconds(1));
            page = await _application.MetricsAsync();
        }

        page = await _application.MetricsAsync();
        Assert.Equal("histogram", page.TypeOf("intake_job_duration_seconds"));
        Assert.Equal("counter", page.TypeOf("dotnet_gc_collections_total"));
        Assert.True(page["dotnet_process_memory_working_set_bytes"] > 0);
        Assert.Equal("histogram", page.TypeOf("http_server_request_duration_seconds"));
        Assert.Contains("/metrics", page.LabelValues);
        Assert.Contains("kestrel_active_connections", page.Families);
    }

    [Fact]
    public async Task No_label_holds_what_people_wrote_or_which_ticket_it_is()
    {
        var (client, conversation) = await _application.ChatAsync();
        await client.SayAsync(conversation, "我叫欧阳修，电话13812345678，滨江路的路灯坏了", "m1");
        await client.GetAsync("/api/v1/tickets/XH20260310000017", Cancel);
        await client.GetAsync("/staff/tickets/XH20260310000017", Cancel);
        var values = (await _application.MetricsAsync()).LabelValues.ToList();
        Assert.Contains("/api/v1/tickets/{number}", values);
        Assert.All(values, value => Assert.DoesNotMatch("欧阳|138|XH2026", value));
        Assert.All(values, value => Assert.DoesNotContain(conversation, value, StringComparison.Ordinal));
        client.Dispose();
    }

    public ValueTask InitializeAsync() => _application.InitializeAsync();

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
