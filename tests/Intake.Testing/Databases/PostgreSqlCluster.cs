using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Intake.Testing.Databases;

/// <summary>
/// A PostgreSQL of the tests' own: one for a process, on a free port, in a temporary folder, ended with the process.
/// It gives no guarantee when the machine stops (fsync is off) and is for nothing but tests. PostgreSQL refuses to run as
/// root, so that then it runs as the user <c>postgres</c> that its package makes.
/// </summary>
public sealed class PostgreSqlCluster
{
    private const string User = "intake";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Lazy<Task<PostgreSqlCluster>> Shared = new(StartAsync);

    private readonly Process _server;
    private readonly string _folder;
    private readonly int _port;

    private PostgreSqlCluster(Process server, string folder, int port) => (_server, _folder, _port) = (server, folder, port);

    /// <summary>Why there can be none on this machine; null when there can.</summary>
    public static string? Missing { get; } = Programs() is null
        ? "PostgreSQL is not installed here (Debian: apt-get install postgresql)."
        : null;

    /// <summary>The one of this process, started when it is first asked for.</summary>
    public static Task<PostgreSqlCluster> OfThisProcessAsync() => Shared.Value;

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
        var port = FreePort();
        var server = Process.Start(AsUser(Path.Combine(programs, "postgres"),
        [
            "-D", data, "-p", port.ToString(CultureInfo.InvariantCulture), "-k", folder,
            "-c", "listen_addresses=127.0.0.1", "-c", "max_connections=300",
            "-c", "fsync=off", "-c", "full_page_writes=off", "-c", "autovacuum=off",
        ]))!;
        // Read to the end, or the server would wait for somebody to do so.
        _ = server.StandardOutput.ReadToEndAsync();
        _ = server.StandardError.ReadToEndAsync();
        var cluster = new PostgreSqlCluster(server, folder, port);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => cluster.Stop();
        await cluster.AnswersAsync();
        return cluster;
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
