using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Intake.Bot.Channels.Telegram;

/// <summary>The API has refused a request.</summary>
/// <param name="message">Its own words; they hold nothing personal.</param>
/// <param name="errorCode">As in HTTP: 400, 401, 403, 404, 409, 429, 5xx.</param>
/// <param name="parameters">What it says beside.</param>
public sealed class ApiRequestException(string message, int errorCode, ResponseParameters? parameters = null) : Exception(message)
{
    /// <summary>As in HTTP.</summary>
    public int ErrorCode { get; } = errorCode;

    /// <summary>What the API says beside the error.</summary>
    public ResponseParameters? Parameters { get; } = parameters;

    /// <summary>Whether the bot's token is none: the API answers 401 to a wrong one, and 404 to what does not look like one.</summary>
    public bool IsWrongToken => ErrorCode is 401 or 404;

    /// <summary>How long the API wants no such request; null when it says nothing.</summary>
    public TimeSpan? RetryAfter => Parameters?.RetryAfter is { } seconds ? TimeSpan.FromSeconds(Math.Max(1, seconds)) : null;
}

/// <summary>
/// The methods of Telegram's Bot API that are used, by the API's own names (https://core.telegram.org/bots/api). Each throws
/// <see cref="ApiRequestException"/> when the API refuses, <see cref="HttpRequestException"/> when it cannot be reached and
/// <see cref="OperationCanceledException"/> when it does not answer in time. No address is logged: it holds the token.
/// </summary>
public sealed class TelegramBotClient : IDisposable
{
    private const int MostUpdates = 100;
    private static readonly TimeSpan AnswersWithin = TimeSpan.FromSeconds(100);

    private readonly HttpClient _http;
    private readonly string _methods;
    private readonly string _files;

