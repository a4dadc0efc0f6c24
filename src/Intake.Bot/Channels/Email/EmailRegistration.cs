using Intake.Application.Conversations;
using Intake.Application.Data;
using Intake.Application.Notifications;
using Intake.Bot.Channels.Email.Filters;
using Intake.Bot.Channels.Email.Maildir;
using Intake.Bot.Channels.Email.Smtp;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Intake.Bot.Channels.Email;

/// <summary>E-mail: in through Maildirs that any mail server fills, out by SMTP.</summary>
public static class EmailRegistration
{
    internal const string Code = "email";

    /// <summary>Adds the channel; without its keys only that it is off, and with a wrong one what is wrong with it, said once at the start.</summary>
    public static IServiceCollection AddEmail(this IServiceCollection services, IConfiguration settings)
    {
        ArgumentNullException.ThrowIfNull(settings);
        EmailOptions? options;
        try
        {
            options = EmailOptions.From(settings);
        }
        catch (FormatException wrong)
        {
            services.AddSingleton(new ChannelStatus(Code, ChannelState.WrongKey, null));
            services.AddHostedService(provider => new WrongEmailKey(wrong.Message, provider.GetRequiredService<ILogger<WrongEmailKey>>()));
            return services;
        }

        var status = new ChannelStatus(Code, options is null ? ChannelState.Off : ChannelState.On, options?.Address.Address);
        services.AddSingleton(status);
        return options is null ? services : Add(services, options, status);
    }

    private static IServiceCollection Add(IServiceCollection services, EmailOptions options, ChannelStatus status)
    {
        services.AddSingleton(options);
        services.AddSingleton(ChannelProfile.Email);
        services.AddSingleton(provider => new SignedAddresses(provider.GetRequiredService<ReceiptKey>().Value, options.Address, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(provider => new EmailHealth(status, provider.GetRequiredService<ILogger<EmailHealth>>()));
        services.AddSingleton<ConversationStates>();
        services.AddSingleton<SenderPace>();
        services.AddSingleton<FollowUps>();
        services.AddSingleton<LetterReading>();
        services.AddSingleton<ReceiptsInText>();
        services.AddSingleton<EmailDoor>();
        services.AddSingleton<EmailIntake>();
        services.AddSingleton<MaildirWatch>();
        services.AddSingleton<SmtpSender>();
        services.AddSingleton<SmtpCheck>();
        services.AddSingleton<LetterWriting>();
        services.AddKeyedSingleton(Code, (provider, _) => ActivatorUtilities.CreateInstance<NodeLease>(provider, Code));
        services.AddOutboxLanes(Code);
        services.AddSingleton<IOutboxRoute, EmailRoute>();
        services.AddHostedService<EmailService>();
        return services;
    }
}

/// <summary>Says at the start what is wrong with the keys.</summary>
internal sealed partial class WrongEmailKey(string why, ILogger<WrongEmailKey> logger) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        LogWrong(why);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Error, Message = "E-mail stays off until the next start, and everything else goes on: {Why}")]
    private partial void LogWrong(string why);
}
