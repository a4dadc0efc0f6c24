using System.Text;
using Intake.Bot.Channels.Email.Mime;

namespace Intake.Bot.Tests.Channels.Email;

public sealed class HeaderTests
{
    [Theory]
    [InlineData("=?UTF-8?Q?a_b=3D?= c", "a b= c")]
    [InlineData("=?utf-8?B?5L2g5aW9?= =?utf-8?B?5L2g5aW9?=", "你好你好")]
    [InlineData("=?utf-8?B?5L2g5Q==?= =?utf-8?B?pb0=?=", "你好")]
    [InlineData("=?utf-8*zh?B?5L2g5aW9?=", "你好")]
    [InlineData("=?gb2312?Q?=C4=E3?= x =?gb2312?q?=BA=C3?=", "你 x 好")]
    [InlineData("=?nowhere?B?5L2g5aW9?=", "你好")]
    [InlineData("=?utf-8?B?5L2g5aW9", "=?utf-8?B?5L2g5aW9")]
    [InlineData("=?utf-8?X?abc?=", "=?utf-8?X?abc?=")]
    [InlineData("=??=?=?", "=??=?=?")]
    public void Encoded_words_are_read_and_what_is_none_stays(string written, string read) => Assert.Equal(read, EncodedWords.Decode(written));

    [Theory]
    [InlineData("Street lamp")]
    [InlineData("滨江路上的建筑工地半夜施工，打桩声吵得一家人睡不着，请尽快处理，谢谢你们的帮助👍🏽")]
    [InlineData("a =?utf-8?B?eA==?= b")]
    public void What_is_written_is_read_again(string text)
    {
        var written = EncodedWords.Encode(text);
        Assert.All(written.Split("\r\n "), word => Assert.InRange(word.Length, 1, 75));
        Assert.All(written, c => Assert.InRange(c, '\n', '~'));
        Assert.Equal(text, EncodedWords.Decode(written));
    }

    [Fact]
    public void Nobody_adds_a_header_by_a_subject() => Assert.DoesNotContain('\n', EncodedWords.Encode("Lamp\r\nBcc: all@example.org"));

    [Theory]
    [InlineData("lan@example.org", "lan@example.org", null)]
    [InlineData("\"Lan, of the Riverside\" <lan@example.org>", "lan@example.org", "Lan  of the Riverside")]
    [InlineData("=?utf-8?B?5L2g5aW9?= <lan@example.org>", "lan@example.org", "你好")]
    [InlineData("lan@example.org (Lan (at home))", "lan@example.org", null)]
    [InlineData("Friends: lan@example.org;", "lan@example.org", null)]
    [InlineData("<lan@example.org", "lan@example.org", null)]
    [InlineData("\"evil@example.com\" <lan@example.org>", "lan@example.org", "evil@example.com")]
    public void An_address_is_read_with_its_name(string written, string address, string? name)
    {
        var mailbox = Assert.Single(MailAddresses.Read(written));
        Assert.Equal((address, name), (mailbox.Address, mailbox.Name));
    }

    [Theory]
    [InlineData("")]
    [InlineData("undisclosed-recipients:;")]
    [InlineData("lan")]
    [InlineData("lan@")]
    [InlineData("@example.org")]
    [InlineData("lan@exa mple.org")]
    [InlineData("la\nn@example.org")]
    [InlineData("a@b@c.org")]
    public void What_is_no_address_is_none(string written) => Assert.Empty(MailAddresses.Read(written));

    [Fact]
    public void A_list_of_addresses_is_parted_where_it_should_be() =>
        Assert.Equal(["a@x.org", "b@y.org", "c@z.org"], MailAddresses.Read("A <a@x.org>, =?utf-8?Q?B=2C_x=40y?= <b@y.org>; c@z.org").Select(one => one.Address));

    [Theory]
    [InlineData("text/plain; charset=\"utf-8\"", "charset", "utf-8")]
    [InlineData("attachment; filename=\"a;b.txt\"", "filename", "a;b.txt")]
    [InlineData("attachment; filename=\"a\\\"b.txt\"", "filename", "a\"b.txt")]
    [InlineData("attachment; filename*=UTF-8''%E6%B8%85.pdf", "filename", "清.pdf")]
    [InlineData("attachment; filename*=gb18030''%C4%E3.pdf", "filename", "你.pdf")]
    [InlineData("attachment; filename*1=\"b.txt\"; filename*0=\"a\"", "filename", "ab.txt")]
    [InlineData("attachment; filename=x.txt; filename*=utf-8''y.txt", "filename", "y.txt")]
    [InlineData("attachment; filename*0*=UTF-8''%E6%B8; filename*1*=%85.pdf", "filename", "清.pdf")]
    [InlineData("attachment; filename*99999999999=z", "filename", "z")]
    [InlineData("attachment; ;; =x; filename", "filename", null)]
    public void A_parameter_is_read_in_all_its_forms(string header, string name, string? value) => Assert.Equal(value, HeaderParameters.Read(header)[name]);

    [Theory]
    [InlineData("联通", "gb2312", "gb18030")]
    [InlineData("你好", "utf-8", "utf-8")]
    [InlineData("你好，这是一封信", null, "utf-8")]
    [InlineData("你好，这是一封信", null, "gb18030")]
    [InlineData("你好，这是一封信", "iso-8859-1", "gb18030")]
    [InlineData("你好，这是一封信", "us-ascii", "gb18030")]
    [InlineData("你好，这是一封信", "utf-7", "utf-8")]
    [InlineData("你好，这是一封信", "no such thing", "gb18030")]
    [InlineData("你好，这是一封信", "utf-16", "utf-16")]
    [InlineData("こんにちは", "iso-2022-jp", "iso-2022-jp")]
    [InlineData("Straße, café", "iso-8859-1", "iso-8859-1")]
    [InlineData("Straße", "windows-1252", "iso-8859-1")]
    public void A_label_is_believed_where_the_bytes_bear_it_out(string text, string? label, string truth)
    {
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(truth) ?? Encoding.GetEncoding(truth);
        Assert.Equal(text, MailCharset.Decode(encoding.GetBytes(text), label));
    }

    [Fact]
    public void A_text_cut_in_the_middle_of_a_character_is_the_text_all_the_same() =>
        Assert.StartsWith("你好，这是一封", MailCharset.Decode(Encoding.UTF8.GetBytes("你好，这是一封信").AsSpan()[..^1], "utf-8"), StringComparison.Ordinal);
}
