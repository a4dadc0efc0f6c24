using System.Globalization;
using Intake.Application.Texts;

namespace Intake.Application.BotConfiguration;

/// <summary>What the command <c>check-config</c> does.</summary>
public static class CheckConfiguration
{
    /// <summary>Checks a folder and says what was found.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="output">Takes the problems and warnings, one a line, or one line on what a valid folder holds.</param>
    /// <param name="error">Takes the closing note.</param>
    /// <param name="now">The instant; see <see cref="BotConfigurationLoader.Load"/>.</param>
    /// <param name="builtIn">The product's own texts; see <see cref="BotConfigurationLoader.Load"/>.</param>
    /// <returns>0 when the folder can be used (warnings or not), 1 when it cannot.</returns>
    public static int Run(string folder, TextWriter output, TextWriter error, DateTimeOffset now, TextCatalogue? builtIn = null)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(error);
        var result = BotConfigurationLoader.Load(folder, now, builtIn);
        foreach (var problem in result.Problems)
            output.WriteLine(problem);
        if (result.Snapshot is { } snapshot)
            output.WriteLine(Holds(snapshot));
        error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{folder}: {result.Errors.Count()} problem(s), {result.Warnings.Count()} warning(s)"));
        return result.Snapshot is null ? 1 : 0;
    }

    private static string Holds(BotConfigurationSnapshot snapshot)
    {
        var authority = snapshot.Authority;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{authority.Jurisdiction} version {snapshot.Version}: {authority.Services.Count} services in {authority.Groups.Count} groups, {authority.Units.Count} units, {authority.Places.Count} places, {authority.Dispatch.Rules.Count} dispatch rules, {authority.Calendars.Count} calendars, {authority.Bulletins.Count} bulletin series");
    }
}
