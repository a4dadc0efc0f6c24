using System.Diagnostics;
using System.Text.RegularExpressions;
using Intake.Testing;
using Intake.Web.Tests.Hosting;

namespace Intake.Web.Tests.Faults;

/// <summary>One node: a process of the built program with a data folder of its own, killed and started again as a test likes.</summary>
/// <param name="settings">Its settings, as environment variables.</param>
/// <param name="data">Its data folder; null makes one of its own.</param>
internal sealed partial class Node(IReadOnlyDictionary<string, string> settings, string? data = null) : IDisposable
{
    /// <summary>What its Direct Line is opened with.</summary>
    public const string Secret = "a-secret-of-the-operator";

    /// <summary>No answer takes so long; a client gives up then.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(2);

    private static readonly string[] Arguments = ["run", "--urls", "http://127.0.0.1:0", "--DirectLine:Secret", Secret];

    private readonly TemporaryFolder folder = new();
    private readonly List<HttpClient> clients = [];
    private readonly List<TimeSpan> starts = [];
    private BuiltProgram? program;
    private Task<string> notes = Task.FromResult("");
    private volatile HttpClient? client;

    /// <summary>Who asks it; null while it is not there.</summary>
    public HttpClient? Client => client;

    /// <summary>Its data folder.</summary>
    public string Folder => data ?? folder.Path;

    /// <summary>How long it took from each start to its first answer.</summary>
    public IReadOnlyList<TimeSpan> Starts => starts;

    /// <summary>Starts it, and waits until it answers.</summary>
    public async Task StartAsync()
    {
        var since = Stopwatch.StartNew();
        program = BuiltProgram.Start(Folder, settings, Arguments);
        var opened = new HttpClient { BaseAddress = await AddressAsync(program), Timeout = Longest };
        clients.Add(opened);
        // What it still notes is read on: a full pipe would stop it.
        notes = program.Notes.ReadToEndAsync();
        using (await opened.GetAsync(new Uri("health/live", UriKind.Relative)))
            starts.Add(since.Elapsed);
        client = opened;
    }

    /// <summary>Ends it as SIGKILL does: at once, whatever it is at.</summary>
    public async Task KillAsync()
    {
        client = null;
        await program!.KillAsync();
        await notes;
    }

    /// <summary>Ends it as an operator does: it is asked to, nobody is sent to it any more once it says that it is not ready, and it ends by itself. Answers its exit code.</summary>
    public async Task<int> StopAsync()
    {
        var ending = program!.EndAsync();
        while (await ReadyAsync(Longest) is { Status: 200 })
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System);
        client = null;
        var code = await ending;
        await notes;
        return code;
    }

    /// <summary>Runs a command beside it, on the same data.</summary>
    public Task<CommandRun> RunAsync(params string[] arguments) => BuiltProgram.RunAsync(Folder, settings, arguments);

    /// <summary>Makes a key for programs that hand tickets in.</summary>
    public async Task<string> KeyAsync()
    {
        var made = await RunAsync("api-key", "load", "--scope", "tickets:write", "tickets:read");
        Assert.True(made.Code == 0, made.Notes);
        return made.Results.Trim().Split('\n')[^1];
    }

    /// <summary>What <c>/health/ready</c> says; null when it does not answer in time.</summary>
    public async Task<(int Status, string Body)?> ReadyAsync(TimeSpan patience)
    {
        if (client is not { } to)
            return null;
        using var limit = new CancellationTokenSource(patience);
        try
        {
            using var answer = await to.GetAsync(new Uri("health/ready", UriKind.Relative), limit.Token);
            return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync(limit.Token));
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        client = null;
        program?.Dispose();
        foreach (var one in clients)
            one.Dispose();
        folder.Dispose();
    }

    private static async Task<Uri> AddressAsync(BuiltProgram program)
    {
        var said = new List<string>();
        while (await program.Notes.ReadLineAsync(TestContext.Current.CancellationToken).AsTask().WaitAsync(Longest) is { } line)
        {
            said.Add(line);
            if (Listening().Match(line) is { Success: true } match)
                return new Uri(match.Value + "/");
        }

        throw new InvalidOperationException($"The program ended before it listened: {string.Join('\n', said)}");
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:[0-9]+", RegexOptions.None, 1000)]
    private static partial Regex Listening();
}
