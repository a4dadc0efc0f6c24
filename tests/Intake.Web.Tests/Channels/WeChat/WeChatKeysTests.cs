using System.Net;
using Intake.Web.Tests.Hosting;

namespace Intake.Web.Tests.Channels.WeChat;

/// <summary>The program with a secret that WeChat does not know.</summary>
public sealed class WrongSecretApplication : WeChatApplication
{
    /// <inheritdoc/>
    protected override string Secret => "a-wrong-secret";
}

public sealed class WrongSecretTests(WrongSecretApplication application) : IClassFixture<WrongSecretApplication>
{
    [Fact]
    public async Task A_wrong_key_is_reported_in_one_sentence_and_everything_else_goes_on()
    {
        await application.UntilAsync(() => application.Log.Any(line => line.Contains("WeChat__AppSecret", StringComparison.Ordinal)));
        Assert.DoesNotContain(application.Log, line => line.Contains("a-wrong-secret", StringComparison.Ordinal));

        using var administrator = await application.SignedInAsync("administrator");
        var page = (await administrator.PageAsync("/admin/channels")).Body!.TextContent;
        Assert.Contains("密钥有误", page, StringComparison.Ordinal);
        Assert.Contains("请更正 WeChat__AppId", page, StringComparison.Ordinal);
        using var visitor = application.Visitor();
        Assert.Contains("Channel wechat", await visitor.GetStringAsync("/health/ready", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Single(application.Log, line => line.Contains("WeChat__AppSecret", StringComparison.Ordinal));
        // What people write is taken, and answered where that needs no key.
        Assert.NotNull((await application.PostAsync(application.Text(application.NewPerson(), "帮助"))).Text);
    }
}

/// <summary>The program with one setting that is none.</summary>
public sealed class WrongFormApplication : IntakeApplication
{
    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["WeChat:AppId"] = FakeWeChat.AppId,
        ["WeChat:AppSecret"] = FakeWeChat.AppSecret,
        ["WeChat:Token"] = WeChatApplication.Token,
        ["WeChat:EncodingAesKey"] = "too-short",
    };
}

public sealed class WrongFormTests(WrongFormApplication application) : IClassFixture<WrongFormApplication>
{
    [Fact]
    public async Task A_key_of_a_wrong_form_is_reported_and_the_program_starts()
    {
        Assert.Single(application.Log, line => line.Contains("WeChat__EncodingAesKey is not one of 43 letters and digits", StringComparison.Ordinal));
        using var administrator = await application.SignedInAsync("administrator");
        Assert.Contains("密钥有误", (await administrator.PageAsync("/admin/channels")).Body!.TextContent, StringComparison.Ordinal);
        using var answer = await application.Visitor().PostAsync("channels/wechat", null, TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed, answer.StatusCode.ToString());
    }
}

public sealed class NoKeysTests(IntakeApplication application) : IClassFixture<IntakeApplication>
{
    [Theory]
    [InlineData("zh-CN", "微信公众号", "未开通", "填入 WeChat__AppId")]
    [InlineData("en", "WeChat official account", "Off", "Set WeChat__AppId")]
    public async Task A_channel_without_keys_is_off_and_the_page_says_how_to_turn_it_on(string language, string name, string state, string how)
    {
        using var administrator = await application.SignedInAsync("administrator");
        administrator.DefaultRequestHeaders.AcceptLanguage.Clear();
        administrator.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        var row = (await administrator.PageAsync("/admin/channels")).QuerySelectorAll("tbody tr").Single(one => one.TextContent.Contains(name, StringComparison.Ordinal));
        Assert.Contains(state, row.TextContent, StringComparison.Ordinal);
        Assert.Contains(how, row.TextContent, StringComparison.Ordinal);
        using var answer = await application.Visitor().GetAsync("channels/wechat", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
