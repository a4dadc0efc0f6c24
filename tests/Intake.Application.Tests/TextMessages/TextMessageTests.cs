using System.Text.Json;
using Intake.Application.Tests.Tickets;
using Intake.Application.TextMessages;
using Intake.Application.Tickets;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tests.TextMessages;

public class TextMessageTests
{
    private static readonly Actor Taker = Actor.Staff("call-taker", "centre", Role.CallTaker);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_receipt_and_later_news_wait_without_number_and_secret()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        await using var intake = await TestIntake.StartAsync(clock, adjust: services => services.AddTextMessages());
        var ticket = TestIntake.Held(await intake.Writer.WriteAsync(new SubmitRequest(Asked("139 1111 2222", Texting.Receipt | Texting.News), Taker), Cancel));
        Assert.True(ticket.HearsByText);
        clock.Advance(TimeSpan.FromMinutes(5));
        await intake.DoAsync(new AcceptAndDispatch(ticket.Id, Given.Dispatcher, TicketKind.Complaint, "property-management", null, Given.Unit, [], "请依法处理"));
        await intake.DoAsync(new AcknowledgeTicket(ticket.Id, Given.Handler));
        await intake.DoAsync(new AskRequester(ticket.Id, Given.Handler, "几号楼？"));

        await using var db = intake.Open();
        var rows = await db.Outbox.Where(row => row.Kind == "sms").OrderBy(row => row.Id).ToListAsync(Cancel);
        Assert.Equal(["receipt", "news.asked"], rows.Select(row => TextMessage.FromJson(row.Payload).Kind));
        var secret = intake.Get<ReceiptSecret>().For(TextMessage.FromJson(rows[0].Payload).Number);
        Assert.All(rows, row => Assert.DoesNotContain("2222", row.Payload + row.Address + row.IdempotencyKey, StringComparison.Ordinal));
        Assert.All(rows, row => Assert.DoesNotContain(secret, row.Payload, StringComparison.Ordinal));
        Assert.Equal("139 1111 2222", await intake.Get<TextMessageQueries>().NumberAsync(ticket.Requester!.Value, Cancel));
        var words = TextMessage.FromJson(rows[0].Payload).Words(ExampleAuthority.Snapshot().Texts, intake.Authority, intake.Get<ReceiptSecret>());
        Assert.Contains(secret, words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_did_not_agree_hears_nothing_later_and_who_is_on_the_line_hears_the_answer_there()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        await using var intake = await TestIntake.StartAsync(clock, adjust: services => services.AddTextMessages());
        var ticket = TestIntake.Held(await intake.Writer.WriteAsync(new SubmitRequest(Asked("13911112222", Texting.Receipt), Taker), Cancel));
        clock.Advance(TimeSpan.FromMinutes(5));
        await intake.DoAsync(new DeclineTicket(ticket.Id, Given.Dispatcher, "不归这里管", null));
        var answered = Asked("13911112222", Texting.Receipt | Texting.News) with { Answer = new(TicketOutcome.Explained, false, "不收费。", "答复", "直接答复") { AcceptedAs = new(TicketKind.Complaint, "property-management", null) } };
        TestIntake.Held(await intake.Writer.WriteAsync(new SubmitRequest(answered, Taker), Cancel));
        await using var db = intake.Open();
        Assert.Equal(["receipt", "receipt-answered"], (await db.Outbox.Where(row => row.Kind == "sms").OrderBy(row => row.Id).ToListAsync(Cancel)).Select(row => TextMessage.FromJson(row.Payload).Kind));
    }

    [Theory]
    [InlineData("010-65001234", Anonymity.CentreOnly, "PhoneIsNoMobile")]
    [InlineData("", Anonymity.Named, "TextMessageNeedsNumber")]
    [InlineData("13911112222", Anonymity.Anonymous, "TextMessageNeedsNumber")]
    public async Task What_no_text_message_reaches_is_refused_and_nothing_is_taken_in(string phone, Anonymity anonymity, string refusal)
    {
        await using var intake = await TestIntake.StartAsync(new TestClock(TestClock.TuesdayMorning));
        Assert.Equal(refusal, (await intake.Writer.WriteAsync(new SubmitRequest(Asked(phone, Texting.Receipt) with { Anonymity = anonymity }, Taker), Cancel)).Refusal?.Code);
        await using var db = intake.Open();
        Assert.Equal((0, 0), (await db.Tickets.CountAsync(Cancel), await db.Outbox.CountAsync(Cancel)));
    }

    [Fact]
    public void Every_text_goes_in_one_part_in_every_language()
    {
        var configuration = ExampleAuthority.Snapshot();
        foreach (var language in configuration.Authority.Languages)
        {
            foreach (var kind in TextMessaging.NewsKinds.Select(kind => $"news.{kind}").Append("receipt").Append("receipt-answered"))
            {
                // The longest that there can be: a jurisdiction of eight letters, a day in the last month of the year.
                var text = new TextMessage(1, "ABCDEFGH-20261231-99999-9", kind, language.Tag, new(2026, 12, 31)).Words(configuration.Texts, configuration.Authority, new(new byte[32]));
                Assert.True(TextMessageParts.Of(text) == 1, $"{language} {kind}: {text.Length} characters");
                Assert.DoesNotContain('{', text);
            }
        }
    }

    [Theory]
    [InlineData(0, "a", 1)]
    [InlineData(160, "a", 1)]
    [InlineData(161, "a", 2)]
    [InlineData(306, "a", 2)]
    [InlineData(307, "a", 3)]
    [InlineData(80, "€", 1)]
    [InlineData(81, "€", 2)]
    [InlineData(70, "好", 1)]
    [InlineData(71, "好", 2)]
    [InlineData(134, "好", 2)]
    [InlineData(135, "好", 3)]
    public void Parts_are_counted_as_carriers_do(int times, string sign, int parts) =>
        Assert.Equal(parts, TextMessageParts.Of(string.Concat(Enumerable.Repeat(sign, times))));

    [Fact]
    public void The_payload_is_read_back_as_it_was()
    {
        var message = new TextMessage(12, "XH-20260310-00001-2", "receipt", "zh-CN", new(2026, 3, 31));
        Assert.Equal(message, TextMessage.FromJson(message.ToJson()));
        Assert.Throws<JsonException>(() => TextMessage.FromJson("null"));
    }

    private static Submission Asked(string phone, Texting texting) => new()
    {
        Text = "物业不修大门",
        Channel = "phone",
        Language = Language.Chinese,
        Anonymity = Anonymity.CentreOnly,
        Contact = new("何敏", phone, null),
        Texting = texting,
    };
}
