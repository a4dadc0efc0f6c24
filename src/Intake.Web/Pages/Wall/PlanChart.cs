using Intake.Application.Tickets;

namespace Intake.Web.Pages.Wall;

/// <summary>A plan as a row of a chart.</summary>
/// <param name="Plan">The plan.</param>
/// <param name="Top">Where the row begins.</param>
/// <param name="From">Where its bar begins.</param>
/// <param name="To">Where its bar ends: at the last target.</param>
/// <param name="Targets">Where its targets lie, and whether each is still to come.</param>
/// <param name="DaysLeft">Days from today to the last target; negative when that is past.</param>
internal sealed record PlanRow(WallPlan Plan, int Top, double From, double To, IReadOnlyList<(double At, bool IsToCome)> Targets, int DaysLeft);

/// <summary>
/// Plans as a Gantt chart, in units of a drawing <see cref="Width"/> wide: what a board shows from across a hall, drawn on
/// the server so that it needs no script.
/// </summary>
/// <param name="Height">How high the drawing is.</param>
/// <param name="Rows">The plans, in their order.</param>
/// <param name="Months">Where each month begins that does within the chart.</param>
/// <param name="Today">Where today is.</param>
internal sealed record PlanChart(int Height, IReadOnlyList<PlanRow> Rows, IReadOnlyList<(double At, DateOnly Day)> Months, double Today)
{
    /// <summary>How wide the drawing is.</summary>
    public const int Width = 1_760;

    /// <summary>How much of it the names take.</summary>
    public const int Names = 540;

    /// <summary>How much of it the days left take, at the end.</summary>
    public const int Left = 170;

    /// <summary>How high the names of the months are.</summary>
    public const int Head = 52;

    /// <summary>How high a row is.</summary>
    public const int Row = 70;

    // A chart of one day would be all bar.
    private const int FewestDays = 14;
    private const int MostMonths = 5;
    private static readonly int[] Steps = [1, 2, 3, 6, 12, 24, 48, 120, 1_200];

    /// <summary>The chart of some plans on a day.</summary>
    /// <exception cref="ArgumentException">There is no plan, or one without a target.</exception>
    public static PlanChart Of(IReadOnlyList<WallPlan> plans, DateOnly today)
    {
        ArgumentNullException.ThrowIfNull(plans);
        if (plans.Count == 0 || plans.Any(plan => plan.Targets.Count == 0))
            throw new ArgumentException("A chart has plans, and a plan has targets.", nameof(plans));
        var first = plans.Select(plan => plan.From).Append(today).Min();
        var last = plans.Select(plan => plan.Targets.Max()).Append(today).Append(first.AddDays(FewestDays)).Max();
        double At(DateOnly day) => Math.Round(Names + ((double)(day.DayNumber - first.DayNumber) / (last.DayNumber - first.DayNumber) * (Width - Names - Left)), 1);

        var rows = plans.Select((plan, i) => new PlanRow(
            plan,
            Head + (i * Row),
            At(plan.From < plan.Targets.Max() ? plan.From : plan.Targets.Max()),
            At(plan.Targets.Max()),
            [.. plan.Targets.Select(target => (At(target), target >= today))],
            plan.Targets.Max().DayNumber - today.DayNumber));
        return new(Head + (plans.Count * Row), [.. rows], [.. MonthsBetween(first, last).Select(day => (At(day), day))], At(today));
    }

    // So many that their names do not run into each other.
    private static IEnumerable<DateOnly> MonthsBetween(DateOnly first, DateOnly last)
    {
        var months = ((last.Year - first.Year) * 12) + last.Month - first.Month;
        var step = Steps.First(step => months / step <= MostMonths);
        for (var day = new DateOnly(first.Year, first.Month, 1).AddMonths(1); day <= last; day = day.AddMonths(1))
        {
            if (((day.Year * 12) + day.Month - 1) % step == 0)
                yield return day;
        }
    }
}
