using System.Collections.Concurrent;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Intake.Web.Tests.Hosting;

/// <summary>
/// Chat users and programs who write to a server that is killed again and again. Each message bears a mark; one that was not
/// acknowledged is sent again to the next server, under the same id, as clients do.
/// </summary>
internal sealed partial class LoadUnderKills(string key) : IDisposable
{
    private const int Writers = 3;
    private const string Secret = "a-secret-of-the-operator";
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, bool> acknowledged = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim news = new(0);
    private readonly Writer[] writers = [.. Enumerable.Range(0, Writers * 2).Select(number => new Writer(number, IsChat: number < Writers))];
    private HttpClient? client;
    private Task notes = Task.CompletedTask;
    private Task[] running = [];
    private volatile bool isLast;

    /// <summary>What the server is started with.</summary>
    public static string[] Arguments { get; } = ["run", "--urls", "http://127.0.0.1:0", "--DirectLine:Secret", Secret];

    /// <summary>The marks of all messages that were acknowledged.</summary>
    public IReadOnlyCollection<string> Acknowledged => [.. acknowledged.Keys];

    /// <summary>Waits until the server listens, and lets everybody write.</summary>
    public async Task BeginAsync(BuiltProgram program)
    {
        client = new HttpClient { BaseAddress = await AddressAsync(program), Timeout = Longest };
        // What it still notes is read and passed over: a full pipe would stop it.
        notes = program.Notes.ReadToEndAsync();
        running = [.. writers.Select(writer => Task.Run(() => WriteAsync(writer, client)))];
    }

    /// <summary>Waits until some more messages are acknowledged.</summary>
    public async Task AcknowledgeAsync(int more)
    {
        for (; more > 0; more--)
            Assert.True(await news.WaitAsync(Longest, TestContext.Current.CancellationToken), "The server acknowledges nothing.");
    }

    /// <summary>Waits until everybody has noticed that the server is gone.</summary>
    public async Task EndAsync()
    {
        await Task.WhenAll(running);
        await notes;
        client!.Dispose();
    }

    /// <summary>Lets everybody send what was not acknowledged yet, and no more.</summary>
    public Task FinishAsync()
    {
        isLast = true;
        return Task.WhenAll(running);
    }

    /// <summary>The mark that a message bears.</summary>
    [GeneratedRegex("MARK-[0-9]+-[0-9]+-[ca]", RegexOptions.None, 1000)]
    public static partial Regex MarkIn();

    /// <inheritdoc/>
    public void Dispose()
    {
        client?.Dispose();
        news.Dispose();
    }

    private async Task WriteAsync(Writer writer, HttpClient to)
    {
        try
        {
            while (!isLast || writer.Waiting is not null)
            {
                var mark = writer.Waiting ??= string.Create(CultureInfo.InvariantCulture, $"MARK-{writer.Number}-{++writer.Count}-{(writer.IsChat ? 'c' : 'a')}");
                using var answer = await (writer.IsChat ? SayAsync(writer, to, mark) : PostAsync(to, mark));
                if (!answer.IsSuccessStatusCode)
                    throw new InvalidOperationException($"The server answered {(int)answer.StatusCode}.");
                acknowledged[mark] = true;
                news.Release();
                writer.Waiting = null;
            }
        }
        catch (HttpRequestException)
        {
            // Killed: the message waits for the next server.
        }
    }

    private static async Task<HttpResponseMessage> SayAsync(Writer writer, HttpClient to, string mark)
    {
        // A conversation for each message, begun before and kept until it is acknowledged, so that it comes again under the same id.
        writer.Conversation = writer.ConversationOf == mark ? writer.Conversation : await BeginConversationAsync(to);
        writer.ConversationOf = mark;
        var body = JsonSerializer.Serialize(new { type = "message", text = $"路灯坏了，晚上看不见路 {mark}", channelData = new { clientActivityID = mark } });
        return await SendAsync(to, $"v3/directline/conversations/{writer.Conversation}/activities", Secret, body, null);
    }

    private static async Task<string> BeginConversationAsync(HttpClient to)
    {
        using var answer = await SendAsync(to, "v3/directline/conversations", Secret, "{}", null);
        answer.EnsureSuccessStatusCode();
        using var begun = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return begun.RootElement.GetProperty("conversationId").GetString()!;
    }

    private Task<HttpResponseMessage> PostAsync(HttpClient to, string mark) =>
        SendAsync(to, "api/v1/tickets", key, JsonSerializer.Serialize(new { text = $"The street light at the corner is broken, {mark}", requester = new { anonymity = "anonymous" } }), mark);

    private static async Task<HttpResponseMessage> SendAsync(HttpClient to, string path, string bearer, string body, string? idempotencyKey)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", bearer);
        if (idempotencyKey is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        return await to.SendAsync(request);
    }

    private static async Task<Uri> AddressAsync(BuiltProgram program)
    {
        while (await program.Notes.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Longest) is { } line)
        {
            if (Listening().Match(line) is { Success: true } match)
                return new Uri(match.Value + "/");
        }

        throw new InvalidOperationException("The program ended before it listened.");
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Listening();

    /// <summary>Somebody who writes.</summary>
    private sealed record Writer(int Number, bool IsChat)
    {
        public int Count { get; set; }

        /// <summary>The mark of a message that is not acknowledged yet.</summary>
        public string? Waiting { get; set; }

        public string? Conversation { get; set; }

        public string? ConversationOf { get; set; }
    }
}
