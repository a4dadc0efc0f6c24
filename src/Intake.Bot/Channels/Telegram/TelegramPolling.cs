using System.Text.Json;
using Intake.Application.Writing;
using Microsoft.Extensions.Logging;

namespace Intake.Bot.Channels.Telegram;

/// <summary>
/// Fetches updates (long polling). Telegram keeps each until the next request names a later one, so that is sent only when
/// all before it are durable: the place in the queue is Telegram's to remember, and whoever starts anew begins with what
/// was never confirmed.
/// </summary>
internal sealed partial class TelegramPolling(TelegramBotClient client, TelegramIntake intake, ChannelStatus status, TimeProvider clock, ILogger<TelegramPolling> logger)
{
    private static readonly TimeSpan WaitsAtTelegram = TimeSpan.FromSeconds(50);
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMinutes(1);

    /// <summary>Fetches until it is stopped.</summary>
    /// <exception cref="ApiRequestException">The token is none any more.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        long? offset = null;
        var pause = FirstPause;
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                var askedAt = clock.GetTimestamp();
                var updates = await client.GetUpdates(offset, WaitsAtTelegram, UpdateToActivity.AllowedUpdates, cancellationToken);
                await intake.TakeAsync(updates, cancellationToken);
                offset = After(updates) ?? offset;
                status.Report(ChannelState.On);
                pause = FirstPause;
                // A server that does not let one wait is not asked without a pause.
                if (updates.Count == 0 && clock.GetElapsedTime(askedAt) < FirstPause)
                    await Task.Delay(FirstPause, clock, cancellationToken);
            }
            catch (Exception fault) when (IsPassing(fault) && !cancellationToken.IsCancellationRequested)
            {
                if (fault is not CannotBeSavedException)
                    status.Report(ChannelState.Unreachable);
                LogFailed(fault.GetType().Name, (fault as ApiRequestException)?.ErrorCode ?? 0);
                await Task.Delay((fault as ApiRequestException)?.RetryAfter ?? pause, clock, cancellationToken);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
            }
        }
    }

    // Only 401 is said of the token by now, which was right at the start: any other answer may be that of something in between.
    private static bool IsPassing(Exception fault) => fault is ApiRequestException { ErrorCode: not 401 } or HttpRequestException or IOException or OperationCanceledException or CannotBeSavedException;

    private static long? After(IReadOnlyList<JsonElement> updates) => updates.Select(UpdateToActivity.IdOf).Max() + 1;

    [LoggerMessage(Level = LogLevel.Warning, Message = "Updates could not be fetched from Telegram, and are again: {Fault} {Code}")]
    private partial void LogFailed(string fault, int code);
}
