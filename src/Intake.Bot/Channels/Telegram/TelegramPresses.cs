using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Intake.Bot.Channels.Telegram;

/// <summary>
/// Shows people that a button they pressed has worked: the waiting ends, and the button is marked. The press itself is
/// durable by then. This is a courtesy that nobody misses an hour later, so it is not kept: what fails is logged.
/// </summary>
internal sealed partial class TelegramPresses(TelegramBotClient client, TelegramPace pace, ILogger<TelegramPresses> logger) : BackgroundService
{
    private const int MostWaiting = 10_000;
    private const int AtOnce = 8;

    private readonly Channel<PressedButton> _waiting = Channel.CreateBounded<PressedButton>(new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>A button was pressed, and that is durable.</summary>
    public void Add(PressedButton pressed) => _waiting.Writer.TryWrite(pressed);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await Parallel.ForEachAsync(_waiting.Reader.ReadAllAsync(stoppingToken), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = stoppingToken }, ShowAsync);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The program ends, and with it what was not shown.
        }
    }

    private async ValueTask ShowAsync(PressedButton pressed, CancellationToken cancellationToken)
    {
        await TryAsync(client.AnswerCallbackQuery(pressed.CallbackQueryId, cancellationToken), cancellationToken);
        if (pressed.Edit is not { } edit)
            return;
        await pace.WaitAsync(null, cancellationToken);
        await TryAsync(client.EditMessageReplyMarkup(edit, cancellationToken), cancellationToken);
    }

    private async Task TryAsync(Task request, CancellationToken cancellationToken)
    {
        try
        {
            await request;
        }
        // Too old to be answered, or the message is gone: nothing is left to be shown.
        catch (Exception fault) when (fault is ApiRequestException or HttpRequestException or IOException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogNotShown((fault as ApiRequestException)?.ErrorCode ?? 0, fault.GetType().Name);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "That a button was pressed could not be shown in Telegram: {Code} {Fault}")]
    private partial void LogNotShown(int code, string fault);
}
