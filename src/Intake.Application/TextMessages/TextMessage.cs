using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Intake.Application.Texts;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;

namespace Intake.Application.TextMessages;

/// <summary>A text message as it waits in the outbox: what is told, and neither to which number nor with which secret.</summary>
/// <param name="Ticket">Key of the ticket.</param>
/// <param name="Number">Its number.</param>
/// <param name="Kind">What is told: the text <c>sms.KIND</c>.</param>
/// <param name="Language">The requester's language.</param>
/// <param name="Day">The day that the requester was promised; null when none was.</param>
public sealed record TextMessage(long Ticket, string Number, string Kind, string Language, DateOnly? Day)
{
    /// <summary>As it is kept.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, TextMessageJson.Default.TextMessage);

    /// <summary>Reads the payload of an outbox row of the kind <see cref="TextMessaging.Kind"/>.</summary>
    /// <exception cref="JsonException">It is no such payload.</exception>
    public static TextMessage FromJson(string payload) =>
        JsonSerializer.Deserialize(payload, TextMessageJson.Default.TextMessage) ?? throw new JsonException("A text message is never null.");

    /// <summary>What people read.</summary>
    /// <param name="texts">The texts in force.</param>
    /// <param name="authority">The rules in force: a language that is spoken no more is told in the first one.</param>
    /// <param name="secrets">What makes the secret of a receipt.</param>
    public string Words(TextCatalogue texts, Authority authority, ReceiptSecret secrets)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(authority);
        ArgumentNullException.ThrowIfNull(secrets);
        var language = authority.Languages.FirstOrDefault(one => one.Tag == Language, authority.Languages[0]);
        var day = Day?.ToString(texts.Get(language, "sms.day"), CultureInfo.GetCultureInfo(language.Tag)) ?? "";
        return texts.Get(language, $"sms.{Kind}", ("number", Number), ("secret", secrets.For(Number)), ("day", day));
    }
}

[JsonSerializable(typeof(TextMessage))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
internal sealed partial class TextMessageJson : JsonSerializerContext;
