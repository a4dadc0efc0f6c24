using System.Globalization;
using Intake.Domain.Deadlines;
using Intake.Web.Hosting;

namespace Intake.Web.Commands;

/// <summary>
/// <c>due --stdin</c>: reads lines <c>START AMOUNT UNIT</c> and writes for each the instant at which that limit ends on the
/// authority's own calendar. A line that cannot be read has an empty line for an answer, so that lines stay in step.
/// </summary>
internal static class DueCommand
{
    /// <summary>The entry in the table.</summary>
    public static readonly Command Command = new("due", RunAsync);

    private static readonly Dictionary<string, TimeUnit> Units = new(StringComparer.Ordinal)
    {
        ["hour"] = TimeUnit.Hour,
        ["working-hour"] = TimeUnit.WorkingHour,
        ["calendar-day"] = TimeUnit.CalendarDay,
        ["working-day"] = TimeUnit.WorkingDay,
    };

    private static async Task<int> RunAsync(IReadOnlyList<string> arguments, Terminal terminal)
    {
        if (arguments is not ["--stdin"])
        {
            await terminal.Notes.WriteLineAsync(terminal.Text("command.due.help").TrimEnd());
            return 1;
        }

        var snapshot = ConfigurationFolder.Read(Environment.GetEnvironmentVariable("BotConfig__Folder"), TimeProvider.System.GetUtcNow());
        var (number, exitCode) = (0, 0);
        while (await terminal.In.ReadLineAsync(terminal.Stopping) is { } line)
        {
            number++;
            var (due, problem) = Answer(line, snapshot.Authority.Calendar);
            await terminal.Results.WriteLineAsync(due);
            if (problem is null)
                continue;
            await terminal.Notes.WriteLineAsync(terminal.Text($"command.due.{problem}", ("line", number.ToString(CultureInfo.InvariantCulture)), ("text", line)));
            exitCode = 1;
        }

        await terminal.Results.FlushAsync(terminal.Stopping);
        return exitCode;
    }

    private static (string Due, string? Problem) Answer(string line, WorkingCalendar calendar)
    {
        if (line.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is not [var start, var amount, var unit]
            || !DateTimeOffset.TryParse(start, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var from)
            || !decimal.TryParse(amount, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var count)
            || !Units.TryGetValue(unit, out var counted))
        {
            return ("", "unreadable");
        }

        try
        {
            var due = WorkingClock.DueAt(calendar, from, new TimeLimit(count, counted));
            return (due.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture), null);
        }
        catch (ArgumentOutOfRangeException)
        {
            return ("", "out-of-range");
        }
    }
}
