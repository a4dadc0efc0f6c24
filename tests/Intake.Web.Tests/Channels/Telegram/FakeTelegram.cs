using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Intake.Web.Tests.Channels.Telegram;

/// <summary>A message that the bot has sent.</summary>
internal sealed record SentMessage(long Chat, int Id, string Text, JsonNode? Markup, DateTimeOffset At)
{
    public IEnumerable<(string Title, string Data)> Buttons =>
        Markup?["inline_keyboard"]?.AsArray().SelectMany(row => row!.AsArray()).Select(button => ((string)button!["text"]!, (string)button["callback_data"]!)) ?? [];
}

/// <summary>
/// A Bot API server on a port of this machine, as Telegram documents it: it keeps updates until a later one is asked for,
/// refuses what the documentation says it refuses, and people can write to the bot through it.
/// </summary>
internal sealed class FakeTelegram(TimeProvider clock) : IAsyncDisposable
{
    public const string Token = "7000000001:AAtest_token-for-the-stand-in";
    private const int LongestText = 4_096;
    private static readonly TimeSpan LongestPoll = TimeSpan.FromSeconds(5);

    private readonly Lock _gate = new();
    private readonly List<JsonObject> _updates = [];
    private readonly List<SentMessage> _sent = [];
    private readonly ConcurrentQueue<(string Method, JsonNode Body)> _calls = new();
    private TaskCompletionSource _arrived = new();
    private WebApplication? _server;
    private long _nextUpdate = 900_000;
    private int _nextMessage = 100;

    public Uri Address { get; private set; } = null!;

    /// <summary>What a request is answered with instead; null answers it as usual.</summary>
    public Func<string, JsonNode, IResult?> Instead { get; set; } = (_, _) => null;

    /// <summary>Contents of files by id.</summary>
    public IDictionary<string, byte[]> Files { get; } = new Dictionary<string, byte[]>(StringComparer.Ordinal);

    public IEnumerable<(string Method, JsonNode Body)> Calls => _calls;

    public IReadOnlyList<SentMessage> Sent
    {
        get
        {
            lock (_gate)
                return [.. _sent];
        }
    }

    /// <summary>How many updates nobody has confirmed.</summary>
    public int Unconfirmed
    {
        get
        {
            lock (_gate)
                return _updates.Count;
        }
    }

    public IReadOnlyList<SentMessage> To(long chat) => [.. Sent.Where(message => message.Chat == chat)];

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.MapPost("/bot{token}/{method}", (string token, string method, HttpContext context) => AnswerAsync(token, method, context));
        _server.MapGet("/file/bot{token}/files/{id}", (string token, string id) => token == Token && Files.TryGetValue(id, out var content) ? Results.Bytes(content) : Results.NotFound());
        await _server.StartAsync();
        Address = new Uri(_server.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    /// <summary>Somebody writes.</summary>
    public JsonObject Say(long chat, string text) => Send(chat, new JsonObject { ["text"] = text });

    /// <summary>Somebody sends a message with these members.</summary>
    public JsonObject Send(long chat, JsonObject members) => Deliver("message", Message(chat, members));

    /// <summary>Somebody presses a button of a message.</summary>
    public JsonObject Press(SentMessage message, string title) => Deliver("callback_query", new JsonObject
    {
        ["id"] = $"q{Interlocked.Increment(ref _nextMessage)}",
        ["from"] = Person(message.Chat),
        ["data"] = message.Buttons.Single(button => button.Title == title).Data,
        ["message"] = new JsonObject { ["message_id"] = message.Id, ["chat"] = PrivateChat(message.Chat), ["text"] = message.Text, ["reply_markup"] = message.Markup?.DeepClone() },
    });

    /// <summary>An update as Telegram makes it, not delivered.</summary>
    public JsonObject Update(string kind, JsonNode content) => new() { ["update_id"] = Interlocked.Increment(ref _nextUpdate), [kind] = content };

    /// <summary>A message as Telegram makes it.</summary>
    public JsonObject Message(long chat, JsonObject members)
    {
        var message = new JsonObject { ["message_id"] = Interlocked.Increment(ref _nextMessage), ["from"] = Person(chat), ["chat"] = PrivateChat(chat), ["date"] = clock.GetUtcNow().ToUnixTimeSeconds() };
        foreach (var (name, value) in members.ToList())
        {
            members.Remove(name);
            message[name] = value;
        }

        return message;
    }

    /// <summary>Has an update fetched, once more when it was before.</summary>
    public void Deliver(JsonObject update)
    {
        lock (_gate)
        {
            _updates.Add(update);
            _arrived.TrySetResult();
        }
    }

    private JsonObject Deliver(string kind, JsonNode content)
    {
        var update = Update(kind, content);
        Deliver(update);
        return update;
    }

    private static JsonObject Person(long id) => new() { ["id"] = id, ["is_bot"] = false, ["first_name"] = "Lan", ["language_code"] = "zh-hans" };

    private static JsonObject PrivateChat(long id) => new() { ["id"] = id, ["type"] = "private" };

    private async Task<IResult> AnswerAsync(string token, string method, HttpContext context)
    {
        if (token != Token)
            return Refused(401, "Unauthorized");
        var body = (await JsonNode.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted))!;
        _calls.Enqueue((method, body));
        return Instead(method, body) ?? method switch
        {
            "getMe" => Done(new JsonObject { ["id"] = 7_000_000_001, ["is_bot"] = true, ["username"] = "xinghe_bot" }),
            "getUpdates" => Done(await UpdatesAsync((long?)body["offset"], context.RequestAborted)),
            "sendMessage" => Keep(body),
            "getFile" => Files.ContainsKey((string)body["file_id"]!) ? Done(new JsonObject { ["file_id"] = (string)body["file_id"]!, ["file_path"] = $"files/{(string)body["file_id"]!}" }) : Refused(400, "Bad Request: wrong file_id"),
            "setWebhook" or "deleteWebhook" or "setMyCommands" or "answerCallbackQuery" or "editMessageReplyMarkup" => Done(JsonValue.Create(true)),
            _ => Refused(404, "Not Found"),
        };
    }

