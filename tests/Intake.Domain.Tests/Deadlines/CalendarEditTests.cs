using FsCheck;
using FsCheck.Fluent;
using Intake.Domain.Deadlines;
using Intake.Testing;

namespace Intake.Domain.Tests.Deadlines;

public class CalendarEditTests
{
    private static readonly Config Often = Config.QuickThrowOnFailure.WithMaxTest(200).WithQuietOnSuccess(true);

    /// <summary>Whatever was laid over it: with the last change taken off, the calendars are those before it.</summary>
    [Fact]
    public void Undoing_the_last_change_is_what_was_before_it()
    {
        var authority = ExampleAuthority.Snapshot().Authority;
        Check.One(Often, Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed =>
        {
            var random = new Random(seed);
            var edits = new List<CalendarEdit>();
            for (var step = 0; step < 4; step++)
            {
                var before = CalendarEdits.Apply(authority, edits);
                var edit = new CalendarEdit("default", $"paper {step}", [new(new DateOnly(2026, 1, 1).AddDays(random.Next(365)), (DayBecomes)random.Next(3), "day")]);
                var after = CalendarEdits.Apply(authority, [.. edits, edit]);
                if (after.CalendarNamed("service-hall").Days.Count != after.Calendar.Days.Count)
                    return false;
                if (CalendarEdits.Apply(authority, ((IReadOnlyList<CalendarEdit>)[.. edits, edit]).SkipLast(1)).Calendar.Version != before.Calendar.Version)
                    return false;
                edits.Add(edit);
            }

            return true;
        }));
    }

    [Theory]
    [InlineData(2025, 9, 30, CalendarOutlook.Fine)]
    [InlineData(2026, 9, 30, CalendarOutlook.Fine)]
    [InlineData(2026, 10, 1, CalendarOutlook.NextYearIsMissing)]
    [InlineData(2026, 11, 30, CalendarOutlook.NextYearIsMissing)]
    [InlineData(2026, 12, 1, CalendarOutlook.NextYearIsMissingInDecember)]
    [InlineData(2025, 12, 1, CalendarOutlook.Fine)]
    [InlineData(2027, 1, 1, CalendarOutlook.ThisYearIsMissing)]
    public void The_days_off_of_next_year_are_asked_for_from_October(int year, int month, int day, CalendarOutlook outlook) =>
        Assert.Equal(outlook, CalendarOutlooks.On(ExampleAuthority.Snapshot().Authority.Calendar, new(year, month, day)));
}
