using System.Globalization;
using Intake.Domain.Catalogue;
using Intake.Domain.Deadlines;

namespace Intake.Application.BotConfiguration;

/// <summary>Reads the years of a calendar: days off, make-up working days, and the paper that each comes from.</summary>
internal sealed class CalendarDays
{
    private const int LongestRange = 31;

    private readonly Dictionary<DateOnly, CalendarDay> days = [];
    private readonly Dictionary<DateOnly, int> lines = [];
    private readonly HashSet<int> years = [];
    private readonly Catalogued<string> sources;
    private readonly Dictionary<string, LocalText> names = new(StringComparer.Ordinal);

    internal CalendarDays(YamlSection file)
    {
        sources = new("source", "\"sources\"", file);
        foreach (var section in file.Sections("sources", isRequired: file.Has("years")))
        {
            using (section)
                ReadSource(section);
        }

        foreach (var section in file.Sections("years", isRequired: false))
        {
            using (section)
                ReadYear(section);
        }

        ReadNames(file);
    }

    /// <summary>The days that differ from the week.</summary>
    internal IReadOnlyDictionary<DateOnly, CalendarDay> ByDate => days;

    /// <summary>The years that are there.</summary>
    internal IReadOnlySet<int> Years => years;

    /// <summary>Adds the translations of the days' names.</summary>
    internal void Names(Dictionary<string, LocalText> all)
    {
        foreach (var (name, text) in names)
            all.TryAdd(name, text);
    }

    private void ReadSource(YamlSection section)
    {
        var code = section.Text("code");
        var paper = section.Text("paper");
        var address = section.Text("url");
        if (address.Length > 0 && !Uri.TryCreate(address, UriKind.Absolute, out _))
            section.Problem("url", $"\"{address}\" is not a whole address");
        sources.Add(section, $"{paper} {address}", _ => code);
    }

    private void ReadYear(YamlSection section)
    {
        var year = section.Whole("year", null, 1970, 2199);
        if (!years.Add(year))
            section.Problem("year", $"the year {year} is there twice");
        var source = section.Reference("source", sources.Codes);
        foreach (var off in section.Sections("daysOff", isRequired: false))
            ReadDays(off, year, source, isWorking: false);
        foreach (var working in section.Sections("makeUpDays", isRequired: false))
            ReadDays(working, year, source, isWorking: true);
    }

    private void ReadDays(YamlSection section, int year, string source, bool isWorking)
    {
        using (section)
        {
            var name = section.Text("name");
            var own = section.Has("source") ? section.Reference("source", sources.Codes) : source;
            foreach (var date in Dates(section, year))
                Add(section, new CalendarDay(date, isWorking, name, sources.ByCode.GetValueOrDefault(own, "")));
        }
    }

    private void Add(YamlSection section, CalendarDay day)
    {
        if (days.TryAdd(day.Date, day))
            lines[day.Date] = section.Line;
        else
            section.Report(section.Line, $"{Written(day.Date)} is there twice; the first is on line {lines[day.Date]}");
    }

    /// <summary>One date under <c>date</c>, or all from <c>from</c> to <c>to</c>.</summary>
    private static IReadOnlyList<DateOnly> Dates(YamlSection section, int year)
    {
        if (section.Has("date"))
            return Date(section, "date", year) is { } date ? [date] : [];
        var (first, last) = (Date(section, "from", year), Date(section, "to", year));
        if (first is not { } from || last is not { } to)
            return [];
        var count = to.DayNumber - from.DayNumber + 1;
        if (count is >= 2 and <= LongestRange)
            return [.. Enumerable.Range(0, count).Select(from.AddDays)];
        section.Problem("to", count > LongestRange ? $"more than {LongestRange} days in one row" : "\"to\" must be after \"from\"; a single day is written \"date: DATE\"");
        return [];
    }

    /// <summary>Days around New Year may stand under the year whose holiday they belong to.</summary>
    private static DateOnly? Date(YamlSection section, string key, int year)
    {
        var text = section.Text(key);
        if (text.Length == 0)
            return null;
        if (!DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            section.Problem(key, $"\"{text}\" is not a date such as 2026-01-31");
        else if (date.AddDays(LongestRange).Year < year || date.AddDays(-LongestRange).Year > year)
            section.Problem(key, $"{text} is not in the year {year}");
        else
            return date;
        return null;
    }

    private void ReadNames(YamlSection file)
    {
        using var section = file.Section("names", isRequired: false);
        if (section is null)
            return;
        foreach (var entry in section.Entries)
            names[entry.Key] = section.Local(entry.Key);
    }

    private static string Written(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
