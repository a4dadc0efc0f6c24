namespace Intake.Application.Tests.BotConfiguration;

public class LimitProblemTests
{
    [Theory]
    [InlineData("resolution: 5 working-days", "resolution: -5 working-days", "\"-5 working-days\" cannot be a limit: it is negative")]
    [InlineData("resolution: 5 working-days", "resolution: 5 weeks", "\"5 weeks\" is not a limit; write same-day, or an amount and a unit: 2 hours, 4 working-hours, 15 calendar-days, 5 working-days")]
    [InlineData("resolution: 15 calendar-days", "resolution: 15.5 calendar-days", "\"15.5 calendar-days\" cannot be a limit: days are counted whole")]
    [InlineData("resolution: 15 calendar-days", "resolution: 1001 calendar-days", "\"1001 calendar-days\" cannot be a limit: it is more than 1,000")]
    [InlineData("firstContact: 2 hours", "firstContact: 0 hours", "\"0 hours\" cannot be a limit: it is over at once; for the same day write same-day")]
    [InlineData("relisted: 3 working-days", "relisted: 6 working-days", "\"relisted\" is longer than \"resolution\"")]
    [InlineData("relisted: 12 hours", "relisted: 2 calendar-days", "\"relisted\" is longer than \"resolution\"")]
    [InlineData("returnWindow: 2 hours", "returnWindow: 25 hours", "\"returnWindow\" is longer than \"resolution\"")]
    [InlineData("firstContact: 2 hours", "firstContact: 3 working-days", "\"firstContact\" is longer than \"resolution\"")]
    [InlineData("acknowledgement: 0.5 hours", "acknowledgement: 30 hours", "\"acknowledgement\" is longer than \"resolution\"")]
    [InlineData("extensions: 0", "extensions: 1", "\"extensions\" needs an \"extensionCap\": the most that one extension adds")]
    public void A_limit_that_cannot_be_is_named(string from, string to, string message)
    {
        using var copy = new BrokenCopy();
        copy.Change("limits.yaml", from, to);
        copy.Says("limits.yaml", copy.LineOf("limits.yaml", to), message);
    }

    [Fact]
    public void A_cap_without_extensions_means_nothing()
    {
        using var copy = new BrokenCopy();
        copy.Change("limits.yaml", "extensions: 1\n    extensionCap: 1 working-day", "extensions: 0\n    extensionCap: 1 working-day");
        copy.SaysOnly("limits.yaml", "extensionCap: 1 working-day", "\"extensionCap\" means nothing while \"extensions\" is 0");
    }

    [Fact]
    public void A_relisted_limit_of_the_same_length_is_allowed()
    {
        using var copy = new BrokenCopy();
        copy.Change("limits.yaml", "relisted: 3 working-days", "relisted: 5 working-days");
        Assert.Empty(copy.Load().Problems);
    }
}
