using System.Text.Json;
using System.Text.Json.Serialization;

namespace Intake.Bot.Channels.WeChat;

/// <summary>What every answer of WeChat's interfaces may hold: 0 or nothing is good.</summary>
internal record WeChatAnswer
{
    /// <summary>The code of the error; 0 when there is none.</summary>
    [JsonPropertyName("errcode")]
    public int ErrCode { get; init; }

    /// <summary>WeChat's own words for it.</summary>
    [JsonPropertyName("errmsg")]
    public string? ErrMsg { get; init; }
}

internal sealed record StableTokenRequest(string GrantType, [property: JsonPropertyName("appid")] string AppId, string Secret, bool ForceRefresh);

internal sealed record StableTokenAnswer(string? AccessToken, int ExpiresIn) : WeChatAnswer;

/// <summary>A text for a person (<c>message/custom/send</c>).</summary>
internal sealed record CustomMessage([property: JsonPropertyName("touser")] string ToUser, CustomText Text)
{
    [JsonPropertyName("msgtype")]
    public string MsgType { get; } = "text";
}

internal sealed record CustomText(string Content);

/// <summary>An entry of the menu (<c>menu/create</c>).</summary>
internal sealed record MenuButton(string Name, string? Type, string? Key, string? Url, IReadOnlyList<MenuButton>? SubButton);

internal sealed record MenuCreateRequest(IReadOnlyList<MenuButton> Button);

/// <summary>An article of a draft (<c>draft/add</c>).</summary>
internal sealed record DraftArticleRequest(string Title, string Author, string Digest, string Content, string ContentSourceUrl, string ThumbMediaId);

internal sealed record DraftAddRequest(IReadOnlyList<DraftArticleRequest> Articles);

internal sealed record DraftBatchGetRequest(int Offset, int Count, int NoContent);

internal sealed record DraftBatchGetAnswer(IReadOnlyList<DraftItem>? Item) : WeChatAnswer;

internal sealed record DraftItem(DraftContent? Content);

internal sealed record DraftContent(IReadOnlyList<DraftNewsItem>? NewsItem);

internal sealed record DraftNewsItem(string? Title, string? ContentSourceUrl);

internal sealed record MediaAnswer(string? MediaId) : WeChatAnswer;

/// <summary>Names as WeChat writes them; nothing for null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WeChatAnswer))]
[JsonSerializable(typeof(StableTokenRequest))]
[JsonSerializable(typeof(StableTokenAnswer))]
[JsonSerializable(typeof(CustomMessage))]
[JsonSerializable(typeof(MenuCreateRequest))]
[JsonSerializable(typeof(DraftAddRequest))]
[JsonSerializable(typeof(DraftBatchGetRequest))]
[JsonSerializable(typeof(DraftBatchGetAnswer))]
[JsonSerializable(typeof(MediaAnswer))]
internal sealed partial class WeChatJson : JsonSerializerContext;

/// <summary>The form in which requests are written: Chinese as it is, or the menu would show its escapes.</summary>
internal static class WeChatForm
{
    public static readonly WeChatJson Json = new(new JsonSerializerOptions(WeChatJson.Default.Options) { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
