using Intake.Application.Attachments;
using Intake.Bot.Conversation;
using Microsoft.Extensions.Logging;

namespace Intake.Bot.Channels.Telegram;

/// <summary>Fetches the files of a message. One that cannot be had is refused in words, so that neither the message nor those after it wait for it for ever.</summary>
internal sealed partial class TelegramFiles(TelegramBotClient client, AttachmentStore store, TimeProvider clock, ILogger<TelegramFiles> logger)
{
    private const int MostTries = 3;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan FetchedWithin = TimeSpan.FromMinutes(2);

    /// <summary>Takes the files in, each or a refusal.</summary>
    /// <exception cref="Application.Writing.CannotBeSavedException">There is no room for them; the message has to come again.</exception>
    public async Task<IReadOnlyList<IncomingFile>> TakeAsync(IReadOnlyList<SentFile> files, CancellationToken cancellationToken)
    {
        var taken = new List<IncomingFile>(files.Count);
        foreach (var file in files)
            taken.Add(taken.Count >= AttachmentStore.MostFiles ? Refused(file, AttachmentRefusals.TooMany) : await TakeAsync(file, cancellationToken));
        return taken;
    }

    private async Task<IncomingFile> TakeAsync(SentFile file, CancellationToken cancellationToken)
    {
        if (file.Length > AttachmentStore.MostBytes)
            return Refused(file, AttachmentRefusals.IsTooLarge);
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await FetchAsync(file, cancellationToken);
            }
            // What Telegram does not give out: over 20 MB for its own count, or gone.
            catch (ApiRequestException fault) when (fault.ErrorCode is 400)
            {
                return Refused(file, fault.Message.Contains("too big", StringComparison.OrdinalIgnoreCase) ? AttachmentRefusals.IsTooLarge : AttachmentRefusals.CannotBeFetched);
            }
            catch (Exception fault) when (IsPassing(fault) && !cancellationToken.IsCancellationRequested)
            {
                LogFailed(tries, fault.GetType().Name);
                if (tries == MostTries)
                    return Refused(file, AttachmentRefusals.CannotBeFetched);
                await Task.Delay((fault as ApiRequestException)?.RetryAfter ?? BetweenTries, clock, cancellationToken);
            }
        }
    }

    private async Task<IncomingFile> FetchAsync(SentFile file, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(FetchedWithin, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var where = await client.GetFile(file.FileId, either.Token);
        if (where.FilePath is not { Length: > 0 } path)
            return Refused(file, AttachmentRefusals.CannotBeFetched);
        var taken = await client.DownloadFile(path, content => store.TakeAsync(content, file.Name, cancellationToken: either.Token), either.Token);
        return taken.Succeeded
            ? new(taken.Value.Key, taken.Value.Name, taken.Value.ContentType, taken.Value.Length)
            : Refused(file, taken.Refusal);
    }

    private static bool IsPassing(Exception fault) => fault is ApiRequestException or HttpRequestException or IOException or OperationCanceledException;

    private static IncomingFile Refused(SentFile file, Domain.Refusal refusal) => new(0, file.Name, "", 0) { Refusal = refusal };

    [LoggerMessage(Level = LogLevel.Warning, Message = "A file of Telegram could not be fetched, try {Tries}: {Fault}")]
    private partial void LogFailed(int tries, string fault);
}
