using Intake.Domain.Catalogue;
using Intake.Testing;

namespace Intake.Domain.Tests.Catalogue;

public class RightDoorsTests
{
    private static readonly Authority Example = ExampleAuthority.Load();

    [Theory]
    [InlineData("楼上着火了快来人", "fire")]
    [InlineData("闻到煤气味很大，怎么办", "gas-leak")]
    [InlineData("There is a gas leak in our building", "gas-leak")]
    [InlineData("对法院判决不服", "litigation")]
    [InlineData("局长受贿，以权谋私", "discipline")]
    public void A_matter_of_others_is_shown_its_door(string text, string door) => Assert.Equal(door, RightDoors.Find(Example, text)[0].Code);

    [Fact]
    public void Emergencies_come_first()
    {
        var doors = RightDoors.Find(Example, "我已经起诉了，现在他又带人来持刀闹事");

        Assert.Equal(["police", "litigation"], doors.Select(door => door.Code));
        Assert.True(doors[0].IsEmergency);
    }

    [Theory]
    [InlineData("消防通道被占用了")]
    [InlineData("天然气开通要多久")]
    [InlineData("拖欠工资三个月")]
    [InlineData("police station opening hours")]
    public void An_everyday_matter_is_not_sent_away(string text) => Assert.Empty(RightDoors.Find(Example, text));
}
