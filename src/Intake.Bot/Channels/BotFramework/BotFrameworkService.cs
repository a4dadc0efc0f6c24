using Intake.Application.Data;
using Intake.Application.Notifications;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Intake.Bot.Channels.BotFramework;

/// <summary>
/// Looks at start, and while that fails, whether the login knows the bot and the signing keys can be had; then one node at a
/// time sends, so that what is said in a conversation leaves in order.
/// </summary>
internal sealed class BotFrameworkService(
    [FromKeyedServices(BotFrameworkOptions.Code)] NodeLease lease,
    AppCredentials credentials,
    OpenIdMetadata metadata,
    OutboxLanes outbox,
    BotFrameworkWatch watch,
    TimeProvider clock) : LeasedService(lease, clock)
{
    /// <inheritdoc/>
    protected override async Task TurnAsync(CancellationToken cancellationToken)
    {
        await credentials.GetTokenAsync(null, cancellationToken);
        await metadata.GetAsync(null, cancellationToken);
        watch.Works();
        await base.TurnAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task WorkAsync(CancellationToken cancellationToken) => outbox.RunAsync(BotFrameworkOptions.Code, cancellationToken);

    /// <inheritdoc/>
    protected override async Task<bool> TryAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        await watch.TryAsync(work, cancellationToken);
        return true;
    }
}

/// <summary>How the channel is, and what becomes of its faults: said once, and tried again.</summary>
internal sealed partial class BotFrameworkWatch(ChannelStatus status, ILogger<BotFrameworkWatch> logger)
{
    /// <summary>Whether nothing is taken in, because nothing could be answered.</summary>
    public bool IsClosed => status.State == ChannelState.WrongKey;

    /// <summary>The Bot Framework answers.</summary>
    public void Works() => status.Report(ChannelState.On);

    /// <summary>It does not answer.</summary>
    public void Unreachable()
    {
        if (!IsClosed)
            status.Report(ChannelState.Unreachable);
    }

    /// <summary>The login does not know the bot.</summary>
    public void WrongKey(string code)
    {
        if (IsClosed)
            return;
        status.Report(ChannelState.WrongKey);
        LogWrongKey(code);
    }

    /// <summary>Tries something.</summary>
    public async Task TryAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        try
        {
            await work(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Asked to end.
        }
        catch (WrongCredentialsException fault)
        {
            WrongKey(fault.Code);
        }
#pragma warning disable CA1031 // A network or database that is away for a while must not end the channel for good.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            if (fault is HttpRequestException && status.State != ChannelState.Unreachable)
                LogFailed(fault.GetType().Name, (int?)(fault as HttpRequestException)?.StatusCode ?? 0);
            if (fault is HttpRequestException)
                Unreachable();
            else
                LogFailed(fault.GetType().Name, 0);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The login of the Bot Framework does not know this bot ({Code}): BotFramework__AppId, BotFramework__AppPassword or BotFramework__LoginUrl is wrong, and the channel stays closed; everything else goes on")]
    private partial void LogWrongKey(string code);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The Bot Framework channel is interrupted and tries again: {Fault} {Status}")]
    private partial void LogFailed(string fault, int status);
}

/// <summary>Says at start that one of the two keys is missing, which closes the channel.</summary>
internal sealed partial class BotFrameworkKeyMissing(BotFrameworkOptions options, ILogger<BotFrameworkKeyMissing> logger) : IHostedService
{
    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken)
    {
        LogMissing(options.Missing ?? "");
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(Level = LogLevel.Error, Message = "{Setting} is not set: the Bot Framework channel needs BotFramework__AppId and BotFramework__AppPassword and stays closed until the next start; everything else goes on")]
    private partial void LogMissing(string setting);
}
