using Intake.Application.Data;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.TextMessages;

/// <summary>What is read to send text messages.</summary>
public sealed class TextMessageQueries(IDbContextFactory<IntakeDbContext> contexts)
{
    /// <summary>The number that a requester has given; null when it was deleted, or there is none.</summary>
    public async Task<string?> NumberAsync(long requester, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Requesters.Where(row => row.Id == requester).Select(row => row.Phone).SingleOrDefaultAsync(cancellationToken);
    }
}
