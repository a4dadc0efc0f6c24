using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace Intake.Web.Tests.Browser;

/// <summary>
/// A Direct Line that answers a page as the test wants, in the place of the program's own: for what a real one seldom does
/// (to be out of reach, to refuse, to forget a token) and for texts that no dialog says.
/// </summary>
internal sealed class FakeDirectLine
{
    private const string Conversation = "c1";
    private readonly List<JsonObject> activities = [];
    private readonly Queue<(int Status, int After)> failures = [];
    private int tokens;

    /// <summary>What the bot says first; null says nothing.</summary>
    public Func<JsonObject?> Greeting { get; set; } = () => Bot("您好，请说说是什么事。");

    /// <summary>What the bot answers to a message.</summary>
    public Func<JsonObject, IEnumerable<JsonObject>> Answer { get; set; } = said => [Bot($"收到：{said["text"] ?? said["value"]}")];

    /// <summary>Whether nobody answers at all.</summary>
    public bool IsOutOfReach { get; set; }

    /// <summary>Whether messages are kept but the sender never hears so.</summary>
    public bool LosesAnswers { get; set; }

    /// <summary>The token that is taken; tokens from before are refused.</summary>
    public string? OnlyToken { get; set; }

    /// <summary>Bodies of every message that came, repeats too.</summary>
    public List<JsonObject> Came { get; } = [];

    /// <summary>Languages that conversations were started in.</summary>
    public List<string?> Locales { get; } = [];

    /// <summary>Names of files that came.</summary>
    public List<string> Files { get; } = [];

    /// <summary>Calls so far, as <c>METHOD path</c>.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Takes the place of the program's Direct Line for a visitor.</summary>
    public Task StandInAsync(Visitor visitor) => visitor.Page.RouteAsync("**/v3/directline/**", HandleAsync);

    /// <summary>Answers the next message with a status instead.</summary>
    /// <param name="status">The status.</param>
    /// <param name="after">Seconds for Retry-After; 0 leaves it out.</param>
    public void FailNext(int status, int after = 0) => failures.Enqueue((status, after));

    /// <summary>Says something by itself.</summary>
    public void Say(JsonObject activity) => Keep(activity);

    /// <summary>A message of the bot.</summary>
    public static JsonObject Bot(string text, params string[] buttons)
    {
        var activity = new JsonObject { ["type"] = "message", ["from"] = new JsonObject { ["id"] = "bot", ["role"] = "bot" }, ["text"] = text, ["textFormat"] = "plain" };
        if (buttons.Length > 0)
            activity["suggestedActions"] = new JsonObject { ["actions"] = new JsonArray([.. buttons.Select(button => new JsonObject { ["type"] = "postBack", ["title"] = button, ["value"] = "1|" + button })]) };
        return activity;
    }

    /// <summary>The same with a card.</summary>
    public static JsonObject WithCard(JsonObject activity, string title, string id, params (string Label, string Value)[] facts)
    {
        var rows = new JsonArray([.. facts.Select(fact => new JsonObject { ["title"] = fact.Label, ["value"] = fact.Value })]);
        var set = new JsonObject { ["type"] = "FactSet", ["id"] = id, ["facts"] = rows };
        var body = new JsonArray(new JsonObject { ["type"] = "TextBlock", ["text"] = title, ["weight"] = "bolder" }, set);
        var card = new JsonObject { ["type"] = "AdaptiveCard", ["version"] = "1.4", ["body"] = body };
        activity["attachments"] = new JsonArray(new JsonObject { ["contentType"] = "application/vnd.microsoft.card.adaptive", ["content"] = card });
        return activity;
    }

