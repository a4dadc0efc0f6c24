using System.Text;
using Intake.Application.BotConfiguration;
using Intake.Application.Calendars;
using Intake.Application.Deadlines;
using Intake.Application.Tests.Tickets;
using Intake.Application.Tickets;
using Intake.Domain.Access;
using Intake.Domain.Deadlines;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tests.Calendars;

public class CalendarDeskTests
{
    private static readonly Actor Administrator = Actor.Staff("zheng", "centre", Role.Administrator);
    private static readonly CalendarEdit Thursday = new("default", "市办发〔2026〕1号", [new(new(2026, 3, 12), DayBecomes.Off, "防汛演练")]);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_moves_is_seen_first_then_moves_and_moves_back_when_it_is_undone()
    {
        await using var intake = await TestIntake.StartAsync(new TestClock(TestClock.TuesdayMorning));
        var (desk, ticket) = (intake.Get<CalendarDesk>(), await intake.SubmitAsync("路灯坏了"));
        var before = ticket.Promise!.DueAt;
        var preview = TestIntake.Held(await desk.PreviewAsync(Thursday, 0, Cancel));
        var promise = Assert.Single(preview.Page, line => line.Clock == ClockKind.Resolution);
        Assert.Equal((1, preview.Page.Count, before, null), (preview.Tickets, preview.Deadlines, promise.From, preview.Next));
        Assert.True(promise.To > before);
        Assert.Equal(before, (await intake.FindAsync(ticket.Id)).Promise!.DueAt);

        Assert.Equal(1, (await desk.ChangeAsync(Thursday, preview.Seen, Administrator, Cancel)).Value);
        await intake.Get<CalendarChange>().ApplyAsync(Cancel);
        Assert.Equal(promise.To, (await intake.FindAsync(ticket.Id)).Promise!.DueAt);
        // The hall takes its days from the default calendar.
        Assert.False(intake.Authority.CalendarNamed("service-hall").IsWorkingDay(new(2026, 3, 12)));
        // The old instant stays in the log.
        await using (var db = intake.Open())
            Assert.Contains(await db.TicketEvents.Where(row => row.Id > ticket.Id.Value * TicketEventRow.Factor).ToListAsync(Cancel), row => TicketRows.Read(row).Change is DeadlineMoved moved && moved.From == before);
        Assert.Equal("CalendarsHaveChanged", (await desk.ChangeAsync(Thursday, preview.Seen, Administrator, Cancel)).Refusal?.Code);
        Assert.Equal("CalendarEditChangesNothing", (await desk.PreviewAsync(Thursday, 0, Cancel)).Refusal?.Code);
        var back = TestIntake.Held(await desk.PreviewAsync(null, 0, Cancel));
        Assert.Equal(before, Assert.Single(back.Page, line => line.Clock == ClockKind.Resolution).To);
        Assert.True((await desk.ChangeAsync(null, back.Seen, Administrator, Cancel)).Succeeded);
        await intake.Get<CalendarChange>().ApplyAsync(Cancel);
        Assert.Equal(before, (await intake.FindAsync(ticket.Id)).Promise!.DueAt);
        Assert.Equal("NothingToUndo", (await desk.PreviewAsync(null, 0, Cancel)).Refusal?.Code);
        Assert.Equal("zheng", Assert.Single(await desk.AllAsync(Cancel)).Row.UndoneBy);
    }

