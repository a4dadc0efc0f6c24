using Intake.Application.Attachments;
using Intake.Domain;
using Microsoft.Extensions.Logging;

namespace Intake.Bot.Channels.Telegram;

/// <summary>Fetches the files of a message from Telegram.</summary>
internal sealed class TelegramFiles(TelegramBotClient client, AttachmentStore store, TimeProvider clock, ILogger<TelegramFiles> logger) : ChannelFiles(store, clock, logger)
{
    /// <inheritdoc/>
    protected override async Task<Outcome<TakenFile>> FetchAsync(SentFile file, Func<Stream, Task<Outcome<TakenFile>>> take, CancellationToken cancellationToken)
    {
        var where = await client.GetFile(file.FileId, cancellationToken);
        return where.FilePath is { Length: > 0 } path ? await client.DownloadFile(path, take, cancellationToken) : AttachmentRefusals.CannotBeFetched;
    }

    /// <summary>What Telegram does not give out: over 20 MB for its own count, or gone.</summary>
    protected override Refusal? RefusalFor(Exception fault) =>
        fault is not ApiRequestException { ErrorCode: 400 } ? null
        : fault.Message.Contains("too big", StringComparison.OrdinalIgnoreCase) ? AttachmentRefusals.IsTooLarge
        : AttachmentRefusals.CannotBeFetched;

    /// <inheritdoc/>
    protected override bool IsPassing(Exception fault) => fault is ApiRequestException || base.IsPassing(fault);

    /// <inheritdoc/>
    protected override TimeSpan? WaitAfter(Exception fault) => (fault as ApiRequestException)?.RetryAfter;
}
