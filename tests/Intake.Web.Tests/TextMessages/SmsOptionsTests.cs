using Intake.Web.TextMessages;
using Microsoft.Extensions.Configuration;

namespace Intake.Web.Tests.TextMessages;

public class SmsOptionsTests
{
    private const string Secret = "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz";

    [Fact]
    public void With_both_settings_they_are_on_and_without_any_they_are_off()
    {
        Assert.Null(From(null, null));
        Assert.Null(From("", ""));
        var options = From("https://sms.example.org/send?account=7", Secret)!;
        Assert.Equal(("https://sms.example.org/send?account=7", 24), (options.Url.AbsoluteUri, options.Key.Length));
        Assert.Equal(options.Key, From("http://127.0.0.1:9000/", Secret["whsec_".Length..])!.Key);
    }

    [Theory]
    [InlineData(null, Secret, "Sms__Url is not")]
    [InlineData("https://sms.example.org", null, "Sms__Secret is not")]
    [InlineData("http://sms.example.org", Secret, "Sms__Url has to be")]
    [InlineData("https://user:password@sms.example.org", Secret, "Sms__Url has to be")]
    [InlineData("sms.example.org", Secret, "Sms__Url has to be")]
    [InlineData("https://sms.example.org", "whsec_c2hvcnQ=", "Sms__Secret has to be")]
    [InlineData("https://sms.example.org", "not base64!", "Sms__Secret has to be")]
    public void What_is_wrong_is_said_in_one_sentence_without_the_secret(string? url, string? secret, string why)
    {
        var fault = Assert.Throws<FormatException>(() => From(url, secret));
        Assert.Contains(why, fault.Message, StringComparison.Ordinal);
        Assert.True(secret is null || !fault.Message.Contains(secret, StringComparison.Ordinal));
    }

    private static SmsOptions? From(string? url, string? secret) =>
        SmsOptions.From(new ConfigurationBuilder().AddInMemoryCollection([new("Sms:Url", url), new("Sms:Secret", secret)]).Build());
}
