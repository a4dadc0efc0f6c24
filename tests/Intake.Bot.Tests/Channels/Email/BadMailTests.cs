using System.Text;
using Microsoft.EntityFrameworkCore;
using static Intake.Bot.Tests.Channels.Email.MailDesk;

namespace Intake.Bot.Tests.Channels.Email;

/// <summary>Everything that can be wrong with a mail or with the order of several, and what is done then: one table.</summary>
public sealed class BadMailTests
{
    private const string More = "昨天夜里两点又开始打桩，没有人来看过，请告诉我什么时候能解决。";

    private static readonly (string Name, string Outcome, Func<MailDesk, Task> Happens)[] Table =
    [
        ("the same letter twice", "1 tickets, 1 answers, 0 added, 1 Handled", async desk =>
        {
            await desk.TakeAsync(Letter(Matter));
            await desk.TakeAsync("Received: by another way\n" + Letter(Matter).Replace("\n", "\r\n", StringComparison.Ordinal));
        }),
        ("another letter under the same id", "2 tickets, 2 answers, 0 added, 2 Handled", async desk =>
        {
            await desk.TakeAsync(Letter(Matter));
            await desk.TakeAsync(Letter(More));
        }),
        ("the same letter twice, without an id", "1 tickets, 1 answers, 0 added, 1 Handled", async desk =>
        {
            await desk.TakeAsync(MailFixture.All["no-id"]);
            await desk.TakeAsync(MailFixture.All["no-id"]);
        }),
        ("a later letter before an earlier one", "2 tickets, 2 answers, 0 added, 2 Handled", async desk =>
        {
            await desk.TakeAsync(Letter(More, "<2@example.org>", more: "In-Reply-To: <1@example.org>\n"));
            await desk.TakeAsync(Letter(Matter));
        }),
        ("a follow-up", "1 tickets, 2 answers, 1 added, 2 Handled", async desk =>
        {
            await desk.TakeAsync(Letter(Matter));
            await desk.TakeAsync(Letter(More, "<2@example.org>", to: await desk.ReplyAddressAsync()));
        }),
        ("a follow-up twice", "1 tickets, 2 answers, 1 added, 2 Handled", async desk =>
        {
            await desk.TakeAsync(Letter(Matter));
            var follow = Letter(More, "<2@example.org>", from: "LAN@EXAMPLE.ORG", to: await desk.ReplyAddressAsync());
            await desk.TakeAsync(follow);
            await desk.TakeAsync(follow);
        }),
        ("a follow-up with a wrong signature", "2 tickets, 2 answers, 0 added, 2 Handled", async desk =>
        {
            await desk.TakeAsync(Letter(Matter));
            var address = await desk.ReplyAddressAsync();
            var at = address.IndexOf('@', StringComparison.Ordinal);
            await desk.TakeAsync(Letter(More, "<2@example.org>", to: string.Concat(address.AsSpan(0, at - 1), address[at - 1] == '0' ? "1" : "0", address.AsSpan(at))));
        }),
        ("a follow-up with an old signature", "2 tickets, 2 answers, 0 added, 2 Handled", async desk =>
        {
            await desk.TakeAsync(Letter(Matter));
            var address = await desk.ReplyAddressAsync();
            desk.Clock.Advance(TimeSpan.FromDays(402));
            await desk.TakeAsync(Letter(More, "<2@example.org>", to: address));
        }),
        ("another person to a right address", "2 tickets, 2 answers, 0 added, 2 Handled", async desk =>
        {
            await desk.TakeAsync(Letter(Matter));
            await desk.TakeAsync(Letter(More, "<2@example.org>", from: "wei@example.org", to: await desk.ReplyAddressAsync()));
        }),
        ("two writers to a right address", "2 tickets, 2 answers, 0 added, 2 Handled", async desk =>
        {
            await desk.TakeAsync(Letter(Matter));
            await desk.TakeAsync(Letter(More, "<2@example.org>", from: $"{Lan}, wei@example.org", to: await desk.ReplyAddressAsync()));
        }),
        ("two senders in two headers to a right address", "2 tickets, 2 answers, 0 added, 2 Handled", async desk =>
        {
            await desk.TakeAsync(Letter(Matter));
            await desk.TakeAsync(Letter(More, "<2@example.org>", to: await desk.ReplyAddressAsync(), more: "From: wei@example.org\n"));
        }),
        ("a mail that ends too early", "1 tickets, 1 answers, 0 added, 1 Handled", desk => desk.TakeAsync(MailFixture.All["truncated"])),
        ("a mail whose parts are never closed", "1 tickets, 1 answers, 0 added, 1 Handled", desk => desk.TakeAsync(MailFixture.All["unclosed"])),
        ("a charset that lies", "1 tickets, 1 answers, 0 added, 1 Handled", desk => desk.TakeAsync(MailFixture.All["utf8-lies"])),
        ("an encrypted mail", "0 tickets, 1 answers, 0 added, 1 Handled", desk => desk.TakeAsync(MailFixture.All["smime-encrypted"])),
        ("an automatic answer", "0 tickets, 0 answers, 0 added, 1 Refused auto-reply", desk => desk.TakeAsync(MailFixture.All["vacation"])),
        ("an automatic answer by its subject", "0 tickets, 0 answers, 0 added, 1 Refused auto-reply", desk => desk.TakeAsync(MailFixture.All["qq-auto-reply"])),
        ("an automatic answer to a follow-up's address", "1 tickets, 1 answers, 0 added, 1 Handled, 1 Refused auto-reply", async desk =>
        {
            await desk.TakeAsync(Letter(Matter));
            await desk.TakeAsync(Letter("I am away", "<2@example.org>", to: await desk.ReplyAddressAsync(), more: "Auto-Submitted: auto-replied\n"));
        }),
        ("a circular", "0 tickets, 0 answers, 0 added, 1 Refused list", desk => desk.TakeAsync(MailFixture.All["list"])),
        ("what we have sent ourselves", "0 tickets, 0 answers, 0 added, 1 Refused own-mail", desk => desk.TakeAsync(MailFixture.All["own"])),
        ("no way back", "0 tickets, 0 answers, 0 added, 1 Refused no-way-back", desk => desk.TakeAsync("Return-Path: <>\n" + Letter(Matter))),
        ("a report on delivery about nobody's letter", "0 tickets, 0 answers, 0 added, 1 Refused bounce", desk => desk.TakeAsync(MailFixture.All["bounce"])),
        ("a sender that nobody can answer", "0 tickets, 0 answers, 0 added, 1 Parked no-reply", desk => desk.TakeAsync(MailFixture.All["no-reply"])),
        ("no sender", "0 tickets, 0 answers, 0 added, 1 Parked no-sender", desk => desk.TakeAsync(MailFixture.All["no-sender"])),
        ("a sender that the mail server does not believe", "0 tickets, 0 answers, 0 added, 1 Parked dmarc-failed", desk => desk.TakeAsync("Authentication-Results: mx.xinghe.example; spf=fail; dmarc=fail (p=reject) header.from=example.org\n" + Letter(Matter))),
        ("what the mail server calls spam", "0 tickets, 0 answers, 0 added, 1 Parked spam", desk => desk.TakeAsync("X-Spam-Flag: YES\n" + Letter(Matter))),
        ("nothing at all", "0 tickets, 0 answers, 0 added, 1 Parked no-sender", desk => desk.TakeAsync("")),
        ("a mail larger than any", "0 tickets, 1 answers, 0 added, 1 Handled", async desk =>
        {
            await using var huge = File.Create(Path.Combine(desk.Intake.Folder, "huge"));
            await huge.WriteAsync(Encoding.UTF8.GetBytes(Letter(Matter)));
            huge.SetLength(300_000_001);
            huge.Position = 0;
            await desk.TakeAsync(huge);
        }),
        ("a program that answers every answer by itself and gives no sign of it", "1 tickets, 10 answers, 9 added, 10 Handled, 90 Parked too-many", async desk =>
        {
            await desk.TakeAsync(Letter(Matter));
            var address = await desk.ReplyAddressAsync();
            for (var i = 0; i < 99; i++)
                await desk.TakeAsync(Letter($"Your letter number {i} has been received and will be read by our staff.", $"<loop-{i}@example.org>", to: address));
        }),
    ];