    private async Task HandleAsync(IRoute route)
    {
        var path = new Uri(route.Request.Url).AbsolutePath["/v3/directline".Length..];
        Calls.Add($"{route.Request.Method} {path}");
        if (IsOutOfReach)
            await route.AbortAsync();
        else if (path is "/tokens/page")
            await GrantAsync(route, 200);
        else if (!IsAllowed(route.Request))
            await route.FulfillAsync(new() { Status = 403 });
        else if (path is "/tokens/refresh")
            await GrantAsync(route, 200);
        else if (path is "/conversations")
            await StartAsync(route);
        else if (route.Request.Method is "GET")
            await ReadAsync(route);
        else
            await TakeAsync(route);
    }

    private bool IsAllowed(IRequest request)
        => request.Headers.TryGetValue("authorization", out var given) && (OnlyToken is null || given == "Bearer " + OnlyToken);

    private Task GrantAsync(IRoute route, int status)
    {
        var token = OnlyToken = $"t{++tokens}";
        var grant = new JsonObject { ["conversationId"] = Conversation, ["token"] = token, ["expires_in"] = 43_200 };
        return route.FulfillAsync(new() { Status = status, ContentType = "application/json", Body = grant.ToJsonString() });
    }

    private Task StartAsync(IRoute route)
    {
        Locales.Add((string?)JsonNode.Parse(route.Request.PostData ?? "{}")?["locale"]);
        if (Greeting() is { } greeting)
            Keep(greeting);
        return GrantAsync(route, 201);
    }

    private Task ReadAsync(IRoute route)
    {
        var asked = System.Web.HttpUtility.ParseQueryString(new Uri(route.Request.Url).Query)["watermark"];
        var after = asked is null ? 0 : int.Parse(asked, CultureInfo.InvariantCulture);
        var set = new JsonObject { ["activities"] = new JsonArray([.. activities.Skip(after).Select(activity => activity.DeepClone())]), ["watermark"] = activities.Count.ToString(CultureInfo.InvariantCulture) };
        return route.FulfillAsync(new() { ContentType = "application/json", Body = set.ToJsonString() });
    }

    private async Task TakeAsync(IRoute route)
    {
        var said = Said(route.Request);
        Came.Add(said);
        if (failures.TryDequeue(out var failure))
        {
            await route.FulfillAsync(new() { Status = failure.Status, Headers = failure.After == 0 ? null : new Dictionary<string, string> { ["Retry-After"] = failure.After.ToString(CultureInfo.InvariantCulture) } });
            return;
        }

        var key = (string?)said["channelData"]?["clientActivityID"];
        if (!activities.Any(activity => (string?)activity["channelData"]?["clientActivityID"] == key))
        {
            Keep((JsonObject)said.DeepClone());
            foreach (var answer in Answer(said))
                Keep(answer);
        }

        if (LosesAnswers)
            await route.AbortAsync();
        else
            await route.FulfillAsync(new() { ContentType = "application/json", Body = """{"id":"c1|0"}""" });
    }

    private JsonObject Said(IRequest request)
    {
        var body = System.Text.Encoding.UTF8.GetString(request.PostDataBuffer ?? []);
        if (!request.Url.EndsWith("/upload", StringComparison.Ordinal))
            return JsonNode.Parse(body)!.AsObject();
        var names = System.Text.RegularExpressions.Regex.Matches(body, "name=\"file\"; filename=\"(?<name>[^\"]*)\"", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        Files.AddRange(names.Select(match => match.Groups["name"].Value));
        var from = body.IndexOf('{', StringComparison.Ordinal);
        var said = JsonNode.Parse(body[from..(body.IndexOf("\r\n", from, StringComparison.Ordinal))])!.AsObject();
        said["attachments"] = new JsonArray([.. names.Select(match => new JsonObject { ["contentType"] = "image/png", ["name"] = match.Groups["name"].Value })]);
        return said;
    }

    private void Keep(JsonObject activity)
    {
        activity["id"] = string.Create(CultureInfo.InvariantCulture, $"{Conversation}|{activities.Count + 1:0000000}");
        activity["timestamp"] = DateTimeOffset.FromUnixTimeSeconds(1_773_106_200 + (activities.Count * 20)).ToString("O", CultureInfo.InvariantCulture);
        activities.Add(activity);
    }
}
