using Intake.Application.Conversations;
using Intake.Application.Notifications;
using Intake.Application.Tickets;
using Intake.Bot.Channels;
using Intake.Bot.Conversation;
using Intake.Bot.Conversation.Handling;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Bot.Tests.Conversation;

/// <summary>The program stops for good between sending a message and writing down that it was sent, and starts again.</summary>
public sealed class OutboxRestartTests
{
    private const string Matter = "投诉滨江路边上的建筑工地半夜施工，打桩声吵得一家人睡不着";
    private static readonly ChannelProfile Pushing = new() { Code = "pushed", Buttons = 3, Delivery = ChannelDelivery.Pushed };
    private static readonly Actor Dispatcher = Actor.Staff("dispatcher", "centre", Role.Dispatcher);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_left_before_the_stop_leaves_again_under_the_same_key_so_that_its_receiver_shows_it_once()
    {
        var clock = new TestClock(ExampleAuthority.At);
        var outside = new Outside { DiesAfterReceiving = true };
        var before = await StartAsync(clock, outside);
        await SayAsync(before, Pushing, Matter, "m1");
        await Assert.ThrowsAsync<OperationCanceledException>(() => SendAsync(before));
        Assert.Single(outside.Received);
        await before.StopAsync();

        outside.DiesAfterReceiving = false;
        await using var after = await StartAsync(clock, outside, before.Folder);
        await SendAsync(after);
        await SendAsync(after);
        Assert.Equal(2, outside.Received.Count);
        Assert.Single(outside.Received.DistinctBy(message => message.Key));
        Assert.Single(outside.Received.DistinctBy(message => message.Payload));
        await using var db = after.Open();
        Assert.Equal(OutboxStatus.Sent, (await db.Outbox.SingleAsync(Token)).Status);

        // The channel sends its message again, because it got no answer: the answer is not written a second time either.
        Assert.True((await SayAsync(after, Pushing, Matter, "m1")).IsRepeat);
        await SendAsync(after);
        Assert.Equal(2, outside.Received.Count);
    }

    [Fact]
    public async Task News_are_in_a_conversation_once_however_often_the_program_stops()
    {
        var clock = new TestClock(ExampleAuthority.At);
        var intake = await StartAsync(clock, new Outside());
        var drafted = await SayAsync(intake, ChannelProfile.WebChat, Matter, "m1");
        await PressAsync(intake, drafted, "m2");
        var ticket = new TicketId(await TicketAsync(intake));
        await intake.DoAsync(new AcceptTicket(ticket, Dispatcher, TicketKind.Complaint, "building-site-noise", null));
        for (var i = 0; i < 3; i++)
        {
            await intake.StopAsync();
            intake = await StartAsync(clock, new Outside(), intake.Folder);
            await SendAsync(intake);
        }

        var kept = await intake.Services.GetRequiredService<ChatQueries>().AfterAsync("webchat", "c1", 0, Token);
        var secrets = intake.Services.GetRequiredService<ReceiptSecret>();
        Assert.Single(kept.Select(activity => ChatEntry.FromJson(activity.Json, secrets)), entry => entry.Reply is not null && entry.Message is null);
        await intake.DisposeAsync();
    }

    private static Task<TestIntake> StartAsync(TestClock clock, Outside outside, string? folder = null) => TestIntake.StartAsync(clock, folder, adjust: services =>
    {
        services.AddIntakeBot();
        services.AddSingleton(Pushing);
        services.AddSingleton<IOutboxRoute>(outside);
        // Only the test says when something leaves.
        services.Remove(services.Single(service => service.ImplementationType == typeof(OutboxPump)));
    });

    private static Task<int> SendAsync(TestIntake intake) => intake.Services.GetRequiredService<OutboxSender>().SendDueAsync(Token);

    private static Task<HandledActivity> SayAsync(TestIntake intake, ChannelProfile profile, string text, string message) => HandleAsync(intake, profile, Activity.Message(text), message);

    private static Task<HandledActivity> PressAsync(TestIntake intake, HandledActivity last, string message) =>
        HandleAsync(intake, ChannelProfile.WebChat, Activity.Pressed(last.Replies[^1].Buttons[0].Value), message);

    private static Task<HandledActivity> HandleAsync(TestIntake intake, ChannelProfile profile, Activity activity, string message) =>
        intake.Services.GetRequiredService<ActivityIntake>().HandleAsync(new() { Profile = profile, Conversation = "c1", Message = message, Raw = "{}", Activity = activity }, Token);

    private static async Task<long> TicketAsync(TestIntake intake)
    {
        await using var db = intake.Open();
        return await db.Tickets.Select(row => row.Id).SingleAsync(Token);
    }

    /// <summary>Another system that takes messages; the program can stop at the very moment at which it has one.</summary>
    private sealed class Outside : IOutboxRoute
    {
        public string Kind => Pushing.Code;

        public bool DiesAfterReceiving { get; set; }

        public List<(string Key, string Payload)> Received { get; } = [];

        public ValueTask<OutboxResult> SendAsync(OutboxRow message, CancellationToken cancellationToken)
        {
            Received.Add((message.IdempotencyKey, message.Payload));
            return DiesAfterReceiving ? throw new OperationCanceledException("The machine stops.") : new(OutboxResult.Sent);
        }
    }
}
