using Intake.Application.Notifications;
using Intake.Application.TextMessages;
using Intake.Bot.Channels;

namespace Intake.Web.TextMessages;

/// <summary>Text messages, by a service that the authority chooses.</summary>
internal static class SmsRegistration
{
    /// <summary>Adds them; without settings only that they are off, and with a wrong one what is wrong with it, said once at the start.</summary>
    public static void AddSms(this IServiceCollection services, IConfiguration settings)
    {
        SmsOptions? options = null;
        string? wrong = null;
        try
        {
            options = SmsOptions.From(settings);
        }
        catch (FormatException why)
        {
            wrong = why.Message;
        }

        services.AddTextMessages();
        services.AddSingleton(new ChannelStatus(TextMessaging.Kind, wrong is not null ? ChannelState.WrongKey : options is null ? ChannelState.Off : ChannelState.On, null));
        services.AddSingleton<IOutboxRoute>(provider => ActivatorUtilities.CreateInstance<SmsRoute>(provider, new SmsSettings(options)));
        // Without a service to hand them to nothing is polled: what waits from before is given up by the ordinary sender, and can be sent again.
        if (options is not null)
        {
            services.AddTextMessageLanes();
            services.AddHostedService<SmsService>();
        }

        if (wrong is not null)
            services.AddHostedService(provider => new WrongSmsKey(wrong, provider.GetRequiredService<ILogger<WrongSmsKey>>()));
    }
}

/// <summary>Says at the start what is wrong with the settings.</summary>
internal sealed partial class WrongSmsKey(string why, ILogger<WrongSmsKey> logger) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        LogWrong(why);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Error, Message = "Text messages stay off until the next start, and everything else goes on: {Why}")]
    private partial void LogWrong(string why);
}
