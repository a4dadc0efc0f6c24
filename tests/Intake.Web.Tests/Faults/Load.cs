using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Intake.Web.Tests.Faults;

/// <summary>
/// Chat users and programs who write to the nodes in turn, whatever happens to these. Each message bears a mark; one that was
/// not acknowledged is sent again to the next node, under the same id, as clients do.
/// </summary>
/// <param name="key">The programs' key.</param>
/// <param name="nodes">Where they write.</param>
internal sealed partial class Load(string key, params IReadOnlyList<Node> nodes)
{
    private const int Writers = 3;
    private static readonly TimeSpan BetweenTries = TimeSpan.FromMilliseconds(50);

    private readonly ConcurrentDictionary<string, Receipt?> acknowledged = new(StringComparer.Ordinal);
    private readonly ConcurrentBag<string> wrong = [];
    private readonly ConcurrentDictionary<int, int> answers = new();
    private readonly Writer[] writers = [.. Enumerable.Range(0, Writers * 2).Select(number => new Writer(number, IsChat: number < Writers))];
    private Task[] running = [];
    private volatile bool isLast;
    private int repeats;
    private long longest;

    /// <summary>The marks of all messages that were acknowledged, with the receipt of those that got one.</summary>
    public IReadOnlyDictionary<string, Receipt?> Acknowledged => acknowledged;

    /// <summary>How many requests were sent again.</summary>
    public int Repeats => repeats;

    /// <summary>How many answers bore each status.</summary>
    public string Answers => string.Join(", ", answers.OrderBy(one => one.Key).Select(one => string.Create(CultureInfo.InvariantCulture, $"{one.Key} x {one.Value}")));

    /// <summary>The longest that a client has waited for an answer or for the loss of its connection.</summary>
    public TimeSpan LongestWait => TimeSpan.FromTicks(Interlocked.Read(ref longest));

    /// <summary>Lets everybody write.</summary>
    public void Begin() => running = [.. writers.Select(writer => Task.Run(() => WriteAsync(writer)))];

    /// <summary>Waits until some more messages are acknowledged.</summary>
    public async Task AcknowledgeAsync(int more)
    {
        var since = Stopwatch.StartNew();
        for (var wanted = acknowledged.Count + more; acknowledged.Count < wanted; await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System))
            Assert.True(since.Elapsed < Node.Longest && running.All(task => !task.IsFaulted), $"Nothing is acknowledged any more: {Failure()}");
    }

    /// <summary>Lets everybody send what was not acknowledged yet, and no more.</summary>
    public async Task FinishAsync()
    {
        isLast = true;
        await Task.WhenAll(running).WaitAsync(Node.Longest);
        Assert.Empty(wrong);
    }

    /// <summary>The mark that a message bears.</summary>
    [GeneratedRegex("MARK-[0-9]+-[0-9]+-[ca]", RegexOptions.None, 1000)]
    public static partial Regex MarkIn();

    private string Failure() => string.Join('\n', wrong.Concat(running.Select(task => task.Exception?.ToString()).OfType<string>()));

    private async Task WriteAsync(Writer writer)
    {
        for (; !isLast || writer.Waiting is not null; writer.Turn++)
        {
            if (nodes[writer.Turn % nodes.Count].Client is not { } to || !await TryAsync(writer, to))
                await Task.Delay(BetweenTries, TimeProvider.System);
        }
    }

    /// <summary>Whether the message was acknowledged; it waits for the next node when not.</summary>
    private async Task<bool> TryAsync(Writer writer, HttpClient to)
    {
        var mark = writer.Waiting ??= string.Create(CultureInfo.InvariantCulture, $"MARK-{writer.Number}-{++writer.Count}-{(writer.IsChat ? 'c' : 'a')}");
        var since = Stopwatch.GetTimestamp();
        try
        {
            using var answer = await (writer.IsChat ? SayAsync(writer, to, mark) : PostAsync(to, mark));
            answers.AddOrUpdate((int)answer.StatusCode, 1, (_, count) => count + 1);
            if (answer.IsSuccessStatusCode)
            {
                acknowledged[mark] = writer.IsChat ? null : JsonSerializer.Deserialize<Receipt>(await answer.Content.ReadAsStreamAsync(), JsonSerializerOptions.Web);
                writer.Waiting = null;
                return true;
            }

            if (!PassesBy(answer))
                wrong.Add($"{(int)answer.StatusCode}: {await answer.Content.ReadAsStringAsync()}");
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or IOException)
        {
            // Killed or cut off: nobody knows whether it was taken.
        }
        finally
        {
            Keep(Stopwatch.GetElapsedTime(since));
        }

        Interlocked.Increment(ref repeats);
        return false;
    }

    // What a client repeats, and is asked to: not now, with a time to wait; or still under way.
    private static bool PassesBy(HttpResponseMessage answer) =>
        answer is { StatusCode: HttpStatusCode.ServiceUnavailable or HttpStatusCode.Conflict, Headers.RetryAfter: not null };

    private void Keep(TimeSpan waited)
    {
        for (var known = Interlocked.Read(ref longest); waited.Ticks > known; known = Interlocked.Read(ref longest))
            Interlocked.CompareExchange(ref longest, waited.Ticks, known);
    }

    private static async Task<HttpResponseMessage> SayAsync(Writer writer, HttpClient to, string mark)
    {
        // A conversation for each message, begun before and kept until it is acknowledged, so that it comes again under the same id.
        if (writer.ConversationOf != mark)
        {
            var begun = await SendAsync(to, "v3/directline/conversations", Node.Secret, "{}", null);
            if (!begun.IsSuccessStatusCode)
                return begun;
            using (begun)
                writer.Conversation = (await JsonSerializer.DeserializeAsync<JsonElement>(await begun.Content.ReadAsStreamAsync())).GetProperty("conversationId").GetString();
            writer.ConversationOf = mark;
        }

        var body = JsonSerializer.Serialize(new { type = "message", text = $"路灯坏了，晚上看不见路 {mark}", channelData = new { clientActivityID = mark } });
        return await SendAsync(to, $"v3/directline/conversations/{writer.Conversation}/activities", Node.Secret, body, null);
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

    /// <summary>What a program gets for a ticket.</summary>
    /// <param name="Number">The ticket's number.</param>
    /// <param name="Secret">What opens it.</param>
    internal sealed record Receipt(string Number, string Secret);

    /// <summary>Somebody who writes.</summary>
    private sealed record Writer(int Number, bool IsChat)
    {
        public int Count { get; set; }

        /// <summary>Which node is next.</summary>
        public int Turn { get; set; } = Number;

        /// <summary>The mark of a message that is not acknowledged yet.</summary>
        public string? Waiting { get; set; }

        public string? Conversation { get; set; }

        public string? ConversationOf { get; set; }
    }
}
