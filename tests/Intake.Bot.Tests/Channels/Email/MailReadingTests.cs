using System.Text;
using Intake.Bot.Channels.Email.Mime;

namespace Intake.Bot.Tests.Channels.Email;

public sealed class MailReadingTests
{
    private const string English = "The lamp at the corner of Riverside Road has been dark for three nights.";
    private const string Chinese = "滨江路上的建筑工地半夜施工，打桩声吵得一家人睡不着，请尽快处理。";

    [Theory]
    [InlineData("plain", "夜间施工", Chinese)]
    [InlineData("gb2312-lies", "喆喆家门口的路灯", "喆喆家门口的路灯坏了，㐀字牌楼那边一片漆黑，请尽快修。")]
    [InlineData("utf8-lies", "test", Chinese)]
    [InlineData("latin1-lies", "test", Chinese)]
    [InlineData("gb-lies-utf8", "test", Chinese)]
    [InlineData("big5", "路燈壞了", "濱江路上的路燈壞了三天，晚上一片漆黑，請派人來修。")]
    [InlineData("raw-headers", "路灯坏了", "滨江路上的路灯坏了三天，晚上一片漆黑，请派人来修。")]
    [InlineData("folded", "The street lamp at the corner of Riverside 滨江 Road is dark", "The street lamp at the corner has been dark for three nights and nobody has come to repair it.\n\nPlease send somebody!")]
    [InlineData("alternative", "Street lamp", English)]
    [InlineData("smime-signed", "The lamp", English)]
    [InlineData("pgp-signed", "Lamp", English)]
    [InlineData("truncated", "Cut off", Chinese)]
    [InlineData("unclosed", "Never closed", English)]
    [InlineData("no-id", "Lamp", English)]
    public async Task A_mail_says_what_its_writer_has_written(string fixture, string subject, string text)
    {
        var read = await MailFixture.ReadAsync(fixture);
        Assert.Equal((subject, text), (read.Mail.Headers.Text("Subject"), read.Mail.Text));
        Assert.False(read.Mail.IsEncrypted);
    }

    [Fact]
    public async Task Html_becomes_text_and_what_is_hidden_is_left_out() => Assert.Equal(
        "滨江路上的路灯坏了，三天没人修。\n晚上 一片漆黑。\n\n- 三号门\n- 五号门\n\n见 照片 (https://example.org/a)\n\n> 您好，这里是受理中心。",
        (await MailFixture.ReadAsync("html")).Mail.Text);