    [Fact]
    public async Task A_change_holds_after_a_restart_and_what_cannot_be_is_refused()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        await using var intake = await TestIntake.StartAsync(clock);
        var desk = intake.Get<CalendarDesk>();
        Assert.Equal("CalendarIsUnknown", (await desk.PreviewAsync(Thursday with { Calendar = "none" }, 0, Cancel)).Refusal?.Code);
        Assert.Equal("CalendarHasNoDaysOfItsOwn", (await desk.PreviewAsync(Thursday with { Calendar = "service-hall" }, 0, Cancel)).Refusal?.Code);
        Assert.Equal("CalendarEditNeedsPaper", (await desk.PreviewAsync(Thursday with { Paper = " " }, 0, Cancel)).Refusal?.Code);
        Assert.Equal("CalendarHoursAreNone", (await desk.PreviewAsync(new("default", "paper", []) { HoursOf = "Monday", Hours = "12:00-08:00" }, 0, Cancel)).Refusal?.Code);
        Assert.True((await desk.PreviewAsync(new("service-hall", "paper", []) { HoursOf = "Saturday", Hours = "" }, 0, Cancel)).Succeeded);
        var seen = TestIntake.Held(await desk.PreviewAsync(Thursday, 0, Cancel)).Seen;
        var both = await Task.WhenAll(desk.ChangeAsync(Thursday, seen, Administrator, Cancel), desk.ChangeAsync(Thursday, seen, Administrator, Cancel));
        Assert.Single(both, one => one.Succeeded);
        // Another node, and this one after a restart, begin with the files alone and read the change.
        var other = new BotConfigurationSource(ExampleAuthority.Snapshot());
        await new CalendarBook(intake.Get<Microsoft.EntityFrameworkCore.IDbContextFactory<Intake.Application.Data.IntakeDbContext>>(), other).RefreshAsync(Cancel);
        Assert.False(other.Current.Authority.Calendar.IsWorkingDay(new(2026, 3, 12)));
        Assert.Equal(intake.Authority.Calendar.Version, other.Current.Authority.Calendar.Version);
    }

    [Fact]
    public void A_table_is_read_as_CSV_and_as_JSON_and_every_problem_is_told_by_row()
    {
        var words = new Dictionary<string, DayBecomes>(StringComparer.Ordinal) { ["放假"] = DayBecomes.Off };
        var csv = CalendarTable.Read(Encoding.UTF8.GetBytes("日期,名称,类型\n2027-01-01,元旦,放假\n2027/2/7,春节,make-up\n"), 2027, words);
        Assert.Empty(csv.Problems);
        Assert.Equal([new(new(2027, 1, 1), DayBecomes.Off, "元旦"), new(new(2027, 2, 7), DayBecomes.MakeUp, "春节")], csv.Days);
        var json = CalendarTable.Read(Encoding.UTF8.GetBytes("{\"year\":2027,\"papers\":[\"https://example.org/1\"],\"days\":[{\"name\":\"元旦\",\"date\":\"2027-01-01\",\"isOffDay\":true}]}"), 2027, words);
        Assert.Equal(("https://example.org/1", DayBecomes.Off), (Assert.Single(json.Papers), Assert.Single(json.Days).Becomes));
        var wrong = CalendarTable.Read(Encoding.UTF8.GetBytes("date,name,kind\nsoon,元旦,放假\n2030-01-01,元旦,放假\n2027-01-01,,perhaps\n2027-01-01,元旦,off\n"), 2027, words);
        Assert.Equal(["2 CalendarDateIsNone", "3 CalendarDateIsOfAnotherYear", "4 CalendarNameIsNone", "4 CalendarKindIsNone", "5 CalendarDateIsRepeated"], wrong.Problems.Select(problem => $"{problem.Row} {problem.Why.Code}"));
        Assert.Empty(wrong.Days);
        Assert.Equal("CalendarTableIsOfAnotherYear", Assert.Single(CalendarTable.Read("{\"year\":2026,\"days\":[]}"u8.ToArray(), 2027, words).Problems).Why.Code);
        Assert.Equal("BatchCannotBeRead", Assert.Single(CalendarTable.Read("{\"days\":"u8.ToArray(), 2027, words).Problems).Why.Code);
        Assert.Equal("CalendarTableIsEmpty", Assert.Single(CalendarTable.Read("[]"u8.ToArray(), 2027, words).Problems).Why.Code);
    }
}
