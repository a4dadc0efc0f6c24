using Intake.Application.Programs;
using Intake.Web.Texts;

namespace Intake.Web.Commands;

/// <summary><c>api-key NAME --scope S...</c>: makes a key for a program. The key is the last line of the results and is shown this once.</summary>
internal static class ApiKeyCommand
{
    /// <summary>The entry in the table.</summary>
    public static readonly Command Command = new("api-key", RunAsync);

    private static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal)
    {
        if (!TryRead(arguments, out var name, out var scopes))
        {
            await terminal.Notes.WriteLineAsync(terminal.Text("command.api-key.help").TrimEnd());
            return 1;
        }

        await using var services = await CommandServices.OpenAsync(terminal.Stopping);
        var key = await services.GetRequiredService<ApiKeys>().MakeAsync(name, scopes, terminal.Stopping);
        if (!key.Succeeded)
        {
            await terminal.Notes.WriteLineAsync(ProductTexts.All.Explain(terminal.Language, key.Refusal));
            return 1;
        }

        await terminal.Notes.WriteLineAsync(terminal.Text("command.api-key.made", ("name", name), ("scopes", string.Join(' ', scopes))));
        await terminal.Results.WriteLineAsync(key.Value);
        return 0;
    }

    // --scope may come once with several scopes after it, or before each, or as --scope=S.
    private static bool TryRead(IReadOnlyList<string> arguments, out string name, out List<string> scopes)
    {
        (name, scopes) = ("", []);
        var inScopes = false;
        foreach (var argument in arguments)
        {
            if (argument == "--scope")
                inScopes = true;
            else if (argument.StartsWith("--scope=", StringComparison.Ordinal))
                scopes.Add(argument["--scope=".Length..]);
            else if (argument.StartsWith('-'))
                return false;
            else if (inScopes)
                scopes.Add(argument);
            else if (name.Length == 0)
                name = argument;
            else
                return false;
        }

        return name.Length > 0 && scopes.Count > 0;
    }
}
