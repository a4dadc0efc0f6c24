using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace Intake.Web.Tests.Channels.BotFramework;

/// <summary>An activity that the bot has sent.</summary>
internal sealed record SentActivity(string Conversation, string? ReplyToId, JsonNode Body)
{
    /// <summary>The address as it was asked for.</summary>
    public string Target { get; init; } = "";

    public string? ContentType { get; init; }

    public string Text => (string?)Body["text"] ?? (string?)Body["summary"] ?? "";

    public IEnumerable<(string Title, string Value)> Buttons =>
        Body["suggestedActions"]?["actions"]?.AsArray().Select(action => ((string)action!["title"]!, (string)action["value"]!)) ?? [];
}

/// <summary>
/// The Bot Framework on a port of this machine, as it is documented: an issuer with its keys, a login, and a Connector that
/// takes what the bot says from who shows the login's token.
/// </summary>
internal sealed class FakeConnector(TimeProvider clock) : IAsyncDisposable
{
    public const string AppId = "00000000-1111-2222-3333-444444444444";
    public const string AppPassword = "password-for-the-stand-in";
    public const string Issuer = "https://api.botframework.com";

    private readonly ConcurrentQueue<SentActivity> _sent = new();
    private readonly ConcurrentDictionary<string, RSA> _keys = new(StringComparer.Ordinal);
    private WebApplication? _server;
    private int _nextId;
    private int _tokens;

    public Uri Address { get; private set; } = null!;

    /// <summary>What a request to the Connector is answered with instead; null answers it as usual.</summary>
    public Func<string, JsonNode, IResult?> Instead { get; set; } = (_, _) => null;

    /// <summary>What the login answers instead.</summary>
    public Func<IResult?> InsteadOfToken { get; set; } = () => null;

    /// <summary>Whether the issuer answers.</summary>
    public bool HasMetadata { get; set; } = true;

    /// <summary>Channels for which the keys may speak.</summary>
    public string[] Endorsements { get; set; } = ["webchat", "msteams", "directline", "sms"];

    /// <summary>The key that signs now.</summary>
    public string KeyId { get; private set; } = "key-1";

    /// <summary>How often the keys were fetched.</summary>
    public int KeysFetched { get; private set; }

    /// <summary>How many tokens the login has given.</summary>
    public int TokensGiven => _tokens;

    /// <summary>What came with the last request to the login.</summary>
    public IReadOnlyDictionary<string, string> LoginForm { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The files that lie at the Connector, by name.</summary>
    public IDictionary<string, byte[]> Files { get; } = new Dictionary<string, byte[]>(StringComparer.Ordinal);

    /// <summary>Authorization headers that came with requests for files.</summary>
    public ConcurrentQueue<string> FileTokens { get; } = new();

    public IReadOnlyList<SentActivity> To(string conversation) => [.. _sent.Where(one => one.Conversation == conversation)];

    public async Task StartAsync()
    {
        NewKey(KeyId);
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        _server = builder.Build();
        _server.MapGet("/.well-known/openidconfiguration", () => HasMetadata ? Results.Json(new JsonObject { ["issuer"] = Issuer, ["jwks_uri"] = $"{Address}keys" }) : Results.StatusCode(500));
        _server.MapGet("/keys", Keys);
        _server.MapPost("/login/oauth2/v2.0/token", (Delegate)LoginAsync);
        _server.MapPost("/v3/conversations/{id}/activities", (string id, HttpContext context) => TakeAsync(id, null, context));
        _server.MapPost("/v3/conversations/{id}/activities/{activity}", (string id, string activity, HttpContext context) => TakeAsync(id, activity, context));
        _server.MapGet("/files/{name}", (string name, HttpContext context) =>
        {
            FileTokens.Enqueue(context.Request.Headers.Authorization.ToString());
            return IsOurs(context) && Files.TryGetValue(name, out var content) ? Results.Bytes(content) : Results.NotFound();
        });
        await _server.StartAsync();
        Address = new Uri(_server.Urls.Single() + "/");
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null)
            await _server.DisposeAsync();
        foreach (var (_, key) in _keys)
            key.Dispose();
    }

    /// <summary>Another key signs from now on.</summary>
    public void RollOver(string keyId)
    {
        NewKey(keyId);
        KeyId = keyId;
    }

