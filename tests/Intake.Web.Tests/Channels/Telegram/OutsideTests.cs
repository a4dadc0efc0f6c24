using System.Diagnostics;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Intake.Testing;
using Intake.Web.Tests.Hosting;

namespace Intake.Web.Tests.Channels.Telegram;

/// <summary>The program with a Bot API server that nobody here wrote: telegram-test-api, which <c>tests/run</c> installs.</summary>
public sealed class OutsideApplication : IntakeApplication
{
    public const string Token = "sampleToken";
    private static readonly string Folder = Path.Combine(Repository.Root, "tests/outside");
    private Process? _server;

    /// <summary>Why it is not there; null when it is.</summary>
    public static string? Missing => Directory.Exists(Path.Combine(Folder, "node_modules/telegram-test-api")) ? null : "telegram-test-api is not installed; tests/run installs it.";

    public Uri Telegram { get; private set; } = new("http://127.0.0.1");

    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Telegram:Token"] = Token,
        ["Telegram:BaseUrl"] = Telegram.AbsoluteUri,
    };

    public override async ValueTask InitializeAsync()
    {
        if (Missing is not null)
            return;
        _server = Process.Start(new ProcessStartInfo("node", "telegram.cjs") { WorkingDirectory = Folder, UseShellExecute = false, RedirectStandardInput = true, RedirectStandardOutput = true })!;
        Telegram = new Uri(await _server.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("telegram-test-api did not start."));
        await base.InitializeAsync();
    }

    protected override async ValueTask DisposeCoreAsync()
    {
        await base.DisposeCoreAsync();
        if (_server is null)
            return;
        _server.StandardInput.Close();
        await _server.WaitForExitAsync();
        _server.Dispose();
    }
}

public sealed class OutsideTests(OutsideApplication application) : IClassFixture<OutsideApplication>
{
    private const int Chat = 17;
    private const int MostSteps = 1_500;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(40);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_citizen_reports_and_gets_a_receipt_through_a_server_that_nobody_here_wrote()
    {
        Assert.SkipWhen(OutsideApplication.Missing is not null, OutsideApplication.Missing ?? "");
        using var person = new HttpClient { BaseAddress = application.Telegram };
        await SendAsync(person, "sendMessage", new JsonObject { ["text"] = "投诉滨江路边上的建筑工地半夜施工，打桩声吵得一家人睡不着" });
        var draft = await HearAsync(person, message => Buttons(message).Any(button => (string)button["text"]! == "提交"));
        var press = new JsonObject { ["data"] = (string)Buttons(draft).Single(button => (string)button["text"]! == "提交")["callback_data"]!, ["message"] = new JsonObject { ["message_id"] = 1, ["chat"] = Where(), ["from"] = Who() } };
        await SendAsync(person, "sendCallback", press);
        var receipt = await HearAsync(person, message => ((string)message["text"]!).Contains("查询码：", StringComparison.Ordinal));
        Assert.Contains("单号：XH", (string)receipt["text"]!, StringComparison.Ordinal);
    }

    private static IEnumerable<JsonNode> Buttons(JsonNode message) => message["reply_markup"]?["inline_keyboard"]?.AsArray().SelectMany(row => row!.AsArray()).Select(button => button!) ?? [];

    private static JsonObject Where() => new() { ["id"] = Chat, ["type"] = "private" };

    private static JsonObject Who() => new() { ["id"] = Chat, ["is_bot"] = false, ["first_name"] = "Lan" };

    private static async Task SendAsync(HttpClient person, string path, JsonObject content)
    {
        (content["botToken"], content["from"], content["date"]) = (OutsideApplication.Token, Who(), 1_773_192_600);
        if (path == "sendMessage")
            content["chat"] = Where();
        using var answer = await person.PostAsJsonAsync(path, content, Cancel);
        answer.EnsureSuccessStatusCode();
    }

    private async Task<JsonNode> HearAsync(HttpClient person, Func<JsonNode, bool> isIt)
    {
        for (var step = 0; step < MostSteps; step++)
        {
            using var answer = await person.PostAsJsonAsync("getUpdates", new { token = OutsideApplication.Token, chatId = Chat }, Cancel);
            var heard = (await answer.Content.ReadFromJsonAsync<JsonNode>(Cancel))!["result"]!.AsArray().Select(one => one!["message"]!);
            if (heard.FirstOrDefault(isIt) is { } it)
                return it;
            await Task.Delay(Step, TimeProvider.System, Cancel);
            application.Clock.Advance(TimeSpan.FromMilliseconds(200));
        }

        throw new InvalidOperationException($"It was never said. Log: {string.Join(" | ", application.Log)}");
    }
}
