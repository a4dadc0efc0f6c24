using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Intake.Web.Tests.Channels.WeChat;

/// <summary>A text that the account has sent by itself.</summary>
internal sealed record SentText(string Person, string Text, DateTimeOffset At);

/// <summary>A draft in the account.</summary>
internal sealed record KeptDraft(JsonNode Article);

/// <summary>
/// WeChat's interfaces on a port of this machine, as WeChat documents them: one token until it is over, errors with a good
/// status and a code, texts of 2,048 bytes, menus of its form, pictures and drafts.
/// </summary>
internal sealed class FakeWeChat(TimeProvider clock) : IAsyncDisposable
{
    public const string AppId = "wx0123456789abcdef";
    public const string AppSecret = "0123456789abcdef0123456789abcdef";
    private const int TokenSeconds = 7_200;

    private readonly ConcurrentQueue<(string Path, JsonNode? Body)> _calls = new();
    private readonly ConcurrentQueue<SentText> _sent = new();
    private readonly ConcurrentQueue<KeptDraft> _drafts = new();
    private readonly ConcurrentDictionary<string, byte[]> _pictures = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();
    private WebApplication? _server;
    private string _token = "";
    private DateTimeOffset _until;
    private int _tokens;

    public Uri Address { get; private set; } = null!;

    /// <summary>What a request is answered with instead, by path; null answers it as usual.</summary>
    public Func<string, JsonNode?, Task<IResult?>> Instead { get; set; } = (_, _) => Task.FromResult<IResult?>(null);

    /// <summary>What people have sent, by media id.</summary>
    public ConcurrentDictionary<string, byte[]> Media { get; } = new(StringComparer.Ordinal);

    public IEnumerable<(string Path, JsonNode? Body)> Calls => _calls;

    public IReadOnlyList<KeptDraft> Drafts => [.. _drafts];

    public IReadOnlyDictionary<string, byte[]> Pictures => _pictures;

    public IReadOnlyList<SentText> To(string person) => [.. _sent.Where(text => text.Person == person)];

    public int Count(string path) => _calls.Count(call => call.Path == path);

    /// <summary>The token is good no more, before its time.</summary>
    public void EndToken()
    {
        lock (_gate)
            _token = "";
    }

    public async Task StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.Map("/cgi-bin/{**path}", AnswerAsync);
        await _server.StartAsync();
        Address = new Uri(_server.Urls.Single());
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
    }

    /// <summary>An error in WeChat's form.</summary>
    public static IResult Error(int code) => Answer(new JsonObject { ["errcode"] = code, ["errmsg"] = $"error {code} rid: 1" });

    private async Task<IResult> AnswerAsync(string path, HttpContext context)
    {
        var isForm = context.Request.HasFormContentType;
        var body = context.Request.Method == "POST" && !isForm ? await JsonNode.ParseAsync(context.Request.Body) : null;
        _calls.Enqueue((path, body));
        if (await Instead(path, body) is { } instead)
            return instead;
        if (path == "stable_token")
            return Token(body!);
        lock (_gate)
        {
            if (_token.Length == 0 || context.Request.Query["access_token"] != _token)
                return Error(40001);
            if (clock.GetUtcNow() >= _until)
                return Error(42001);
        }

        return path switch
        {
            "message/custom/send" => Send(body!),
            "menu/create" => Menu(body!),
            "media/get" => Media.TryGetValue(context.Request.Query["media_id"].ToString(), out var content) ? Results.Bytes(content, "image/jpeg") : Error(40007),
            "material/add_material" when isForm => await KeepPictureAsync(context),
            "draft/batchget" => DraftList(),
            "draft/add" => Draft(body!),
            _ => Error(404),
        };
    }

    private IResult Token(JsonNode body)
    {
        if ((string?)body["grant_type"] != "client_credential" || (string?)body["appid"] != AppId)
            return Error(40013);
        if ((string?)body["secret"] != AppSecret)
            return Error(40125);
        lock (_gate)
        {
            var now = clock.GetUtcNow();
            if (_token.Length == 0 || now >= _until - TimeSpan.FromMinutes(5) || (bool?)body["force_refresh"] == true)
                (_token, _until) = ($"token-{++_tokens}-of-the-stand-in", now.AddSeconds(TokenSeconds));
            return Answer(new JsonObject { ["access_token"] = _token, ["expires_in"] = (int)(_until - now).TotalSeconds });
        }
    }

    private IResult Send(JsonNode body)
    {
        var text = (string?)body["text"]?["content"] ?? "";
        if ((string?)body["msgtype"] != "text" || text.Length == 0)
            return Error(40008);
        if (System.Text.Encoding.UTF8.GetByteCount(text) > 2_048)
            return Error(45002);
        _sent.Enqueue(new((string)body["touser"]!, text, clock.GetUtcNow()));
        return Error(0);
    }

    private static IResult Menu(JsonNode body)
    {
        var entries = body["button"]!.AsArray();
        var isOfForm = entries.Count is > 0 and <= 3 && entries.All(entry =>
            System.Text.Encoding.UTF8.GetByteCount((string)entry!["name"]!) <= 16 && (entry["sub_button"] is JsonArray items ? items.Count is > 0 and <= 5 && items.All(item => IsButton(item!)) : IsButton(entry)));
        return Error(isOfForm ? 0 : 40016);
    }

    private static bool IsButton(JsonNode button) => (string?)button["type"] switch
    {
        "click" => ((string?)button["key"])?.Length is > 0 and <= 128,
        "view" => ((string?)button["url"])?.StartsWith("http", StringComparison.Ordinal) == true,
        _ => false,
    };

    private async Task<IResult> KeepPictureAsync(HttpContext context)
    {
        if (context.Request.Query["type"] != "image" || (await context.Request.ReadFormAsync()).Files.GetFile("media") is not { Length: > 0 } file)
            return Error(41005);
        using var content = new MemoryStream();
        await file.CopyToAsync(content);
        var id = $"picture-{_pictures.Count + 1}";
        _pictures[id] = content.ToArray();
        return Answer(new JsonObject { ["media_id"] = id, ["url"] = "http://mmbiz.qpic.cn/1" });
    }

    private IResult DraftList() => Answer(new JsonObject
    {
        ["total_count"] = _drafts.Count,
        ["item"] = new JsonArray([.. _drafts.Reverse().Take(20).Select(draft => new JsonObject { ["media_id"] = "draft", ["content"] = new JsonObject { ["news_item"] = new JsonArray(draft.Article.DeepClone()) } })]),
    });

    /// <summary>Keeps a draft without saying so.</summary>
    public void Keep(JsonNode body) => _drafts.Enqueue(new(body["articles"]!.AsArray().Single()!.DeepClone()));

    private IResult Draft(JsonNode body)
    {
        var article = body["articles"]!.AsArray().Single()!;
        if (!_pictures.ContainsKey((string?)article["thumb_media_id"] ?? ""))
            return Error(40007);
        if (((string)article["title"]!).Length > 32)
            return Error(45003);
        if (((string)article["digest"]!).Length > 128)
            return Error(45004);
        if (((string)article["content"]!).Length >= 20_000)
            return Error(45002);
        Keep(body);
        return Answer(new JsonObject { ["media_id"] = $"draft-{_drafts.Count}" });
    }

    private static IResult Answer(JsonObject answer) => Results.Text(answer.ToJsonString(), "application/json; encoding=utf-8");
}
