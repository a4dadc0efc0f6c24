using System.Collections.Frozen;
using Intake.Application.Data;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Programs;

/// <summary>
/// The keys that hold, in memory: a key taken back on another node stops working within <see cref="Fresh"/>, a new one
/// works at once. Keys are looked up by their hash, so that how long a look-up takes says nothing about any key.
/// </summary>
public sealed class ApiKeyRing(IDbContextFactory<IntakeDbContext> contexts, TimeProvider clock) : IDisposable
{
    /// <summary>How old what is remembered may be.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    // Wrong keys must not become a way to make the database work.
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _looking = new(1, 1);
    private volatile Known _known = new(FrozenDictionary<string, ApiKey>.Empty, DateTimeOffset.MinValue);

    /// <summary>The key that was shown; null when it is none of ours or was taken back.</summary>
    public async ValueTask<ApiKey?> FindAsync(string shown, CancellationToken cancellationToken)
    {
        var id = ApiKeys.HashOf(shown);
        var known = _known;
        var age = clock.GetUtcNow() - known.At;
        if (age >= Fresh)
            known = await LookAsync(known, cancellationToken);
        if (known.Keys.TryGetValue(id, out var key))
            return key;
        if (age >= Fresh || age < BetweenLooks)
            return null;
        return (await LookAsync(known, cancellationToken)).Keys.GetValueOrDefault(id);
    }

    /// <summary>Makes the next look-up ask the database: a key was made or taken back here.</summary>
    internal void Forget() => _known = _known with { At = DateTimeOffset.MinValue };

    /// <inheritdoc/>
    public void Dispose() => _looking.Dispose();

    private async Task<Known> LookAsync(Known seen, CancellationToken cancellationToken)
    {
        await _looking.WaitAsync(cancellationToken);
        try
        {
            if (!ReferenceEquals(seen, _known))
                return _known;
            var at = clock.GetUtcNow();
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            var rows = await db.ApiKeys.AsNoTracking().Where(row => row.RevokedAt == null).ToListAsync(cancellationToken);
            return _known = new(rows.ToFrozenDictionary(row => row.Id, row => new ApiKey(row.Id, row.Name, row.Scopes.Split(' ')), StringComparer.Ordinal), at);
        }
        finally
        {
            _looking.Release();
        }
    }

    private sealed record Known(FrozenDictionary<string, ApiKey> Keys, DateTimeOffset At);
}
