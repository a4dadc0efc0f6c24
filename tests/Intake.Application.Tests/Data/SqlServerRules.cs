using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Intake.Application.Tests.Data;

/// <summary>What SQL Server refuses, or does in another way than the other databases, although a parser finds nothing wrong with it.</summary>
internal static partial class SqlServerRules
{
    private const int LongestIndexKey = 1_700;
    private const int LongestTableKey = 900;

    /// <summary>Every problem of a model, each in a line.</summary>
    public static IReadOnlyList<string> Problems(IModel model) =>
    [
        .. model.GetEntityTypes().SelectMany(entity => LongKeys(entity).Concat(IdentityColumns(entity)).Concat(Texts(entity))),
        .. CascadePaths(model),
    ];

    private static IEnumerable<string> LongKeys(IEntityType entity)
    {
        foreach (var key in entity.GetKeys().Where(key => Bytes(key.Properties) > (key.IsClustered() ?? key.IsPrimaryKey() ? LongestTableKey : LongestIndexKey)))
            yield return $"{key.GetName()} has {Bytes(key.Properties)} bytes";
        foreach (var index in entity.GetIndexes().Where(index => Bytes(index.Properties) > LongestIndexKey))
            yield return $"{index.GetDatabaseName()} has {Bytes(index.Properties)} bytes";
    }

    private static long Bytes(IEnumerable<IProperty> properties) => properties.Sum(property => Bytes(property.GetColumnType()));

    private static long Bytes(string type) => Length().Match(type) is { Success: true } sized
        ? sized.Groups["length"].Value == "max" ? int.MaxValue : long.Parse(sized.Groups["length"].ValueSpan, CultureInfo.InvariantCulture) * (sized.Groups["name"].Value == "nvarchar" ? 2 : 1)
        : type switch
        {
            "bigint" => 8,
            "int" => 4,
            "date" => 3,
            "bit" => 1,
            _ => throw new InvalidOperationException($"How long is {type}?"),
        };

    private static IEnumerable<string> IdentityColumns(IEntityType entity) =>
        from property in entity.GetProperties()
        where SqlServerPropertyExtensions.GetValueGenerationStrategy(property) != SqlServerValueGenerationStrategy.None
        select $"{entity.GetTableName()}.{property.Name} is numbered by the server";

    private static IEnumerable<string> Texts(IEntityType entity) =>
        from property in entity.GetProperties()
        where property.ClrType == typeof(string)
        where !property.GetColumnType().StartsWith("nvarchar", StringComparison.Ordinal) || property.GetCollation()?.EndsWith("_BIN2", StringComparison.Ordinal) != true
        select $"{entity.GetTableName()}.{property.Name} is {property.GetColumnType()} {property.GetCollation()}";

    private static IEnumerable<string> CascadePaths(IModel model) =>
        from start in model.GetEntityTypes()
        from end in Reached(start).GroupBy(entity => entity)
        where end.Count() > 1
        select $"{start.GetTableName()} deletes {end.Key.GetTableName()} by {end.Count()} ways";

    private static IEnumerable<IEntityType> Reached(IEntityType start) =>
        start.GetReferencingForeignKeys().Where(key => key.DeleteBehavior is DeleteBehavior.Cascade or DeleteBehavior.SetNull && key.DeclaringEntityType != start)
            .SelectMany(key => Reached(key.DeclaringEntityType).Prepend(key.DeclaringEntityType));

    [GeneratedRegex(@"^(?<name>\w+)\((?<length>\d+|max)\)$", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Length();
}
