using System.Net.Sockets;
using System.Text;
using Intake.Application.Notifications;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Intake.Web.Tests.Channels.WeChat;

/// <summary>An answer goes one way: in the answer to the request, or as a message of its own. Never both, and never neither.</summary>
public sealed class AnsweringTests(WeChatApplication application) : IClassFixture<WeChatApplication>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_answer_in_time_is_given_once_and_leaves_nothing_to_be_sent()
    {
        var person = application.NewPerson();
        Assert.NotNull((await application.PostAsync(application.Text(person, "帮助"))).Text);
        await application.UntilAsync(() => Statuses(person) is [OutboxStatus.Sent]);
        application.Clock.Advance(TimeSpan.FromMinutes(10));
        await SomebodyElseIsServedAsync();
        Assert.Empty(application.WeChat.To(person));
    }

    [Fact]
    public async Task An_answer_that_misses_the_five_seconds_is_sent_and_its_repeats_are_answered_with_nothing()
    {
        var person = application.NewPerson();
        var message = application.Text(person, "帮助");
        var (first, slow) = await WhileTheDatabaseIsSlowAsync(() => application.PostAsync(message), TimeSpan.FromSeconds(6));
        slow.SetResult();
        Assert.Equal("success", (await first).Body);
        await application.UntilAsync(() => application.WeChat.To(person).Count == 1);
        Assert.Equal("success", (await application.PostAsync(message)).Body);
        await SomebodyElseIsServedAsync();
        Assert.Single(application.WeChat.To(person));
    }

    [Fact]
    public async Task A_repeat_while_the_first_is_under_way_is_given_the_answer_in_its_place()
    {
        var person = application.NewPerson();
        var message = application.Text(person, "帮助");
        var (first, slow) = await WhileTheDatabaseIsSlowAsync(() => application.PostAsync(message), TimeSpan.FromSeconds(6));
        var repeat = application.PostAsync(message);
        await application.UntilAsync(() => application.Queued() > 1);
        slow.SetResult();
        Assert.Equal("success", (await first).Body);
        var given = (await repeat).Text;
        await application.UntilAsync(() => Statuses(person) is [OutboxStatus.Sent]);
        await SomebodyElseIsServedAsync();
        Assert.True(given is not null ^ application.WeChat.To(person).Count == 1, $"Given {given is not null}, sent {application.WeChat.To(person).Count}.");
    }

    [Fact]
    public async Task A_repeat_of_what_was_given_is_given_the_same_again()
    {
        var person = application.NewPerson();
        var message = application.Text(person, "帮助");
        var first = await application.PostAsync(message);
        var second = await application.PostAsync(message);
        Assert.Equal(first.Text, second.Text);
        await application.UntilAsync(() => Statuses(person) is [OutboxStatus.Sent]);
        application.Clock.Advance(TimeSpan.FromMinutes(10));
        await SomebodyElseIsServedAsync();
        Assert.Empty(application.WeChat.To(person));
    }

    [Fact]
    public async Task An_answer_of_which_nobody_says_what_became_is_sent_after_a_while()
    {
        var person = application.NewPerson();
        // As after a crash between writing and answering: held, and nobody there to say anything.
        await application.DoAsync(new HeldFor(person, TimeSpan.FromSeconds(20)));
        await SomebodyElseIsServedAsync();
        Assert.Empty(application.WeChat.To(person));
        await application.UntilAsync(() => application.WeChat.To(person).Count == 1);
        await application.UntilAsync(() => Statuses(person) is [OutboxStatus.Sent]);
    }

    [Fact]
    public async Task What_is_said_of_an_answer_counts_only_from_who_has_it_last()
    {
        var person = application.NewPerson();
        var first = await application.DoAsync(new HeldFor(person, TimeSpan.FromMinutes(1)));
        var second = await application.DoAsync(new ClaimedAgain(person));
        Assert.NotEqual(first.Claim, second!.Claim);
        Assert.Equal(0, await application.DoAsync(new SettleAnswers([], [first])));
        Assert.Equal(1, await application.DoAsync(new SettleAnswers([second], [])));
        Assert.Equal([OutboxStatus.Sent], Statuses(person));
        var third = await application.DoAsync(new ClaimedAgain(person));
        Assert.Equal(1, await application.DoAsync(new SettleAnswers([], [third!])));
        await application.UntilAsync(() => application.WeChat.To(person).Count == 1);
        Assert.Null(await application.DoAsync(new ClaimedAgain(person)));
    }

    [Fact]
    public async Task Who_hangs_up_before_the_answer_gets_it_as_a_message()
    {
        var person = application.NewPerson();
        var (body, before) = (Encoding.UTF8.GetBytes(application.Text(person, "帮助")), application.HungUp.Count);
        var (hangsUp, slow) = await WhileTheDatabaseIsSlowAsync(async () =>
        {
            using var socket = new TcpClient();
            await socket.ConnectAsync(application.Address.Host, application.Address.Port, Cancel);
            var head = $"POST /channels/wechat?{application.Query()} HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/xml\r\nContent-Length: {body.Length}\r\n\r\n";
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head).Concat(body).ToArray(), Cancel);
            await application.UntilAsync(() => application.Queued() > 0);
            socket.Client.Close(0);
            return true;
        }, TimeSpan.Zero);
        Assert.True(await hangsUp);
        await application.UntilAsync(() => application.HungUp.Count > before);
        slow.SetResult();
        await application.UntilAsync(() => application.WeChat.To(person).Count == 1);
    }

    [Fact]
    public async Task An_answer_of_several_texts_is_sent_in_order()
    {
        var person = application.NewPerson();
        await application.DoAsync(new Outgoing(person, [.. Enumerable.Range(1, 3).Select(i => new string((char)('0' + i), 1_500))]));
        await application.UntilAsync(() => application.WeChat.To(person).Count == 3);
        Assert.Equal("123", string.Concat(application.WeChat.To(person).Select(text => text.Text[0])));
    }

    [Fact]
    public async Task A_token_that_is_over_is_renewed_once_and_the_text_arrives()
    {
        var person = application.NewPerson();
        await SomebodyElseIsServedAsync();
        var asked = application.WeChat.Count("stable_token");
        application.WeChat.EndToken();
        await application.DoAsync(new Outgoing(person, ["您好"]));
        await application.UntilAsync(() => application.WeChat.To(person).Count == 1);
        Assert.InRange(application.WeChat.Count("stable_token") - asked, 1, 2);
        await using var db = application.Open();
        var kept = await db.Settings.Where(row => row.Id.StartsWith("wechat-token:")).Select(row => row.Value).SingleAsync(Cancel);
        Assert.DoesNotContain("token-", kept, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(45015, OutboxStatus.Dead)]
    [InlineData(48001, OutboxStatus.Dead)]
    [InlineData(40003, OutboxStatus.Dead)]
    [InlineData(45047, OutboxStatus.Waiting)]
    [InlineData(-1, OutboxStatus.Waiting)]
    public async Task What_WeChat_refuses_stands_with_its_reason(int code, OutboxStatus status)
    {
        var person = application.NewPerson();
        var before = application.WeChat.Instead;
        application.WeChat.Instead = (path, body) => Task.FromResult(path == "message/custom/send" && (string?)body!["touser"] == person ? FakeWeChat.Error(code) : null);
        await application.DoAsync(new Outgoing(person, ["您好"]));
        await application.UntilAsync(() => Rows(person) is [{ Attempts: > 0 }]);
        Assert.Equal((status, $"wechat-{code}"), (Rows(person)[0].Status, Rows(person)[0].Failure));
        application.WeChat.Instead = before;
    }

    [Fact]
    public async Task What_waits_because_a_person_has_not_written_goes_when_they_write()
    {
        var person = application.NewPerson();
        application.WeChat.Instead = (path, body) => Task.FromResult(path == "message/custom/send" && (string?)body!["touser"] == person ? FakeWeChat.Error(45047) : null);
        await application.DoAsync(new Outgoing(person, ["您好"]));
        await application.UntilAsync(() => Rows(person) is [{ Failure: "wechat-45047" }]);
        application.WeChat.Instead = (_, _) => Task.FromResult<IResult?>(null);
        var at = application.Clock.GetUtcNow();
        await application.PostAsync(application.Text(person, "帮助"));
        await application.UntilAsync(() => application.WeChat.To(person).Count == 1);
        Assert.True(application.Clock.GetUtcNow() - at < TimeSpan.FromMinutes(10), "It waited for its own time.");
    }

    private async Task SomebodyElseIsServedAsync()
    {
        var other = application.NewPerson();
        await application.DoAsync(new Outgoing(other, ["您好"]));
        await application.UntilAsync(() => application.WeChat.To(other).Count == 1);
    }

    /// <summary>Begins something that has to wait for the database, and lets time pass; the database goes on when told to.</summary>
    private async Task<(Task<T> Begun, TaskCompletionSource Slow)> WhileTheDatabaseIsSlowAsync<T>(Func<Task<T>> begin, TimeSpan passes)
    {
        var slow = new SlowCommand();
        var writing = application.DoAsync(slow);
        await slow.IsRunning;
        var begun = begin();
        await application.UntilAsync(() => begun.IsCompleted || application.Queued() > 0);
        application.Clock.Advance(passes);
        _ = writing;
        return (begun, slow.GoesOn);
    }

    private List<OutboxRow> Rows(string person)
    {
        using var db = application.Open();
        return [.. db.Outbox.AsNoTracking().Where(row => row.Address == person).OrderBy(row => row.Id)];
    }

    private List<OutboxStatus> Statuses(string person) => [.. Rows(person).Where(row => row.NextAttemptAt is null).Select(row => row.Status)];
}
