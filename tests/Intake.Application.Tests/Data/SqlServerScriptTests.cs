using System.Reflection;
using Intake.Application.Data;
using Intake.Testing;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace Intake.Application.Tests.Data;

/// <summary>Everything that is said to SQL Server as text is read by its own parser, also where there is no server.</summary>
public sealed class SqlServerScriptTests
{
    public static TheoryData<string> Statements { get; } = [.. Constants.Select(statement => statement.Name)];

    private static IEnumerable<FieldInfo> Constants => typeof(SqlServerStatements).GetFields().Where(one => one.IsLiteral);

    [Fact]
    public void The_whole_migration_can_be_read()
    {
        var script = Script();
        Assert.Contains("CREATE TABLE [Tickets]", script, StringComparison.Ordinal);
        Assert.Empty(Errors(script));
    }

    [Theory]
    [MemberData(nameof(Statements))]
    public void Every_statement_that_is_written_by_hand_can_be_read(string name) =>
        Assert.Empty(Errors((string)Constants.Single(statement => statement.Name == name).GetRawConstantValue()!));

    [Theory]
    [InlineData("CREATE TABLE [Tickets]", "CREATE TABEL [Tickets]")]
    [InlineData("[Body] nvarchar(max)", "[Body] nvarchar(max")]
    [InlineData("COMMIT;", "COMMIT UNTIL LATER;")]
    public void A_broken_script_is_refused(string right, string wrong) =>
        Assert.NotEmpty(Errors(Script().Replace(right, wrong, StringComparison.Ordinal)));

    [Fact]
    public void No_statement_for_SQL_Server_is_written_elsewhere()
    {
        var words = new[] { "UPDLOCK", "HOLDLOCK", "sp_getapplock", "XACT_ABORT" };
        var files = Repository.Sources("src", "*.cs").Where(file => words.Any(word => File.ReadAllText(file.FullPath).Contains(word, StringComparison.Ordinal)));
        Assert.Equal(["src/Intake.Application/Data/SqlServerStatements.cs"], files.Select(file => file.Path));
    }

    private static string Script()
    {
        using var db = EveryModel.Open(DatabaseProvider.SqlServer);
        return db.GetService<IMigrator>().GenerateScript();
    }

    internal static IEnumerable<string> Errors(string script)
    {
        using var reader = new StringReader(script);
        new TSql150Parser(initialQuotedIdentifiers: true).Parse(reader, out var errors);
        return errors.Select(error => $"{error.Line}:{error.Column} {error.Message}");
    }
}
