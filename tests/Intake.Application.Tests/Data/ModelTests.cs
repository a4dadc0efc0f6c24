using Intake.Application.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Intake.Application.Tests.Data;

/// <summary>One model on every database.</summary>
public sealed class ModelTests
{
    // Tables of the framework's accounts that nothing here writes; their numbers are its own.
    private static readonly string[] Accepted =
    [
        "AspNetRoleClaims.Id is numbered by the server",
        "AspNetUserClaims.Id is numbered by the server",
    ];

    // What each kind of value is on SQLite, PostgreSQL and SQL Server; # is a length.
    private static readonly string[] Alike =
    [
        "INTEGER, bigint, bigint",
        "INTEGER, integer, int",
        "INTEGER, boolean, bit",
        "TEXT, date, date",
        "TEXT, text, nvarchar(max)",
        "TEXT, character varying(#), nvarchar(#)",
        "BLOB, bytea, varbinary(#)",
        "BLOB, bytea, varbinary(max)",
    ];

    [Theory]
    [InlineData(DatabaseProvider.Sqlite)]
    [InlineData(DatabaseProvider.PostgreSql)]
    [InlineData(DatabaseProvider.SqlServer)]
    public void No_change_of_the_model_is_without_a_migration(DatabaseProvider provider)
    {
        using var db = EveryModel.Open(provider);
        Assert.NotEmpty(db.Database.GetMigrations());
        Assert.False(db.Database.HasPendingModelChanges(), "migrations/add NAME adds what is missing");
    }

    [Fact]
    public void Values_are_of_the_same_kind_on_every_database()
    {
        var models = Enum.GetValues<DatabaseProvider>().Select(provider => EveryModel.Of(EveryModel.Open(provider))).ToList();
        var shared = models[0].GetEntityTypes().ToList();
        Assert.True(shared.Count > 20);
        var different = from entity in shared
                        from property in entity.GetProperties()
                        let types = Types(models, entity, property.Name)
                        where !Alike.Contains(types, StringComparer.Ordinal)
                        select $"{entity.GetTableName()}.{property.Name}: {types}";
        Assert.Empty(different);
    }

    [Fact]
    public void A_database_has_of_its_own_only_its_text_index() => Assert.Equal(
        ["TextIndex", "TextTerms"],
        Enum.GetValues<DatabaseProvider>().SelectMany(Tables).GroupBy(table => table, StringComparer.Ordinal).Where(table => table.Count() < 3).Select(table => table.Key).Order(StringComparer.Ordinal));

    [Fact]
    public void SQL_Server_takes_the_model() =>
        Assert.Equal(Accepted, SqlServerRules.Problems(EveryModel.Of(EveryModel.Open(DatabaseProvider.SqlServer))));

    [Fact]
    public void What_SQL_Server_would_refuse_is_found()
    {
        using var db = new Refused(new DbContextOptionsBuilder<Refused>().UseSqlServer("Server=nowhere").Options);
        Assert.Equal(
        [
            "Branch.Name is nvarchar(451) ",
            "IX_Leaf_Long_Longer has 1702 bytes",
            "Leaf.Id is numbered by the server",
            "Leaf.Long is nvarchar(450) Latin1_General_100_BIN2_UTF8",
            "Leaf.Longer is varchar(802) Latin1_General_100_BIN2",
            "PK_Branch has 902 bytes",
            "Root deletes Leaf by 2 ways",
        ], SqlServerRules.Problems(EveryModel.Of(db)).Order(StringComparer.Ordinal));
    }

    private static IEnumerable<string> Tables(DatabaseProvider provider) => EveryModel.Of(EveryModel.Open(provider)).GetEntityTypes().Select(entity => entity.GetTableName()!);

    private static string Types(IEnumerable<IModel> models, IEntityType entity, string property)
    {
        var types = models.Select(model => model.FindEntityType(entity.Name)!.FindProperty(property)!.GetColumnType()).ToList();
        var length = entity.FindProperty(property)!.GetMaxLength();
        return string.Join(", ", types).Replace($"({length})", "(#)", StringComparison.Ordinal);
    }

    /// <summary>One of each fault.</summary>
    private sealed class Refused(DbContextOptions<Refused> options) : DbContext(options)
    {
        protected override void OnModelCreating(ModelBuilder modelBuilder)
        {
            modelBuilder.Entity("Root", root => root.Property<long>("Id").ValueGeneratedNever());
            modelBuilder.Entity("Branch", branch =>
            {
                branch.Property<string>("Name").HasMaxLength(451);
                branch.Property<long>("Root");
                branch.HasKey("Name");
                branch.HasOne("Root").WithMany().HasForeignKey("Root").OnDelete(DeleteBehavior.Cascade);
            });
            modelBuilder.Entity("Leaf", leaf =>
            {
                leaf.Property<long>("Id");
                leaf.Property<string>("Long").HasMaxLength(450).UseCollation("Latin1_General_100_BIN2_UTF8");
                leaf.Property<string>("Longer").HasMaxLength(802).IsUnicode(false).UseCollation("Latin1_General_100_BIN2");
                leaf.Property<long>("Root");
                leaf.Property<string>("Branch").HasMaxLength(451).UseCollation("Latin1_General_100_BIN2");
                leaf.HasIndex("Long", "Longer");
                leaf.HasOne("Root").WithMany().HasForeignKey("Root").OnDelete(DeleteBehavior.Cascade);
                leaf.HasOne("Branch").WithMany().HasForeignKey("Branch").OnDelete(DeleteBehavior.Cascade);
            });
        }
    }
}
