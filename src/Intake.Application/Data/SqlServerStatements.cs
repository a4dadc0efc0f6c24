using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Data;

/// <summary>Every statement that is written by hand for SQL Server, so that a test can parse them all where there is no server.</summary>
internal static class SqlServerStatements
{
    /// <summary>Lets a reader see the rows of one moment while others write, and readers and writers not wait for each other.</summary>
    public const string AllowViews = """
        IF EXISTS (SELECT 1 FROM sys.databases WHERE database_id = DB_ID() AND snapshot_isolation_state = 0)
            ALTER DATABASE CURRENT SET ALLOW_SNAPSHOT_ISOLATION ON;
        IF EXISTS (SELECT 1 FROM sys.databases WHERE database_id = DB_ID() AND is_read_committed_snapshot_on = 0)
            ALTER DATABASE CURRENT SET READ_COMMITTED_SNAPSHOT ON WITH ROLLBACK AFTER 10 SECONDS;
        """;

    /// <summary>Takes a block of numbers: <c>@counter</c>, <c>@length</c>; answers its first number. The range lock keeps two nodes from making the same counter.</summary>
    public const string TakeNumbers = """
        SET NOCOUNT ON;
        SET XACT_ABORT ON;
        BEGIN TRANSACTION;
        DECLARE @first bigint = (SELECT [Next] FROM [Counters] WITH (UPDLOCK, HOLDLOCK) WHERE [Id] = @counter);
        IF @first IS NULL
        BEGIN
            SET @first = 1;
            INSERT INTO [Counters] ([Id], [Next]) VALUES (@counter, @first + @length);
        END
        ELSE
            UPDATE [Counters] SET [Next] = @first + @length WHERE [Id] = @counter;
        COMMIT TRANSACTION;
        SELECT @first;
        """;

    /// <summary>Lets one node at a time keep a text index, until its transaction ends; answers less than 0 when another has it.</summary>
    public const string TakeIndexTurn = """
        DECLARE @taken int;
        EXEC @taken = sp_getapplock @Resource = N'intake-text-index', @LockMode = N'Exclusive', @LockOwner = N'Transaction', @LockTimeout = 0;
        SELECT @taken;
        """;

    /// <summary>Runs <see cref="AllowViews"/>.</summary>
    public static Task AllowViewsAsync(IntakeDbContext db, CancellationToken cancellationToken) => db.Database.ExecuteSqlRawAsync(AllowViews, cancellationToken);
}
