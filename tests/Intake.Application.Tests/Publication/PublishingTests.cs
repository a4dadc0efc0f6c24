using Intake.Application.Publication;
using Intake.Application.Tickets;
using Intake.Domain.Publication;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;
using static Intake.Application.Tests.Publication.BulletinDesk;

namespace Intake.Application.Tests.Publication;

public class PublishingTests
{
    [Fact]
    public async Task Signed_off_by_another_it_has_a_number_figures_and_a_time_and_readers_see_nothing_yet()
    {
        await using var desk = await OpenAsync();
        var id = await desk.DraftAsync(await desk.TicketAsync());
        Assert.Equal(BulletinRefusals.SignerIsEditor, await desk.TryAsync(new SignOffBulletin(id, Editor)));
        var at = desk.Clock.GetUtcNow().AddHours(3);
        var signed = await desk.DoAsync(new SignOffBulletin(id, Second, at));
        Assert.Equal((1, at, "publisher-2"), (signed.Issue, signed.PublishAt, signed.SignedBy));
        Assert.Equal(1, signed.Figures!.WrittenOff);
        Assert.Empty((await desk.PublishDueAsync()).Published);
        Assert.Null(await desk.Readers.FindAsync(Series, 1, CancellationToken.None));
        Assert.Empty(await desk.Readers.ListAsync([Series], null, CancellationToken.None));
    }

    [Fact]
    public async Task At_its_time_it_is_published_once_and_each_requester_is_told()
    {
        await using var desk = await OpenAsync();
        var ticket = await desk.TicketAsync("电话13812345678");
        var id = await desk.DraftAsync(ticket);
        await desk.DoAsync(new SignOffBulletin(id, Second, desk.Clock.GetUtcNow().AddHours(3)));
        desk.Clock.Advance(TimeSpan.FromHours(3));
        Assert.Equal([id], (await desk.PublishDueAsync()).Published);
        Assert.Empty((await desk.PublishDueAsync()).Published);

        Assert.Equal(["rectification/1"], (await desk.Intake.FindAsync(ticket.Id)).Bulletins);
        var read = await desk.Readers.FindAsync(Series, 1, CancellationToken.None);
        Assert.Equal("电话138****5678", Assert.Single(read!.Items).Matter.Text);
        Assert.Equal(desk.Clock.GetUtcNow(), read.PublishedAt);
    }

