using System.Collections.Concurrent;
using System.Diagnostics;
using Intake.Application.Data;
using Intake.Application.Notifications;
using Intake.Application.Telemetry;
using Intake.Bot.Channels;
using Intake.Bot.Conversation.Handling;
using Intake.Web.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Telemetry;

public sealed class TracesTests : IAsyncLifetime
{
    private static readonly string[] Listened = [Tracing.Name, "Microsoft.AspNetCore", "System.Net.Http"];

    private readonly ConcurrentQueue<Activity> _ended = new();
    private readonly ConcurrentQueue<string> _sent = new();
    private readonly ActivityListener _listener;
    private readonly WithChannel _application;

    public TracesTests()
    {
        _application = new(_sent);
        _listener = new()
        {
            ShouldListenTo = source => Listened.Contains(source.Name),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = _ended.Enqueue,
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The program with a channel beside the web chat that is sent its messages.</summary>
    private sealed class WithChannel(ConcurrentQueue<string> sent) : IntakeApplication
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["DirectLine:Secret"] = TelemetrySteps.Secret };

        protected override void Adjust(WebApplicationBuilder builder) => builder.Services
            .AddSingleton(new ChannelProfile { Code = "pushed", Buttons = 3, Delivery = ChannelDelivery.Pushed })
            .AddSingleton<IOutboxRoute>(new Route(sent));
    }

    private sealed class Route(ConcurrentQueue<string> sent) : IOutboxRoute
    {
        public string Kind => "pushed";

        public ValueTask<OutboxResult> SendAsync(OutboxRow message, CancellationToken cancellationToken)
        {
            sent.Enqueue(message.Address);
            return ValueTask.FromResult(OutboxResult.Sent);
        }
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_of_the_web_chat_is_one_trace_from_the_client_through_request_message_command_and_turn_to_the_database()
    {
        var (client, conversation) = await _application.ChatAsync();
        using var _ = client;
        using var caller = Begin();
        await client.SayAsync(conversation, "滨江路的路灯坏了三天，一片漆黑", "m1");
        caller.Stop();

        await TelemetrySteps.UntilAsync(() => Trace(caller).Any(span => span.Kind == ActivityKind.Server), "The request's span has not ended.");
        var request = One(caller, span => span.Kind == ActivityKind.Server);
        var message = One(caller, span => span.OperationName == "message");
        var command = One(caller, span => span.OperationName == "HandleActivity");
        var turn = One(caller, span => span.OperationName == "conversation turn");
        Assert.Equal("POST /v3/directline/conversations/{conversation}/activities", request.DisplayName);
        Assert.Equal(200, request.GetTagItem("http.response.status_code"));
        Assert.Equal(request.SpanId, message.ParentSpanId);
        Assert.Equal(message.SpanId, command.ParentSpanId);
        Assert.Equal(command.SpanId, turn.ParentSpanId);
        Assert.Equal(("webchat", "handled"), (message.GetTagItem("channel"), message.GetTagItem("outcome")));
        Assert.Contains(Trace(caller), span => span.OperationName == "SELECT" && span.ParentSpanId == command.SpanId && span.GetTagItem("db.system.name") is "sqlite");

        // The transaction may serve other traces too: it is one of its own, and each leads to the other.
        var transaction = Assert.Single(_ended, span => span.OperationName == "transaction" && span.Links.Any(link => link.Context.SpanId == message.SpanId));
        Assert.NotEqual(caller.TraceId, transaction.TraceId);
        Assert.Contains(command.Links, link => link.Context.SpanId == transaction.SpanId);
        Assert.Contains(_ended, span => span.OperationName == "COMMIT" && span.ParentSpanId == transaction.SpanId);
        Assert.Contains(_ended, span => span.OperationName == "INSERT" && span.ParentSpanId == transaction.SpanId);
    }

