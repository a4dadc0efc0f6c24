using Intake.Application.Tickets;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tests.Tickets;

public class TicketSearchTests
{
    [Theory]
    [InlineData("施工")]
    [InlineData("施工噪声")]
    [InlineData("噪")]
    [InlineData("觉")]
    [InlineData("夜里 睡觉")]
    [InlineData("ＢＬＯＣＫ")]
    [InlineData("bloc")]
    public async Task A_word_inside_a_sentence_is_found(string question)
    {
        await using var intake = await Given.DesksAsync(new TestClock(TestClock.TuesdayMorning));
        var ticket = await intake.SubmitAsync("夜里Block 7工地施工噪声太大，没法睡觉");
        await intake.SubmitAsync("路灯不亮");
        await intake.Get<TextIndexing>().CatchUpAsync(TestContext.Current.CancellationToken);
        Assert.Equal([ticket.Id.Value], await FindAsync(intake, Given.Dispatcher, question));
    }

    [Theory]
    [InlineData("工施")]
    [InlineData("噪声施工")]
    [InlineData("lock")]
    [InlineData("夜里 路灯")]
    [InlineData("* OR *")]
    public async Task What_the_text_does_not_say_is_not_found(string question)
    {
        await using var intake = await Given.DesksAsync(new TestClock(TestClock.TuesdayMorning));
        await intake.SubmitAsync("夜里Block 7工地施工噪声太大，没法睡觉");
        await intake.SubmitAsync("路灯不亮");
        await intake.Get<TextIndexing>().CatchUpAsync(TestContext.Current.CancellationToken);
        Assert.Empty(await FindAsync(intake, Given.Dispatcher, question));
    }

    [Fact]
    public async Task Every_text_of_a_ticket_leads_to_it_and_a_unit_finds_its_own_only()
    {
        await using var intake = await Given.DesksAsync(new TestClock(TestClock.TuesdayMorning));
        var mine = await intake.ResolvedAsync("电梯坏了");
        var other = await intake.DispatchedAsync("电梯也坏了", "ecology");
        var helped = await intake.DispatchedAsync("楼道电梯", "ecology", "building-site-noise", Given.Unit);
        await intake.Get<TextIndexing>().CatchUpAsync(TestContext.Current.CancellationToken);

        Assert.Equal([mine.Id.Value], await FindAsync(intake, Given.Checker, "已经修好"));
        Assert.Equal([helped.Id.Value, other.Id.Value, mine.Id.Value], await FindAsync(intake, Given.Dispatcher, "电梯"));
        Assert.Equal([helped.Id.Value, mine.Id.Value], await FindAsync(intake, Given.Handler, "电梯"));
        Assert.Empty(await FindAsync(intake, Given.Administrator, "电梯"));
    }

    [Fact]
    public async Task A_name_is_found_by_those_who_may_know_it()
    {
        await using var intake = await Given.DesksAsync(new TestClock(TestClock.TuesdayMorning));
        var contact = new Contact("王小明", "13800000000", null);
        var named = await intake.SubmitAsync("楼上漏水", "property-management", contact: contact, anonymity: Anonymity.Named);
        var known = await intake.SubmitAsync("楼下漏水", "property-management", contact: contact, anonymity: Anonymity.CentreOnly);
        await intake.SubmitAsync("对面漏水", "property-management", contact: contact, anonymity: Anonymity.Anonymous);
        foreach (var ticket in new[] { named, known })
            await intake.DoAsync(new AcceptAndDispatch(ticket.Id, Given.Dispatcher, ticket.Kind, "property-management", null, Given.Unit, [], "请处理"));
        await intake.Get<TextIndexing>().CatchUpAsync(TestContext.Current.CancellationToken);

        Assert.Equal([known.Id.Value, named.Id.Value], await FindAsync(intake, Given.Dispatcher, "小明"));
        Assert.Equal([named.Id.Value], await FindAsync(intake, Given.Handler, "小明"));
        Assert.Empty(await FindAsync(intake, Given.Publisher, "小明"));
        Assert.Empty(await FindAsync(intake, Given.Elsewhere, "小明"));
    }

