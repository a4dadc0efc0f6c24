using System.Text;
using Intake.Application.Attachments;
using Intake.Application.Data;
using Intake.Application.Ledgers;
using Intake.Application.Openings;
using Intake.Application.Programs;
using Intake.Application.Staff;
using Intake.Application.Tests.Tickets;
using Intake.Application.Tickets;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Openings;
using Intake.Domain.Tickets;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tests.Openings;

public class OpeningDeskTests
{
    private static readonly Actor Li = Actor.Staff("li", "centre", Role.CallTaker);
    private static readonly Actor Wu = Actor.Staff("wu", "centre", Role.CallTaker);

    // Friday evening: the clocks of its sheets start then, not on Tuesday when they are typed.
    private static readonly DateTimeOffset Friday = new(2026, 3, 6, 8, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sheet_is_a_ticket_that_came_in_when_the_box_was_opened()
    {
        await using var intake = await StartAsync();
        var (desk, id) = (intake.Get<OpeningDesk>(), await RecordAsync(intake, 3));
        var scan = (await intake.Get<AttachmentStore>().TakeAsync(new MemoryStream(Encoding.ASCII.GetBytes("%PDF-1.7\nscan")), "sheet.pdf", cancellationToken: Cancel)).Value!;
        Assert.Equal(1, (await desk.KeepDraftAsync(id, "form-1", "{}", new([scan.Key]), Li)).Value);
        var ticket = TestIntake.Held(await desk.EnterAsync(id, 1, new("form-1", "a"), Asking("路灯坏了") with { Contact = new("周岚", "13900001111", null), Anonymity = Anonymity.CentreOnly }, Li));

        Assert.Equal((Friday, "box", "XH-20260306"), (ticket.CreatedAt, ticket.Channel, TicketNumber.Format("XH", ticket.Id)[..11]));
        Assert.All(ticket.Clocks, clock => Assert.Equal(Friday, clock.StartedAt));
        Assert.Equal("application/pdf", Assert.Single(ticket.Files).ContentType);
        Assert.NotNull(ticket.Requester);
        await using var db = intake.Open();
        var happened = await db.TicketEvents.SingleAsync(Cancel);
        Assert.Equal(("staff:li", Friday), (happened.Actor, happened.At));
        Assert.Equal(ticket.Id.Value, (await db.Attachments.SingleAsync(Cancel)).Ticket);
        Assert.Empty(await db.OpeningDrafts.ToListAsync(Cancel));
        Assert.Equal((id, 1), await intake.Get<OpeningQueries>().OfTicketAsync(ticket.Id.Value, Cancel) is { } of ? (of.Id, of.Sheet) : default);
        // What follows happens now, and the log holds.
        await intake.DoAsync(new AcceptAndDispatch(ticket.Id, Given.Dispatcher, TicketKind.Complaint, "property-management", null, Given.Unit, [], "请依法处理"));
        Assert.True((await intake.FindAsync(ticket.Id)).LastAt > Friday);
    }

    [Fact]
    public async Task Sent_again_it_is_the_same_and_two_who_enter_the_same_sheet_are_one_ticket()
    {
        await using var intake = await StartAsync();
        var (desk, id) = (intake.Get<OpeningDesk>(), await RecordAsync(intake, 2));
        var both = await Task.WhenAll(desk.EnterAsync(id, 1, new("form-1", "a"), Asking("one"), Li), desk.EnterAsync(id, 1, new("form-1", "a"), Asking("one"), Li));
        Assert.Equal(both[0].Value!.Id, both[1].Value!.Id);
        Assert.Equal("SheetIsEntered", (await desk.EnterAsync(id, 1, new("form-1", "b"), Asking("changed"), Li)).Refusal?.Code);
        var race = await Task.WhenAll(desk.EnterAsync(id, 2, new("form-2", "a"), Asking("mine"), Li), desk.EnterAsync(id, 2, new("form-3", "a"), Asking("yours"), Wu));
        Assert.Single(race, one => one.Succeeded);
        Assert.Equal("SheetIsEntered", Assert.Single(race, one => !one.Succeeded).Refusal?.Code);
        await using var db = intake.Open();
        Assert.Equal((2, 2), (await db.Tickets.CountAsync(Cancel), await db.OpeningSheets.CountAsync(Cancel)));

        // Recorded twice by one form it is one opening.
        var again = await desk.RecordAsync(Record(2), Li);
        Assert.Equal(id, again.Value);
    }

    [Fact]
    public async Task Recorded_by_one_and_confirmed_by_the_other_and_numbered_by_its_day()
    {
        await using var intake = await StartAsync();
        var desk = intake.Get<OpeningDesk>();
        Assert.Equal("NoSuchBox", (await desk.RecordAsync(Record(1) with { Box = "box-none" }, Li)).Refusal?.Code);
        Assert.Equal("NoSuchPerson", (await desk.RecordAsync(Record(1) with { First = "nobody" }, Li)).Refusal?.Code);
        Assert.Equal("NoSuchPerson", (await desk.RecordAsync(Record(1) with { SecondUser = "gone" }, Li)).Refusal?.Code);
        Assert.Equal("OpeningNeedsTwoPeople", (await desk.RecordAsync(Record(1) with { SecondUser = "LI" }, Li)).Refusal?.Code);
        Assert.Equal("OpeningIsInTheFuture", (await desk.RecordAsync(Record(1) with { OpenedAt = TestClock.TuesdayMorning.AddMinutes(1) }, Li)).Refusal?.Code);
        var first = TestIntake.Held(await desk.RecordAsync(Record(0), Li));
        Assert.Equal("OpeningIsBeforeLast", (await desk.RecordAsync(Record(1) with { Form = "second" }, Li)).Refusal?.Code);
        var second = TestIntake.Held(await desk.RecordAsync(Record(1) with { Form = "second", IsSureOfTime = true }, Li));

        var queries = intake.Get<OpeningQueries>();
        Assert.Equal(["O-20260306-002", "O-20260306-001"], (await queries.PageAsync(null, Cancel)).Select(view => view.Row.Number));
        Assert.Equal([first, second], (await queries.WaitingForAsync("wu", Cancel)).Select(row => row.Id));
        Assert.Empty(await queries.WaitingForAsync("li", Cancel));
        Assert.Equal("RecorderCannotWitness", (await desk.WitnessAsync(first, 0, Li)).Refusal?.Code);
        Assert.Equal("SheetsHaveChanged", (await desk.WitnessAsync(first, 1, Wu)).Refusal?.Code);
        Assert.Equal(OpeningState.Closed, (await desk.WitnessAsync(first, 0, Wu)).Value);
        Assert.Equal("OpeningIsWitnessed", (await desk.WitnessAsync(first, 0, Wu)).Refusal?.Code);
        Assert.Equal([second], (await queries.WaitingForAsync("wu", Cancel)).Select(row => row.Id));
        Assert.Equal([first], (await queries.PageAsync(second, Cancel)).Select(view => view.Row.Id));

        // Another count is another record: confirmed anew, and by somebody else than who changed it.
        Assert.Equal(OpeningState.Unwitnessed, (await desk.RecountAsync(first, 2, "two stuck to the lid", Wu)).Value);
        Assert.Equal("RecorderCannotWitness", (await desk.WitnessAsync(first, 2, Wu)).Refusal?.Code);
        Assert.Equal(OpeningState.Entering, (await desk.WitnessAsync(first, 2, Li)).Value);
        Assert.Equal("NoSuchOpening", (await desk.WitnessAsync(77, 0, Wu)).Refusal?.Code);
    }

    [Fact]
    public async Task Set_aside_undone_while_untouched_and_withdrawn_while_without_a_ticket()
    {
        await using var intake = await StartAsync();
        var (desk, id) = (intake.Get<OpeningDesk>(), await RecordAsync(intake, 3));
        var first = TestIntake.Held(await desk.EnterAsync(id, 1, new("form-1", "a"), Asking("one"), Li));
        Assert.Equal(3, TestIntake.Held(await desk.SetAsideAsync(id, new(3, SheetKind.Repeat, 1), "the same hand", "aside", Wu)).Number);
        Assert.True((await desk.SetAsideAsync(id, new(3, SheetKind.Repeat, 1), "the same hand", "aside", Wu)).Succeeded);
        Assert.Equal("SheetIsEntered", (await desk.SetAsideAsync(id, new(3, SheetKind.Blank), "other", "aside-2", Wu)).Refusal?.Code);
        Assert.Equal("SheetIsNamed", (await desk.UndoAsync(id, 1, Li)).Refusal?.Code);
        Assert.Equal("OpeningHasTickets", (await desk.WithdrawAsync(id, "wrong", Li)).Refusal?.Code);
        Assert.Equal(3, (await desk.UndoAsync(id, 3, Li)).Value);
        Assert.Equal(1, (await desk.UndoAsync(id, 1, Wu)).Value);
        Assert.Equal(TicketState.Withdrawn, (await intake.FindAsync(first.Id)).State);
        Assert.Equal("SheetIsNotEntered", (await desk.UndoAsync(id, 1, Wu)).Refusal?.Code);

        var again = TestIntake.Held(await desk.EnterAsync(id, 1, new("form-4", "a"), Asking("one, better"), Li));
        Assert.NotEqual(first.Id, again.Id);
        await intake.DoAsync(new AcceptAndDispatch(again.Id, Given.Dispatcher, TicketKind.Complaint, "property-management", null, Given.Unit, [], "请依法处理"));
        Assert.Equal("SheetIsTouched", (await desk.UndoAsync(id, 1, Wu)).Refusal?.Code);
        var view = (await intake.Get<OpeningQueries>().FindAsync(id, Cancel))!;
        Assert.Equal((3, 1, 2), (view.Sheets.Count, view.Opening.Tickets, view.Opening.Missing));

        var mistaken = TestIntake.Held(await desk.RecordAsync(Record(1) with { Form = "mistake", Box = "box-2" }, Li));
        Assert.Equal("SheetReasonIsMissing", (await desk.WithdrawAsync(mistaken, " ", Li)).Refusal?.Code);
        Assert.Equal(OpeningState.Withdrawn, (await desk.WithdrawAsync(mistaken, "another box", Li)).Value);
        Assert.Equal("OpeningIsWithdrawn", (await desk.EnterAsync(mistaken, 1, new("x", "a"), Asking("late"), Li)).Refusal?.Code);
        // What was withdrawn is not the last opening of its box.
        Assert.True((await desk.RecordAsync(Record(1) with { Form = "right", Box = "box-2" }, Li)).Succeeded);
        Assert.Empty(await new LedgerVerification(intake.Get<IDbContextFactory<IntakeDbContext>>()).RunAsync(null, Cancel));
    }

    [Fact]
    public async Task What_is_typed_is_kept_until_it_is_saved_and_what_comes_late_is_nothing()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        await using var intake = await StartAsync(clock);
        var (desk, queries, id) = (intake.Get<OpeningDesk>(), intake.Get<OpeningQueries>(), await RecordAsync(intake, 2));
        var store = intake.Get<AttachmentStore>();
        var scan = (await store.TakeAsync(new MemoryStream(Encoding.ASCII.GetBytes("%PDF-1.7\n1")), "1.pdf", cancellationToken: Cancel)).Value!;
        var other = (await store.TakeAsync(new MemoryStream(Encoding.ASCII.GetBytes("%PDF-1.7\n2")), "2.pdf", cancellationToken: Cancel)).Value!;
        await Task.WhenAll(desk.KeepDraftAsync(id, "form-1", "half", new([scan.Key]), Li), desk.KeepDraftAsync(id, "form-1", "half a word", new([other.Key]), Li));
        await desk.KeepDraftAsync(id, "form-1", "half a word", new([], Dropped: other.Key), Li);
        await desk.KeepDraftAsync(id, "form-9", "of somebody else", new([]), Wu);
        var draft = await queries.DraftAsync(id, "li", Cancel);
        Assert.Equal(("form-1", "half a word", "1.pdf"), (draft?.Form, draft?.Content, Assert.Single(draft!.Scans).Name));
        Assert.Equal("TooManyFiles", (await desk.KeepDraftAsync(id, "form-1", "many", new([.. Enumerable.Range(900, 10).Select(key => (long)key)]), Li)).Refusal?.Code);
        Assert.Equal("NoSuchOpening", (await desk.KeepDraftAsync(id + 1, "form-1", "x", new([]), Li)).Refusal?.Code);

        TestIntake.Held(await desk.EnterAsync(id, 1, new("form-1", "a"), Asking("half a word and the rest"), Li));
        await desk.KeepDraftAsync(id, "form-1", "late", new([]), Li);
        Assert.Null(await queries.DraftAsync(id, "li", Cancel));
        Assert.Equal("of somebody else", (await queries.DraftAsync(id, "wu", Cancel))?.Content);
        clock.Advance(TimeSpan.FromDays(29));
        await intake.Writer.WriteAsync(new CleanUp(), Cancel);
        Assert.NotNull(await queries.DraftAsync(id, "wu", Cancel));
        clock.Advance(TimeSpan.FromDays(1));
        await intake.Writer.WriteAsync(new CleanUp(), Cancel);
        Assert.Null(await queries.DraftAsync(id, "wu", Cancel));
    }

