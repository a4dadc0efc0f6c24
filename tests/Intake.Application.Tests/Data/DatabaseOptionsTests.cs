using Intake.Application.Data;
using Microsoft.Extensions.Configuration;
using Npgsql;

namespace Intake.Application.Tests.Data;

public sealed class DatabaseOptionsTests
{
    [Theory]
    [InlineData("Host=db", 5, 10)]
    [InlineData("Host=db;Timeout=20;Command Timeout=60", 20, 60)]
    [InlineData("Host=db;CommandTimeout=0", 5, 0)]
    public void PostgreSQL_has_limits_of_time_that_the_operators_own_go_before(string given, int connecting, int answering)
    {
        var options = DatabaseOptions.From(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Database:Provider"] = "PostgreSql",
            ["ConnectionStrings:Intake"] = given,
        }).Build());
        var read = new NpgsqlConnectionStringBuilder(options.ConnectionString);
        Assert.Equal((connecting, answering, "db"), (read.Timeout, read.CommandTimeout, read.Host));
    }
}
