using Intake.Application.BotConfiguration;
using Intake.Application.Data;
using Intake.Application.Notifications;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Intake.Bot.Channels.Telegram;

/// <summary>Tells Telegram what the bot is: its menus, and where updates go.</summary>
internal sealed partial class TelegramSetUp(TelegramBotClient client, TelegramOptions options, BotConfigurationSource configuration, ILogger<TelegramSetUp> logger)
{
    /// <summary>Whether updates are fetched; else Telegram sends them.</summary>
    public bool IsFetching => options.Webhook is null;

    /// <summary>Sets it up; any number of times.</summary>
    /// <exception cref="ApiRequestException">Telegram refuses, such as a wrong token.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await client.GetMe(cancellationToken);
        if (options.Webhook is { } webhook)
            await client.SetWebhook(webhook, options.SecretToken!, UpdateToActivity.AllowedUpdates, cancellationToken);
        else
            await client.DeleteWebhook(cancellationToken);
        await SetMenuAsync(cancellationToken);
    }

    // Everything works without it, and a Bot API server of one's own need not have it.
    private async Task SetMenuAsync(CancellationToken cancellationToken)
    {
        try
        {
            await TelegramMenu.SetAsync(client, configuration.Current, cancellationToken);
        }
        catch (ApiRequestException fault)
        {
            LogNoMenu(fault.ErrorCode);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The menu of commands could not be set in Telegram: {Code}")]
    private partial void LogNoMenu(int code);
}

/// <summary>
/// What only one node at a time does: sets the bot up, fetches updates where they are fetched, and sends, because Telegram
/// lets one fetch and counts all messages of a bot together. Another node takes over within half a minute.
/// </summary>
internal sealed class TelegramService(
    [FromKeyedServices(TelegramEndpoints.Code)] NodeLease lease,
    TelegramSetUp setUp,
    TelegramPolling polling,
    OutboxLanes outbox,
    TelegramWatch watch,
    TimeProvider clock) : LeasedService(lease, clock)
{
    /// <inheritdoc/>
    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        await setUp.RunAsync(cancellationToken);
        watch.Works();
        if (setUp.IsFetching)
            await TogetherAsync(cancellationToken, SendAsync, polling.RunAsync);
        else
            await SendAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task<bool> TryAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken) => watch.TryAsync(work, cancellationToken);

    private Task SendAsync(CancellationToken cancellationToken) => outbox.RunAsync(TelegramEndpoints.Code, cancellationToken);
}

/// <summary>What becomes of the channel's faults: a wrong token ends it and is said in one sentence, everything else passes and is tried again.</summary>
internal sealed partial class TelegramWatch(ChannelStatus status, ILogger<TelegramWatch> logger)
{
    /// <summary>Telegram answers.</summary>
    public void Works() => status.Report(ChannelState.On);

    /// <summary>Tries something. Answers whether it makes sense to try again.</summary>
    public async Task<bool> TryAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken);
            return true;
        }
        catch (ApiRequestException fault) when (fault.IsWrongToken)
        {
            status.Report(ChannelState.WrongKey);
            LogWrongToken(fault.ErrorCode);
            return false;
        }
#pragma warning disable CA1031 // A network or database that is away for a while must not end the channel for good.
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            if (fault is ApiRequestException or HttpRequestException)
                status.Report(ChannelState.Unreachable);
            LogFailed(fault.GetType().Name, (fault as ApiRequestException)?.ErrorCode ?? 0);
            return true;
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Telegram does not know this bot ({Code}): Telegram__Token or Telegram__BaseUrl is wrong, and the channel stays off until the next start; everything else goes on")]
    private partial void LogWrongToken(int code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The Telegram channel is interrupted and tries again: {Fault} {Code}")]
    private partial void LogFailed(string fault, int code);
}
