using Intake.Application.Publication;
using Intake.Application.Tickets;
using Intake.Domain.Publication;
using Intake.Domain.Tickets;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;
using static Intake.Application.Tests.Publication.BulletinDesk;

namespace Intake.Application.Tests.Publication;

public class MakingBulletinsTests
{
    [Fact]
    public async Task Items_are_copies_in_which_personal_data_is_found_also_by_the_tickets_own_fields()
    {
        await using var desk = await OpenAsync();
        var ticket = await desk.TicketAsync("我家在3栋2单元501室，尚小桥的电话是13812345678", "尚小桥您好，已修好。", contact: new("尚小桥", "13812345678", null));
        var id = await desk.BeginAsync();
        var item = Assert.Single((await desk.DoAsync(new ChooseItems(id, Editor, [ticket.Id]))).Items);
        Assert.Equal("我家在*栋*单元***室，尚**的电话是138****5678", item.Matter.Shown);
        Assert.Equal("尚**您好，已修好。", item.Reply.Shown);
        Assert.Equal((WrittenOff.Service, "centre", TicketOutcome.Solved), (item.Service, item.Unit, item.Outcome));
        Assert.Equal(4, (await desk.FindAsync(id)).Bulletin.OpenMasks);
    }

    [Fact]
    public async Task Whom_the_place_of_a_request_names_is_found_in_its_texts()
    {
        await using var desk = await OpenAsync();
        var ticket = await desk.TicketAsync("王小纳家门口夜里施工", "已与王小纳联系。", place: "联系人：王小纳");
        var id = await desk.BeginAsync();
        var item = Assert.Single((await desk.DoAsync(new ChooseItems(id, Editor, [ticket.Id]))).Items);
        Assert.StartsWith("王**家门口", item.Matter.Shown, StringComparison.Ordinal);
        Assert.Equal("已与王**联系。", item.Reply.Shown);
    }

    [Fact]
    public async Task What_editors_do_is_kept()
    {
        await using var desk = await OpenAsync();
        var (first, second) = (await desk.TicketAsync("电话13812345678"), await desk.TicketAsync("老王家的狗"));
        var id = await desk.BeginAsync();
        await desk.DoAsync(new ChooseItems(id, Editor, [first.Id, second.Id]));
        await desk.DoAsync(new DescribeBulletin(id, Editor, Today.AddDays(-8), Today, "三月上旬", "本期两件。"));
        await desk.DoAsync(new LiftMask(id, Editor, new(TextPart.Matter, first.Id), 0));
        await desk.DoAsync(new AddMask(id, Editor, new(TextPart.Matter, second.Id), "老王", 0));
        await desk.DoAsync(new EditItemText(id, Editor, second.Id, new("犬只扰民", "隔壁老王家的狗夜里叫", "已上门劝导。")));
        await desk.DoAsync(new OrderItems(id, Editor, [second.Id, first.Id]));

        var (bulletin, version, published) = await desk.FindAsync(id);
        Assert.Equal(("三月上旬", "本期两件。", Today.AddDays(-8), 7), (bulletin.Title, bulletin.Foreword.Text, bulletin.From, version));
        Assert.Equal(["隔壁**家的狗夜里叫", "电话13812345678"], bulletin.Items.Select(item => item.Matter.Shown));
        Assert.Equal("犬只扰民", bulletin.Items[0].Heading);
        Assert.Null(published);
    }

    [Fact]
    public async Task What_was_changed_meanwhile_is_not_overwritten()
    {
        await using var desk = await OpenAsync();
        var id = await desk.BeginAsync();
        await desk.DoAsync(new DescribeBulletin(id, Editor, Today, Today, "甲", "", seenVersion: 1));
        Assert.Equal(BulletinRefusals.BulletinChangedMeanwhile, await desk.TryAsync(new DescribeBulletin(id, Second, Today, Today, "乙", "", seenVersion: 1)));
        Assert.Equal(BulletinRefusals.NoSuchBulletin, await desk.TryAsync(new DescribeBulletin(99, Editor, Today, Today, "", "")));
        Assert.Equal("甲", (await desk.FindAsync(id)).Bulletin.Title);
    }