    [Fact]
    public async Task Once_published_the_database_holds_nothing_masked()
    {
        await using var desk = await OpenAsync();
        var bulletin = await desk.PublishedAsync(await desk.TicketAsync("电话13812345678", "请联系13812345678"));
        await using var db = desk.Intake.Open();
        var row = await db.BulletinItems.AsNoTracking().SingleAsync(item => item.Bulletin == bulletin.Id, TestContext.Current.CancellationToken);
        Assert.All(new[] { row.Work, row.Matter, row.Reply }, text => Assert.DoesNotContain("13812345678", text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_ticket_back_on_the_list_holds_the_bulletin_back()
    {
        await using var desk = await OpenAsync();
        var ticket = await desk.TicketAsync();
        var id = await desk.DraftAsync(ticket, await desk.TicketAsync("另一件"));
        await desk.DoAsync(new SignOffBulletin(id, Second, desk.Clock.GetUtcNow().AddHours(1)));
        await desk.Intake.DoAsync(new RelistTicket(ticket.Id, WrittenOff.Supervisor, "又坏了"));
        desk.Clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal([id], (await desk.PublishDueAsync()).HeldBack);
        var held = (await desk.FindAsync(id)).Bulletin;
        Assert.Equal((BulletinStatus.Draft, 1, "TicketIsNotWrittenOff"), (held.Status, held.Issue, held.HeldBack?.Code));
        Assert.Equal("TicketIsNotWrittenOff", Assert.Single(await desk.Queries.ListAsync(null, null, null, CancellationToken.None)).HeldBack?.Code);

        await desk.DoAsync(new RemoveItem(id, Editor, ticket.Id));
        await desk.DoAsync(new SignOffBulletin(id, Second));
        await desk.PublishDueAsync();
        Assert.Single((await desk.Readers.FindAsync(Series, 1, CancellationToken.None))!.Items);
        Assert.Empty((await desk.Intake.FindAsync(ticket.Id)).Bulletins);
    }

    [Fact]
    public async Task Numbers_have_no_gaps_within_a_series_even_when_signed_off_at_once()
    {
        await using var desk = await OpenAsync();
        var ids = new List<long>();
        foreach (var matter in new[] { "甲", "乙", "丙" })
            ids.Add(await desk.DraftAsync(await desk.TicketAsync(matter)));
        await desk.Intake.Writer.WriteAsync(new DiscardBulletin(await desk.BeginAsync(), Editor));
        var issues = await Task.WhenAll(ids.Select(async id => (await desk.DoAsync(new SignOffBulletin(id, Second))).Issue));
        Assert.Equal([1, 2, 3], issues.Order());

        var limited = await desk.BeginAsync(Limited);
        await desk.DoAsync(new ChooseItems(limited, Editor, [(await desk.TicketAsync("丁")).Id]));
        Assert.Equal(1, (await desk.DoAsync(new SignOffBulletin(limited, Second))).Issue);
    }

    [Fact]
    public async Task A_limited_circles_bulletin_is_not_told_to_requesters()
    {
        await using var desk = await OpenAsync();
        var ticket = await desk.TicketAsync();
        var id = await desk.BeginAsync(Limited);
        await desk.DoAsync(new ChooseItems(id, Editor, [ticket.Id]));
        await desk.DoAsync(new SignOffBulletin(id, Second));
        Assert.Equal([id], (await desk.PublishDueAsync()).Published);
        Assert.Empty((await desk.Intake.FindAsync(ticket.Id)).Bulletins);
        Assert.NotNull(await desk.Readers.FindAsync(Limited, 1, CancellationToken.None));
    }

    [Fact]
    public async Task Figures_count_the_period_and_no_other_and_are_frozen()
    {
        await using var desk = await OpenAsync();
        await desk.TicketAsync("很早以前");
        desk.Clock.Advance(TimeSpan.FromDays(20));
        var today = Today.AddDays(20);
        var ticket = await desk.TicketAsync("甲", isFixed: true, stars: 5);
        await desk.TicketAsync("乙", stars: 3);
        await desk.TicketAsync("丙", stars: 2);
        var relisted = await desk.TicketAsync("丁");
        await desk.Intake.DoAsync(new RelistTicket(relisted.Id, WrittenOff.Supervisor, "又坏了"));
        await desk.Intake.SubmitAsync("刚来的", WrittenOff.Service);

        var id = TestIntake.Held(await desk.Intake.Writer.WriteAsync(new BeginBulletin(Editor, Series, today, today)));
        await desk.DoAsync(new ChooseItems(id, Editor, [ticket.Id]));
        var expected = new BulletinFigures(Received: 5, Resolved: 3, WrittenOff: 3, FixedAtOnce: 1, OnTime: 3, Rated: 3, Satisfied: 2);
        Assert.Equal(expected, await desk.Queries.FiguresAsync(desk.Intake.Authority.TimeZone, today, today, CancellationToken.None));
        Assert.Equal(expected, (await desk.DoAsync(new SignOffBulletin(id, Second))).Figures);
        await desk.TicketAsync("后来的");
        await desk.PublishDueAsync();
        Assert.Equal(expected, (await desk.Readers.FindAsync(Series, 1, CancellationToken.None))!.Figures);
    }

    [Fact]
    public async Task A_correction_is_seen_only_when_another_has_signed_it()
    {
        await using var desk = await OpenAsync();
        var (first, second) = (await desk.TicketAsync("甲"), await desk.TicketAsync("乙"));
        var bulletin = await desk.PublishedAsync(first, second);
        await desk.DoAsync(new CorrectBulletin(bulletin.Id, Editor, "第一条有误，第二条撤下"));
        await desk.DoAsync(new EditItemText(bulletin.Id, Editor, first.Id, new("", "甲改", "已修好")));
        await desk.DoAsync(new RemoveItem(bulletin.Id, Editor, second.Id));
        Assert.Equal(["甲", "乙"], (await desk.Readers.FindAsync(Series, 1, CancellationToken.None))!.StandingItems.Select(item => item.Matter.Text));

        desk.Clock.Advance(TimeSpan.FromHours(1));
        await desk.DoAsync(new SignOffBulletin(bulletin.Id, Second));
        var read = (await desk.Readers.FindAsync(Series, 1, CancellationToken.None))!;
        Assert.Equal(["甲改"], read.StandingItems.Select(item => item.Matter.Text));
        Assert.Equal([new(desk.Clock.GetUtcNow(), false, "第一条有误，第二条撤下")], read.Notes);
        Assert.True(Assert.Single(await desk.Readers.ListAsync([Series], null, CancellationToken.None)).IsCorrected);
    }

    [Fact]
    public async Task A_correction_given_up_changes_nothing()
    {
        await using var desk = await OpenAsync();
        var ticket = await desk.TicketAsync("甲");
        var bulletin = await desk.PublishedAsync(ticket);
        await desk.DoAsync(new CorrectBulletin(bulletin.Id, Editor, "有误"));
        await desk.DoAsync(new EditItemText(bulletin.Id, Editor, ticket.Id, new("题", "甲改", "改")));
        var dropped = await desk.DoAsync(new DropCorrection(bulletin.Id, Editor));
        Assert.Equal(("", "甲", null), (dropped.Items[0].Heading, dropped.Items[0].Matter.Text, dropped.Correction));
        Assert.Empty((await desk.Readers.FindAsync(Series, 1, CancellationToken.None))!.Notes);
    }

    [Fact]
    public async Task A_withdrawn_issue_shows_its_note_and_nothing_else()
    {
        await using var desk = await OpenAsync();
        var bulletin = await desk.PublishedAsync(await desk.TicketAsync("甲"));
        await desk.DoAsync(new WithdrawBulletin(bulletin.Id, Editor, "内容有误"));
        var read = (await desk.Readers.FindAsync(Series, 1, CancellationToken.None))!;
        Assert.Equal(("内容有误", 0, null), (Assert.Single(read.Notes).Words, read.Items.Count, read.Figures));
        Assert.True(Assert.Single(await desk.Readers.ListAsync([Series], null, CancellationToken.None)).IsWithdrawn);
    }
}
