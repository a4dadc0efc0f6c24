using Intake.Application.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Intake.Migrations.SqlServer;

/// <summary>The context for <c>dotnet ef</c>; no database is opened.</summary>
internal sealed class DesignTimeContext : IDesignTimeDbContextFactory<IntakeDbContext>
{
    public IntakeDbContext CreateDbContext(string[] args)
    {
        var builder = new DbContextOptionsBuilder<IntakeDbContext>();
        DatabaseRegistration.Configure(builder, new(DatabaseProvider.SqlServer, "Server=design-time", "."));
        return new(builder.Options);
    }
}
