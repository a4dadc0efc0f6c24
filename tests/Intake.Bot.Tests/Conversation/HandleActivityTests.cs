using Intake.Application.Conversations;
using Intake.Application.Tickets;
using Intake.Bot.Conversation;
using Intake.Bot.Conversation.Handling;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Bot.Tests.Conversation;

public sealed class HandleActivityTests
{
    private const string Matter = "投诉滨江路边上的建筑工地半夜施工，打桩声吵得一家人睡不着，我的电话13812345678";

    [Fact]
    public async Task A_message_becomes_a_ticket_in_two_turns()
    {
        await using var desk = await ChatDesk.StartAsync();
        await desk.SayAsync(Matter);
        var given = await desk.PressAsync("提交");

        await using var db = desk.Intake.Open();
        var row = await db.Tickets.SingleAsync();
        var number = TicketNumber.Format("XH", new(row.Id));
        var secret = desk.Intake.Services.GetRequiredService<ReceiptSecret>().For(number);
        Assert.Equal("building-site-noise", row.Service);
        Assert.Contains($"单号：{number}\n查询码：{secret}", given.Replies[^1].Text, StringComparison.Ordinal);
        Assert.Equal("13812345678", (await db.Requesters.SingleAsync()).Phone);
        Assert.DoesNotContain("13812345678", (await db.TicketTexts.SingleAsync()).Body, StringComparison.Ordinal);
        Assert.Equal(given.Conversation, (await db.Subscriptions.SingleAsync()).Conversation);
        Assert.All(await db.InboundMessages.ToListAsync(), message => Assert.Equal(InboundStatus.Handled, message.Status));
    }

    [Fact]
    public async Task No_secret_is_kept_in_the_database_neither_given_out_nor_written()
    {
        await using var desk = await ChatDesk.StartAsync();
        await desk.SayAsync(Matter);
        await desk.PressAsync("提交");
        var number = TicketNumber.Format("XH", new((await desk.Intake.Open().Tickets.SingleAsync()).Id));
        var secret = desk.Intake.Services.GetRequiredService<ReceiptSecret>().For(number);
        desk.Conversation = "c2";
        var shown = await desk.SayAsync($"{number} {secret[..5].ToLowerInvariant()}-{secret[5..]}");
        Assert.Contains("办理状态", shown.Replies[^1].Text, StringComparison.Ordinal);

        await using var db = desk.Intake.Open();
        Assert.All(await db.ChatActivities.Select(row => row.Json).ToListAsync(), json => Assert.DoesNotContain(secret[5..], json, StringComparison.OrdinalIgnoreCase));
        Assert.All(await db.InboundMessages.Select(row => row.Raw + row.Answer).ToListAsync(), json => Assert.DoesNotContain(secret[5..], json, StringComparison.OrdinalIgnoreCase));
        Assert.All(await db.Conversations.Select(row => row.State).ToListAsync(), json => Assert.DoesNotContain(secret[5..], json, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_message_that_comes_again_gets_the_same_answer_and_does_nothing()
    {
        await using var desk = await ChatDesk.StartAsync();
        await desk.SayAsync(Matter);
        var yes = Activity.Pressed(desk.Last.Replies[^1].Buttons[0].Value);
        var first = await desk.SendAsync(yes, "press");
        var again = await desk.SendAsync(yes, "press");

        Assert.False(first.IsRepeat);
        Assert.True(again.IsRepeat);
        Assert.Equal(first.Replies.Select(reply => reply.Text), again.Replies.Select(reply => reply.Text));
        await using var db = desk.Intake.Open();
        Assert.Equal(1, await db.Tickets.CountAsync());
        Assert.Equal(2, await db.InboundMessages.CountAsync());
    }

    [Fact]
    public async Task The_same_message_sent_many_times_at_once_is_handled_once()
    {
        await using var desk = await ChatDesk.StartAsync();
        var all = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => desk.SendAsync(Activity.Message(Matter), "same")));

        Assert.Single(all, handled => !handled.IsRepeat);
        await using var db = desk.Intake.Open();
        Assert.Equal(1, await db.InboundMessages.CountAsync());
        Assert.Equal(1, await db.Conversations.CountAsync());
        Assert.Equal(3, await db.ChatActivities.CountAsync());
    }

    [Fact]
    public async Task What_was_said_can_be_fetched_in_order_with_the_secret_in_its_place()
    {
        await using var desk = await ChatDesk.StartAsync();
        await desk.SayAsync(Matter);
        await desk.PressAsync("提交");

        var secrets = desk.Intake.Services.GetRequiredService<ReceiptSecret>();
        var kept = await desk.Intake.Services.GetRequiredService<ChatQueries>().AfterAsync("webchat", "c1", 0, CancellationToken.None);
        var entries = kept.Select(activity => ChatEntry.FromJson(activity.Json, secrets)).ToList();

        Assert.Equal(Enumerable.Range(1, kept.Count), kept.Select(activity => activity.Watermark));
        Assert.Equal([Matter, "提交"], entries.Where(entry => entry.Said is not null).Select(entry => entry.Said!.Text));
        Assert.Equal(desk.Last.Replies[^1].Text, entries[^1].Reply!.Text);
        Assert.Equal(desk.Last.Watermark, kept[^1].Watermark);
        Assert.Equal("m2", entries[^1].Message);
    }

    [Fact]
    public async Task Ten_wrong_receipts_in_a_minute_and_then_it_says_to_wait()
    {
        await using var desk = await ChatDesk.StartAsync();
        var ticket = await desk.Intake.SubmitAsync("路灯不亮", "street-lights");
        var number = TicketNumber.Format("XH", ticket.Id);
        var secret = desk.Intake.Services.GetRequiredService<ReceiptSecret>().For(number);
        for (var i = 0; i < ReceiptGuard.MostOfAddress; i++)
            Assert.Contains("对不上", (await desk.SayAsync($"{number} AAAAAAAAAA")).Replies[^2].Text, StringComparison.Ordinal);

        Assert.Contains("1 分钟", (await desk.SayAsync($"{number} {secret}")).Replies.First(reply => reply.Text.Contains("分钟", StringComparison.Ordinal)).Text, StringComparison.Ordinal);
        desk.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Contains("办理状态", (await desk.SayAsync($"{number} {secret}")).Replies[^1].Text, StringComparison.Ordinal);
    }
}
