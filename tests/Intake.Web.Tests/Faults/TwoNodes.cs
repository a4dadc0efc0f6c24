using System.Globalization;
using Intake.Application.Data;
using Intake.Testing.Databases;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Intake.Web.Tests.Faults;

/// <summary>Two nodes on one PostgreSQL database, and a load on both. Each reaches the database over a network of its own that can be cut.</summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    private const string Database = "intake_faults";

    private readonly string connectionString;

    private TwoNodes(PostgreSqlCluster cluster, string key)
    {
        (Cluster, Networks) = (cluster, [new(cluster.Port), new(cluster.Port)]);
        connectionString = cluster.ConnectionTo(Database);
        Nodes = [.. Networks.Select(network => new Node(SettingsOver(network.Port)))];
        Load = new Load(key, Nodes);
    }

    /// <summary>The database's server, of this test alone.</summary>
    public PostgreSqlCluster Cluster { get; }

    /// <summary>The way from each node to the database.</summary>
    public IReadOnlyList<CuttableNetwork> Networks { get; }

    /// <summary>The nodes.</summary>
    public IReadOnlyList<Node> Nodes { get; }

    /// <summary>Who writes to both.</summary>
    public Load Load { get; }

    /// <summary>Makes the database with its tables and a key, starts both nodes, and lets everybody write. Skips the test where there is no PostgreSQL.</summary>
    public static async Task<TwoNodes> StartAsync()
    {
        if (PostgreSqlCluster.Missing is { } missing)
            Assert.Skip(missing);
        var cluster = await PostgreSqlCluster.OfThisTestAsync();
        await cluster.RunAsync($"CREATE DATABASE {Database}");
        using var first = new Node(Settings(cluster.ConnectionTo(Database)));
        var migrated = await first.RunAsync("migrate");
        Assert.True(migrated.Code == 0, migrated.Notes);
        var two = new TwoNodes(cluster, await first.KeyAsync());
        try
        {
            await Task.WhenAll(two.Nodes.Select(node => node.StartAsync()));
        }
        catch
        {
            // One that started would go on for ever without its test.
            await two.DisposeAsync();
            throw;
        }

        two.Load.Begin();
        return two;
    }

    /// <summary>Ends the load, looks through what is there, and tells the figures.</summary>
    /// <param name="figures">What the test has counted itself.</param>
    public async Task EndAsync(params string[] figures)
    {
        await Load.FinishAsync();
        foreach (var node in Nodes)
            await node.KillAsync();
        await using (var db = Open())
            await NothingLost.CheckAsync(db, Load);
        await NothingLost.LedgerHoldsAsync(Nodes[0].RunAsync);
        string[] all = [.. figures, $"acknowledged {Load.Acknowledged.Count}, repeated {Load.Repeats}, lost 0, twice 0", $"longest wait {Seconds(Load.LongestWait)}", $"answers {Load.Answers}"];
        TestContext.Current.TestOutputHelper!.WriteLine(string.Join("; ", all));
    }

    /// <summary>A length of time as the figures tell it.</summary>
    public static string Seconds(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var node in Nodes)
            node.Dispose();
        foreach (var network in Networks)
            await network.DisposeAsync();
        await Cluster.DisposeAsync();
    }

    private IntakeDbContext Open()
    {
        var builder = new DbContextOptionsBuilder<IntakeDbContext>();
        DatabaseRegistration.Configure(builder, new(DatabaseProvider.PostgreSql, connectionString, "."));
        return new IntakeDbContext(builder.Options);
    }

    // Nothing but what an operator has to say: how long to wait for a server that is away is the product's to know.
    private string ConnectionOver(int port)
    {
        var known = new NpgsqlConnectionStringBuilder(connectionString);
        return new NpgsqlConnectionStringBuilder { Host = known.Host, Port = port, Username = known.Username, Database = known.Database }.ConnectionString;
    }

    private Dictionary<string, string> SettingsOver(int port) => Settings(ConnectionOver(port));

    private static Dictionary<string, string> Settings(string connection) => new(StringComparer.Ordinal)
    {
        ["Database__Provider"] = nameof(DatabaseProvider.PostgreSql),
        ["ConnectionStrings__Intake"] = connection,
        ["Shutdown__Drain"] = "3",
    };
}
