using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Intake.Testing.Databases;

/// <summary>
/// A PostgreSQL of the tests' own: one for a process, on a free port, in a temporary folder, ended with the process; or one
/// for a test that stops it. It gives no guarantee when the machine stops (fsync is off) and is for nothing but tests.
/// PostgreSQL refuses to run as root, so that then it runs as the user <c>postgres</c> that its package makes.
/// </summary>
public sealed class PostgreSqlCluster : IAsyncDisposable
{
    private const string User = "intake";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Lazy<Task<PostgreSqlCluster>> Shared = new(StartAsync);

    private readonly string _programs;
    private readonly string _folder;
    private readonly int _port;
    private Process _server = new();

    private PostgreSqlCluster(string programs, string folder, int port) => (_programs, _folder, _port) = (programs, folder, port);

    /// <summary>Why there can be none on this machine; null when there can.</summary>
    public static string? Missing { get; } = Programs() is null
        ? "PostgreSQL is not installed here (Debian: apt-get install postgresql)."
        : null;

    /// <summary>The one of this process, started when it is first asked for.</summary>
    public static Task<PostgreSqlCluster> OfThisProcessAsync() => Shared.Value;

    /// <summary>One of a test's own, that it may stop and start again.</summary>
    public static async Task<PostgreSqlCluster> OfThisTestAsync() => await StartAsync();

    /// <summary>Where it listens on this machine.</summary>
    public int Port => _port;

    /// <summary>Ends the server at once, as <c>pg_ctl stop -m immediate</c> does: connections break, and nothing is written down any more.</summary>
    public async Task StopAsync()
    {
        using (var quit = Process.Start("kill", ["-QUIT", _server.Id.ToString(CultureInfo.InvariantCulture)]))
            await quit.WaitForExitAsync();
        using var limit = new CancellationTokenSource(Patience);
        await _server.WaitForExitAsync(limit.Token);
    }

    /// <summary>Starts the server that was stopped, which recovers from its log, and waits until it answers.</summary>
    public async Task StartAgainAsync()
    {
        _server.Dispose();
        _server = Serve();
        await AnswersAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (!_server.HasExited)
            await StopAsync();
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>How to connect to one of its databases.</summary>
    public string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = _port,
        Username = User,
        Database = database,
        MaxPoolSize = 20,
        Timeout = 120, // a machine that builds and tests at once is slow to answer
        CommandTimeout = 120,
        IncludeErrorDetail = true,
    }.ConnectionString;

    /// <summary>Runs a statement on the database that every cluster has.</summary>
    public async Task RunAsync(string statement)
    {
        await using var connection = new NpgsqlConnection(ConnectionTo("postgres"));
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        // Statements of the tests' own, with names that they made.
#pragma warning disable CA2100
        command.CommandText = statement;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private static async Task<PostgreSqlCluster> StartAsync()
    {
        var programs = Programs() ?? throw new InvalidOperationException(Missing);
        var folder = Directory.CreateTempSubdirectory("intake-postgres-").FullName;
        if (Environment.IsPrivilegedProcess)
            await RunAsync("chown", ["postgres", folder]);
        var data = Path.Combine(folder, "data");
        await RunAsync(AsUser(Path.Combine(programs, "initdb"), ["-D", data, "-U", User, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"]));
        var cluster = new PostgreSqlCluster(programs, folder, FreePort());
        cluster._server = cluster.Serve();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => cluster.Stop();
        await cluster.AnswersAsync();
        return cluster;
    }

    private Process Serve()
    {
        var server = Process.Start(AsUser(Path.Combine(_programs, "postgres"),
        [
            "-D", Path.Combine(_folder, "data"), "-p", _port.ToString(CultureInfo.InvariantCulture), "-k", _folder,
            "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=300",
            "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "autovacuum=off",
        ]))!;
        // Read to the end, or the server would wait for somebody to do so.
        _ = server.StandardOutput.ReadToEndAsync();
        _ = server.StandardError.ReadToEndAsync();
        return server;
    }

    private async Task AnswersAsync()
    {
        var since = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                await RunAsync("SELECT 1");
                return;
            }
            catch (NpgsqlException) when (since.Elapsed < Patience && !_server.HasExited)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(50));
            }
        }
    }

    private void Stop()
    {
        if (!Directory.Exists(_folder))
            return; // a test's own, which has ended it
        // Ends at once, without writing down what nobody needs any more.
        using (var quit = Process.Start("kill", ["-QUIT", _server.Id.ToString(CultureInfo.InvariantCulture)]))
            quit.WaitForExit();
        if (!_server.WaitForExit(TimeSpan.FromSeconds(10)))
            _server.Kill(entireProcessTree: true);
        Directory.Delete(_folder, recursive: true);
    }

    private static ProcessStartInfo AsUser(string program, IReadOnlyList<string> arguments) => Environment.IsPrivilegedProcess
        // Takes the place of itself, so that the process that was started is the server.
        ? new("setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", program, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false, WorkingDirectory = "/" }
        : new(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };

    private static Task RunAsync(string program, IReadOnlyList<string> arguments) => RunAsync(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false });

    private static async Task RunAsync(ProcessStartInfo start)
    {
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{start.FileName} ended with {process.ExitCode}: {await output}{await error}");
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    // Debian keeps each version's programs in a folder of its own; elsewhere they are on the path.
    private static string? Programs()
    {
        var debian = Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql").Select(version => Path.Combine(version, "bin")) : [];
        return debian.OrderDescending(StringComparer.Ordinal)
            .Concat((Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator))
            .FirstOrDefault(folder => File.Exists(Path.Combine(folder, "initdb")) && File.Exists(Path.Combine(folder, "postgres")));
    }
}
