using Intake.Application.Attachments;
using Intake.Bot.Conversation;
using Intake.Domain;
using Microsoft.Extensions.Logging;

namespace Intake.Bot.Channels;

/// <summary>A file that the channel's carrier keeps, to be fetched.</summary>
/// <param name="FileId">Its id, for fetching it.</param>
/// <param name="Name">The sender's name for it, or one made from what it is.</param>
/// <param name="Length">Bytes, as the carrier tells; 0 when it does not.</param>
public sealed record SentFile(string FileId, string Name, long Length);

/// <summary>Fetches the files of a message. One that cannot be had is refused in words, so that neither the message nor those after it wait for it for ever.</summary>
internal abstract partial class ChannelFiles(AttachmentStore store, TimeProvider clock, ILogger logger)
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

    /// <summary>Hands the content of a file over while it is read from the network.</summary>
    protected abstract Task<Outcome<TakenFile>> FetchAsync(SentFile file, Func<Stream, Task<Outcome<TakenFile>>> take, CancellationToken cancellationToken);

    /// <summary>Why the carrier will never give the file out; null when it may the next time.</summary>
    protected abstract Refusal? RefusalFor(Exception fault);

    /// <summary>Whether a fault may pass; every other one is a mistake of ours.</summary>
    protected virtual bool IsPassing(Exception fault) => fault is HttpRequestException or IOException or OperationCanceledException;

    /// <summary>How long the carrier wants to be left alone; null when it does not say.</summary>
    protected virtual TimeSpan? WaitAfter(Exception fault) => null;

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
            catch (Exception fault) when (RefusalFor(fault) is not null)
            {
                return Refused(file, RefusalFor(fault)!);
            }
            catch (Exception fault) when (IsPassing(fault) && !cancellationToken.IsCancellationRequested)
            {
                LogFailed(tries, fault.GetType().Name);
                if (tries == MostTries)
                    return Refused(file, AttachmentRefusals.CannotBeFetched);
                await Task.Delay(WaitAfter(fault) ?? BetweenTries, clock, cancellationToken);
            }
        }
    }

    private async Task<IncomingFile> FetchAsync(SentFile file, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(FetchedWithin, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var taken = await FetchAsync(file, content => store.TakeAsync(content, file.Name, cancellationToken: either.Token), either.Token);
        return taken.Succeeded
            ? new(taken.Value.Key, taken.Value.Name, taken.Value.ContentType, taken.Value.Length)
            : Refused(file, taken.Refusal);
    }

    private static IncomingFile Refused(SentFile file, Refusal refusal) => new(0, file.Name, "", 0) { Refusal = refusal };

    [LoggerMessage(Level = LogLevel.Warning, Message = "A file could not be fetched, try {Tries}: {Fault}")]
    private partial void LogFailed(int tries, string fault);
}
