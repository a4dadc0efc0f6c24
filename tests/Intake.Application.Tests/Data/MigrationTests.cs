using Intake.Application.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;

namespace Intake.Application.Tests.Data;

/// <summary>Nodes of the release before go on while a migration runs, so that it may only add; what nobody uses any more goes one release later.</summary>
public sealed class MigrationTests
{
    /// <summary>The last migration of the time before there were nodes that could be running.</summary>
    private const string Before = "20261121000000";

    /// <summary>Migrations that take away what the release before them did not use any more, each with the release that stopped using it.</summary>
    private static readonly Dictionary<string, string> Contractions = new(StringComparer.Ordinal);

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    [InlineData(DatabaseProvider.SqlServer)]
    public void A_migration_only_adds(DatabaseProvider provider)
    {
        using var db = EveryModel.Open(provider);
        var assembly = db.GetService<IMigrationsAssembly>();
        var newer = assembly.Migrations.Where(one => string.CompareOrdinal(one.Key, Before) > 0).ToList();
        Assert.NotEmpty(newer);
        Assert.Empty(newer.Where(one => !Contractions.ContainsKey(NameOf(one.Key)))
            .Select(one => (one.Key, Operations: assembly.CreateMigration(one.Value, db.Database.ProviderName!).UpOperations))
            .SelectMany(one => one.Operations.Where(operation => !IsAddition(operation, one.Operations)).Select(operation => $"{one.Key}: {operation.GetType().Name}")));
    }

    [Fact]
    public void What_takes_away_is_told_from_what_adds()
    {
        MigrationBuilder builder = new("test");
        builder.AddColumn<string>("Maybe", "Table", nullable: true);
        builder.AddColumn<int>("Counted", "Table", nullable: false, defaultValue: 0);
        builder.AddColumn<int>("Wanted", "Table", nullable: false);
        builder.CreateIndex("Found", "Table", "Maybe");
        builder.CreateIndex("Single", "Table", "Maybe", unique: true);
        builder.DropColumn("Gone", "Table");
        builder.RenameTable("Old", newName: "New");
        builder.AlterColumn<string>("Shorter", "Table", maxLength: 3);
        builder.Operations.Add(new CreateTableOperation { Name = "Fresh" });
        builder.CreateIndex("Only", "Fresh", "Id", unique: true);

        Assert.Equal([true, true, false, true, false, false, false, false, true, true], builder.Operations.Select(operation => IsAddition(operation, builder.Operations)));
    }

    private static string NameOf(string id) => id[(id.IndexOf('_', StringComparison.Ordinal) + 1)..];

    private static bool IsAddition(MigrationOperation operation, IEnumerable<MigrationOperation> all) => operation switch
    {
        // Who does not know a column writes rows without it.
        AddColumnOperation column => column.IsNullable || column.DefaultValue is not null || column.DefaultValueSql is not null || column.ComputedColumnSql is not null,
        // Rows that the release before may write must not be refused; it writes none into a table that it does not know.
        CreateIndexOperation index => !index.IsUnique || all.OfType<CreateTableOperation>().Any(table => table.Name == index.Table),
        CreateTableOperation => true,
        _ => false,
    };
}
