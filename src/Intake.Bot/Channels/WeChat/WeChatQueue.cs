using Intake.Application.Conversations;
using Intake.Application.Notifications;
using Intake.Application.Writing;
using Intake.Bot.Conversation.Handling;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Intake.Bot.Channels.WeChat;

/// <summary>
/// Messages that take longer than WeChat waits: those with files, which have to be fetched first, and what the same person
/// says meanwhile. Each is durable when it is taken, and handled one after the other for each person. What a node has kept
/// that stopped is found by any other, or by itself when it starts again.
/// </summary>
internal sealed partial class WeChatQueue(WaitingMessages waiting, CommandWriter writer, ActivityIntake intake, WeChatFiles files, TimeProvider clock, ILogger<WeChatQueue> logger) : BackgroundService
{
    // Longer than fetching and handling take, so that no other node does the same meanwhile.
    private static readonly TimeSpan LeftAlone = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan BetweenSweeps = TimeSpan.FromSeconds(30);

    private readonly Lock _gate = new();
    private readonly Dictionary<string, (int Count, Task Last)> _busy = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource _stop = new();

    /// <summary>Whether something that a person said is still being handled here.</summary>
    public bool IsBusyWith(string person)
    {
        lock (_gate)
            return _busy.ContainsKey(person);
    }

    /// <summary>Keeps a message; when it returns, the message is durable, and is handled when its turn comes.</summary>
    public async Task KeepAsync(SaidToAccount said, string raw, CancellationToken cancellationToken)
    {
        // In its place from now on: what the person says next waits for it.
        var kept = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            var before = _busy.GetValueOrDefault(said.Person, (Count: 0, Last: Task.CompletedTask));
            _busy[said.Person] = (before.Count + 1, HandleInTurnAsync(before.Last, kept.Task, said, raw));
        }

        try
        {
            kept.SetResult(await writer.WriteAsync(new KeepMessage(ChannelProfile.WeChat.Code, KeyOf(said), raw, InboundStatus.Received, null), cancellationToken));
        }
        finally
        {
            kept.TrySetResult(false);
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync();
        await base.StopAsync(cancellationToken);
        Task[] rest;
        lock (_gate)
            rest = [.. _busy.Values.Select(one => one.Last)];
        await Task.WhenAll(rest).WaitAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _stop.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var isFirst = true;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await SweepAsync(isFirst ? BetweenSweeps : LeftAlone, stoppingToken);
                isFirst = false;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
#pragma warning disable CA1031 // A database that is away for a while must not end the sweeps for good; the messages are kept.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                LogFailed(fault.GetType().Name);
            }

            await Task.Delay(BetweenSweeps, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task SweepAsync(TimeSpan leftAlone, CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow() - leftAlone;
        foreach (var message in await waiting.ReadAsync(ChannelProfile.WeChat.Code, cancellationToken))
        {
            if (message.ReceivedAt <= before && WeChatXml.Read(message.Raw) is { } xml && MessageToActivity.Convert(xml) is SaidToAccount said && !IsBusyWith(said.Person))
                await HandleAsync(said, message.Raw, cancellationToken);
        }
    }

    private async Task HandleInTurnAsync(Task before, Task<bool> isKept, SaidToAccount said, string raw)
    {
        await before;
        try
        {
            // One that came again is in its turn already, and one that could not be kept comes again.
            if (await isKept)
                await HandleAsync(said, raw, _stop.Token);
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Stopped: it is kept.
        }
#pragma warning disable CA1031 // It is kept, and the sweep tries again.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            LogFailed(fault.GetType().Name);
        }
        finally
        {
            Leave(said.Person);
        }
    }

    private async Task HandleAsync(SaidToAccount said, string raw, CancellationToken cancellationToken)
    {
        var inbound = WeChatIntake.InboundOf(said, raw) with { Parts = [KeyOf(said)] };
        var taken = await files.TakeAsync(said.Files, cancellationToken);
        await intake.HandleAsync(inbound with { Activity = said.Activity with { Files = taken } }, CancellationToken.None);
        await writer.WriteAsync(new TryAgainNow(WeChatErrors.UntilWritten, said.Person), CancellationToken.None);
    }

    private void Leave(string person)
    {
        lock (_gate)
        {
            var (count, last) = _busy[person];
            if (count == 1)
                _busy.Remove(person);
            else
                _busy[person] = (count - 1, last);
        }
    }

    // Beside the message itself, which has its row when it is handled.
    private static string KeyOf(SaidToAccount said) => WeChatIntake.InboundOf(said with { Message = $"k{said.Message}" }, "").MessageKey;

    [LoggerMessage(Level = LogLevel.Error, Message = "What came from WeChat could not be handled and is tried again: {Fault}")]
    private partial void LogFailed(string fault);
}
