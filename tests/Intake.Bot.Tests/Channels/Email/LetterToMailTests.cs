using System.Text;
using Intake.Bot.Channels.Email;
using Intake.Bot.Conversation;

namespace Intake.Bot.Tests.Channels.Email;

public sealed class LetterToMailTests
{
    private static readonly Letter Before = new("lan@example.org", "王兰", "路灯", "<plain-1@example.org>") { References = ["<a@example.org>", "<plain-1@example.org>"] };

    private static OutgoingLetter Ours => new()
    {
        From = new("12345@xinghe.example", "星河市民意诉求受理中心"),
        ReplyTo = "12345+r1@xinghe.example",
        To = Before.Address,
        Subject = LetterToMail.AnswerTo(Before.Subject),
        MessageId = "7.ab@xinghe.example",
        At = new(2026, 3, 10, 9, 30, 0, TimeSpan.FromHours(8)),
        IsAnswer = true,
        Text = "已经收到。\n单号：XH",
        Language = "zh-CN",
    };

    [Fact]
    public void A_letter_says_what_it_answers_and_that_nobody_has_to_answer_it_by_itself()
    {
        var mail = Encoding.ASCII.GetString(LetterToMail.Convert(Ours, Before));
        string[] expected =
        [
            "Date: Tue, 10 Mar 2026 01:30:00 +0000\r\n",
            "\r\nReply-To: 12345+r1@xinghe.example\r\n",
            "\r\nMessage-ID: <7.ab@xinghe.example>\r\n",
            "\r\nIn-Reply-To: <plain-1@example.org>\r\n",
            "\r\nReferences: <a@example.org>\r\n <plain-1@example.org>\r\n",
            "\r\nAuto-Submitted: auto-replied\r\n",
            "\r\nPrecedence: bulk\r\n",
        ];
        Assert.All(expected, line => Assert.Contains(line, mail, StringComparison.Ordinal));
        Assert.All(mail.Split("\r\n"), line => Assert.InRange(line.Length, 0, 100));
        Assert.DoesNotContain("\n", mail.Replace("\r\n", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_read_as_it_was_written()
    {
        var read = await MailFixture.ReadAsync(LetterToMail.Convert(Ours, Before));
        Assert.Equal(("Re: 路灯", "已经收到。\n单号：XH"), (read.Mail.Headers.Text("Subject"), read.Mail.Text));
        Assert.Equal("星河市民意诉求受理中心 <12345@xinghe.example>", read.Mail.Headers.Text("From"));
    }

    [Fact]
    public void News_are_no_answer() => Assert.Contains("Auto-Submitted: auto-generated", Encoding.ASCII.GetString(LetterToMail.Convert(Ours with { IsAnswer = false }, Before)), StringComparison.Ordinal);
}
