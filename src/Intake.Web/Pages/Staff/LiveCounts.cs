using System.Collections.Concurrent;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using Intake.Application.Tickets;
using Intake.Web.Pages.Account;

namespace Intake.Web.Pages.Staff;

/// <summary>
/// Counts that change by themselves: asks the database every few seconds, once for the whole node, for the units that
/// somebody looks at now; nothing is asked while nobody looks.
/// </summary>
internal sealed class LiveCounts(CountQueries counts, TimeProvider clock, IHostApplicationLifetime lifetime) : BackgroundService
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan BetweenSigns = TimeSpan.FromSeconds(25);

    /// <summary>A stream ends after this long and is asked for anew by the browser, so that a session that has ended ends it too.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, int> watched = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim somebody = new(0);
    private volatile IReadOnlyDictionary<string, DeskCounts> latest = new Dictionary<string, DeskCounts>(StringComparer.Ordinal);
    private TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The counts of a unit now, and again whenever they change; without change from time to time, so that nobody in between hangs up.</summary>
    public async IAsyncEnumerable<SseItem<DeskCounts>> FollowAsync(string unit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping);
        var until = clock.GetUtcNow() + Longest;
        watched.AddOrUpdate(unit, 1, (_, count) => count + 1);
        somebody.Release();
        try
        {
            while (!ending.IsCancellationRequested && clock.GetUtcNow() < until)
            {
                var change = Volatile.Read(ref changed).Task;
                yield return new(await NowAsync(unit), "counts");
                await Task.WhenAny(change, Task.Delay(BetweenSigns, clock, ending.Token));
            }
        }
        finally
        {
            watched.AddOrUpdate(unit, 0, (_, count) => count - 1);
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var units = watched.Where(unit => unit.Value > 0).Select(unit => unit.Key).ToList();
            if (units.Count == 0)
                await somebody.WaitAsync(stoppingToken);
            else
                await LookAsync(units, stoppingToken);
        }
    }

    private async Task LookAsync(List<string> units, CancellationToken stoppingToken)
    {
        try
        {
            var now = await counts.ReadAsync(units, stoppingToken);
            var isNew = now.Any(unit => !latest.TryGetValue(unit.Key, out var before) || before != unit.Value);
            latest = now;
            if (isNew)
                Interlocked.Exchange(ref changed, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        }
        catch (System.Data.Common.DbException)
        {
            // The database's own health check says what is wrong with it; the next look may succeed.
        }

        await Task.Delay(BetweenLooks, clock, stoppingToken);
    }

    // Not cancelled half-way: a stream ends between two messages.
    private async Task<DeskCounts> NowAsync(string unit) =>
        latest.TryGetValue(unit, out var known) ? known : (await counts.ReadAsync([unit], CancellationToken.None))[unit];

    /// <inheritdoc/>
    public override void Dispose()
    {
        somebody.Dispose();
        base.Dispose();
    }
}

/// <summary><c>/staff/live</c>: the counts of the signed-in person's unit as server-sent events.</summary>
internal static class LiveEndpoint
{
    /// <summary>Maps the address.</summary>
    public static void MapLiveCounts(this IEndpointRouteBuilder endpoints)
        => endpoints.MapGet("/staff/live", (HttpContext context, LiveCounts live) =>
            TypedResults.ServerSentEvents(live.FollowAsync(SignedIn.ActorOf(context.User).Unit ?? "", context.RequestAborted)))
            .RequireAuthorization(DeskAccess.Tickets).ExcludeFromDescription();
}
