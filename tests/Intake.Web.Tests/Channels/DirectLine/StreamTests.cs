using System.Net;
using System.Net.WebSockets;
using System.Text.Json;
using Intake.Application.Data;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Channels.DirectLine;

public sealed class StreamTests(DirectLineApplication application) : IClassFixture<DirectLineApplication>
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(2);

    [Fact]
    public async Task A_stream_carries_what_was_said_and_what_is_said()
    {
        using var patience = Patience();
        using var http = application.Visitor();
        var client = new DirectLineClient(http);
        var chat = await client.StartAsync();
        using var stream = await DirectLineSocket.OpenAsync(chat.Stream);
        Assert.Equal("bot", RoleOf(Assert.Single(await stream.NextAsync(patience.Token))));
        await client.SayAsync(chat, "帮助", "m1");
        var said = await stream.NextAsync(2, patience.Token);
        Assert.Equal(["user", "bot"], said.Take(2).Select(RoleOf));
        Assert.Equal(("m1", "lan"), (said[0].GetProperty("channelData").GetProperty("clientActivityID").GetString(), said[0].GetProperty("from").GetProperty("id").GetString()));
        Assert.Equal((await client.ReadAsync(chat)).Watermark, stream.Watermark);
    }

    [Fact]
    public async Task A_stream_that_broke_goes_on_after_its_watermark_without_loss_or_repeat()
    {
        using var patience = Patience();
        using var http = application.Visitor();
        var client = new DirectLineClient(http);
        var chat = await client.StartAsync();
        var heard = new List<string>();
        var watermark = "";
        for (var round = 0; round < 4; round++)
        {
            using var stream = await DirectLineSocket.OpenAsync((await client.ReconnectAsync(chat, watermark)).Stream);
            await client.SayAsync(chat, "帮助", $"while open {round}");
            while (!heard.Exists(id => id.EndsWith($"while open {round}", StringComparison.Ordinal)))
                heard.AddRange((await stream.NextAsync(patience.Token)).Select(IdOf));
            watermark = stream.Watermark;
            stream.Break();
            await client.SayAsync(chat, "帮助", $"while broken {round}");
        }

        var (all, last) = await client.ReadAsync(chat);
        using var final = await DirectLineSocket.OpenAsync((await client.ReconnectAsync(chat, watermark)).Stream);
        while (final.Watermark != last)
            heard.AddRange((await final.NextAsync(patience.Token)).Select(IdOf));
        Assert.Equal(all.Select(IdOf), heard);
    }

    [Fact]
    public async Task What_another_node_or_the_outbox_says_comes_by_the_stream_too()
    {
        using var patience = Patience();
        using var http = application.Visitor();
        var client = new DirectLineClient(http);
        var chat = await client.StartAsync();
        await client.SayAsync(chat, "投诉滨江路边上的建筑工地半夜施工，打桩声吵得一家人睡不着，我的电话13812345678", "matter");
        await client.SayAsync(chat, "提交", "send");
        var (before, watermark) = await client.ReadAsync(chat);
        Assert.Contains(before, activity => activity.GetProperty("text").GetString()!.Contains("查询码", StringComparison.Ordinal));
        using var stream = await DirectLineSocket.OpenAsync((await client.ReconnectAsync(chat, watermark)).Stream);
        await using (var db = application.Services.GetRequiredService<IDbContextFactory<IntakeDbContext>>().CreateDbContext())
        {
            var conversation = await db.Conversations.SingleAsync(row => row.ExternalId == chat.Id, patience.Token);
            var ticket = new TicketId(await db.Subscriptions.Where(row => row.Conversation == conversation.Id).Select(row => row.Ticket).SingleAsync(patience.Token));
            await application.Services.GetRequiredService<CommandWriter>().WriteAsync(new AcceptTicket(ticket, Actor.Staff("dispatcher", "centre", Role.Dispatcher), TicketKind.Complaint, "building-site-noise", null), patience.Token);
        }

        var news = await application.MeanwhileAsync(stream.NextAsync(patience.Token), TimeSpan.FromMilliseconds(200));
        Assert.Equal("bot", RoleOf(news[0]));
        Assert.False(news[0].TryGetProperty("replyToId", out _));
    }

    [Fact]
    public async Task A_silent_stream_says_that_it_is_alive_and_ends_when_its_client_closes()
    {
        using var patience = Patience();
        using var http = application.Visitor();
        var client = new DirectLineClient(http);
        var chat = await client.StartAsync();
        using var stream = await DirectLineSocket.OpenAsync(chat.Stream);
        await stream.NextAsync(patience.Token);
        var next = Task.Run(() => stream.NextAsync(patience.Token), patience.Token);
        await application.MeanwhileAsync(Task.Run(async () => { while (stream.Empty == 0) await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, patience.Token); return true; }, patience.Token), TimeSpan.FromSeconds(1));
        await client.SayAsync(chat, "帮助", "after silence");
        Assert.NotEmpty(await next);
        await stream.CloseAsync();
        Assert.Equal(WebSocketCloseStatus.NormalClosure, stream.Closed);
    }

    [Fact]
    public async Task A_stream_opens_for_its_own_conversation_within_a_minute_and_no_other_way()
    {
        using var http = application.Visitor();
        var client = new DirectLineClient(http);
        var (chat, other) = (await client.StartAsync(), await client.StartAsync());
        Assert.Equal(HttpStatusCode.Forbidden, await RefusedAsync(chat.Stream.Replace(chat.Id, other.Id, StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.Unauthorized, await RefusedAsync(chat.Stream[..chat.Stream.IndexOf("&t=", StringComparison.Ordinal)]));
        Assert.Equal(HttpStatusCode.BadRequest, await RefusedAsync(chat.Stream.Replace("watermark=", "watermark=x", StringComparison.Ordinal)));
        Assert.Equal(HttpStatusCode.BadRequest, (await http.GetAsync(chat.Stream.Replace("ws:", "http:", StringComparison.Ordinal), TestContext.Current.CancellationToken)).StatusCode);
        // What opens a stream opens nothing else.
        var key = chat.Stream[(chat.Stream.IndexOf("&t=", StringComparison.Ordinal) + 3)..];
        using var read = await client.SendAsync(HttpMethod.Get, $"conversations/{chat.Id}/activities", key);
        Assert.Equal(HttpStatusCode.Forbidden, read.StatusCode);
        application.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal(HttpStatusCode.Forbidden, await RefusedAsync(chat.Stream));
    }

    [Fact]
    public async Task A_conversation_has_as_many_streams_as_a_person_has_windows()
    {
        using var http = application.Visitor();
        var chat = await new DirectLineClient(http).StartAsync();
        var open = new List<DirectLineSocket>();
        for (var i = 0; i < 8; i++)
            open.Add(await DirectLineSocket.OpenAsync(chat.Stream));
        Assert.Equal(HttpStatusCode.TooManyRequests, await RefusedAsync(chat.Stream));
        open.ForEach(one => one.Dispose());
    }

    private static CancellationTokenSource Patience() => new(LongEnough, TimeProvider.System);

    private static string RoleOf(JsonElement activity) => activity.GetProperty("from").GetProperty("role").GetString()!;

    private static string IdOf(JsonElement activity) => activity.GetProperty("id").GetString()!;

    private static async Task<HttpStatusCode> RefusedAsync(string address)
    {
        using var socket = new ClientWebSocket();
        socket.Options.CollectHttpResponseDetails = true;
        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(new Uri(address), TestContext.Current.CancellationToken));
        return socket.HttpStatusCode;
    }
}
