using Intake.Domain.Deadlines;
using Intake.Testing;

namespace Intake.Domain.Tests.Deadlines;

/// <summary>The example's ordinary calendar: 08:30 to 12:00 and 13:30 to 18:00, Monday to Friday; 2026-03-10 is a Tuesday.</summary>
public sealed class TimeLeftTests
{
    private static readonly WorkingCalendar Calendar = ExampleAuthority.Load().Calendar;

    [Theory]
    [InlineData("2026-03-10T15:30", "2026-03-10T17:30", 0, "02:00", "within the day")]
    [InlineData("2026-03-10T11:30", "2026-03-10T14:00", 0, "01:00", "the break does not count")]
    [InlineData("2026-03-10T14:30", "2026-03-12T18:00", 2, "03:30", "two days and the rest of today")]
    [InlineData("2026-03-13T14:30", "2026-03-16T18:00", 1, "03:30", "over a weekend")]
    [InlineData("2026-03-10T16:30", "2026-03-11T10:00", 0, "03:00", "the last day is not whole")]
    [InlineData("2026-03-10T20:00", "2026-03-11T18:00", 1, "00:00", "after the close")]
    [InlineData("2026-03-14T10:00", "2026-03-16T18:00", 1, "00:00", "on a day off")]
    [InlineData("2026-03-10T18:00", "2026-03-10T18:00", 0, "00:00", "due now")]
    public void Working_time_is_counted_as_people_count_it(string from, string to, int days, string rest, string corner)
    {
        Assert.NotEmpty(corner);
        var (now, due) = (At(from), At(to));
        var left = TimeLeft.Of(Calendar, now, due, TimeUnit.WorkingDay);
        Assert.Equal((now >= due, days, TimeSpan.Parse(rest, System.Globalization.CultureInfo.InvariantCulture)), (left.IsOverdue, left.Days, left.Rest));
        Assert.Equal(left with { IsOverdue = true }, TimeLeft.Of(Calendar, due, now, TimeUnit.WorkingHour) with { IsOverdue = true });
    }

    [Theory]
    [InlineData(TimeUnit.Hour)]
    [InlineData(TimeUnit.CalendarDay)]
    public void Other_limits_run_always(TimeUnit unit) =>
        Assert.Equal(new TimeLeft(false, 2, TimeSpan.FromHours(5)), TimeLeft.Of(Calendar, At("2026-03-13T12:30"), At("2026-03-15T17:30"), unit));

    private static DateTimeOffset At(string local) => new(DateTime.Parse(local, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.FromHours(8));
}
