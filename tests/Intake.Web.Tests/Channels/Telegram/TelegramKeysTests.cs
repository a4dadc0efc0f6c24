using Intake.Web.Tests.Hosting;

namespace Intake.Web.Tests.Channels.Telegram;

/// <summary>The program with a token that Telegram does not know.</summary>
public sealed class WrongTokenApplication : TelegramApplication
{
    /// <inheritdoc/>
    protected override string Token => "1:wrong";
}

public sealed class WrongTokenTests(WrongTokenApplication application) : IClassFixture<WrongTokenApplication>
{
    [Fact]
    public async Task A_wrong_key_is_reported_in_one_sentence_and_everything_else_goes_on()
    {
        await application.UntilAsync(() => application.Log.Any(line => line.Contains("Telegram__Token", StringComparison.Ordinal)));
        Assert.DoesNotContain(application.Log, line => line.Contains("1:wrong", StringComparison.Ordinal));

        using var administrator = await application.SignedInAsync("administrator");
        var page = (await administrator.PageAsync("/admin/channels")).Body!.TextContent;
        Assert.Contains("密钥有误", page, StringComparison.Ordinal);
        Assert.Contains("请更正 Telegram__Token", page, StringComparison.Ordinal);
        using var visitor = application.Visitor();
        Assert.Contains("Channel telegram is closed: its key is wrong", await visitor.GetStringAsync("/health/ready", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Single(application.Log, line => line.Contains("Telegram__Token", StringComparison.Ordinal));
    }
}

public sealed class NoTokenTests(IntakeApplication application) : IClassFixture<IntakeApplication>
{
    [Fact]
    public async Task A_channel_without_keys_is_off_and_the_page_says_how_to_turn_it_on()
    {
        using var administrator = await application.SignedInAsync("administrator");
        var row = (await administrator.PageAsync("/admin/channels")).QuerySelectorAll("tbody tr").Single(one => one.TextContent.Contains("Telegram 机器人", StringComparison.Ordinal));
        Assert.Contains("未开通", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("把 BotFather 给的令牌填入 Telegram__Token", row.TextContent, StringComparison.Ordinal);
        using var answer = await application.Visitor().PostAsync("channels/telegram", null, TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode is System.Net.HttpStatusCode.NotFound or System.Net.HttpStatusCode.MethodNotAllowed);
    }
}
