using Intake.Application.Deadlines;
using Intake.Application.Tickets;
using Intake.Domain.Access;
using Intake.Domain.Deadlines;
using Intake.Domain.Tickets;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Tests.Deadlines;

public class DeadlineEnforcementTests
{
    private static readonly Actor Dispatcher = Actor.Staff("dispatcher", "centre", Role.Dispatcher);

    [Fact]
    public async Task Nothing_due_writes_nothing()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        await using var intake = await TestIntake.StartAsync(clock);
        await intake.SubmitAsync("工地夜里施工，吵得睡不着", "building-site-noise");

        Assert.Equal(0, await Enforce(intake));
        Assert.Equal(1, await EventsAsync(intake));
    }

    [Fact]
    public async Task Cards_go_from_blue_to_red_and_a_second_run_does_nothing()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        await using var intake = await TestIntake.StartAsync(clock);
        var ticket = await intake.SubmitAsync("工地夜里施工，吵得睡不着", "building-site-noise");
        var acceptance = ticket.ClockOf(ClockKind.Acceptance)!;

        clock.AdvanceTo(acceptance.DueAt);
        Assert.Equal(1, await Enforce(intake));
        Assert.Equal(0, await Enforce(intake));

        var after = await intake.FindAsync(ticket.Id);
        Assert.Equal(Card.Red, after.ClockOf(ClockKind.Acceptance)!.Card);
        Assert.True(after.NextDueAt > acceptance.DueAt);
    }

    [Fact]
    public async Task The_notice_after_expiry_goes_out_in_working_time_to_the_holder_and_the_centre()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        await using var intake = await TestIntake.StartAsync(clock);
        var ticket = await intake.SubmitAsync("工地夜里施工，吵得睡不着", "building-site-noise");
        var unit = intake.Authority.Units.Values.First(unit => !unit.IsCentre && unit.Calendar == "default").Code;
        await intake.DoAsync(new AcceptTicket(ticket.Id, Dispatcher, ticket.Kind, ticket.Service, null));
        await intake.DoAsync(new DispatchTicket(ticket.Id, Dispatcher, unit, [], "请依法核实处理并答复"));

        for (var hour = 0; hour < 24 * 20; hour++)
        {
            clock.Advance(TimeSpan.FromHours(1));
            await Enforce(intake);
        }

        await using var db = intake.Open();
        var notices = await db.Notices.AsNoTracking().Where(row => row.Kind == "overdue" || row.Kind == "circular").ToListAsync();
        Assert.Contains(notices, notice => notice.Unit == unit && notice.Kind == "overdue");
        Assert.Contains(notices, notice => notice.Unit == intake.Authority.Centre.Code && notice.Kind == "circular");
        Assert.All(notices, notice => Assert.True(WorkingClock.IsWorkingTime(intake.Authority.CalendarOf(unit), notice.At)));
    }

    [Fact]
    public async Task A_claim_that_nobody_answers_goes_to_verification_when_the_follow_up_is_due()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        await using var intake = await TestIntake.StartAsync(clock);
        var ticket = await intake.SubmitAsync("请问居住证在哪里办理？", "building-site-noise");
        await intake.DoAsync(new AcceptTicket(ticket.Id, Dispatcher, ticket.Kind, ticket.Service, null));
        var settled = await intake.DoAsync(
            new SettleTicketAtOnce(ticket.Id, Dispatcher, new(TicketOutcome.Explained, false, "已电话答复。", "已答复。", "直接答复")));

        clock.AdvanceTo(settled.ClockOf(ClockKind.FollowUp)!.DueAt);
        await Enforce(intake);

        var after = await intake.FindAsync(ticket.Id);
        Assert.Equal(TicketState.Verifying, after.State);
        Assert.Equal(RequesterWord.NoAnswer, after.Word);
    }

    private static Task<int> Enforce(TestIntake intake) => intake.Services.GetRequiredService<DeadlineEnforcement>().RunAsync(CancellationToken.None);

    private static async Task<int> EventsAsync(TestIntake intake)
    {
        await using var db = intake.Open();
        return await db.TicketEvents.CountAsync();
    }
}
