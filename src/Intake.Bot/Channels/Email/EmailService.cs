using System.Net.Sockets;
using System.Security.Authentication;
using Intake.Application.Data;
using Intake.Application.Notifications;
using Intake.Bot.Channels.Email.Maildir;
using Intake.Bot.Channels.Email.Smtp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Intake.Bot.Channels.Email;

/// <summary>What only one node at a time does: takes mail in and sends it. Another node takes over within half a minute.</summary>
internal sealed partial class EmailService(
    [FromKeyedServices(EmailRegistration.Code)] NodeLease lease,
    MaildirWatch maildirs,
    OutboxLanes outbox,
    SmtpCheck smtp,
    TimeProvider clock,
    ILogger<EmailService> logger) : LeasedService(lease, clock)
{
    /// <inheritdoc/>
    protected override Task WorkAsync(CancellationToken cancellationToken) =>
        TogetherAsync(cancellationToken, maildirs.RunAsync, held => outbox.RunAsync(EmailRegistration.Code, held), smtp.RunAsync);

    /// <inheritdoc/>
    protected override void Failed(Exception fault) => LogFailed(fault.GetType().Name);

    [LoggerMessage(Level = LogLevel.Warning, Message = "E-mail is interrupted and tries again: {Fault}")]
    private partial void LogFailed(string fault);
}

/// <summary>Looks whether the SMTP server lets this program in: at the start, and every five minutes, so that a wrong password is known before a letter waits for it.</summary>
internal sealed class SmtpCheck(SmtpSender smtp, EmailHealth health, TimeProvider clock)
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(5);

    /// <summary>Looks until it is stopped.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await LookAsync(cancellationToken);
            await Task.Delay(Between, clock, cancellationToken);
        }
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await smtp.TryAsync(cancellationToken);
            health.Smtp(ChannelState.On);
        }
        catch (SmtpRefusal refusal)
        {
            health.Smtp(refusal is { IsForGood: true, Step: SmtpStep.SignIn } ? ChannelState.WrongKey : ChannelState.Unreachable, refusal.Why);
        }
        catch (Exception fault) when (fault is SocketException or IOException or AuthenticationException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            health.Smtp(ChannelState.Unreachable, fault.GetType().Name);
        }
    }
}
