using Intake.Domain.Catalogue;
using Intake.Testing;

namespace Intake.Domain.Tests.Catalogue;

public class PlaceFinderTests
{
    private static readonly Authority Example = ExampleAuthority.Load();

    [Theory]
    [InlineData("星北区学府路12号门前的路灯坏了", "xingbei")]
    [InlineData("高新技术产业开发区里有工厂排黑烟", "tech-zone")]
    [InlineData("住在大学城附近", "guihu")]
    [InlineData("石渡县青石镇的村道", "shidu")]
    [InlineData("near Moon Lake, by the bridge", "yingyue")]
    [InlineData("I live in XINGNAN district", "xingnan")]
    [InlineData("the hi-tech zone", "tech-zone")]
    public void A_place_is_found_by_name_or_alias(string text, string place) => Assert.Equal(place, PlaceFinder.Find(Example, text)?.Code);

    [Theory]
    [InlineData("")]
    [InlineData("路灯坏了")]
    [InlineData("somewhere else")]
    [InlineData("Xingnanese")]
    public void No_name_is_no_place(string text) => Assert.Null(PlaceFinder.Find(Example, text));

    [Fact]
    public void Of_several_the_longest_name_wins_then_the_first()
    {
        Assert.Equal("tech-zone", PlaceFinder.Find(Example, "星北往高新技术产业开发区方向")?.Code);
        Assert.Equal("xingnan", PlaceFinder.Find(Example, "从星南区搬到星北区")?.Code);
    }
}
