namespace Intake.Application.Data;

/// <summary>Every statement that is written by hand for PostgreSQL.</summary>
internal static class PostgreSqlStatements
{
    /// <summary>Takes a block of numbers: <c>@counter</c>, <c>@length</c>; answers its first number.</summary>
    public const string TakeNumbers = """
        INSERT INTO "Counters" ("Id", "Next") VALUES (@counter, 1 + @length)
        ON CONFLICT ("Id") DO UPDATE SET "Next" = "Counters"."Next" + @length
        RETURNING "Next" - @length
        """;

    /// <summary>Lets one node at a time keep the text index, until its transaction ends; answers whether it is this one. The number is any that nothing else uses.</summary>
    public const string TakeIndexTurn = "SELECT pg_try_advisory_xact_lock(1229866329)";
}
