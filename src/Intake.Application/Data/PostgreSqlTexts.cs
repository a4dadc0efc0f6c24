using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Intake.Application.Data;

/// <summary>
/// Takes the character NUL out of what is saved: PostgreSQL has no text with it, and what somebody sends, such as a file's
/// name or a raw message, must not be what cannot be saved. Nobody can read it or writes it on purpose.
/// </summary>
internal sealed class PostgreSqlTexts : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result)
    {
        Clean(eventData.Context!);
        return result;
    }

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Clean(eventData.Context!);
        return ValueTask.FromResult(result);
    }

    private static void Clean(DbContext db)
    {
        foreach (var entry in db.ChangeTracker.Entries().Where(entry => entry.State is EntityState.Added or EntityState.Modified))
        {
            foreach (var property in entry.Metadata.GetProperties().Where(property => property.ClrType == typeof(string) && !property.IsKey()))
            {
                if (entry.CurrentValues[property] is string text && text.Contains('\0', StringComparison.Ordinal))
                    entry.CurrentValues[property] = text.Replace("\0", "", StringComparison.Ordinal);
            }
        }
    }
}
