using FsCheck;
using FsCheck.Fluent;
using Intake.Domain.Deadlines;

namespace Intake.Domain.Tests.Deadlines;

/// <summary>Laws that hold for every calendar, zone, instant, amount and pause.</summary>
public class ClockLawsTests
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(600).WithQuietOnSuccess(true);

    [Fact]
    public void A_later_start_is_never_due_earlier() => Holds(clock => clock.Due(clock.Start, clock.A) <= clock.Due(clock.Later, clock.A));

    [Fact]
    public void More_is_never_due_earlier() => Holds(clock => clock.Due(clock.Start, clock.A) <= clock.Due(clock.Start, clock.A + clock.B));

    [Fact]
    public void Nothing_is_due_before_its_start() => Holds(clock => clock.Due(clock.Start, clock.A) >= clock.Start);

    [Fact]
    public void Hours_and_working_hours_add_up_over_a_split() => Holds(clock =>
    {
        var half = clock.InDays ? WorkingClock.Never : clock.Due(clock.Start, clock.A);
        return half == WorkingClock.Never || clock.Due(half, clock.B) == clock.Due(clock.Start, clock.A + clock.B);
    });

    /// <summary>At least one day a part; a split at 24:00 is left out, for that instant begins the next day.</summary>
    [Fact]
    public void Working_days_add_up_over_a_split() => Holds(clock =>
    {
        var days = clock with { Unit = TimeUnit.WorkingDay };
        var half = days.Due(clock.Start, clock.A + 1);
        return half == WorkingClock.Never
            || IsMidnight(clock.Calendar, half)
            || days.Due(half, clock.B + 1) == days.Due(clock.Start, clock.A + clock.B + 2);
    });

    /// <summary>Only where no day is off: a part that moves on to a working day has more days than its number.</summary>
    [Fact]
    public void Calendar_days_add_up_over_a_split_where_none_is_off() => Holds(
        RandomClocks.EveryDay,
        clock => clock.Due(clock.Due(clock.Start, clock.A + 1), clock.B + 1) == clock.Due(clock.Start, clock.A + clock.B + 2));

    [Fact]
    public void A_pause_never_shortens() => Holds(clock =>
    {
        for (var count = 0; count < clock.Pauses.Count; count++)
        {
            var (fewer, more) = (clock with { Pauses = [.. clock.Pauses.Take(count)] }, clock with { Pauses = [.. clock.Pauses.Take(count + 1)] });
            if (fewer.Due(clock.Start, clock.A) > more.Due(clock.Start, clock.A))
                return false;
        }

        return true;
    });

    [Fact]
    public void A_longer_pause_never_shortens() => Holds(clock =>
    {
        var longer = clock with { Pauses = [.. clock.Pauses.Select(pause => pause with { To = pause.To?.AddMinutes(clock.B) })] };
        return clock.Due(clock.Start, clock.A) <= longer.Due(clock.Start, clock.A);
    });

    [Fact]
    public void Cutting_a_pause_in_two_changes_nothing() => Holds(clock =>
    {
        var cut = clock.Pauses.SelectMany(pause =>
        {
            var middle = pause.From.AddMinutes(clock.B);
            return pause.To is null || middle < pause.To ? [new Pause(middle, pause.To), pause with { To = middle }] : (Pause[])[pause];
        });
        return clock.Due(clock.Start, clock.A) == (clock with { Pauses = [.. cut] }).Due(clock.Start, clock.A);
    });

    [Fact]
    public void Nothing_falls_due_within_a_pause() => Holds(clock =>
    {
        var due = clock.Due(clock.Start, clock.A + 1);
        return due == WorkingClock.Never || !clock.Pauses.Any(pause => pause.From < due && (pause.To is null || due <= pause.To));
    });

    [Fact]
    public void Working_hours_end_in_working_time_or_at_a_close() => Holds(clock =>
    {
        var due = (clock with { Unit = TimeUnit.WorkingHour }).Due(clock.Start, Math.Min(clock.A, 400));
        return due == WorkingClock.Never
            || WorkingClock.IsWorkingTime(clock.Calendar, due)
            || WorkingClock.IsWorkingTime(clock.Calendar, due.AddTicks(-1));
    });

    [Fact]
    public void Days_end_at_a_close_of_working_time() => Holds(clock =>
    {
        var due = clock.InDays ? clock.Due(clock.Start, clock.A) : WorkingClock.Never;
        return due == WorkingClock.Never || WorkingClock.CloseOfDay(clock.Calendar, due.AddTicks(-1)) == due;
    });

    /// <summary>From 1 on; calendar days that moved on from a day off have passed with the days off that followed, so at least n.</summary>
    [Fact]
    public void What_has_elapsed_when_n_is_due_is_n() => Holds(clock =>
    {
        var due = clock.Due(clock.Start, clock.A + 1);
        if (due == WorkingClock.Never)
            return true;
        var elapsed = WorkingClock.Elapsed(clock.Calendar, clock.Start, due, clock.Unit, clock.Pauses);
        var hasMoved = WorkingClock.Explain(clock.Calendar, clock.Start, clock.Limit(clock.A + 1), clock.Pauses).MovedFrom is not null;
        return hasMoved ? elapsed > clock.Limit(clock.A + 1).Amount : elapsed == clock.Limit(clock.A + 1).Amount;
    });

    [Fact]
    public void A_moment_before_n_is_due_less_than_n_has_elapsed() => Holds(clock =>
    {
        var due = clock.Due(clock.Start, clock.A + 1);
        var hasMoved = WorkingClock.Explain(clock.Calendar, clock.Start, clock.Limit(clock.A + 1), clock.Pauses).MovedFrom is not null;
        return due == WorkingClock.Never || hasMoved
            || WorkingClock.Elapsed(clock.Calendar, clock.Start, due.AddTicks(-1), clock.Unit, clock.Pauses) < clock.Limit(clock.A + 1).Amount;
    });

    [Fact]
    public void Working_time_adds_up_over_a_split() => Holds(clock =>
    {
        var last = clock.Later.AddHours(clock.B);
        return Worked(clock, clock.Start, last) == Worked(clock, clock.Start, clock.Later) + Worked(clock, clock.Later, last);
    });

    [Fact]
    public void The_next_working_time_is_working_time_with_none_in_between() => Holds(clock =>
    {
        var next = WorkingClock.NextWorkingTime(clock.Calendar, clock.Start);
        return WorkingClock.IsWorkingTime(clock.Calendar, next) && WorkingClock.WorkingTimeBetween(clock.Calendar, clock.Start, next) == TimeSpan.Zero;
    });

    [Fact]
    public void An_explanation_counts_as_many_days_as_the_limit_has() => Holds(clock =>
    {
        var explanation = WorkingClock.Explain(clock.Calendar, clock.Start, clock.Limit(clock.A), clock.Pauses);
        return !clock.InDays || explanation.DueAt == WorkingClock.Never || explanation.Counted.Count == clock.A;
    });

    private static TimeSpan Worked(RandomClock clock, DateTimeOffset from, DateTimeOffset to) =>
        WorkingClock.WorkingTimeBetween(clock.Calendar, from, to, clock.Pauses);

    private static bool IsMidnight(WorkingCalendar calendar, DateTimeOffset instant) =>
        TimeZoneInfo.ConvertTime(instant, calendar.Zone).TimeOfDay < TimeSpan.FromHours(2);

    private static void Holds(Func<RandomClock, bool> law) => Holds(RandomClocks.Wild, law);

    private static void Holds(Arbitrary<RandomClock> clocks, Func<RandomClock, bool> law) => Check.One(Often, Prop.ForAll(clocks, law));
}
