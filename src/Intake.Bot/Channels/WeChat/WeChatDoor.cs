using Microsoft.Extensions.Logging;

namespace Intake.Bot.Channels.WeChat;

/// <summary>What WeChat writes behind the address.</summary>
/// <param name="Signature"><c>signature</c>: over time and nonce.</param>
/// <param name="MessageSignature"><c>msg_signature</c>: over time, nonce and the encrypted text.</param>
/// <param name="Timestamp"><c>timestamp</c>, in seconds.</param>
/// <param name="Nonce"><c>nonce</c>.</param>
internal readonly record struct WeChatEnvelope(string? Signature, string? MessageSignature, string? Timestamp, string? Nonce);

/// <summary>What a request comes to before anybody reads the message in it.</summary>
internal abstract record Opened;

/// <summary>It is not of WeChat, or not of now.</summary>
/// <param name="Problem">Why: <c>signature-not-valid</c>, <c>timestamp-too-far</c>, <c>signature-used-before</c>.</param>
internal sealed record NotTrusted(string Problem) : Opened;

/// <summary>It is broken.</summary>
/// <param name="Words">How.</param>
internal sealed record Broken(string Words) : Opened;

/// <summary>A message.</summary>
/// <param name="Input">What it means.</param>
/// <param name="Raw">As it is kept: decrypted.</param>
/// <param name="IsEncrypted">Whether it came encrypted, and the answer has to be.</param>
internal sealed record Message(WeChatInput Input, string Raw, bool IsEncrypted) : Opened;

/// <summary>
/// Opens what comes: as plain text, encrypted, or as both (compatible mode), whose encrypted part is the one that counts
/// where there is a key, since its signature covers what is said.
/// </summary>
internal sealed partial class WeChatDoor(WeChatCrypt crypt, ReplayGuard replays, ChannelStatus status, ILogger<WeChatDoor> logger)
{
    private int _isReported;

    /// <summary>Whether WeChat's check of the address is its own.</summary>
    public bool IsOfWeChat(WeChatEnvelope envelope) => crypt.IsSigned(envelope.Signature, envelope.Timestamp ?? "", envelope.Nonce ?? "");

    /// <summary>Opens a request.</summary>
    public Opened Open(WeChatEnvelope envelope, ReadOnlySpan<byte> body)
    {
        var isSigned = IsOfWeChat(envelope);
        // Nobody without a signature of either kind has anything read.
        if (!isSigned && envelope.MessageSignature is null)
            return new NotTrusted("signature-not-valid");
        if (!replays.IsNow(envelope.Timestamp))
            return new NotTrusted("timestamp-too-far");
        if (WeChatXml.TextOf(body) is not { } text)
            return new Broken("The body is not UTF-8.");
        if (WeChatXml.Read(text) is not { } xml)
            return new Broken("The body is not XML.");
        if (xml["Encrypt"] is { } encrypted && envelope.MessageSignature is not null && (crypt.HasKey || xml["MsgType"] is null))
            return Decrypt(envelope, encrypted);
        if (!isSigned)
            return new NotTrusted("signature-not-valid");
        return replays.IsOwnBody($"{envelope.Timestamp}/{envelope.Nonce}", body) ? new Message(MessageToActivity.Convert(xml), text, IsEncrypted: false) : new NotTrusted("signature-used-before");
    }

    private Opened Decrypt(WeChatEnvelope envelope, string encrypted)
    {
        if (!crypt.IsSigned(envelope.MessageSignature, envelope.Timestamp ?? "", envelope.Nonce ?? "", encrypted))
            return new NotTrusted("signature-not-valid");
        if (crypt.Decrypt(encrypted) is not { } text)
        {
            // It is WeChat's, so that the key here must be another one.
            Report();
            return new Broken("The message cannot be decrypted.");
        }

        return WeChatXml.Read(text) is { } xml ? new Message(MessageToActivity.Convert(xml), text, IsEncrypted: true) : new Message(new UnreadableMessage(null), text, IsEncrypted: true);
    }

    private void Report()
    {
        status.Report(ChannelState.WrongKey);
        if (Interlocked.Exchange(ref _isReported, 1) == 0)
            LogWrongKey();
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A message of WeChat cannot be decrypted: WeChat__EncodingAesKey or WeChat__AppId is missing or wrong, and encrypted messages are refused until the next start; everything else goes on")]
    private partial void LogWrongKey();
}
