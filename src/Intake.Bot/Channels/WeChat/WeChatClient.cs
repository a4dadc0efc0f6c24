using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Intake.Bot.Channels.WeChat;

/// <summary>WeChat has refused a request.</summary>
/// <param name="code">Its code for the error; 502 when its answer is none of its own.</param>
internal sealed class WeChatException(int code) : Exception($"WeChat answers {code}.")
{
    /// <summary>WeChat's code for the error (全局返回码).</summary>
    public int Code { get; } = code;

    /// <summary>Whether the access token is over, or is none.</summary>
    public bool IsOfToken => Code is 40001 or 40014 or 42001;

    /// <summary>Whether the account's id or secret is none.</summary>
    public bool IsOfKey => Code is 40002 or 40013 or 40125 or 40243 or 41002 or 41004;
}

/// <summary>
/// The interfaces of WeChat that are used, by its own names (https://developers.weixin.qq.com/doc/service/). Each throws
/// <see cref="WeChatException"/> when WeChat refuses, <see cref="HttpRequestException"/> when it cannot be reached and
/// <see cref="OperationCanceledException"/> when it does not answer in time. No address is logged: it holds the token.
/// </summary>
internal sealed class WeChatClient : IDisposable
{
    private const int DraftsLookedAt = 20;
    private const int WrongSecret = 40125;
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http;
    private readonly string _root;
    private readonly WeChatOptions _options;

    public WeChatClient(WeChatOptions options)
    {
        _options = options;
        _root = options.BaseUrl.AbsoluteUri.TrimEnd('/');
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(15) }) { Timeout = AnswersWithin };
    }

    /// <summary>The token for everything else. Without force it is the same one until it is nearly over, whoever asks.</summary>
    public async Task<(string Token, TimeSpan ExpiresIn)> StableTokenAsync(bool force, CancellationToken cancellationToken)
    {
        var request = new StableTokenRequest("client_credential", _options.AppId, _options.AppSecret, force);
        try
        {
            var answer = await PostAsync("/cgi-bin/stable_token", request, WeChatForm.Json.StableTokenRequest, WeChatForm.Json.StableTokenAnswer, cancellationToken);
            return answer.AccessToken is { Length: > 0 } token ? (token, TimeSpan.FromSeconds(answer.ExpiresIn)) : throw new WeChatException(502);
        }
        catch (WeChatException fault) when (fault.IsOfToken)
        {
            throw new WeChatException(WrongSecret); // here it is said of the secret: there is no token yet
        }
    }

    /// <summary>Sends a text to a person.</summary>
    public Task CustomSendAsync(string token, CustomMessage message, CancellationToken cancellationToken) =>
        PostAsync(With("/cgi-bin/message/custom/send", token), message, WeChatForm.Json.CustomMessage, WeChatForm.Json.WeChatAnswer, cancellationToken);

    /// <summary>Sets the menu under the chat.</summary>
    public Task MenuCreateAsync(string token, MenuCreateRequest menu, CancellationToken cancellationToken) =>
        PostAsync(With("/cgi-bin/menu/create", token), menu, WeChatForm.Json.MenuCreateRequest, WeChatForm.Json.WeChatAnswer, cancellationToken);

    /// <summary>The newest drafts, without their contents.</summary>
    public async Task<IEnumerable<DraftNewsItem>> DraftsAsync(string token, CancellationToken cancellationToken)
    {
        var answer = await PostAsync(With("/cgi-bin/draft/batchget", token), new(0, DraftsLookedAt, 1), WeChatForm.Json.DraftBatchGetRequest, WeChatForm.Json.DraftBatchGetAnswer, cancellationToken);
        return (answer.Item ?? []).SelectMany(item => item.Content?.NewsItem ?? []);
    }

    /// <summary>Adds a draft.</summary>
    public Task DraftAddAsync(string token, DraftAddRequest draft, CancellationToken cancellationToken) =>
        PostAsync(With("/cgi-bin/draft/add", token), draft, WeChatForm.Json.DraftAddRequest, WeChatForm.Json.MediaAnswer, cancellationToken);

    /// <summary>Uploads a picture that stays. Answers its id.</summary>
    public async Task<string> AddMaterialAsync(string token, ReadOnlyMemory<byte> picture, bool isPng, CancellationToken cancellationToken)
    {
        using var part = new ByteArrayContent(picture.ToArray());
        part.Headers.ContentType = new MediaTypeHeaderValue(isPng ? "image/png" : "image/jpeg");
        using var form = new MultipartFormDataContent { { part, "media", isPng ? "cover.png" : "cover.jpg" } };
        using var answer = await _http.PostAsync(new Uri(_root + With("/cgi-bin/material/add_material", token, "&type=image")), form, cancellationToken);
        return (await ReadAsync(answer, WeChatForm.Json.MediaAnswer, cancellationToken)).MediaId ?? throw new WeChatException(502);
    }

    /// <summary>Hands over what somebody has sent, read from the network while it is read.</summary>
    public async Task<T> MediaGetAsync<T>(string token, string mediaId, Func<Stream, Task<T>> read, CancellationToken cancellationToken)
    {
        using var answer = await _http.GetAsync(new Uri(_root + With("/cgi-bin/media/get", token, $"&media_id={Uri.EscapeDataString(mediaId)}")), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        // An error comes as JSON, with a good status; whatever was sent does not.
        if (!answer.IsSuccessStatusCode || answer.Content.Headers.ContentType?.MediaType is "application/json" or "text/plain")
        {
            await ReadAsync(answer, WeChatForm.Json.WeChatAnswer, cancellationToken);
            throw new WeChatException(502);
        }

        await using var content = await answer.Content.ReadAsStreamAsync(cancellationToken);
        return await read(content);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private static string With(string path, string token, string more = "") => $"{path}?access_token={Uri.EscapeDataString(token)}{more}";

    private async Task<TAnswer> PostAsync<TRequest, TAnswer>(string path, TRequest request, JsonTypeInfo<TRequest> requestType, JsonTypeInfo<TAnswer> answerType, CancellationToken cancellationToken)
        where TAnswer : WeChatAnswer
    {
        using var content = new StringContent(JsonSerializer.Serialize(request, requestType), Encoding.UTF8, "application/json");
        using var answer = await _http.PostAsync(new Uri(_root + path), content, cancellationToken);
        return await ReadAsync(answer, answerType, cancellationToken);
    }

    // What stands between here and there answers in forms of its own.
    private static async Task<TAnswer> ReadAsync<TAnswer>(HttpResponseMessage answer, JsonTypeInfo<TAnswer> type, CancellationToken cancellationToken)
        where TAnswer : WeChatAnswer
    {
        if (!answer.IsSuccessStatusCode)
            throw new WeChatException((int)answer.StatusCode);
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        try
        {
            var read = await JsonSerializer.DeserializeAsync(body, type, cancellationToken) ?? throw new WeChatException(502);
            return read.ErrCode == 0 ? read : throw new WeChatException(read.ErrCode);
        }
        catch (JsonException)
        {
            throw new WeChatException(502);
        }
    }
}