    [Fact]
    public async Task Parts_inside_of_parts_are_read_and_files_have_their_names()
    {
        var read = await MailFixture.ReadAsync("nested");
        Assert.Equal("滨江路三号门的路灯坏了三天，照片在后面。", read.Mail.Text);
        Assert.Equal(["logo.gif", "三号门的灯.jpg", "清单.pdf"], read.Files.Select(file => file.File.Name));
        Assert.Equal([true, false, false], read.Files.Select(file => file.File.IsShownWithin));
        Assert.Equal([0xFF, 0xD8, 0xFF, 0xE0], read.Files[1].Content[..4]);
        Assert.Equal(212, read.Files[1].Content.Length);
        Assert.StartsWith("%PDF-1.4", Encoding.ASCII.GetString(read.Files[2].Content), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_handed_on_inside_of_another_is_read_once_in_one_form() => Assert.Equal(
        "Please see what my neighbour has written, it is the same with us.\n\nThe lamp\nNeighbour <wei@example.com>\n\nThe lamp on Riverside Road has been dark for a week.",
        (await MailFixture.ReadAsync("forwarded")).Mail.Text);

    [Fact]
    public async Task An_invitation_beside_words_is_passed_over_and_one_attached_is_a_file()
    {
        var read = await MailFixture.ReadAsync("calendar");
        Assert.Equal("Please come and look at the lamp on Riverside Road on Friday.", read.Mail.Text);
        Assert.Equal("invite.ics", Assert.Single(read.Files).File.Name);
    }

    [Fact]
    public async Task What_Outlook_alone_reads_is_known() => Assert.True(Assert.Single((await MailFixture.ReadAsync("tnef")).Files).File.IsOfOutlook);

    [Theory]
    [InlineData("smime-encrypted")]
    [InlineData("pgp-encrypted")]
    [InlineData("pgp-inline")]
    public async Task An_encrypted_mail_is_known_and_says_nothing(string fixture)
    {
        var read = await MailFixture.ReadAsync(fixture);
        Assert.True(read.Mail.IsEncrypted);
        Assert.Equal("", read.Mail.Text);
        Assert.Empty(read.Files);
    }

    [Fact]
    public async Task Of_a_file_that_is_cut_off_comes_what_is_there()
    {
        var read = await MailFixture.ReadAsync("truncated");
        Assert.Equal(("photo.jpg", 66), (Assert.Single(read.Files).File.Name, read.Files[0].Content.Length));
    }

    [Fact]
    public async Task A_boundary_that_begins_like_another_is_another() =>
        Assert.Equal("door three", Encoding.ASCII.GetString(Assert.Single((await MailFixture.ReadAsync("unclosed")).Files).Content).TrimEnd());

    [Fact]
    public async Task The_same_mail_is_known_again_whatever_way_it_came_and_another_one_is_not()
    {
        var mail = Encoding.UTF8.GetString(MailFixture.All["alternative"]);
        var one = (await MailFixture.ReadTextAsync(mail)).Mail.ContentHash;
        Assert.Equal(one, (await MailFixture.ReadTextAsync("Received: from elsewhere\n" + mail.Replace("\n", "\r\n", StringComparison.Ordinal))).Mail.ContentHash);
        Assert.NotEqual(one, (await MailFixture.ReadTextAsync(mail.Replace("three nights", "four nights", StringComparison.Ordinal))).Mail.ContentHash);
        Assert.NotEqual(one, (await MailFixture.ReadTextAsync(mail.Replace("<alt-1@", "<alt-2@", StringComparison.Ordinal))).Mail.ContentHash);
        var undated = Encoding.UTF8.GetString(MailFixture.All["no-id"]);
        Assert.NotEqual((await MailFixture.ReadTextAsync(undated)).Mail.ContentHash, (await MailFixture.ReadTextAsync(undated.Replace("09:20", "09:21", StringComparison.Ordinal))).Mail.ContentHash);
    }

    [Fact]
    public async Task A_mail_of_a_thousand_parts_and_one_of_a_hundred_levels_come_to_their_end()
    {
        var flat = new StringBuilder("Content-Type: multipart/mixed; boundary=x\n\n");
        for (var i = 0; i < 1_000; i++)
            flat.Append("--x\nContent-Type: application/octet-stream\n\nfile\n");
        var read = await MailFixture.ReadTextAsync(flat.ToString());
        Assert.True(read.Mail.IsCut);
        Assert.InRange(read.Files.Count, 100, 400);

        var deep = new StringBuilder("Content-Type: multipart/mixed; boundary=b0\n\n");
        for (var i = 0; i < 100; i++)
            deep.Append(System.Globalization.CultureInfo.InvariantCulture, $"--b{i}\nContent-Type: multipart/mixed; boundary=b{i + 1}\n\n");
        await MailFixture.ReadTextAsync(deep.ToString());
    }

    [Theory]
    [InlineData("<div>", 19_000)]
    [InlineData("<b><p>", 9_000)]
    [InlineData("<table><tr><td>", 6_000)]
    [InlineData("<div>", 90_000)]
    public void A_page_of_boxes_inside_of_boxes_comes_to_its_end(string tags, int times) =>
        Assert.Equal("dark", HtmlText.Of(string.Concat(Enumerable.Repeat(tags, times)) + "dark"));

    [Fact]
    public async Task A_line_of_a_million_characters_is_read()
    {
        var body = Convert.ToBase64String(Encoding.UTF8.GetBytes(new string('a', 1_000_000)));
        var read = await MailFixture.ReadTextAsync($"Content-Type: text/plain\nContent-Transfer-Encoding: base64\n\n{body}");
        Assert.Equal(1_000_000, read.Mail.Text.Length);
    }
}