    private async Task<JsonNode> UpdatesAsync(long? offset, CancellationToken cancellationToken)
    {
        Task arrived;
        lock (_gate)
        {
            if (offset is { } from)
                _updates.RemoveAll(update => (long)update["update_id"]! < from);
            if (_updates.Count > 0)
                return new JsonArray([.. _updates.Take(100).Select(update => update.DeepClone())]);
            _arrived = new(TaskCreationOptions.RunContinuationsAsynchronously);
            arrived = _arrived.Task;
        }

        await Task.WhenAny(arrived, Task.Delay(LongestPoll, TimeProvider.System, cancellationToken));
        lock (_gate)
            return new JsonArray([.. _updates.Take(100).Select(update => update.DeepClone())]);
    }

    private IResult Keep(JsonNode body)
    {
        var text = (string?)body["text"] ?? "";
        if (string.IsNullOrWhiteSpace(text) || text.Length > LongestText)
            return Refused(400, text.Length == 0 ? "Bad Request: message text is empty" : "Bad Request: message is too long");
        var message = new SentMessage((long)body["chat_id"]!, Interlocked.Increment(ref _nextMessage), text, body["reply_markup"]?.DeepClone(), clock.GetUtcNow());
        if (message.Buttons.Any(button => button.Data.Length is 0 or > 64))
            return Refused(400, "Bad Request: BUTTON_DATA_INVALID");
        lock (_gate)
            _sent.Add(message);
        return Done(new JsonObject { ["message_id"] = message.Id, ["chat"] = PrivateChat(message.Chat), ["text"] = text });
    }

    private static IResult Done(JsonNode result) => Results.Text(new JsonObject { ["ok"] = true, ["result"] = result }.ToJsonString(), "application/json");

    /// <summary>An error in the API's form.</summary>
    public static IResult Refused(int code, string description, int? retryAfter = null)
    {
        var answer = new JsonObject { ["ok"] = false, ["error_code"] = code, ["description"] = description };
        if (retryAfter is { } seconds)
            answer["parameters"] = new JsonObject { ["retry_after"] = seconds };
        return Results.Text(answer.ToJsonString(), "application/json", statusCode: code);
    }

    /// <summary>How many calls of a method there were.</summary>
    public int Count(string method) => _calls.Count(call => call.Method == method);

    /// <summary>A number as the API writes it.</summary>
    public static string Written(long number) => number.ToString(CultureInfo.InvariantCulture);
}