    /// <summary>A message as a channel hands it over.</summary>
    public JsonObject Message(string conversation, string? text, string channel = "webchat") => new()
    {
        ["type"] = "message",
        ["id"] = $"{conversation}|{Interlocked.Increment(ref _nextId):0000000}",
        ["timestamp"] = clock.GetUtcNow().ToString("O"),
        ["serviceUrl"] = Address.AbsoluteUri,
        ["channelId"] = channel,
        ["from"] = new JsonObject { ["id"] = $"user-of-{conversation}", ["name"] = "Lan" },
        ["recipient"] = new JsonObject { ["id"] = "the-bot", ["name"] = "Intake" },
        ["conversation"] = new JsonObject { ["id"] = conversation },
        ["locale"] = "zh-CN",
        ["text"] = text,
    };

    /// <summary>The token that comes with an activity.</summary>
    /// <param name="claims">Claims in the place of the usual ones; null takes one away.</param>
    /// <param name="header">Members of the header in the place of the usual ones.</param>
    /// <param name="keyId">The key that signs; null is the one that signs now.</param>
    public string Token(JsonObject? claims = null, JsonObject? header = null, string? keyId = null)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var said = new JsonObject { ["iss"] = Issuer, ["aud"] = AppId, ["nbf"] = now - 60, ["exp"] = now + 3_600, ["serviceurl"] = Address.AbsoluteUri };
        var head = new JsonObject { ["alg"] = "RS256", ["kid"] = keyId ?? KeyId, ["typ"] = "JWT" };
        Put(claims, said);
        Put(header, head);
        var signed = $"{Written(head)}.{Written(said)}";
        return $"{signed}.{WebEncoders.Base64UrlEncode(_keys[keyId ?? KeyId].SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))}";
    }

    /// <summary>A key that signs, and that the issuer does not name.</summary>
    public void NewSecretKey(string keyId) => _keys[keyId] = RSA.Create(2048);

    private static void Put(JsonObject? from, JsonObject into)
    {
        foreach (var (name, value) in from ?? [])
        {
            into.Remove(name);
            if (value is not null)
                into[name] = value.DeepClone();
        }
    }

    private static string Written(JsonObject part) => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(part.ToJsonString()));

    private void NewKey(string keyId) => _keys[keyId] = RSA.Create(2048);

    private IResult Keys()
    {
        KeysFetched++;
        return Results.Json(new JsonObject
        {
            ["keys"] = new JsonArray([.. _keys.Where(key => !key.Key.StartsWith("secret", StringComparison.Ordinal)).Select(key =>
            {
                var parameters = key.Value.ExportParameters(includePrivateParameters: false);
                return new JsonObject
                {
                    ["kty"] = "RSA", ["use"] = "sig", ["kid"] = key.Key, ["n"] = WebEncoders.Base64UrlEncode(parameters.Modulus!), ["e"] = WebEncoders.Base64UrlEncode(parameters.Exponent!),
                    ["endorsements"] = new JsonArray([.. Endorsements.Select(one => JsonValue.Create(one))]),
                };
            })]),
        });
    }

    private async Task<IResult> LoginAsync(HttpContext context)
    {
        LoginForm = (await context.Request.ReadFormAsync()).ToDictionary(field => field.Key, field => field.Value.ToString(), StringComparer.Ordinal);
        if (InsteadOfToken() is { } instead)
            return instead;
        return LoginForm["client_id"] == AppId && LoginForm["client_secret"] == AppPassword
            ? Results.Json(new JsonObject { ["token_type"] = "Bearer", ["expires_in"] = 3_600, ["access_token"] = $"token-{Interlocked.Increment(ref _tokens)}" })
            : Results.Json(new JsonObject { ["error"] = "invalid_client", ["error_description"] = "AADSTS7000215: Invalid client secret provided." }, statusCode: 401);
    }

    private bool IsOurs(HttpContext context) => context.Request.Headers.Authorization == $"Bearer token-{_tokens}";

    private async Task<IResult> TakeAsync(string id, string? activity, HttpContext context)
    {
        // A slash inside a part of a path stays escaped.
        (id, activity) = (Uri.UnescapeDataString(id), activity is null ? null : Uri.UnescapeDataString(activity));
        var body = (await JsonNode.ParseAsync(context.Request.Body))!;
        if (Instead(id, body) is { } instead)
            return instead;
        if (!IsOurs(context))
            return Results.StatusCode(401);
        _sent.Enqueue(new(id, activity, body) { Target = context.Features.Get<IHttpRequestFeature>()!.RawTarget, ContentType = context.Request.ContentType });
        return Results.Json(new JsonObject { ["id"] = $"sent-{Interlocked.Increment(ref _nextId)}" });
    }
}
