using Intake.Application.Attachments;
using Intake.Bot.Conversation;
using Intake.Domain;
using Microsoft.Extensions.Logging;

namespace Intake.Bot.Channels.BotFramework;

/// <summary>
/// Fetches the files of a message: from the Connector with the bot's token, from elsewhere in the Internet without it. What
/// cannot be had is refused in words. The Connector waits fifteen seconds for the whole of a message, so that is not tried for long.
/// </summary>
internal sealed partial class BotFrameworkFiles(ConnectorClient connector, BotFrameworkHttp http, AttachmentStore store, TimeProvider clock, ILogger<BotFrameworkFiles> logger)
{
    /// <summary>How long all files of a message may take.</summary>
    public static readonly TimeSpan FetchedWithin = TimeSpan.FromSeconds(12);

    /// <summary>Takes the files in, each or a refusal.</summary>
    /// <param name="files">The files.</param>
    /// <param name="serviceUrl">The Connector's address; a token has vouched for it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="Application.Writing.CannotBeSavedException">There is no room for them; the message has to come again.</exception>
    public async Task<IReadOnlyList<IncomingFile>> TakeAsync(IReadOnlyList<SentFile> files, string serviceUrl, CancellationToken cancellationToken)
    {
        if (files.Count == 0)
            return [];
        using var patience = new CancellationTokenSource(FetchedWithin, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        // Beside each other, since they share the time.
        return await Task.WhenAll(files.Select((file, index) => index >= AttachmentStore.MostFiles ? Task.FromResult(Refused(file, AttachmentRefusals.TooMany)) : TakeAsync(file, new Uri(serviceUrl), either.Token, cancellationToken)));
    }

    private async Task<IncomingFile> TakeAsync(SentFile file, Uri service, CancellationToken inTime, CancellationToken cancellationToken)
    {
        try
        {
            return await FetchAsync(file, service, content => store.TakeAsync(content, file.Name, cancellationToken: inTime), inTime) is not { } taken ? Refused(file, AttachmentRefusals.CannotBeFetched)
                : taken.Succeeded ? new(taken.Value.Key, taken.Value.Name, taken.Value.ContentType, taken.Value.Length)
                : Refused(file, taken.Refusal);
        }
        catch (Exception fault) when (fault is ConnectorException or WrongCredentialsException or HttpRequestException or IOException or FormatException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            LogFailed(fault.GetType().Name);
            return Refused(file, AttachmentRefusals.CannotBeFetched);
        }
    }

    /// <summary>Null when it lies where nobody goes.</summary>
    private async Task<Outcome<TakenFile>?> FetchAsync(SentFile file, Uri service, Func<Stream, Task<Outcome<TakenFile>>> read, CancellationToken cancellationToken)
    {
        if (file.Url.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
            return await read(new MemoryStream(Convert.FromBase64String(file.Url[(file.Url.IndexOf(',', StringComparison.Ordinal) + 1)..])));
        if (!Uri.TryCreate(file.Url, UriKind.Absolute, out var address))
            return null;
        // Scheme, host and port: the token is for nobody else.
        if (Uri.Compare(address, service, UriComponents.SchemeAndServer, UriFormat.Unescaped, StringComparison.OrdinalIgnoreCase) == 0)
            return await connector.GetAttachmentAsync(address, read, cancellationToken);
        if (address.Scheme != Uri.UriSchemeHttps)
            return null;
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        using var answer = await http.SendOutsideAsync(request, cancellationToken);
        answer.EnsureSuccessStatusCode();
        await using var content = await answer.Content.ReadAsStreamAsync(cancellationToken);
        return await read(content);
    }

    private static IncomingFile Refused(SentFile file, Refusal refusal) => new(0, file.Name, "", 0) { Refusal = refusal };

    [LoggerMessage(Level = LogLevel.Warning, Message = "A file of the Bot Framework could not be fetched: {Fault}")]
    private partial void LogFailed(string fault);
}
