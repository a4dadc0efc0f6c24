using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Data;

/// <summary>Asks the database whether it is there.</summary>
public sealed class DatabaseProbe(IDbContextFactory<IntakeDbContext> contexts)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);
    private readonly Lock _lock = new();
    private Task<string?> _running = Task.FromResult<string?>(null);

    /// <summary>Why it cannot be read, in its own words; null when it can. Answers within 3 seconds, however long the database, or the driver on a network that is cut, takes for it.</summary>
    public async Task<string?> FaultAsync(CancellationToken cancellationToken)
    {
        Task<string?> running;
        lock (_lock)
        {
            if (_running.IsCompleted)
                _running = LookAsync();
            running = _running;
        }

        await Task.WhenAny(running, Task.Delay(Patience, TimeProvider.System, cancellationToken));
        return running.IsCompleted ? await running : $"no answer within {Patience.TotalSeconds} seconds";
    }

    private async Task<string?> LookAsync()
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync();
            await db.Counters.AsNoTracking().AnyAsync();
            return null;
        }
        catch (Exception fault) when (fault is DbException || DatabaseFaults.IsAway(fault))
        {
            return fault.Message;
        }
    }
}
