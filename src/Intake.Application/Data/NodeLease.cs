using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Data;

/// <summary>
/// Something that only one node does at a time, such as fetching from a service that lets one fetch. The node that has the
/// lease writes a new value for it every few seconds; one that has seen the same value for longer than the other would have
/// gone on takes it. Each node reads its own clock only, so it does not matter how far they are apart. An embedded database
/// has one node, which always has it.
/// </summary>
/// <param name="name">What it is for: a name of small letters.</param>
/// <param name="contexts">The database that the nodes share.</param>
/// <param name="options">Which one that is.</param>
/// <param name="clock">This node's clock.</param>
public sealed class NodeLease(string name, IDbContextFactory<IntakeDbContext> contexts, DatabaseOptions options, TimeProvider clock)
{
    /// <summary>How long another node waits until it takes the lease of one that is silent: 30 seconds.</summary>
    public static readonly TimeSpan TakenAfter = TimeSpan.FromSeconds(30);

    private const string Free = "free";
    private static readonly TimeSpan BetweenRenewals = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan GivenUpAfter = TimeSpan.FromSeconds(20);

    private readonly string _setting = $"lease:{name}";
    private readonly string _node = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
    private string? _seen;
    private string? _own;
    private long _seenAt;
    private long _renewedAt;
    private int _renewals;

    /// <summary>Takes or renews it. Answers whether this node has it now.</summary>
    public async Task<bool> HoldAsync(CancellationToken cancellationToken)
    {
        if (options.IsEmbedded)
            return true;
        var askedAt = clock.GetTimestamp();
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await db.Settings.AsNoTracking().Where(row => row.Id == _setting).Select(row => row.Value).FirstOrDefaultAsync(cancellationToken);
        if (found != _seen)
            (_seen, _seenAt) = (found, askedAt);
        var mayTake = found is null or Free || found == _own || clock.GetElapsedTime(_seenAt, askedAt) >= TakenAfter;
        var next = string.Create(CultureInfo.InvariantCulture, $"{_node}:{++_renewals}");
        _own = mayTake && await WriteAsync(db, found, next, cancellationToken) ? next : null;
        if (_own is not null)
            (_renewedAt, _seen, _seenAt) = (askedAt, next, askedAt);
        return _own is not null;
    }

    /// <summary>Takes it when it is free, and does something for as long as this node has it. Comes back at once while another node has it.</summary>
    /// <param name="work">What only one node does; it is told to end when the lease is lost.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task WorkAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        if (!await HoldAsync(cancellationToken))
            return;
        using var held = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] both = [KeepAsync(held.Token), work(held.Token)];
        // Whichever ends first ends the other: without the lease nobody works, and without work nobody needs it.
        await Task.WhenAny(both);
        await held.CancelAsync();
        try
        {
            await Task.WhenAll(both);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested && both.All(one => !one.IsFaulted))
        {
            // Another node has it.
        }
    }

    /// <summary>Renews it until it is lost, or for longer than is safe could not be renewed.</summary>
    /// <exception cref="OperationCanceledException">It was not lost; the caller has ended it.</exception>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        do
            await Task.Delay(BetweenRenewals, clock, cancellationToken);
        while (await IsKeptAsync(cancellationToken));
    }

    /// <summary>Lets another node have it at once.</summary>
    public async Task ReleaseAsync(CancellationToken cancellationToken)
    {
        if (_own is not { } own)
            return;
        _own = null;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await WriteAsync(db, own, Free, cancellationToken);
    }

    // A database that does not answer for a moment takes the lease from nobody: the others cannot write it either.
    private async Task<bool> IsKeptAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await HoldAsync(cancellationToken);
        }
        catch (Exception fault) when (DatabaseFaults.IsAway(fault) && clock.GetElapsedTime(_renewedAt) < GivenUpAfter)
        {
            return true;
        }
    }

    // Only in the place of what was read: of two nodes that try at once, the second finds something else there.
    private async Task<bool> WriteAsync(IntakeDbContext db, string? found, string value, CancellationToken cancellationToken)
    {
        if (found is not null)
            return await db.Settings.Where(row => row.Id == _setting && row.Value == found).ExecuteUpdateAsync(set => set.SetProperty(row => row.Value, value), cancellationToken) == 1;
        db.Settings.Add(new() { Id = _setting, Value = value });
        try
        {
            await db.SaveChangesAsync(cancellationToken);
            return true;
        }
        catch (DbUpdateException fault) when (DatabaseFaults.IsRepeat(fault))
        {
            return false;
        }
    }
}
