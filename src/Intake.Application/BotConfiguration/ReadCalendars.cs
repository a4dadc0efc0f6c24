using Intake.Domain.Deadlines;

namespace Intake.Application.BotConfiguration;

/// <summary>Reads <c>calendars/CODE.yaml</c>: weeks, days off and make-up working days.</summary>
internal sealed class ReadCalendars
{
    private const string Default = "default";
    private static readonly IReadOnlySet<int> EveryYear = Enumerable.Range(1970, 230).ToHashSet();

    private readonly Dictionary<string, WorkingCalendar> calendars = new(StringComparer.Ordinal);
    private readonly List<(YamlSection Section, WorkingCalendar Calendar, string From)> followers = [];

    /// <summary>The calendars by code.</summary>
    internal IReadOnlyDictionary<string, WorkingCalendar> ByCode => calendars;

    /// <summary>Their codes: the names of the files.</summary>
    internal KnownCodes Codes { get; } = new("calendar", "calendars/");

    /// <summary>Translations of the names of days.</summary>
    internal Dictionary<string, Domain.Catalogue.LocalText> DayNames { get; } = new(StringComparer.Ordinal);

    internal static ReadCalendars From(YamlReading reading, TimeZoneInfo zone, DateTimeOffset now)
    {
        var read = new ReadCalendars();
        foreach (var path in reading.Files.CalendarPaths)
            read.ReadFile(reading, path, zone, now);
        foreach (var (section, calendar, from) in read.followers)
            read.Follow(section, calendar, from);
        if (!read.Codes.Codes.Contains(Default))
            reading.Problem("calendars/default.yaml", 1, "this file is missing: it is the authority's own calendar");
        return read;
    }

    private void ReadFile(YamlReading reading, string path, TimeZoneInfo zone, DateTimeOffset now)
    {
        var code = Path.GetFileNameWithoutExtension(path);
        using var file = reading.Open(path);
        Codes.Add(code);
        if (file is null)
            return;
        var days = new CalendarDays(file);
        var calendar = new WorkingCalendar
        {
            Code = code,
            Zone = file.Has("zone") ? ReadAuthority.Zone(file, "zone") ?? zone : zone,
            Week = CalendarWeek.Read(file),
            MakeUpWindows = CalendarWeek.Windows(file, "makeUp"),
            Days = days.ByDate,
            PublishedYears = days.Years,
        };
        days.Names(DayNames);
        Keep(file, calendar, days, now);
    }

    private void Keep(YamlSection file, WorkingCalendar calendar, CalendarDays days, DateTimeOffset now)
    {
        var from = file.OptionalText("daysFrom");
        var ignoresHolidays = file.Flag("worksOnHolidays", false);
        if (new[] { from is not null, ignoresHolidays, file.Has("years") }.Count(said => said) != 1)
            file.Report(file.Line, "a calendar says exactly one of \"years\" (its own), \"daysFrom\" (another calendar's) and \"worksOnHolidays: true\"");
        if (ignoresHolidays)
            calendar = calendar with { PublishedYears = EveryYear, IgnoresHolidays = true };
        if (from is not null)
            followers.Add((file, calendar, from));
        else if (file.Has("years"))
            WarnOfYear(file, days.Years, TimeZoneInfo.ConvertTime(now, calendar.Zone));
        Check(file, calendar);
        calendars[calendar.Code] = calendar;
    }

    private void Follow(YamlSection section, WorkingCalendar calendar, string from)
    {
        if (!calendars.TryGetValue(from, out var source) || followers.Exists(follower => follower.Calendar.Code == from))
        {
            Codes.Check(section, section.LineOf("daysFrom"), from);
            if (source is not null)
                section.Problem("daysFrom", $"the calendar \"{from}\" has no \"years\" of its own");
            return;
        }

        calendars[calendar.Code] = calendar with { Days = source.Days, PublishedYears = source.PublishedYears, DaysFrom = from };
        Check(section, calendars[calendar.Code]);
    }

    /// <summary>Windows and days are looked at line by line before; this is for what only the whole calendar can show.</summary>
    private static void Check(YamlSection file, WorkingCalendar calendar)
    {
        foreach (var refusal in WorkingCalendar.Validate(calendar).Where(refusal => !refusal.Code.StartsWith("Window", StringComparison.Ordinal)))
            file.Report(file.LineOf(refusal.Code == "MakeUpDayHasNoWindows" ? "makeUp" : "week"), $"{refusal.Code}: {string.Join(", ", refusal.Values.Select(value => $"{value.Key} {value.Value}"))}");
    }

    private static void WarnOfYear(YamlSection file, IReadOnlySet<int> years, DateTimeOffset local)
    {
        if (!years.Contains(local.Year))
            file.Warn(file.LineOf("years"), $"the days off of {local.Year} are not in this calendar: due dates in it are provisional");
        else if (local.Month == 12 && !years.Contains(local.Year + 1))
            file.Warn(file.LineOf("years"), $"the days off of {local.Year + 1} are not in this calendar yet: due dates after New Year are provisional");
    }
}
