using Intake.Bot.Channels.Email;
using Intake.Bot.Channels.Email.Smtp;
using Microsoft.Extensions.Configuration;

namespace Intake.Bot.Tests.Channels.Email;

public sealed class EmailOptionsTests
{
    [Fact]
    public void Without_keys_the_channel_is_off() => Assert.Null(EmailOptions.From(new ConfigurationBuilder().Build()));

    [Fact]
    public void Several_folders_are_parted_by_semicolons()
    {
        var options = From("/var/mail/a; /var/mail/b/", "smtp://localhost", "12345@xinghe.example")!;
        Assert.Equal(["/var/mail/a", "/var/mail/b"], options.Maildirs);
        Assert.Equal(TimeSpan.FromSeconds(5), options.Poll);
    }

    [Theory]
    [InlineData("smtp://mail.example.org", "mail.example.org", 25, false, null, null, false)]
    [InlineData("smtp://u:p@mail.example.org", "mail.example.org", 587, false, "u", "p", false)]
    [InlineData("smtps://u%40x:p%3A%2F@mail.example.org", "mail.example.org", 465, true, "u@x", "p:/", false)]
    [InlineData("smtp://127.0.0.1:2525", "127.0.0.1", 2525, false, null, null, true)]
    [InlineData("smtp://mail.example.org:26/?tls=off", "mail.example.org", 26, false, null, null, true)]
    public void A_server_is_an_address(string written, string host, int port, bool isTls, string? user, string? password, bool isPlain) =>
        Assert.Equal(new SmtpServer(host, port, isTls, user, password, isPlain), SmtpServer.Parse("Email__Smtp", written));

    [Theory]
    [InlineData("mail", "smtp://localhost", "a@b.cn", "Email__Maildir: 'mail' is not the full path")]
    [InlineData("/mail", "", "a@b.cn", "Email__Smtp is not set")]
    [InlineData("/mail", "http://u:secret@localhost", "a@b.cn", "Email__Smtp is not an address")]
    [InlineData("/mail", "smtp://u:sec/ret@localhost", "a@b.cn", "Email__Smtp is not an address")]
    [InlineData("/mail", "smtp://localhost", "nobody", "Email__Address: 'nobody' is not an address")]
    [InlineData("/mail", "smtp://localhost", "a+b@b.cn", "no plus sign")]
    [InlineData("/mail", "smtp://localhost", "abcdefghijklmnopqrstuvwxyzabcdefghi@b.cn", "at most 34 characters")]
    public void A_wrong_key_is_told_in_one_sentence_without_a_password(string maildir, string smtp, string address, string words)
    {
        var wrong = Assert.Throws<FormatException>(() => From(maildir, smtp, address));
        Assert.Contains(words, wrong.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("sec", wrong.Message, StringComparison.Ordinal);
    }

    private static EmailOptions? From(string maildir, string smtp, string address) => EmailOptions.From(new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
    {
        ["Email:Maildir"] = maildir,
        ["Email:Smtp"] = smtp,
        ["Email:Address"] = address,
    }).Build());
}
