using FsCheck;
using FsCheck.Fluent;
using Intake.Domain.Deadlines;
using static Intake.Domain.Tests.Deadlines.Given;

namespace Intake.Domain.Tests.Deadlines;

public class ReminderLadderTests
{
    private static readonly LadderRules Rules = new(YellowShare: 0.8, CircularAfterWorkingDays: 3);
    private static readonly DateTimeOffset Start = At("2025-09-22 09:00");

    // Five working days from Monday: Sunday the 28th is a make-up working day.
    private static readonly DateTimeOffset Due = WorkingClock.DueAt(Office, Start, WorkingDays(5));

    [Fact]
    public void The_steps_fall_before_expiry_on_the_next_working_day_and_after_the_set_number_of_working_days() =>
        Assert.Equal(
            [
                // 36 working hours in all: 28.8 of them are used up on Friday at 15:48.
                new LadderStep(ReminderStep.Reminder, At("2025-09-26 15:48")),
                new LadderStep(ReminderStep.Notice, At("2025-09-29 09:00")),
                new LadderStep(ReminderStep.Circular, At("2025-10-09 09:00")),
            ],
            Steps(Start, Due, TimeUnit.WorkingDay));

    [Fact]
    public void A_reminder_at_night_waits_for_the_morning()
    {
        // 64 hours from Monday noon to Thursday 04:00: half of them have passed on Tuesday at 20:00.
        var steps = Steps(At("2025-06-02 12:00"), At("2025-06-05 04:00"), TimeUnit.Hour, 0.5);
        Assert.Equal(new LadderStep(ReminderStep.Reminder, At("2025-06-04 09:00")), steps[0]);
        Assert.Equal(new LadderStep(ReminderStep.Notice, At("2025-06-06 09:00")), steps[1]);
    }

    [Fact]
    public void A_reminder_for_which_no_working_time_is_left_falls_away() =>
        Assert.Equal(ReminderStep.Notice, Steps(At("2025-06-06 16:00"), At("2025-06-07 16:00"), TimeUnit.Hour)[0].Step);

    [Fact]
    public void A_duty_desk_is_noticed_when_the_next_day_begins()
    {
        var due = WorkingClock.DueAt(RoundTheClock, At("2025-06-03 10:00"), WorkingDays(1));
        Assert.Equal(At("2025-06-05 00:00"), due);
        Assert.Equal(At("2025-06-05 00:00"), ReminderLadder.Steps(RoundTheClock, At("2025-06-03 10:00"), due, TimeUnit.WorkingDay, Rules)[1].At);
    }

    [Fact]
    public void A_step_is_due_from_its_instant_on_until_it_is_taken()
    {
        Assert.Empty(StepsDue("2025-09-26 15:47", null));
        Assert.Equal([ReminderStep.Reminder], StepsDue("2025-09-26 15:48", null));
        Assert.Empty(StepsDue("2025-09-26 15:48", ReminderStep.Reminder));
        Assert.Equal([ReminderStep.Notice], StepsDue("2025-09-29 09:00", ReminderStep.Reminder));
        Assert.Equal([ReminderStep.Circular], StepsDue("2025-10-09 09:00", ReminderStep.Notice));
        Assert.Empty(StepsDue("2025-10-10 09:00", ReminderStep.Circular));
    }

    [Fact]
    public void After_a_long_standstill_the_later_steps_are_taken_and_a_missed_reminder_is_not() =>
        Assert.Equal([ReminderStep.Notice, ReminderStep.Circular], StepsDue("2025-10-09 10:00", null));

    [Fact]
    public void Nothing_goes_out_at_night_even_when_it_is_late()
    {
        Assert.Empty(StepsDue("2025-09-29 20:00", ReminderStep.Reminder));
        Assert.Equal(new LadderStep(ReminderStep.Notice, At("2025-09-30 09:00")), NextStep("2025-09-29 20:00", ReminderStep.Reminder));
    }

    [Fact]
    public void The_next_step_is_the_first_one_left()
    {
        Assert.Equal(new LadderStep(ReminderStep.Reminder, At("2025-09-26 15:48")), NextStep("2025-09-22 10:00", null));
        Assert.Equal(new LadderStep(ReminderStep.Notice, At("2025-09-29 09:00")), NextStep("2025-09-26 16:00", ReminderStep.Reminder));
        Assert.Equal(new LadderStep(ReminderStep.Notice, At("2025-09-29 09:30")), NextStep("2025-09-29 09:30", null));
        Assert.Equal(new LadderStep(ReminderStep.Circular, At("2025-10-09 09:00")), NextStep("2025-09-29 10:00", ReminderStep.Notice));
        Assert.Null(NextStep("2025-10-09 10:00", ReminderStep.Circular));
    }

    [Fact]
    public void A_late_reminder_that_could_only_go_out_after_expiry_gives_way_to_the_notice() =>
        Assert.Equal(
            new LadderStep(ReminderStep.Notice, At("2025-06-06 09:00")),
            ReminderLadder.NextStep(Office, At("2025-06-02 12:00"), At("2025-06-05 04:00"), TimeUnit.Hour, Rules with { YellowShare = 0.5 }, At("2025-06-04 22:00"), null));

    [Fact]
    public void Nobody_is_pressed_while_a_pause_is_open()
    {
        Assert.Empty(Steps(Start, WorkingClock.Never, TimeUnit.WorkingDay));
        Assert.Null(ReminderLadder.NextStep(Office, Start, WorkingClock.Never, TimeUnit.WorkingDay, Rules, Start, null));
    }

    [Fact]
    public void A_circular_after_no_day_at_all_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ReminderLadder.Steps(Office, Start, Due, TimeUnit.WorkingDay, Rules with { CircularAfterWorkingDays = 0 }));

    [Fact]
    public void All_steps_fall_inside_working_time_in_order_the_reminder_before_expiry_and_the_others_after() => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true),
        Prop.ForAll(RandomClocks.Wild, clock =>
        {
            var due = clock.Due(clock.Start, clock.A);
            var steps = ReminderLadder.Steps(clock.Calendar, clock.Start, due, clock.Unit, Rules, clock.Pauses);
            return (due == WorkingClock.Never) == (steps.Count == 0)
                && steps.All(step => WorkingClock.IsWorkingTime(clock.Calendar, step.At) && (step.Step == ReminderStep.Reminder ? step.At < due && step.At >= clock.Start : step.At >= due))
                && steps.SequenceEqual(steps.OrderBy(step => step.At).ThenBy(step => step.Step));
        }));

    private static IReadOnlyList<LadderStep> Steps(DateTimeOffset start, DateTimeOffset due, TimeUnit unit, double yellowShare = 0.8) =>
        ReminderLadder.Steps(Office, start, due, unit, Rules with { YellowShare = yellowShare });

    private static IEnumerable<ReminderStep> StepsDue(string now, ReminderStep? last) =>
        ReminderLadder.StepsDue(Office, Start, Due, TimeUnit.WorkingDay, Rules, At(now), last).Select(step => step.Step);

    private static LadderStep? NextStep(string now, ReminderStep? last) =>
        ReminderLadder.NextStep(Office, Start, Due, TimeUnit.WorkingDay, Rules, At(now), last);
}
