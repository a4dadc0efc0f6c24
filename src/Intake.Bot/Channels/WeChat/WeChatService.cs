using Intake.Application.Data;
using Intake.Application.Notifications;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Intake.Bot.Channels.WeChat;

/// <summary>What only one node at a time does: keeps the access token good, sets the menu, and sends. Another node takes over within half a minute.</summary>
internal sealed class WeChatService(
    [FromKeyedServices(WeChatEndpoints.Code)] NodeLease lease,
    WeChatTokens tokens,
    WeChatMenu menu,
    OutboxLanes outbox,
    WeChatWatch watch,
    TimeProvider clock) : LeasedService(lease, clock)
{
    /// <inheritdoc/>
    protected override async Task WorkAsync(CancellationToken cancellationToken)
    {
        await tokens.RenewAsync(cancellationToken);
        watch.Works();
        await watch.TryMenuAsync(menu.SetAsync, cancellationToken);
        await TogetherAsync(cancellationToken, held => outbox.RunAsync(WeChatEndpoints.Code, held), RenewAsync);
    }

    /// <inheritdoc/>
    protected override Task<bool> TryAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken) => watch.TryAsync(work, cancellationToken);

    /// <inheritdoc/>
    protected override Task PauseAsync(CancellationToken cancellationToken) => watch.PauseAsync(cancellationToken);

    private async Task RenewAsync(CancellationToken cancellationToken)
    {
        while (true)
            await watch.PauseAsync(await tokens.RenewAsync(cancellationToken), cancellationToken);
    }
}

/// <summary>What becomes of the channel's faults: a wrong key is said in one sentence, everything else passes and is tried again.</summary>
internal sealed partial class WeChatWatch(ChannelStatus status, TimeProvider clock, ILogger<WeChatWatch> logger)
{
    private const int AddressNotAllowed = 40164;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    private TimeSpan _pause = BetweenTries;

    /// <summary>WeChat answers. A key for messages that is wrong stays wrong.</summary>
    public void Works()
    {
        _pause = BetweenTries;
        if (status.State == ChannelState.Unreachable)
            status.Report(ChannelState.On);
    }

    /// <summary>Tries something. Answers whether it makes sense to try again.</summary>
    public async Task<bool> TryAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken);
            return true;
        }
        catch (WeChatException fault) when (fault.IsOfKey)
        {
            status.Report(ChannelState.WrongKey);
            LogWrongKey(fault.Code);
            return false;
        }
#pragma warning disable CA1031 // A network or database that is away for a while must not end the channel for good.
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
#pragma warning restore CA1031
        {
            if (fault is WeChatException or HttpRequestException or OperationCanceledException && status.State == ChannelState.On)
                status.Report(ChannelState.Unreachable);
            if (fault is WeChatException { Code: AddressNotAllowed })
                LogAddressNotAllowed();
            else
                LogFailed(fault.GetType().Name, (fault as WeChatException)?.Code ?? 0);
            return true;
        }
    }

    /// <summary>Tries to set the menu: everything works without it, and not every account may have one.</summary>
    public async Task TryMenuAsync(Func<CancellationToken, Task> set, CancellationToken cancellationToken)
    {
        try
        {
            await set(cancellationToken);
        }
        catch (WeChatException fault)
        {
            LogNoMenu(fault.Code);
        }
    }

    /// <summary>Waits for the next try, longer after each: what WeChat refuses is counted there.</summary>
    public async Task PauseAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(_pause, clock, cancellationToken);
        _pause = 2 * _pause < LongestPause ? 2 * _pause : LongestPause;
    }

    /// <summary>Waits for a time, but not less than between two tries.</summary>
    public Task PauseAsync(TimeSpan time, CancellationToken cancellationToken) => Task.Delay(time > BetweenTries ? time : BetweenTries, clock, cancellationToken);

    [LoggerMessage(Level = LogLevel.Error, Message = "WeChat does not know this account ({Code}): WeChat__AppId, WeChat__AppSecret or WeChat__BaseUrl is wrong, and nothing is sent by it until the next start; everything else goes on")]
    private partial void LogWrongKey(int code);

    [LoggerMessage(Level = LogLevel.Error, Message = "WeChat takes nothing from this machine's address (40164): add it to the IP whitelist of the account; it is tried again")]
    private partial void LogAddressNotAllowed();

    [LoggerMessage(Level = LogLevel.Warning, Message = "The WeChat channel is interrupted and tries again: {Fault} {Code}")]
    private partial void LogFailed(string fault, int code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The menu could not be set in WeChat: {Code}")]
    private partial void LogNoMenu(int code);
}

/// <summary>Says at the start, in one sentence, which key is wrong.</summary>
internal sealed partial class WeChatWrongKey(string problem, ILogger<WeChatWrongKey> logger) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        LogWrongKey(problem.TrimEnd('.'));
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Error, Message = "{Problem}: the WeChat channel is closed until the next start; everything else goes on")]
    private partial void LogWrongKey(string problem);
}
