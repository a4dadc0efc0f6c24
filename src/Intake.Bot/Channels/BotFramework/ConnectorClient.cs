using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Intake.Bot.Channels.BotFramework;

/// <summary>The Connector has refused a request.</summary>
/// <param name="status">Its status.</param>
/// <param name="retryAfter">How long it wants no such request; null when it says nothing.</param>
internal sealed class ConnectorException(HttpStatusCode status, TimeSpan? retryAfter) : Exception(string.Create(CultureInfo.InvariantCulture, $"The Connector answers {(int)status}."))
{
    /// <summary>Its status.</summary>
    public HttpStatusCode Status { get; } = status;

    /// <summary>How long it wants no such request.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}

/// <summary>
/// The Connector's REST API, by its own names of operations. Each throws <see cref="ConnectorException"/> when it refuses,
/// <see cref="HttpRequestException"/> when it cannot be reached, <see cref="OperationCanceledException"/> when it does not
/// answer in time and <see cref="WrongCredentialsException"/> when the login knows the bot no more.
/// </summary>
internal sealed class ConnectorClient(BotFrameworkHttp http, AppCredentials credentials, TimeProvider clock)
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(1);

    /// <summary>Says something in a conversation.</summary>
    public Task SendToConversationAsync(ConversationReference reference, BotActivity activity, CancellationToken cancellationToken) =>
        PostAsync(AddressOf(reference, "activities"), activity, cancellationToken);

    /// <summary>Answers an activity.</summary>
    public Task ReplyToActivityAsync(ConversationReference reference, string activityId, BotActivity activity, CancellationToken cancellationToken) =>
        PostAsync(AddressOf(reference, $"activities/{Uri.EscapeDataString(activityId)}"), activity, cancellationToken);

    /// <summary>Hands the content of a file over that lies at the Connector, read from the network while it is read.</summary>
    public async Task<T> GetAttachmentAsync<T>(Uri address, Func<Stream, Task<T>> read, CancellationToken cancellationToken)
    {
        using var answer = await SendAsync(() => new HttpRequestMessage(HttpMethod.Get, address), cancellationToken);
        await using var content = await answer.Content.ReadAsStreamAsync(cancellationToken);
        return await read(content);
    }

    private static Uri AddressOf(ConversationReference reference, string rest) =>
        new($"{reference.ServiceUrl.TrimEnd('/')}/v3/conversations/{Uri.EscapeDataString(reference.Conversation)}/{rest}");

    private async Task PostAsync(Uri address, BotActivity activity, CancellationToken cancellationToken)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(activity, ActivityJson.Default.BotActivity);
        using var answer = await SendAsync(() => new HttpRequestMessage(HttpMethod.Post, address) { Content = Json(body) }, cancellationToken);
    }

    private static ByteArrayContent Json(byte[] body) => new(body) { Headers = { ContentType = new("application/json", "utf-8") } };

    /// <summary>Sends with the bot's token, and once more with a new one when that is not taken any more.</summary>
    private async Task<HttpResponseMessage> SendAsync(Func<HttpRequestMessage> make, CancellationToken cancellationToken)
    {
        string? refused = null;
        while (true)
        {
            var token = await credentials.GetTokenAsync(refused, cancellationToken);
            using var request = make();
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            var answer = await http.SendAsync(request, cancellationToken);
            if (answer.IsSuccessStatusCode)
                return answer;
            using (answer)
            {
                if (answer.StatusCode != HttpStatusCode.Unauthorized || refused is not null)
                    throw new ConnectorException(answer.StatusCode, RetryAfter(answer.Headers.RetryAfter));
                refused = token;
            }
        }
    }

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        var wait = header?.Delta ?? (header?.Date is { } at ? at - clock.GetUtcNow() : null);
        return wait is not { } given ? null : given < TimeSpan.FromSeconds(1) ? TimeSpan.FromSeconds(1) : given < LongestWait ? given : LongestWait;
    }
}
