using Intake.Domain.Catalogue;
using Intake.Testing;

namespace Intake.Application.Tests.BotConfiguration;

public class OfficialAccountTests
{
    private const string First = "- { name: { zh-CN: 我要反映, en: Report }, does: report }";

    [Theory]
    [InlineData("- { name: { zh-CN: 我要反映问题, en: Report }, does: report }", "\"我要反映问题\" (zh-CN) is too long for the menu: 16 bytes, a Chinese character has three")]
    [InlineData("- { name: { zh-CN: 我要反映, en: Report }, does: reports }", "\"reports\" is not one of report, track, person, cancel, language, privacy, help; did you mean \"report\"?")]
    [InlineData("- { name: { zh-CN: 我要反映, en: Report } }", "an entry of the menu has one of \"does\", \"page\" and \"items\"")]
    [InlineData("- { name: { zh-CN: 我要反映, en: Report }, does: report, page: \"https://a.example/\" }", "an entry of the menu has one of \"does\", \"page\" and \"items\"")]
    [InlineData("- { name: { zh-CN: 我要反映, en: Report }, page: www.a.example }", "\"www.a.example\" is not an address that begins with https:// or http://")]
    public void An_entry_that_WeChat_would_not_take_is_named(string entry, string message)
    {
        using var copy = new BrokenCopy();
        copy.Change("authority.yaml", First, entry);
        copy.SaysOnly("authority.yaml", entry, message);
    }

    [Theory]
    [InlineData("cover.png", "there is no picture \"cover.png\" of at most 2 MB beside this file")]
    [InlineData("../units.yaml", "there is no picture \"../units.yaml\" of at most 2 MB beside this file")]
    [InlineData("units.yaml", "\"units.yaml\" is neither JPEG nor PNG")]
    public void A_cover_that_is_no_picture_is_named(string name, string message)
    {
        using var copy = new BrokenCopy();
        copy.Change("authority.yaml", "officialAccount:\n", $"officialAccount:\n  cover: {name}\n");
        copy.SaysOnly("authority.yaml", $"cover: {name}", message);
    }

    [Fact]
    public void The_example_has_a_menu()
    {
        var account = ExampleAuthority.Load().OfficialAccount;
        Assert.Equal([MenuDeed.Report, MenuDeed.Track, null], account.Menu.Select(entry => entry.Does));
        Assert.Equal(5, account.Menu[2].Items.Count);
        Assert.Null(account.Cover);
    }
}
