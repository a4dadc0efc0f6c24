using System.Diagnostics;
using Intake.Application.Data;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;

namespace Intake.Web.Tests.Faults;

/// <summary>The disk of a node on SQLite filled by what is written, and given room again.</summary>
public sealed class DiskFullTests : IAsyncLifetime
{
    private const long RoomForLoad = 2 * 1024 * 1024;
    private static readonly int Times = Size.Of(1, 5);
    private readonly TemporaryFolder disk = new();
    private bool isMounted;

    [Fact]
    public async Task What_finds_no_room_is_not_acknowledged_and_the_node_goes_on_by_itself_when_there_is_some()
    {
        Assert.SkipUnless(isMounted, "A small disk can be made by root only (mount -t tmpfs).");
        using var node = new Node(new Dictionary<string, string>(StringComparer.Ordinal), disk.Path);
        var load = new Load(await node.KeyAsync(), node);
        await node.StartAsync();
        load.Begin();
        var back = TimeSpan.Zero;
        for (var time = 0; time < Times; time++)
        {
            await load.AcknowledgeAsync(20);
            FillBesideLoad();
            Assert.Contains("full", await NotReady.WhyAsync(node), StringComparison.Ordinal);
            File.Delete(disk["filler"]);
            var since = Stopwatch.StartNew();
            await NotReady.EndsAsync(node);
            back = back > since.Elapsed ? back : since.Elapsed;
            await load.AcknowledgeAsync(20);
        }

        await load.FinishAsync();
        await node.KillAsync();
        await using (var db = Open())
            await NothingLost.CheckAsync(db, load);
        await NothingLost.LedgerHoldsAsync(node.RunAsync);
        TestContext.Current.TestOutputHelper!.WriteLine($"full {Times} x; acknowledged {load.Acknowledged.Count}, repeated {load.Repeats}, lost 0, twice 0; ready again after {TwoNodes.Seconds(back)} at most; answers {load.Answers}");
    }

    // Most of the room is taken by something else, little by little since the load writes meanwhile and fills the rest.
    private void FillBesideLoad()
    {
        var part = new byte[64 * 1024];
        using var filler = new FileStream(disk["filler"], FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        while (new DriveInfo(disk.Path).AvailableFreeSpace > RoomForLoad + part.Length)
            filler.Write(part);
    }

    public async ValueTask InitializeAsync() => isMounted = Environment.IsPrivilegedProcess && await RunAsync("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk.Path);

    public async ValueTask DisposeAsync()
    {
        if (isMounted)
            await RunAsync("umount", "--lazy", disk.Path);
        disk.Dispose();
    }

    private IntakeDbContext Open()
    {
        var builder = new DbContextOptionsBuilder<IntakeDbContext>();
        DatabaseRegistration.Configure(builder, new(DatabaseProvider.Sqlite, $"Data Source={disk["intake.db"]};Pooling=False", disk.Path));
        return new IntakeDbContext(builder.Options);
    }

    private static async Task<bool> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false })!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