    [Fact]
    public async Task What_a_message_causes_to_be_sent_later_is_in_the_trace_of_the_message()
    {
        using var caller = Begin();
        var intake = _application.Services.GetRequiredService<ActivityIntake>();
        await intake.HandleAsync(new() { Profile = _application.Services.GetServices<ChannelProfile>().Single(profile => profile.Code == "pushed"), Conversation = "c1", Message = "m1", Raw = "{}", Activity = Bot.Conversation.Activity.Message("帮助") }, Cancel);
        caller.Stop();
        await TelemetrySteps.UntilAsync(() => !_sent.IsEmpty && Trace(caller).Any(span => span.OperationName == "RecordAttempt"), "Nothing was sent.");

        var command = One(caller, span => span.OperationName == "HandleActivity");
        var sending = One(caller, span => span.OperationName == "outbox send");
        var recording = One(caller, span => span.OperationName == "RecordAttempt");
        Assert.Equal(command.SpanId, sending.ParentSpanId);
        Assert.Equal(sending.SpanId, recording.ParentSpanId);
        Assert.Equal("pushed", sending.GetTagItem("kind"));
        Assert.Equal((ActivityKind.Consumer, ActivityKind.Producer), (One(caller, span => span.OperationName == "message").Kind, sending.Kind));
        await using var db = await _application.Services.GetRequiredService<IDbContextFactory<IntakeDbContext>>().CreateDbContextAsync(Cancel);
        Assert.Equal(command.Id, (await db.Outbox.SingleAsync(Cancel)).Trace);
    }

    [Fact]
    public async Task Commands_that_are_saved_together_stay_in_the_traces_of_their_senders()
    {
        var chats = new List<(HttpClient Client, string Conversation)>();
        for (var i = 0; i < 8; i++)
            chats.Add(await _application.ChatAsync());
        var traces = await Task.WhenAll(chats.Select(async chat =>
        {
            using var caller = Begin();
            await chat.Client.SayAsync(chat.Conversation, "帮助", "m1");
            return caller;
        }));
        Assert.All(traces, caller => Assert.Equal(
            One(caller, span => span.OperationName == "message").SpanId,
            One(caller, span => span.OperationName == "HandleActivity").ParentSpanId));
        chats.ForEach(chat => chat.Client.Dispose());
    }

    [Fact]
    public async Task No_tag_holds_what_people_wrote_or_who_they_are()
    {
        var (client, conversation) = await _application.ChatAsync();
        using var _ = client;
        using var caller = Begin();
        await client.SayAsync(conversation, "我叫欧阳修，电话13812345678，滨江路的路灯坏了", "m1");
        caller.Stop();
        await TelemetrySteps.UntilAsync(() => Trace(caller).Any(span => span.Kind == ActivityKind.Server), "The request's span has not ended.");

        var ours = Trace(caller).Concat(_ended.Where(span => span.Links.Any(link => link.Context.TraceId == caller.TraceId))).Where(span => span.Source.Name == Tracing.Name).ToList();
        Assert.True(ours.Count >= 6);
        Assert.All(ours.SelectMany(span => span.TagObjects.Select(tag => $"{tag.Value}").Append(span.DisplayName)), value => Assert.DoesNotMatch($"欧阳|138|滨江|路灯|{conversation}|127\\.0", value));
    }

    [Fact]
    public async Task A_message_that_cannot_be_handled_is_seen_as_a_fault_without_its_words()
    {
        using var caller = Begin();
        await _application.Services.GetRequiredService<ActivityIntake>().HandleAsync(
            new() { Profile = ChannelProfile.WebChat, Conversation = "c1", Message = "m1", Raw = "{}", Activity = TelemetrySteps.Unhandled }, Cancel);
        caller.Stop();
        var failed = One(caller, span => span.OperationName == "HandleActivity");
        Assert.Equal(ActivityStatusCode.Error, failed.Status);
        Assert.Null(failed.StatusDescription);
        Assert.Empty(failed.Events);
        Assert.Equal("parked", One(caller, span => span.OperationName == "message").GetTagItem("outcome"));
        Assert.Equal(ActivityStatusCode.Unset, One(caller, span => span.OperationName == "ParkActivity").Status);
    }

    public ValueTask InitializeAsync() => _application.InitializeAsync();

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _application.DisposeAsync();
    }

    // A trace of the test's own, as a client's that has one: other tests of the process write, too.
    private static Activity Begin()
    {
        var caller = new Activity("test") { ActivityTraceFlags = ActivityTraceFlags.Recorded };
        caller.SetIdFormat(ActivityIdFormat.W3C);
        Activity.Current = null;
        return caller.Start();
    }

    private IEnumerable<Activity> Trace(Activity caller) => _ended.Where(span => span.TraceId == caller.TraceId);

    private Activity One(Activity caller, Func<Activity, bool> condition) => Assert.Single(Trace(caller), span => condition(span));
}