    [Fact]
    public async Task Sixty_sheets_by_two_people_at_once_are_sixty_tickets()
    {
        await using var intake = await StartAsync();
        var (desk, id) = (intake.Get<OpeningDesk>(), await RecordAsync(intake, 60));
        var all = await Task.WhenAll(Enumerable.Range(1, 60).Select(number => desk.EnterAsync(id, number, new($"form-{number}", "a"), Asking($"sheet {number}"), number % 2 == 0 ? Li : Wu)));
        Assert.All(all, one => Assert.True(one.Succeeded, one.Refusal?.Code));
        Assert.Equal(60, all.Select(one => one.Value!.Id).Distinct().Count());
        Assert.Equal(OpeningState.Closed, (await desk.WitnessAsync(id, 60, Wu)).Value);
    }

    private static Submission Asking(string text) => new() { Text = text, Channel = "box", Language = Language.Chinese, Anonymity = Anonymity.Anonymous };

    private static OpeningRecord Record(int sheets) => new() { Form = "record", Box = "box-17", OpenedAt = Friday, First = "li", SecondUser = "wu", Sheets = sheets };

    private static async Task<long> RecordAsync(TestIntake intake, int sheets) => TestIntake.Held(await intake.Get<OpeningDesk>().RecordAsync(Record(sheets), Li));

    private static async Task<TestIntake> StartAsync(TestClock? clock = null)
    {
        var intake = await TestIntake.StartAsync(clock ?? new TestClock(TestClock.TuesdayMorning), adjust: services => services.AddOpenings());
        await using var db = intake.Open();
        foreach (var user in new[] { "li", "wu", "gone" })
            db.Users.Add(new StaffMember { Id = user, UserName = user, NormalizedUserName = user.ToUpperInvariant(), DisplayName = user, DisabledAt = user == "gone" ? Friday : null });
        await db.SaveChangesAsync(Cancel);
        return intake;
    }
}
