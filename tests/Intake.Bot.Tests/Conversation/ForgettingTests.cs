using Intake.Application.Ledgers;
using Intake.Application.Notifications;
using Intake.Application.Privacy;
using Intake.Application.Tickets;
using Intake.Bot.Channels;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Bot.Tests.Conversation;

/// <summary>A whole chat, from its first word to the day on which nothing of it may be left.</summary>
public sealed class ForgettingTests
{
    private static readonly string[] Traces = ["滨江路", "打桩", "13812345678", "周晓芸", "紫藤苑"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Once_a_ticket_is_over_its_time_no_table_holds_a_word_of_the_chat_that_made_it()
    {
        await using var desk = await StartAsync();
        await desk.SayAsync("投诉滨江路边上的建筑工地半夜施工，打桩声吵得一家人睡不着，我的电话13812345678，我叫周晓芸");
        await desk.PressAsync("提交");
        await desk.SayAsync("紫藤苑三栋也听得到");
        var id = await TicketAsync(desk);
        await desk.Intake.DoAsync(new DeclineTicket(id, Actor.Staff("dispatcher", "centre", Role.Dispatcher), "滨江路不归本市管", null));
        await desk.SendNewsAsync();
        var before = await DumpAsync(desk);
        Assert.All(Traces, trace => Assert.Contains(trace, before, StringComparison.Ordinal));

        desk.Clock.Advance(TimeSpan.FromDays(25 * 31));
        await desk.Intake.Services.GetRequiredService<DeleteExpired>().RunAsync(Token);
        var after = await DumpAsync(desk);
        Assert.All(Traces, trace => Assert.DoesNotContain(trace, after, StringComparison.Ordinal));
        Assert.Empty(await desk.Intake.Services.GetRequiredService<LedgerVerification>().RunAsync(null, Token));
        Assert.Empty(await desk.Intake.Services.GetRequiredService<LedgerRebuild>().CheckAsync(null, Token));
        Assert.All(await desk.Intake.Services.GetRequiredService<Reconciliation>().RunAsync(Reconciliation.DefaultPatience, Token), channel => Assert.True(channel.Holds));

        // The receipt still opens it, in a new conversation, and the history says what became of the words.
        var number = TicketNumber.Format("XH", id);
        await desk.SayAsync($"{number} {desk.Intake.Services.GetRequiredService<ReceiptSecret>().For(number)}");
        var history = await desk.PressAsync("办理经过");
        Assert.Contains("保存期满，正文和联系方式已经删除", history.Replies[^1].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_that_was_never_sent_goes_after_its_days_and_the_conversation_still_hears_of_its_ticket()
    {
        await using var desk = await StartAsync();
        await desk.SayAsync("投诉滨江路边上的建筑工地半夜施工，打桩声吵得一家人睡不着");
        await desk.PressAsync("提交");
        desk.Clock.Advance(TimeSpan.FromHours(2));
        await desk.SayAsync("投诉紫藤苑三栋门口的路灯坏了很久，晚上一片漆黑，老人不敢出门");
        Assert.Contains("紫藤苑", await StateAsync(desk), StringComparison.Ordinal);
        desk.Clock.Advance(TimeSpan.FromDays(30));
        await desk.Intake.Services.GetRequiredService<DeleteExpired>().RunAsync(Token);
        Assert.DoesNotContain("紫藤苑", await StateAsync(desk), StringComparison.Ordinal);
        Assert.Contains("XH-", await StateAsync(desk), StringComparison.Ordinal);

        await desk.Intake.DoAsync(new AcceptTicket(await TicketAsync(desk), Actor.Staff("dispatcher", "centre", Role.Dispatcher), TicketKind.Complaint, "building-site-noise", null));
        await desk.SendNewsAsync();
        await using var db = desk.Intake.Open();
        Assert.Equal(OutboxStatus.Sent, (await db.Outbox.SingleAsync(Token)).Status);
        Assert.Equal(1, await db.ChatActivities.CountAsync(Token));
    }

    [Fact]
    public async Task The_draft_of_a_channel_that_keeps_no_words_here_goes_too()
    {
        var profile = new ChannelProfile { Code = "pushed", Buttons = 3, Delivery = ChannelDelivery.Pushed };
        await using var desk = await ChatDesk.StartAsync(profile, services => services.AddLedgers().AddRetention());
        await desk.SayAsync("投诉滨江路边上的建筑工地半夜施工，打桩声吵得一家人睡不着");
        await desk.PressAsync("提交");
        desk.Clock.Advance(TimeSpan.FromHours(2));
        await desk.SayAsync("投诉紫藤苑三栋门口的路灯坏了很久，晚上一片漆黑，老人不敢出门");
        Assert.Contains("紫藤苑", await StateAsync(desk), StringComparison.Ordinal);
        desk.Clock.Advance(TimeSpan.FromDays(30));
        await desk.Intake.Services.GetRequiredService<DeleteExpired>().RunAsync(Token);
        Assert.DoesNotContain("紫藤苑", await StateAsync(desk), StringComparison.Ordinal);
        Assert.Equal(0, await desk.Intake.Services.GetRequiredService<DeleteExpired>().RunAsync(Token));
    }

    private static Task<ChatDesk> StartAsync() => ChatDesk.StartAsync(adjust: services => services.AddLedgers().AddRetention().AddSingleton<TextIndexing>());

    private static async Task<TicketId> TicketAsync(ChatDesk desk)
    {
        await using var db = desk.Intake.Open();
        return new(await db.Tickets.Select(row => row.Id).SingleAsync(Token));
    }

    private static async Task<string> StateAsync(ChatDesk desk)
    {
        await using var db = desk.Intake.Open();
        return (await db.Conversations.SingleAsync(Token)).State;
    }

    private static async Task<string> DumpAsync(ChatDesk desk)
    {
        await desk.Intake.Services.GetRequiredService<TextIndexing>().CatchUpAsync(Token);
        await using var db = desk.Intake.Open();
        return await DatabaseDump.ReadAsync(db, Token);
    }
}
