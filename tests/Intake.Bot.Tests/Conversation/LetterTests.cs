using Intake.Application.Data;
using Intake.Bot.Channels;
using Intake.Bot.Conversation;
using Intake.Bot.Conversation.Handling;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Bot.Tests.Conversation;

/// <summary>The conversation where people write letters.</summary>
public sealed class LetterTests
{
    private const string Matter = "夜间施工\n滨江路上的建筑工地半夜施工，打桩声吵得一家人睡不着，请尽快处理。";

    [Fact]
    public async Task A_letter_that_says_everything_is_a_ticket_at_once_and_its_writer_is_known_to_the_centre()
    {
        await using var desk = await ChatDesk.StartAsync(ChannelProfile.Email);
        var said = Assert.Single((await WriteAsync(desk, Matter)).Replies, reply => reply.Text.Contains("单号：XH-", StringComparison.Ordinal));
        Assert.Contains("查询码：", said.Text, StringComparison.Ordinal);
        Assert.Contains("现在由谁办：", said.Text, StringComparison.Ordinal);
        Assert.Contains("预计", said.Text, StringComparison.Ordinal);
        Assert.Empty(said.Buttons);
        Assert.DoesNotContain("请回复", said.Text, StringComparison.Ordinal);
        await using var db = Open(desk);
        var ticket = await db.Tickets.SingleAsync();
        Assert.Equal("email", ticket.Channel);
        var requester = await db.Requesters.SingleAsync();
        Assert.Equal(("王兰", "lan@example.org"), (requester.Name, requester.Email));
        Assert.Single(await db.Outbox.Where(row => row.Kind == "email").ToListAsync());
    }

    [Fact]
    public async Task A_long_letter_of_no_known_service_is_a_ticket_too_and_nobody_is_asked_for_a_form()
    {
        await using var desk = await ChatDesk.StartAsync(ChannelProfile.Email);
        await WriteAsync(desk, "您好，我住在城东，最近有一件说不清归谁管的事想请你们帮忙看看，详情见后。");
        await using var db = Open(desk);
        Assert.Null((await db.Tickets.SingleAsync()).Service);
    }

    [Fact]
    public async Task A_letter_of_two_words_is_answered_with_a_question_that_can_be_answered_by_a_number()
    {
        await using var desk = await ChatDesk.StartAsync(ChannelProfile.Email);
        var asked = (await WriteAsync(desk, "路灯坏了")).Replies[^1];
        Assert.Contains("1. ", asked.Text, StringComparison.Ordinal);
        Assert.Empty(asked.Buttons);
        await using var db = Open(desk);
        Assert.Empty(await db.Tickets.ToListAsync());
        await WriteAsync(desk, "滨江路三号门门口的路灯坏了三天，晚上一片漆黑，老人摔了一跤");
        Assert.Single(await db.Tickets.ToListAsync());
    }

    [Fact]
    public async Task What_comes_behind_it_belongs_to_the_ticket_however_much_later()
    {
        await using var desk = await ChatDesk.StartAsync(ChannelProfile.Email);
        await WriteAsync(desk, Matter);
        desk.Clock.Advance(TimeSpan.FromDays(2));
        var answer = await WriteAsync(desk, "昨天夜里两点又开始打桩，我录了音，投诉到现在没有人来看过。");
        Assert.Contains("已", Assert.Single(answer.Replies).Text, StringComparison.Ordinal);
        await using var db = Open(desk);
        Assert.Single(await db.Tickets.ToListAsync());
        Assert.Single(await db.TicketTexts.Where(row => row.Role == TextRole.Supplement).ToListAsync());
    }

    [Fact]
    public async Task What_an_ended_ticket_does_not_take_is_a_new_one()
    {
        await using var desk = await ChatDesk.StartAsync(ChannelProfile.Email);
        await WriteAsync(desk, Matter);
        await using var db = Open(desk);
        var first = await db.Tickets.Select(row => row.Id).SingleAsync();
        await desk.Intake.Writer.WriteAsync(new Application.Tickets.WithdrawTicket(new(first), Domain.Access.Actor.Requester("email")));
        var said = string.Join('\n', (await WriteAsync(desk, "昨天夜里两点又开始打桩，我录了音，投诉到现在没有人来看过。")).Replies.Select(reply => reply.Text));
        Assert.Contains("您的来信按新的诉求办理", said, StringComparison.Ordinal);
        Assert.Contains("单号：XH-", said, StringComparison.Ordinal);
        Assert.Equal(2, await db.Tickets.CountAsync());
        Assert.Equal(2, await db.Requesters.CountAsync(row => row.Email == "lan@example.org"));
    }

    [Fact]
    public async Task The_same_letter_again_is_answered_once()
    {
        await using var desk = await ChatDesk.StartAsync(ChannelProfile.Email);
        await desk.SendAsync(Letter(Matter), "one");
        Assert.True((await desk.SendAsync(Letter(Matter), "one")).IsRepeat);
        await using var db = Open(desk);
        Assert.Single(await db.Outbox.Where(row => row.Kind == "email").ToListAsync());
    }

    private static Task<HandledActivity> WriteAsync(ChatDesk desk, string text) => desk.SendAsync(Letter(text));

    private static Activity Letter(string text) => Activity.Message(text) with { Letter = new("lan@example.org", "王兰", "夜间施工", "<1@example.org>") };

    private static IntakeDbContext Open(ChatDesk desk) => desk.Intake.Services.GetRequiredService<IDbContextFactory<IntakeDbContext>>().CreateDbContext();
}