    /// <summary>A client for a bot.</summary>
    /// <param name="token">The bot's token.</param>
    /// <param name="baseUrl">Telegram's own address, or that of a Bot API server of one's own.</param>
    public TelegramBotClient(string token, Uri baseUrl)
    {
        ArgumentNullException.ThrowIfNull(baseUrl);
        var root = baseUrl.AbsoluteUri.TrimEnd('/');
        (_methods, _files) = ($"{root}/bot{token}/", $"{root}/file/bot{token}/");
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(15) }) { Timeout = AnswersWithin };
    }

    /// <summary>The bot itself: whether the token is right.</summary>
    public Task<User> GetMe(CancellationToken cancellationToken) => SendRequest("getMe", new(), TelegramJson.Default.NoParameters, TelegramJson.Default.ApiResponseUser, cancellationToken);

    /// <summary>What has happened, the oldest first, at most 100. Confirms everything before <paramref name="offset"/>, which is then never delivered again.</summary>
    /// <param name="offset">One more than the last update that is done with; null begins with the oldest that is not confirmed.</param>
    /// <param name="timeout">How long to wait for something to happen.</param>
    /// <param name="allowedUpdates">The kinds that are wanted.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>Each as it came, so that one which cannot be read harms no other.</returns>
    public Task<IReadOnlyList<JsonElement>> GetUpdates(long? offset, TimeSpan timeout, IReadOnlyList<string> allowedUpdates, CancellationToken cancellationToken) =>
        SendRequest("getUpdates", new(offset, MostUpdates, (int)timeout.TotalSeconds, allowedUpdates), TelegramJson.Default.GetUpdatesRequest, TelegramJson.Default.ApiResponseIReadOnlyListJsonElement, cancellationToken);

    /// <summary>Has updates sent to an address, each with the secret in the header <c>X-Telegram-Bot-Api-Secret-Token</c>.</summary>
    public Task SetWebhook(Uri url, string secretToken, IReadOnlyList<string> allowedUpdates, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(url);
        return SendRequest("setWebhook", new(url.AbsoluteUri, secretToken, allowedUpdates), TelegramJson.Default.SetWebhookRequest, TelegramJson.Default.ApiResponseJsonElement, cancellationToken);
    }

    /// <summary>Has updates wait to be fetched. Those that wait already are kept.</summary>
    public Task DeleteWebhook(CancellationToken cancellationToken) =>
        SendRequest("deleteWebhook", new(DropPendingUpdates: false), TelegramJson.Default.DeleteWebhookRequest, TelegramJson.Default.ApiResponseJsonElement, cancellationToken);

    /// <summary>Sets the menu of commands for people whose program speaks a language; null is everybody else.</summary>
    public Task SetMyCommands(IReadOnlyList<BotCommand> commands, string? languageCode, CancellationToken cancellationToken) =>
        SendRequest("setMyCommands", new(commands, languageCode), TelegramJson.Default.SetMyCommandsRequest, TelegramJson.Default.ApiResponseJsonElement, cancellationToken);

    /// <summary>Sends a message.</summary>
    public Task SendMessage(SendMessageRequest message, CancellationToken cancellationToken) =>
        SendRequest("sendMessage", message, TelegramJson.Default.SendMessageRequest, TelegramJson.Default.ApiResponseJsonElement, cancellationToken);

    /// <summary>Puts other buttons under a message.</summary>
    public Task EditMessageReplyMarkup(EditMessageReplyMarkupRequest edit, CancellationToken cancellationToken) =>
        SendRequest("editMessageReplyMarkup", edit, TelegramJson.Default.EditMessageReplyMarkupRequest, TelegramJson.Default.ApiResponseJsonElement, cancellationToken);

    /// <summary>Ends the waiting that a person sees after pressing a button.</summary>
    public Task AnswerCallbackQuery(string callbackQueryId, CancellationToken cancellationToken) =>
        SendRequest("answerCallbackQuery", new(callbackQueryId), TelegramJson.Default.AnswerCallbackQueryRequest, TelegramJson.Default.ApiResponseJsonElement, cancellationToken);

    /// <summary>Where a file lies. Files over 20 MB are refused with 400.</summary>
    public Task<TGFile> GetFile(string fileId, CancellationToken cancellationToken) =>
        SendRequest("getFile", new(fileId), TelegramJson.Default.GetFileRequest, TelegramJson.Default.ApiResponseTGFile, cancellationToken);

    /// <summary>Hands the content of a file over, read from the network while it is read.</summary>
    public async Task<T> DownloadFile<T>(string filePath, Func<Stream, Task<T>> read, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(filePath);
        ArgumentNullException.ThrowIfNull(read);
        var address = new Uri(_files + string.Join('/', filePath.Split('/').Select(Uri.EscapeDataString)));
        using var answer = await _http.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!answer.IsSuccessStatusCode)
            throw new ApiRequestException("The file cannot be had.", (int)answer.StatusCode);
        await using var content = await answer.Content.ReadAsStreamAsync(cancellationToken);
        return await read(content);
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<TResult> SendRequest<TRequest, TResult>(string method, TRequest request, JsonTypeInfo<TRequest> requestType, JsonTypeInfo<ApiResponse<TResult>> responseType, CancellationToken cancellationToken)
    {
        using var content = new StringContent(JsonSerializer.Serialize(request, requestType), Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
        using var answer = await _http.PostAsync(new Uri(_methods + method), content, cancellationToken);
        var response = await ReadAsync(answer, responseType, cancellationToken);
        return response is { Ok: true, Result: { } result }
            ? result
            : throw new ApiRequestException(response?.Description ?? "No answer of the Bot API.", response?.ErrorCode ?? (answer.IsSuccessStatusCode ? 502 : (int)answer.StatusCode), response?.Parameters);
    }

    // What stands between here and there answers in forms of its own; then the status says it all.
    private static async Task<ApiResponse<TResult>?> ReadAsync<TResult>(HttpResponseMessage answer, JsonTypeInfo<ApiResponse<TResult>> type, CancellationToken cancellationToken)
    {
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        try
        {
            return await JsonSerializer.DeserializeAsync(body, type, cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