    [Fact]
    public async Task A_ticket_stands_once_in_a_series_and_may_stand_in_another()
    {
        await using var desk = await OpenAsync();
        var ticket = await desk.TicketAsync();
        await desk.DraftAsync(ticket);
        var again = await desk.BeginAsync();
        Assert.Equal("TicketIsInSeries", (await desk.TryAsync(new ChooseItems(again, Editor, [ticket.Id])))?.Code);
        var elsewhere = await desk.BeginAsync(Limited);
        Assert.Null(await desk.TryAsync(new ChooseItems(elsewhere, Editor, [ticket.Id])));
    }

    [Fact]
    public async Task Of_two_that_choose_the_same_ticket_at_once_one_is_refused()
    {
        await using var desk = await OpenAsync();
        var ticket = await desk.TicketAsync();
        var (left, right) = (await desk.BeginAsync(), await desk.BeginAsync());
        var answers = await Task.WhenAll(desk.TryAsync(new ChooseItems(left, Editor, [ticket.Id])), desk.TryAsync(new ChooseItems(right, Second, [ticket.Id])));
        Assert.Equal("TicketIsInSeries", Assert.Single(answers, answer => answer is not null)!.Code);
    }

    [Fact]
    public async Task Withdrawing_a_bulletin_sets_its_tickets_free()
    {
        await using var desk = await OpenAsync();
        var ticket = await desk.TicketAsync();
        var published = await desk.PublishedAsync(ticket);
        await desk.DoAsync(new WithdrawBulletin(published.Id, Editor, "内容有误"));
        Assert.Null(await desk.TryAsync(new ChooseItems(await desk.BeginAsync(), Editor, [ticket.Id])));
    }

    [Fact]
    public async Task Reports_of_wrongdoing_and_open_tickets_are_refused()
    {
        await using var desk = await OpenAsync();
        var id = await desk.BeginAsync();
        var open = await desk.Intake.SubmitAsync("路灯不亮", WrittenOff.Service);
        Assert.Equal("TicketIsNotWrittenOff", (await desk.TryAsync(new ChooseItems(id, Editor, [open.Id])))?.Code);
        Assert.Equal("NoSuchTicket", (await desk.TryAsync(new ChooseItems(id, Editor, [new TicketId(7)])))?.Code);
        var relisted = await desk.TicketAsync();
        await desk.Intake.DoAsync(new RelistTicket(relisted.Id, WrittenOff.Supervisor, "又坏了"));
        Assert.Equal("TicketIsNotWrittenOff", (await desk.TryAsync(new ChooseItems(id, Editor, [relisted.Id])))?.Code);
        Assert.Empty((await desk.FindAsync(id)).Bulletin.Items);
    }

    [Fact]
    public async Task Texts_deleted_when_their_time_was_over_are_not_published()
    {
        await using var desk = await OpenAsync();
        var ticket = await desk.TicketAsync();
        await using (var db = desk.Intake.Open())
            await db.TicketTexts.Where(text => text.Ticket == ticket.Id.Value).ExecuteDeleteAsync(TestContext.Current.CancellationToken);
        Assert.Equal("TicketTextIsGone", (await desk.TryAsync(new ChooseItems(await desk.BeginAsync(), Editor, [ticket.Id])))?.Code);
    }

    [Fact]
    public async Task An_item_taken_out_may_be_chosen_again()
    {
        await using var desk = await OpenAsync();
        var ticket = await desk.TicketAsync();
        var id = await desk.DraftAsync(ticket);
        await desk.DoAsync(new RemoveItem(id, Editor, ticket.Id));
        Assert.Empty((await desk.FindAsync(id)).Bulletin.Items);
        await Task.WhenAll(desk.TryAsync(new ChooseItems(id, Editor, [ticket.Id])), desk.TryAsync(new RemoveItem(id, Editor, ticket.Id)), desk.TryAsync(new ChooseItems(id, Editor, [ticket.Id])));
        Assert.Single((await desk.FindAsync(id)).Bulletin.Items);
    }

    [Fact]
    public async Task A_draft_is_thrown_away_with_its_items()
    {
        await using var desk = await OpenAsync();
        var id = await desk.DraftAsync(await desk.TicketAsync());
        Assert.True((await desk.Intake.Writer.WriteAsync(new DiscardBulletin(id, Editor))).Succeeded);
        Assert.Null(await desk.Queries.FindAsync(id, TestContext.Current.CancellationToken));
        await using var db = desk.Intake.Open();
        Assert.Equal(0, await db.BulletinItems.CountAsync(TestContext.Current.CancellationToken));
    }
}
