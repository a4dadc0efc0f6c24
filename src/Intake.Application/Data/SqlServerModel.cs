using Intake.Application.Tickets;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Data;

/// <summary>What the model has for SQL Server alone.</summary>
internal static class SqlServerModel
{
    public static void Apply(ModelBuilder builder)
    {
        builder.ApplyConfiguration(new TextTermMapping());
        // Longer than the 900 bytes that a table may be ordered by, and within the 1,700 of an index beside it.
        builder.Entity<IdentityUserToken<string>>().HasKey(token => new { token.UserId, token.LoginProvider, token.Name }).IsClustered(false);
    }
}
