using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Data;

/// <summary>Asks the database whether it is there.</summary>
public sealed class DatabaseProbe(IDbContextFactory<IntakeDbContext> contexts)
{
    /// <summary>Why it cannot be read, in its own words; null when it can.</summary>
    public async Task<string?> FaultAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var db = await contexts.CreateDbContextAsync(cancellationToken);
            await db.Counters.AsNoTracking().AnyAsync(cancellationToken);
            return null;
        }
        catch (DbException fault)
        {
            return fault.Message;
        }
    }
}
