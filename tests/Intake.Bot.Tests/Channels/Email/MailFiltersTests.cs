using Intake.Bot.Channels.Email;
using Intake.Bot.Channels.Email.Filters;
using Intake.Bot.Channels.Email.Mime;
using Intake.Testing;

namespace Intake.Bot.Tests.Channels.Email;

public sealed class MailFiltersTests
{
    private readonly SignedAddresses _addresses = MailFixture.Addresses(new TestClock(TestClock.TuesdayMorning));

    [Theory]
    [InlineData("vacation", "auto-reply")]
    [InlineData("qq-auto-reply", "auto-reply")]
    [InlineData("outlook-away", "auto-reply")]
    [InlineData("list", "list")]
    [InlineData("own", "own-mail")]
    public async Task What_no_person_has_written_to_us_is_not_taken(string fixture, string reason) =>
        Assert.Equal(new NotTaken(reason), MailFilters.Judge(await MailFixture.EnvelopeAsync(fixture, _addresses)));

    [Theory]
    [InlineData("no-reply", "no-reply")]
    [InlineData("no-sender", "no-sender")]
    public async Task Whom_nobody_can_answer_a_person_looks_at(string fixture, string reason) =>
        Assert.Equal(new ForPerson(reason), MailFilters.Judge(await MailFixture.EnvelopeAsync(fixture, _addresses)));

    [Theory]
    [InlineData("plain")]
    [InlineData("folded")]
    [InlineData("alternative")]
    [InlineData("no-id")]
    [InlineData("two-writers")]
    public async Task A_letter_passes(string fixture) => Assert.Null(MailFilters.Judge(await MailFixture.EnvelopeAsync(fixture, _addresses)));

    [Theory]
    [InlineData("bounce", "5.1.1")]
    [InlineData("bounce-delayed", null)]
    [InlineData("bounce-words", "5.0.0")]
    public async Task A_report_on_delivery_names_the_letter_and_says_whether_it_is_lost(string fixture, string? failure)
    {
        var mail = await MailFixture.EnvelopeAsync(fixture, _addresses, _addresses.ForBounce(17));
        Assert.Equal(new DeliveryReport(17), MailFilters.Judge(mail));
        using var stream = new MemoryStream(MailFixture.All[fixture]);
        Assert.Equal(failure, await DeliveryStatus.FailureAsync(await MimeReader.OpenAsync(stream, default), default));
    }

    [Fact]
    public async Task A_report_to_an_address_that_nobody_has_signed_is_about_no_letter()
    {
        Assert.Equal(new DeliveryReport(null), MailFilters.Judge(await MailFixture.EnvelopeAsync("bounce", _addresses)));
        Assert.Equal(new DeliveryReport(null), MailFilters.Judge(await MailFixture.EnvelopeAsync("bounce", _addresses, _addresses.ForReply(_addresses.ConversationOf("x")))));
    }

    // A program for holidays answers the envelope's sender: that is no failure of delivery.
    [Fact]
    public async Task An_automatic_answer_to_the_address_for_bounces_is_an_automatic_answer() =>
        Assert.Equal(new NotTaken("auto-reply"), MailFilters.Judge(await MailFixture.EnvelopeAsync("vacation", _addresses, _addresses.ForBounce(17))));
}
