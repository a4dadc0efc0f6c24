using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Intake.Web.Tests.Channels.DirectLine;

/// <summary>A conversation as its client knows it.</summary>
internal sealed record Chat(string Id, string Token, string Stream);

/// <summary>A client of Direct Line without any cleverness of its own.</summary>
internal sealed class DirectLineClient(HttpClient http)
{
    public const string Secret = "a-secret-of-the-operator";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async Task<Chat> StartAsync(string bearer = Secret) => Of(await SendAsync(HttpMethod.Post, "conversations", bearer));

    public async Task<Chat> ReconnectAsync(Chat chat, string watermark) => Of(await SendAsync(HttpMethod.Get, $"conversations/{chat.Id}?watermark={watermark}", chat.Token));

    public async Task<(IReadOnlyList<JsonElement> Activities, string Watermark)> ReadAsync(Chat chat, string? watermark = null)
    {
        using var answer = await SendAsync(HttpMethod.Get, $"conversations/{chat.Id}/activities?watermark={watermark}", chat.Token);
        var set = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancel);
        return ([.. set.GetProperty("activities").EnumerateArray()], set.GetProperty("watermark").GetString()!);
    }

    public async Task SayAsync(Chat chat, string text, string id)
    {
        using var answer = await SendAsync(HttpMethod.Post, $"conversations/{chat.Id}/activities", chat.Token, new JsonObject { ["type"] = "message", ["text"] = text, ["from"] = new JsonObject { ["id"] = "lan" }, ["channelData"] = new JsonObject { ["clientActivityID"] = id } });
        answer.EnsureSuccessStatusCode();
    }

    public Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? bearer, JsonNode? body = null, params (string Name, string Value)[] headers) =>
        SendAsync(method, path, bearer, body is null ? null : new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json"), headers);

    public async Task<HttpResponseMessage> SendAsync(HttpMethod method, string path, string? bearer, HttpContent? content, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, "v3/directline/" + path) { Content = content };
        if (bearer is not null)
            request.Headers.Authorization = new("Bearer", bearer);
        foreach (var (name, value) in headers)
            request.Headers.Add(name, value);
        return await http.SendAsync(request, Cancel);
    }

    private static Chat Of(HttpResponseMessage answer)
    {
        using (answer)
        {
            answer.EnsureSuccessStatusCode();
            var grant = JsonNode.Parse(answer.Content.ReadAsStream(Cancel))!;
            return new((string)grant["conversationId"]!, (string)grant["token"]!, (string)grant["streamUrl"]!);
        }
    }
}

/// <summary>A stream as a client reads it.</summary>
internal sealed class DirectLineSocket : IDisposable
{
    private readonly ClientWebSocket _socket = new();

    /// <summary>The last watermark.</summary>
    public string Watermark { get; private set; } = "";

    /// <summary>Empty frames that came.</summary>
    public int Empty { get; private set; }

    public WebSocketCloseStatus? Closed => _socket.CloseStatus;

    public static async Task<DirectLineSocket> OpenAsync(string address)
    {
        var opened = new DirectLineSocket();
        await opened._socket.ConnectAsync(new Uri(address), TestContext.Current.CancellationToken);
        return opened;
    }

    /// <summary>The activities of the next frame that has any; none when the other side has closed.</summary>
    public async Task<IReadOnlyList<JsonElement>> NextAsync(CancellationToken cancellationToken)
    {
        while (await FrameAsync(cancellationToken) is { } frame)
        {
            if (frame.Length == 0)
            {
                Empty++;
                continue;
            }

            var set = JsonDocument.Parse(frame).RootElement;
            Watermark = set.GetProperty("watermark").GetString()!;
            return [.. set.GetProperty("activities").EnumerateArray()];
        }

        return [];
    }

    /// <summary>Activities until there are so many.</summary>
    public async Task<IReadOnlyList<JsonElement>> NextAsync(int atLeast, CancellationToken cancellationToken)
    {
        var all = new List<JsonElement>();
        while (all.Count < atLeast && await NextAsync(cancellationToken) is { Count: > 0 } more)
            all.AddRange(more);
        return all;
    }

    /// <summary>Breaks without a word, as a telephone in a tunnel does.</summary>
    public void Break() => _socket.Abort();

    public Task CloseAsync() => _socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, TestContext.Current.CancellationToken);

    public void Dispose() => _socket.Dispose();

    private async Task<string?> FrameAsync(CancellationToken cancellationToken)
    {
        using var whole = new MemoryStream();
        var buffer = new byte[4_096];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer, cancellationToken);
            if (part.MessageType == WebSocketMessageType.Close)
                return null;
            whole.Write(buffer, 0, part.Count);
            if (part.EndOfMessage)
                return Encoding.UTF8.GetString(whole.ToArray());
        }
    }
}
