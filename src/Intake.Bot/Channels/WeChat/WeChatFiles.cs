using Intake.Application.Attachments;
using Intake.Domain;
using Microsoft.Extensions.Logging;

namespace Intake.Bot.Channels.WeChat;

/// <summary>Fetches the files of a message from WeChat, which keeps them for three days.</summary>
internal sealed class WeChatFiles(WeChatClient client, WeChatTokens tokens, AttachmentStore store, TimeProvider clock, ILogger<WeChatFiles> logger) : ChannelFiles(store, clock, logger)
{
    /// <inheritdoc/>
    protected override Task<Outcome<TakenFile>> FetchAsync(SentFile file, Func<Stream, Task<Outcome<TakenFile>>> take, CancellationToken cancellationToken) =>
        tokens.UseAsync(token => client.MediaGetAsync(token, file.FileId, take, cancellationToken), cancellationToken);

    /// <summary>40007: there is no such file, or no longer.</summary>
    protected override Refusal? RefusalFor(Exception fault) => fault is WeChatException { Code: 40007 or 404 } ? AttachmentRefusals.CannotBeFetched : null;

    /// <inheritdoc/>
    protected override bool IsPassing(Exception fault) => fault is WeChatException || base.IsPassing(fault);
}
