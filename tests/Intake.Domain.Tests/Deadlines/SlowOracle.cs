using Intake.Domain.Deadlines;

namespace Intake.Domain.Tests.Deadlines;

/// <summary>
/// The same rules in the plainest way: hours are walked minute by minute, days date by date, and the calendar is read from its raw
/// rows. Everything given to it must lie on whole minutes, and no window may open or close in an hour that the clocks show twice or skip.
/// </summary>
internal sealed class SlowOracle(WorkingCalendar calendar, IReadOnlyList<Pause> pauses)
{
    public DateTimeOffset DueAt(DateTimeOffset start, TimeLimit limit, int minutes) => limit.Unit switch
    {
        TimeUnit.Hour => Walk(start, minutes, _ => true),
        TimeUnit.WorkingHour when minutes == 0 => FirstValid(start),
        TimeUnit.WorkingHour => Walk(start, minutes, IsOpen),
        TimeUnit.WorkingDay => WorkingDays(start, (int)limit.Amount),
        TimeUnit.CalendarDay => CalendarDays(start, (int)limit.Amount),
    };

    /// <summary>Minutes that run between two instants.</summary>
    public int Minutes(DateTimeOffset start, DateTimeOffset end, bool working)
    {
        var minutes = 0;
        for (var minute = start; minute < end; minute = minute.AddMinutes(1))
            minutes += !IsPaused(minute) && (!working || IsOpen(minute)) ? 1 : 0;
        return minutes;
    }

    private DateTimeOffset Walk(DateTimeOffset instant, int minutes, Func<DateTimeOffset, bool> runs)
    {
        for (; minutes > 0; instant = instant.AddMinutes(1))
        {
            if (pauses.Any(pause => pause.To is null && pause.From <= instant))
                return WorkingClock.Never;
            if (!IsPaused(instant) && runs(instant))
                minutes--;
        }

        return instant;
    }

    private DateTimeOffset FirstValid(DateTimeOffset instant)
    {
        // A minute that follows an open one is a close or lies inside a window: both are valid.
        while (!IsOpen(instant) && !IsOpen(instant.AddMinutes(-1)))
            instant = instant.AddMinutes(1);
        return instant;
    }

    private DateTimeOffset WorkingDays(DateTimeOffset start, int days)
    {
        var date = LocalDate(start);
        if (days == 0)
            return FirstFreeClose(date, start);
        while (true)
        {
            date = date.AddDays(1);
            if (Windows(date).Count == 0)
                continue;
            if (NeverEnds(Close(date)))
                return WorkingClock.Never;
            if (!IsHeld(Close(date)) && --days == 0)
                return Close(date);
        }
    }

    private DateTimeOffset CalendarDays(DateTimeOffset start, int days)
    {
        var date = LocalDate(start);
        if (days == 0)
            return FirstFreeClose(date, start);
        while (days > 0)
        {
            date = date.AddDays(1);
            var over = Windows(date).Count > 0 ? Close(date) : InstantOf(date.AddDays(1), TimeSpan.Zero);
            if (NeverEnds(over))
                return WorkingClock.Never;
            if (!IsHeld(over))
                days--;
        }

        return Windows(date).Count > 0 ? Close(date) : FirstFreeClose(date.AddDays(1), start);
    }

    private DateTimeOffset FirstFreeClose(DateOnly date, DateTimeOffset after)
    {
        while (true)
        {
            if (Windows(date).Count > 0 && Close(date) > after)
            {
                if (NeverEnds(Close(date)))
                    return WorkingClock.Never;
                if (!IsHeld(Close(date)))
                    return Close(date);
            }

            date = date.AddDays(1);
        }
    }

    private bool IsOpen(DateTimeOffset minute)
    {
        var local = TimeZoneInfo.ConvertTime(minute, calendar.Zone);
        return Windows(DateOnly.FromDateTime(local.DateTime)).Any(window => window.From <= local.TimeOfDay && local.TimeOfDay < window.To);
    }

    private bool IsPaused(DateTimeOffset minute) => pauses.Any(pause => pause.From <= minute && (pause.To is null || minute < pause.To));

    private bool IsHeld(DateTimeOffset moment) => pauses.Any(pause => pause.From < moment && moment <= pause.To);

    private bool NeverEnds(DateTimeOffset moment) => pauses.Any(pause => pause.To is null && pause.From < moment);

    private DateOnly LocalDate(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, calendar.Zone).DateTime);

    private IReadOnlyList<WorkingWindow> Windows(DateOnly date)
    {
        if (calendar.Days.TryGetValue(date, out var day))
            return day.IsWorking ? calendar.MakeUpWindows : [];
        return calendar.Week.TryGetValue(date.DayOfWeek, out var windows) ? windows : [];
    }

    private DateTimeOffset Close(DateOnly date) => InstantOf(date, Windows(date).Max(window => window.To));

    private DateTimeOffset InstantOf(DateOnly date, TimeSpan time) =>
        new(TimeZoneInfo.ConvertTimeToUtc(date.ToDateTime(TimeOnly.MinValue) + time, calendar.Zone), TimeSpan.Zero);
}
