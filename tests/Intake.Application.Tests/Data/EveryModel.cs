using Intake.Application.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Intake.Application.Tests.Data;

/// <summary>Contexts of every database that open none.</summary>
internal static class EveryModel
{
    private static readonly Dictionary<DatabaseProvider, string> Nowhere = new()
    {
        [DatabaseProvider.Sqlite] = "Data Source=nowhere.db",
        [DatabaseProvider.PostgreSql] = "Host=nowhere",
        [DatabaseProvider.SqlServer] = "Server=nowhere",
    };

    public static IntakeDbContext Open(DatabaseProvider provider)
    {
        var builder = new DbContextOptionsBuilder<IntakeDbContext>();
        DatabaseRegistration.Configure(builder, new(provider, Nowhere[provider], "."));
        return new(builder.Options);
    }

    /// <summary>The model as migrations see it.</summary>
    public static IModel Of(DbContext db) => db.GetService<IDesignTimeModel>().Model;
}