    [Fact]
    public async Task A_number_leads_to_its_ticket_however_it_is_written()
    {
        await using var intake = await Given.DesksAsync(new TestClock(TestClock.TuesdayMorning));
        var ticket = await intake.DispatchedAsync("路灯不亮");
        var number = TicketNumber.Format(intake.Authority.Jurisdiction, ticket.Id);
        foreach (var written in new[] { number, number.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal), number[3..] })
            Assert.Equal(ticket.Id, (await intake.Get<TicketSearch>().FindAsync(Given.Handler, written, null, TestContext.Current.CancellationToken)).Exact);
        Assert.Null((await intake.Get<TicketSearch>().FindAsync(Given.Elsewhere, number, null, TestContext.Current.CancellationToken)).Exact);
    }

    [Fact]
    public async Task Results_go_on_page_by_page()
    {
        await using var intake = await Given.DesksAsync(new TestClock(TestClock.TuesdayMorning));
        for (var i = 0; i < TicketSearch.PageSize + 5; i++)
            await intake.SubmitAsync($"第{i}盏路灯不亮");
        await intake.Get<TextIndexing>().CatchUpAsync(TestContext.Current.CancellationToken);
        var first = await intake.Get<TicketSearch>().FindAsync(Given.Dispatcher, "路灯", null, TestContext.Current.CancellationToken);
        var second = await intake.Get<TicketSearch>().FindAsync(Given.Dispatcher, "路灯", first.Next, TestContext.Current.CancellationToken);
        Assert.Equal(TicketSearch.PageSize, first.Hits.Count);
        Assert.Equal(5, second.Hits.Count);
        Assert.Null(second.Next);
        Assert.Empty(first.Hits.Select(hit => hit.Line.Id).Intersect(second.Hits.Select(hit => hit.Line.Id)));
    }

    [Fact]
    public async Task What_is_deleted_leaves_the_index()
    {
        await using var intake = await Given.DesksAsync(new TestClock(TestClock.TuesdayMorning));
        var ticket = await intake.SubmitAsync("秘密的事情", contact: new("赵四海", null, null));
        await intake.SubmitAsync("别的事情");
        await intake.Get<TextIndexing>().CatchUpAsync(TestContext.Current.CancellationToken);
        await using (var db = intake.Open())
        {
            await TextIndex.Of(db).ForgetAsync(db, [ticket.Texts[0].Id], TestContext.Current.CancellationToken);
            await db.TicketTexts.Where(text => text.Ticket == ticket.Id.Value).ExecuteUpdateAsync(set => set.SetProperty(text => text.Body, ""), TestContext.Current.CancellationToken);
        }

        await intake.Get<TextIndexing>().CatchUpAsync(TestContext.Current.CancellationToken);
        Assert.Empty(await FindAsync(intake, Given.Dispatcher, "秘密"));
        Assert.Empty(await FindAsync(intake, Given.Dispatcher, "赵四海"));
        Assert.Single(await FindAsync(intake, Given.Dispatcher, "事情"));
        var terms = await TermsAsync(intake);
        Assert.Contains("事情", terms, StringComparison.Ordinal);
        Assert.DoesNotContain("秘密", terms, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_written_late_with_a_low_number_is_not_missed()
    {
        await using var intake = await Given.DesksAsync(new TestClock(TestClock.TuesdayMorning));
        var ticket = await intake.SubmitAsync("路灯不亮");
        await using var db = intake.Open();
        db.TicketTexts.Add(new() { Id = 900, Ticket = ticket.Id.Value, Role = TextRole.Remark, Body = "后来的备注" });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        var indexing = intake.Get<TextIndexing>();
        Assert.Equal(2, await indexing.CatchUpAsync(TestContext.Current.CancellationToken));
        db.TicketTexts.Add(new() { Id = 500, Ticket = ticket.Id.Value, Role = TextRole.Remark, Body = "迟到的备注" });
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        Assert.Equal(1, await indexing.CatchUpAsync(TestContext.Current.CancellationToken));
        Assert.Equal(0, await indexing.CatchUpAsync(TestContext.Current.CancellationToken));
        Assert.Single(await FindAsync(intake, Given.Dispatcher, "迟到"));
    }

    private static async Task<IEnumerable<long>> FindAsync(TestIntake intake, Actor actor, string question) =>
        (await intake.Get<TicketSearch>().FindAsync(actor, question, null, TestContext.Current.CancellationToken)).Hits.Select(hit => hit.Line.Id);

    // Every term that the index holds.
    private static async Task<string> TermsAsync(TestIntake intake)
    {
        await using var db = intake.Open();
        if (!db.Database.IsSqlite())
            return db.Database.IsNpgsql()
                ? string.Join(' ', (await db.Set<TextVectorRow>().ToListAsync(TestContext.Current.CancellationToken)).Select(row => $"{row.Texts} {row.Named} {row.Centre}"))
                : string.Join(' ', await db.Set<TextTermRow>().Select(row => row.Term).ToListAsync(TestContext.Current.CancellationToken));
        await db.Database.ExecuteSqlRawAsync("INSERT INTO \"TextIndex\"(\"TextIndex\") VALUES ('optimize')", TestContext.Current.CancellationToken);
        await db.Database.ExecuteSqlRawAsync("CREATE VIRTUAL TABLE \"Terms\" USING fts5vocab('TextIndex', 'row')", TestContext.Current.CancellationToken);
        return string.Join(' ', await db.Database.SqlQuery<string>($"SELECT term AS \"Value\" FROM \"Terms\"").ToListAsync(TestContext.Current.CancellationToken));
    }
}
