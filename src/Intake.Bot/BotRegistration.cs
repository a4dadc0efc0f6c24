using Intake.Application.Notifications;
using Intake.Application.Privacy;
using Intake.Bot.Channels;
using Intake.Bot.Conversation;
using Intake.Bot.Conversation.Handling;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Bot;

/// <summary>Puts the conversation into a host.</summary>
public static class BotRegistration
{
    /// <summary>Adds the door for messages and the way of news to conversations. Each channel adds its <see cref="ChannelProfile"/>, and its route when it is sent its messages.</summary>
    public static IServiceCollection AddIntakeBot(this IServiceCollection services)
    {
        services.AddSingleton(ChannelProfile.WebChat);
        services.AddSingleton<ActivityIntake>();
        services.AddSingleton<IOutboxRoute, NewsRoute>();
        services.AddSingleton(new DraftForgetting(["\"draft\":", "\"discarded\":", "\"questionnaire\":"], state => ConversationState.FromJson(state).WithoutDraft().ToJson()));
        return services;
    }
}
