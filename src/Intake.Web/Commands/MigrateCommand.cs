using Intake.Application.Data;

namespace Intake.Web.Commands;

/// <summary><c>migrate</c>: brings the database to the tables of this version, and lists what that took.</summary>
internal static class MigrateCommand
{
    /// <summary>The entry in the table.</summary>
    public static readonly Command Command = new("migrate", RunAsync);

    private static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal)
    {
        await using var services = new ServiceCollection()
            .AddIntakeDatabase(DatabaseOptions.From(CommandServices.Settings()))
            .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        var applied = await services.MigrateIntakeAsync(terminal.Stopping);
        foreach (var migration in applied)
            await terminal.Results.WriteLineAsync(migration);
        await terminal.Notes.WriteLineAsync(applied.Count == 0 ? terminal.Text("command.migrate.nothing") : terminal.Text("command.migrate.done", ("count", Written(applied.Count))));
        return 0;
    }

    private static string Written(int count) => count.ToString(System.Globalization.CultureInfo.InvariantCulture);
}
