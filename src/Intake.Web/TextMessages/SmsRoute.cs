using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Intake.Application.BotConfiguration;
using Intake.Application.Notifications;
using Intake.Application.TextMessages;
using Intake.Application.Webhooks;
using Intake.Bot.Channels;
using Intake.Domain.Requesters;
using Intake.Domain.Tickets;
using Intake.Web.Webhooks;

namespace Intake.Web.TextMessages;

/// <summary>The settings; null while there are none, or a wrong one.</summary>
internal sealed record SmsSettings(SmsOptions? Options);

/// <summary>What the service is handed.</summary>
/// <param name="Number">The number, as <c>+8613911112222</c>.</param>
/// <param name="Language">The language of the text, as a BCP 47 tag.</param>
/// <param name="Text">The text.</param>
/// <param name="Parts">How many parts the text is sent in, as carriers count.</param>
/// <param name="Key">The same in every attempt: what was taken once is not sent again.</param>
internal sealed record SmsBody(string Number, string Language, string Text, int Parts, string Key);

/// <summary>
/// Hands a text message to the service. The number and the secret of the receipt are read and made here, so that they are
/// neither in the outbox nor in what administrators see of it. 400, 404, 410, 413 and 422 say that this message never will
/// be taken, 401 and 403 that the secret is wrong; everything else that is no arrival is tried again.
/// </summary>
internal sealed partial class SmsRoute(
    SmsSettings settings,
    SignedPost post,
    TextMessageQueries requesters,
    BotConfigurationSource configuration,
    ReceiptSecret secrets,
    IEnumerable<ChannelStatus> channels,
    ILogger<SmsRoute> logger) : IOutboxRoute
{
    // Chinese stays readable, and a third of the size.
    private static readonly SmsJson Readable = new(new JsonSerializerOptions(SmsJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private readonly ChannelStatus _status = channels.Single(channel => channel.Code == TextMessaging.Kind);

    /// <inheritdoc/>
    public string Kind => TextMessaging.Kind;

    /// <inheritdoc/>
    public async ValueTask<OutboxResult> SendAsync(OutboxRow message, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(message);
        if (settings.Options is not { } options)
            return new(OutboxStatus.Dead, "sms-off");
        if (!long.TryParse(message.Address, NumberStyles.None, CultureInfo.InvariantCulture, out var requester) || MobileNumber.Read(await requesters.NumberAsync(requester, cancellationToken)) is not { } number)
            return new(OutboxStatus.Dead, "no-number");
        var body = BodyOf(message, number);
        var (result, status) = await post.SendAsync(new(options.Url, message.IdempotencyKey, body, at => WebhookSignature.Of(options.Key, message.IdempotencyKey, body, at)), cancellationToken);
        Report(status);
        return status is 400 or 404 or 410 or 413 or 422 ? new(OutboxStatus.Dead, result.Failure) : result;
    }

    private string BodyOf(OutboxRow message, string number)
    {
        var current = configuration.Current;
        var told = TextMessage.FromJson(message.Payload);
        var text = told.Words(current.Texts, current.Authority, secrets);
        return JsonSerializer.Serialize(new SmsBody(number, told.Language, text, TextMessageParts.Of(text), message.IdempotencyKey), Readable.SmsBody);
    }

    private void Report(int? status)
    {
        var state = status switch
        {
            null or >= 500 => ChannelState.Unreachable,
            401 or 403 => ChannelState.WrongKey,
            _ => ChannelState.On,
        };
        var isNew = _status.State != state;
        _status.Report(state);
        if (isNew && state == ChannelState.WrongKey)
            LogWrongKey(status!.Value);
        else if (isNew && state == ChannelState.Unreachable)
            LogUnreachable(status ?? 0);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The service of Sms__Url does not take this program's signature ({Status}): Sms__Secret is wrong; what is to be sent waits, it is tried again, and everything else goes on")]
    private partial void LogWrongKey(int status);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The service of Sms__Url cannot be reached ({Status}); what is to be sent waits, and it is tried again")]
    private partial void LogUnreachable(int status);
}

[JsonSerializable(typeof(SmsBody))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
internal sealed partial class SmsJson : JsonSerializerContext;
