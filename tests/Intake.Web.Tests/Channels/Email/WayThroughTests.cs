using System.Text.RegularExpressions;
using Intake.Application.Conversations;
using Intake.Application.Notifications;
using Intake.Application.Tickets;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Intake.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Channels.Email;

/// <summary>A citizen's way by mail, with the real program.</summary>
public sealed partial class WayThroughTests(EmailApplication application) : IClassFixture<EmailApplication>
{
    private const string Matter = "滨江路上的建筑工地半夜施工，打桩声吵得一家人睡不着，请尽快处理。";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_letter_becomes_a_ticket_with_a_receipt_by_mail_and_is_gone_on_with_until_it_is_solved()
    {
        const string lan = "lan@example.org";
        var name = application.Write($"王兰 <{lan}>", "夜间施工", Matter, id: "<first@example.org>");
        await application.HandledAsync(name);
        var receipt = Assert.Single(await application.SentAsync(lan, 1));
        var number = Number().Match(receipt.Body).Value;
        Assert.Contains($"单号：{number}\n查询码：{application.Services.GetRequiredService<ReceiptSecret>().For(number)}", receipt.Body.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("现在由谁办：", receipt.Body, StringComparison.Ordinal);
        Assert.Contains("预计", receipt.Body, StringComparison.Ordinal);
        Assert.Equal("<first@example.org>", receipt.Header("In-Reply-To"));
        Assert.Equal("auto-replied", receipt.Header("Auto-Submitted"));
        Assert.NotEqual(EmailApplication.OurAddress, receipt.Sender);
        var reply = receipt.Header("Reply-To")!;
        Assert.StartsWith("12345+r", reply, StringComparison.Ordinal);

        // A further letter, with all of ours quoted under it.
        var quoted = string.Join('\n', receipt.Body.ReplaceLineEndings("\n").Split('\n').Select(line => $"> {line}"));
        await application.HandledAsync(application.Write(lan, "回复：Re: 夜间施工", $"昨天夜里两点又开始打桩。\n\n星河 <{EmailApplication.OurAddress}> 于2026年3月10日周二 09:30写道：\n\n{quoted}", to: reply));
        var added = (await application.SentAsync(lan, 2))[^1];
        Assert.Contains(number, added.Body, StringComparison.Ordinal);
        await using var db = application.Open();
        var id = TicketIn(receipt);
        var ticket = await db.Tickets.SingleAsync(row => row.Id == id.Value, Cancel);
        Assert.Equal("email", ticket.Channel);
        Assert.Equal("昨天夜里两点又开始打桩。", (await db.TicketTexts.SingleAsync(row => row.Ticket == id.Value && row.Role == TextRole.Supplement, Cancel)).Body);
        Assert.Equal(lan, (await db.Requesters.SingleAsync(row => row.Email == lan, Cancel)).Email);

        // News find their way, and are no answer.
        var accepted = await application.DoAsync(new AcceptTicket(id, Actor.Staff("dispatcher", "centre", Role.Dispatcher), TicketKind.Complaint, "building-site-noise", null));
        Assert.True(accepted.Succeeded);
        var news = (await application.SentAsync(lan, 3))[^1];
        Assert.Equal("auto-generated", news.Header("Auto-Submitted"));
        Assert.Contains(number, news.Body, StringComparison.Ordinal);
        Assert.Equal(reply[..20], news.Header("Reply-To")![..20]);

        // A question by mail, answered by mail.
        await application.HandledAsync(application.Write(lan, "Re: 夜间施工", "办得怎么样了？", to: news.Header("Reply-To")!));
        Assert.Contains("现在由谁办", (await application.SentAsync(lan, 4))[^1].Body, StringComparison.Ordinal);

        // A receipt opens nothing to whoever reads the database.
        var secret = application.Services.GetRequiredService<ReceiptSecret>().For(number);
        Assert.DoesNotContain(application.Inbound(), row => row.Raw.Contains(secret, StringComparison.Ordinal));
        Assert.DoesNotContain(await db.TicketTexts.Select(row => row.Body).ToListAsync(Cancel), body => body.Contains(secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_photo_comes_with_the_letter_and_what_is_not_taken_is_refused_in_words()
    {
        const string lan = "photo@example.org";
        var photo = Convert.ToBase64String([0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x10, .. "JFIF"u8, 0x00, 0x01]);
        var mail = $"From: {lan}\nTo: {EmailApplication.OurAddress}\nSubject: The lamp\nMessage-ID: <photo@example.org>\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nThe lamp at the corner of Riverside Road has been dark for three nights, please repair it.\n"
            + $"--b\nContent-Type: image/jpeg\nContent-Disposition: attachment; filename=lamp.jpg\nContent-Transfer-Encoding: base64\n\n{photo}\n--b\nContent-Type: application/x-msdownload\nContent-Disposition: attachment; filename=lamp.exe\nContent-Transfer-Encoding: base64\n\n{Convert.ToBase64String([0x4D, 0x5A, 0, 1, 2, 3])}\n--b--\n";
        await application.HandledAsync(application.Deliver(mail));
        var receipt = Assert.Single(await application.SentAsync(lan, 1));
        Assert.Contains("lamp.exe", receipt.Body, StringComparison.Ordinal);
        Assert.Contains("Files of this kind cannot be taken", receipt.Body, StringComparison.Ordinal);
        var id = TicketIn(receipt);
        await using var db = application.Open();
        Assert.Equal("lamp.jpg", (await db.Attachments.SingleAsync(row => row.Ticket == id.Value, Cancel)).Name);
    }

    [Fact]
    public async Task A_letter_longer_than_a_ticket_comes_along_as_a_file()
    {
        const string lan = "long@example.org";
        await application.HandledAsync(application.Write(lan, "施工", string.Concat(Enumerable.Repeat(Matter, 200))));
        var receipt = Assert.Single(await application.SentAsync(lan, 1));
        var id = TicketIn(receipt);
        await using var db = application.Open();
        Assert.Equal("letter.txt", (await db.Attachments.SingleAsync(row => row.Ticket == id.Value, Cancel)).Name);
        Assert.EndsWith("（全文见附件 letter.txt）", (await db.TicketTexts.SingleAsync(row => row.Ticket == id.Value && row.Role == TextRole.Matter, Cancel)).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bounce_marks_the_letter_and_tells_whoever_has_the_ticket()
    {
        const string lan = "gone@example.org";
        await application.HandledAsync(application.Write(lan, "夜间施工", Matter));
        var receipt = Assert.Single(await application.SentAsync(lan, 1));
        var bounce = $"Return-Path: <>\nFrom: MAILER-DAEMON@mx.example.org\nTo: {receipt.Sender}\nSubject: Undelivered\nMessage-ID: <dsn@mx.example.org>\nContent-Type: multipart/report; report-type=delivery-status; boundary=D\n\n--D\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example.org\n\nFinal-Recipient: rfc822; {lan}\nAction: failed\nStatus: 5.1.1\n--D--\n";
        await application.HandledAsync(application.Deliver(bounce));
        await application.HandledAsync(application.Deliver(bounce));
        var id = TicketIn(receipt);
        await using var db = application.Open();
        Assert.Single(await db.Outbox.Where(row => row.Status == OutboxStatus.Dead && row.Failure == "bounced 5.1.1").ToListAsync(Cancel));
        Assert.Single(await db.Notices.Where(row => row.Ticket == id.Value && row.Kind == MarkUndeliverable.Notice).ToListAsync(Cancel));
        using var administrator = await application.SignedInAsync("administrator");
        Assert.Contains("bounced 5.1.1", (await administrator.PageAsync("/admin/outbox")).Body!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_for_good_is_recorded_and_one_that_passes_is_tried_again()
    {
        const string never = "never@example.org";
        const string later = "later@example.org";
        var refusals = 0;
        application.Sink.Instead = line => line.StartsWith($"RCPT TO:<{never}>", StringComparison.Ordinal) ? "550 5.1.1 <never@example.org> no such user"
            : line.StartsWith($"RCPT TO:<{later}>", StringComparison.Ordinal) && Interlocked.Increment(ref refusals) < 3 ? "451 4.7.1 greylisted" : null;
        application.Write(never, "夜间施工", Matter);
        application.Write(later, "夜间施工", Matter);
        await application.SentAsync(later, 1);
        await application.UntilAsync(() => Failures().Contains("550 5.1.1"));
        application.Sink.Instead = _ => null;
        Assert.Equal(3, refusals);
        Assert.Empty(application.Sink.To(never));
        Assert.DoesNotContain(application.Log, line => line.Contains(never, StringComparison.Ordinal) || line.Contains(later, StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_crash_left_between_handling_and_the_rename_is_handled_once()
    {
        const string lan = "crash@example.org";
        var mail = $"From: {lan}\nTo: {EmailApplication.OurAddress}\nSubject: x\nMessage-ID: <crash@example.org>\nContent-Type: text/plain; charset=utf-8\n\n{Matter}\n";
        await application.HandledAsync(application.Deliver(mail));
        await application.SentAsync(lan, 1);
        await application.HandledAsync(application.Deliver(mail));
        await application.HandledAsync(application.Write("marker@example.org", "夜间施工", Matter));
        await application.SentAsync("marker@example.org", 1);
        Assert.Single(application.Sink.To(lan));
        Assert.Single(application.Inbound("<crash@example.org>"), row => row.Status == InboundStatus.Handled);
    }

    private static TicketId TicketIn(SunkMail receipt) =>
        TicketNumber.TryParse(Number().Match(receipt.Body).Value, "XH", out var id) ? id : throw new InvalidOperationException($"There is no number in it: {receipt.Body}");

    private List<string?> Failures()
    {
        using var db = application.Open();
        return [.. db.Outbox.Where(row => row.Kind == "email" && row.Status == OutboxStatus.Dead).Select(row => row.Failure)];
    }

    [GeneratedRegex(@"XH-\d{8}-\d+-\d", RegexOptions.CultureInvariant)]
    private static partial Regex Number();
}
