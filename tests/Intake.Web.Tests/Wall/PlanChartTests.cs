using Intake.Application.Tickets;
using Intake.Web.Pages.Wall;

namespace Intake.Web.Tests.Wall;

public sealed class PlanChartTests
{
    private static readonly DateOnly Today = new(2026, 3, 10);

    [Fact]
    public void Days_lie_in_their_order_between_the_names_and_the_days_left()
    {
        var chart = PlanChart.Of([Plan(-30, 10, 40), Plan(0, 100), Plan(-60, -10, -2)], Today);
        Assert.Equal([40, 100, -2], chart.Rows.Select(row => row.DaysLeft));
        Assert.All(chart.Rows, row =>
        {
            Assert.InRange(row.From, PlanChart.Names, row.To);
            Assert.InRange(row.To, row.From, PlanChart.Width - PlanChart.Left);
            Assert.Equal(row.Targets.Select(target => target.At).Order(), row.Targets.Select(target => target.At));
            Assert.All(row.Targets, target => Assert.Equal(target.IsToCome, target.At >= chart.Today));
        });
        Assert.Equal(PlanChart.Names, chart.Rows[2].From);
        Assert.Equal(PlanChart.Width - PlanChart.Left, chart.Rows[1].To);
        Assert.Equal([new DateOnly(2026, 2, 1), new(2026, 3, 1), new(2026, 4, 1), new(2026, 5, 1), new(2026, 6, 1)], chart.Months.Select(month => month.Day));
        Assert.Equal(chart.Rows[^1].Top + PlanChart.Row, chart.Height);
    }

    [Fact]
    public void Whatever_the_plans_are_nothing_lies_outside()
    {
        var random = new Random(11);
        for (var i = 0; i < 2_000; i++)
        {
            var plans = Enumerable.Range(0, random.Next(1, 9)).Select(_ =>
            {
                var from = random.Next(-900, 5);
                return Plan(from, [.. Enumerable.Range(0, random.Next(1, 5)).Select(_ => from + random.Next(0, 900)).Order()]);
            }).ToList();
            var chart = PlanChart.Of(plans, Today);
            var places = chart.Rows.SelectMany(row => row.Targets.Select(target => target.At).Append(row.From).Append(row.To)).Concat(chart.Months.Select(month => month.At)).Append(chart.Today);
            Assert.All(places, at => Assert.InRange(at, PlanChart.Names, PlanChart.Width - PlanChart.Left));
            Assert.True(chart.Months.Count <= 7, $"{chart.Months.Count} names of months run into each other");
        }
    }

    [Fact]
    public void A_chart_without_a_plan_or_of_a_plan_without_a_target_is_none()
    {
        Assert.Throws<ArgumentException>(() => PlanChart.Of([], Today));
        Assert.Throws<ArgumentException>(() => PlanChart.Of([Plan(0)], Today));
    }

    private static WallPlan Plan(int from, params int[] targets) => new(1, "housing", Today.AddDays(from), [.. targets.Select(Today.AddDays)]);
}
