using Intake.Application.Notifications;
using Intake.Bot.Channels;
using Intake.Bot.Conversation;
using Intake.Bot.Conversation.Handling;
using Intake.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Bot.Tests.Conversation;

/// <summary>A conversation through the real door, with the database behind it.</summary>
internal sealed class ChatDesk : IAsyncDisposable
{
    private int _messages;

    private ChatDesk(TestIntake intake, TestClock clock) => (Intake, Clock) = (intake, clock);

    public TestIntake Intake { get; }

    public TestClock Clock { get; }

    public ChannelProfile Profile { get; init; } = ChannelProfile.WebChat;

    public string Conversation { get; set; } = "c1";

    public ActivityIntake Door => Intake.Services.GetRequiredService<ActivityIntake>();

    /// <summary>The last answer.</summary>
    public HandledActivity Last { get; private set; } = new(0, 0, [], false, false);

    public static async Task<ChatDesk> StartAsync(ChannelProfile? profile = null, Action<IServiceCollection>? adjust = null)
    {
        var clock = new TestClock(ExampleAuthority.At);
        var intake = await TestIntake.StartAsync(clock, adjust: services =>
        {
            services.AddIntakeBot();
            if (profile is not null)
                services.AddSingleton(profile);
            adjust?.Invoke(services);
        });
        return new ChatDesk(intake, clock) { Profile = profile ?? ChannelProfile.WebChat };
    }

    public Task<HandledActivity> SayAsync(string text) => SendAsync(Activity.Message(text));

    /// <summary>Presses the last button of a title.</summary>
    public Task<HandledActivity> PressAsync(string title) =>
        SendAsync(Activity.Pressed(Last.Replies.SelectMany(reply => reply.Buttons).Last(button => button.Title == title).Value) with { Text = title });

    public Task<HandledActivity> SendAsync(Activity activity) => SendAsync(activity, $"m{++_messages}");

    public async Task<HandledActivity> SendAsync(Activity activity, string message)
    {
        Last = await Door.HandleAsync(new() { Profile = Profile, Conversation = Conversation, Message = message, Raw = $"{{\"text\":\"{activity.Text}\"}}", Activity = activity });
        return Last;
    }

    /// <summary>Sends what waits in the outbox.</summary>
    public Task<int> SendNewsAsync() => Intake.Services.GetRequiredService<OutboxSender>().SendDueAsync(CancellationToken.None);

    public ValueTask DisposeAsync() => Intake.DisposeAsync();
}
