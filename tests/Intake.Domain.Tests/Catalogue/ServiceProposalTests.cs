using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Intake.Testing;

namespace Intake.Domain.Tests.Catalogue;

public class ServiceProposalTests
{
    private static readonly Authority Example = ExampleAuthority.Load();

    [Theory]
    [InlineData("我家楼下的工地每天半夜还在打桩，吵得孩子没法睡觉", "building-site-noise")]
    [InlineData("小区门口的垃圾三天没人清运，都发臭了", "refuse")]
    [InlineData("干了四个月，包工头一直拖欠工资不给", "wages-owed")]
    [InlineData("家里暖气不热，室温只有14度，老人受不了", "heating")]
    [InlineData("我们这一片从早上开始停水，什么时候能来水", "water-supply")]
    [InlineData("学府路的路灯坏了一个多星期，晚上很黑", "street-lights")]
    [InlineData("12路公交车司机到站不停，甩站", "buses")]
    [InlineData("政务大厅窗口的工作人员态度恶劣，让我跑了几趟", "window-attitude")]
    [InlineData("新生儿落户需要带哪些材料", "household-registration")]
    [InlineData("孩子小升初，户口不在学区能不能入学", "school-admission")]
    [InlineData("异地就医住院，医保报销比例是多少", "medical-insurance")]
    [InlineData("楼顶有人私搭乱建阳光房，是违建", "illegal-building")]
    [InlineData("路中间的井盖丢失，晚上差点掉进去", "manholes")]
    [InlineData("超市卖过期食品，吃了拉肚子", "food-safety")]
    [InlineData("The construction site next door pours concrete at 2 a.m. every night, drilling all the time", "building-site-noise")]
    [InlineData("My employer owes us three months of unpaid wages", "wages-owed")]
    [InlineData("There is a huge pothole outside my house", "road-damage")]
    [InlineData("The Street Light at the corner is broken", "street-lights")]
    [InlineData("No heating since Monday and the flat is cold", "heating")]
    [InlineData("The bus driver on line 12 did not stop", "buses")]
    public void A_plain_message_finds_its_service_first(string text, string service)
        => Assert.Equal(service, ServiceProposal.Propose(Example, text, null)[0].Service.Code);

    [Fact]
    public void A_clear_message_is_believed_without_the_dispatcher_and_a_vague_one_is_not()
    {
        Assert.True(ServiceProposal.Propose(Example, "工地夜间施工，打桩噪音扰民", null)[0].Confidence >= Example.Policy.SureOfService);
        Assert.All(ServiceProposal.Propose(Example, "学校旁边的医院路口有垃圾和噪音", null), proposal => Assert.True(proposal.Confidence < Example.Policy.SureOfService, $"{proposal}"));
    }

    [Fact]
    public void Confidences_fall_and_never_pass_one_together()
    {
        var proposals = ServiceProposal.Propose(Example, "物业不作为，小区停车难，电梯经常坏，垃圾没人管", null);

        Assert.True(proposals.Count >= 4);
        Assert.Equal(proposals.OrderByDescending(proposal => proposal.Confidence), proposals);
        Assert.InRange(proposals.Sum(proposal => proposal.Confidence), 0, 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("你好")]
    [InlineData("hello")]
    [InlineData("🙂🙂🙂")]
    [InlineData("x")]
    public void A_message_about_nothing_finds_nothing(string text) => Assert.Empty(ServiceProposal.Propose(Example, text, null));

    [Fact]
    public void A_service_that_does_not_take_the_kind_is_left_out()
    {
        const string Text = "医院收费太贵，挂号难，看病难";

        Assert.Contains(ServiceProposal.Propose(Example, Text, TicketKind.Complaint), proposal => proposal.Service.Code == "hospital-service");
        Assert.All(ServiceProposal.Propose(Example, "有人乱倒渣土，偷倒建筑垃圾", TicketKind.Praise), proposal => Assert.Contains(TicketKind.Praise, proposal.Service.Kinds));
    }

    [Fact]
    public void Latin_words_are_found_whole_with_a_plural_and_in_any_case()
    {
        var authority = With(("light", ["lamp"]), ("stamps", ["stamp"]));

        Assert.Equal("light", Single(authority, "Two LAMPS are out"));
        Assert.Equal("light", Single(authority, "坏了lamp，请修"));
        Assert.Equal("stamps", Single(authority, "A stamp, please"));
        Assert.Empty(ServiceProposal.Propose(authority, "lampoon, clamp", null));
    }

    [Fact]
    public void Wide_letters_and_line_breaks_make_no_difference()
    {
        var authority = With(("bar", ["ktv"]), ("light", ["street light"]));

        Assert.Equal("bar", Single(authority, "楼下ＫＴＶ太吵"));
        Assert.Equal("light", Single(authority, "the street\nlight"));
    }

    [Fact]
    public void A_longer_word_goes_before_the_one_inside_it()
    {
        var authority = With(("parking", ["停车"]), ("fees", ["小区停车费"]));
        Assert.Equal("fees", ServiceProposal.Propose(authority, "小区停车费涨了", null)[0].Service.Code);
    }

    [Fact]
    public void A_word_that_services_share_counts_less_than_one_of_its_own()
    {
        var authority = With(("one", ["噪音", "喇叭"]), ("two", ["噪音", "打桩"]), ("three", ["噪音"]));
        Assert.Equal("two", ServiceProposal.Propose(authority, "噪音，是打桩的声音", null)[0].Service.Code);
    }

    [Fact]
    public void A_copy_of_the_authority_with_other_services_is_asked_by_its_own_words()
    {
        var other = Example with { Services = With(("only", ["工地"])).Services };

        Assert.Equal("building-site-noise", ServiceProposal.Propose(Example, "工地噪音", null)[0].Service.Code);
        Assert.Equal("only", ServiceProposal.Propose(other, "工地噪音", null)[0].Service.Code);
    }

    private static string Single(Authority authority, string text) => Assert.Single(ServiceProposal.Propose(authority, text, null)).Service.Code;

    private static Authority With(params (string Code, string[] Keywords)[] services) => Example with
    {
        Services = services.ToDictionary(
            service => service.Code,
            service => Example.Services["other"] with { Code = service.Code, Keywords = service.Keywords },
            StringComparer.Ordinal),
    };
}
