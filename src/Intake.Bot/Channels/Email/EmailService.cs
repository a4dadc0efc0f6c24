using System.Net.Sockets;
using System.Security.Authentication;
using Intake.Application.Data;
using Intake.Application.Notifications;
using Intake.Bot.Channels.Email.Maildir;
using Intake.Bot.Channels.Email.Smtp;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Intake.Bot.Channels.Email;

/// <summary>What only one node at a time does: takes mail in and sends it. Another node takes over within half a minute.</summary>
internal sealed partial class EmailService(
    [FromKeyedServices(EmailRegistration.Code)] NodeLease lease,
    MaildirWatch maildirs,
    OutboxLanes outbox,
    SmtpCheck smtp,
    TimeProvider clock,
    ILogger<EmailService> logger) : BackgroundService
{
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield(); // a folder or a network that is slow keeps nobody from starting
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                await TryAsync(cancellation => lease.WorkAsync(WorkAsync, cancellation), stoppingToken);
                await Task.Delay(BetweenTries, clock, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // Asked to end.
        }
        finally
        {
            await TryAsync(lease.ReleaseAsync, CancellationToken.None);
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        using var together = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] work = [maildirs.RunAsync(together.Token), outbox.RunAsync(EmailRegistration.Code, together.Token), smtp.RunAsync(together.Token)];
        await Task.WhenAny(work);
        await together.CancelAsync();
        await Task.WhenAll(work);
    }

    private async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken);
        }
#pragma warning disable CA1031 // A database or folder that is away for a while must not end the channel for good.
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            LogFailed(fault.GetType().Name);
        }
    }

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