    public static TheoryData<string> Cases => [.. Table.Select(row => row.Name)];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task What_is_done_with(string mail)
    {
        var (_, outcome, happens) = Table.Single(row => row.Name == mail);
        await using var desk = await StartAsync();
        await happens(desk);
        Assert.Equal(outcome, await desk.OutcomeAsync());
    }

    [Theory]
    [InlineData("smime-encrypted", "is encrypted and cannot be read here")]
    [InlineData("pgp-inline", "is encrypted and cannot be read here")]
    [InlineData("tnef", "This is in a form that Outlook alone reads")]
    public async Task What_cannot_be_read_is_told_in_words(string fixture, string words)
    {
        await using var desk = await StartAsync();
        await desk.TakeAsync(MailFixture.All[fixture]);
        Assert.Contains(words, await desk.SaidAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused_in_words_and_the_letter_is_taken()
    {
        await using var desk = await StartAsync();
        var large = Convert.ToBase64String(new byte[20_100_000]);
        await desk.TakeAsync($"From: {Lan}\nTo: {Us}\nSubject: 夜间施工\nMessage-ID: <1@example.org>\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n{Matter}\n--b\nContent-Type: video/mp4; name=night.mp4\nContent-Transfer-Encoding: base64\n\n{large}\n--b\nContent-Type: text/plain; name=list.txt\nContent-Disposition: attachment\n\ndoor three\n--b--\n");
        Assert.Equal("1 tickets, 1 answers, 0 added, 1 Handled", await desk.OutcomeAsync());
        Assert.Contains("night.mp4", await desk.SaidAsync(), StringComparison.Ordinal);
        await using var db = desk.Open();
        Assert.Equal("list.txt", (await db.Attachments.SingleAsync()).Name);
    }

    [Fact]
    public async Task Of_a_dozen_files_ten_are_taken()
    {
        await using var desk = await StartAsync();
        var files = string.Concat(Enumerable.Range(1, 12).Select(i => $"--b\nContent-Type: text/plain; name=list-{i}.txt\nContent-Disposition: attachment\n\ndoor {i}\n"));
        await desk.TakeAsync($"From: {Lan}\nTo: {Us}\nSubject: 夜间施工\nMessage-ID: <1@example.org>\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain; charset=utf-8\n\n{Matter}\n{files}--b--\n");
        await using var db = desk.Open();
        Assert.Equal(10, await db.Attachments.CountAsync(row => row.Ticket != null));
        Assert.Contains("list-12.txt", await desk.SaidAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_letter_without_words_is_its_subject()
    {
        await using var desk = await StartAsync();
        await desk.TakeAsync(Letter("", subject: Matter));
        Assert.Equal("1 tickets, 1 answers, 0 added, 1 Handled", await desk.OutcomeAsync());
    }

    [Fact]
    public async Task The_limit_of_answers_is_over_after_an_hour()
    {
        await using var desk = await StartAsync();
        for (var i = 0; i < 12; i++)
            await desk.TakeAsync(Letter($"{Matter}{i}", $"<{i}@example.org>"));
        desk.Clock.Advance(TimeSpan.FromMinutes(61));
        await desk.TakeAsync(Letter($"{Matter}12", "<12@example.org>"));
        Assert.Equal("11 tickets, 11 answers, 0 added, 11 Handled, 2 Parked too-many", await desk.OutcomeAsync());
    }
}
