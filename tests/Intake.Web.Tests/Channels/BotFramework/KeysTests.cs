using System.Text.Json.Nodes;
using Intake.Web.Hosting;
using Intake.Web.Tests.Hosting;
using Microsoft.AspNetCore.Http;

namespace Intake.Web.Tests.Channels.BotFramework;

/// <summary>The signing keys while they change and while they cannot be had. Each test in an order of its own, on one program.</summary>
public sealed class SigningKeysTests(BotFrameworkApplication application) : IClassFixture<BotFrameworkApplication>
{
    private FakeConnector Connector => application.Connector;

    [Fact]
    public async Task Keys_are_kept_fetched_anew_for_one_that_is_not_known_and_stay_while_they_cannot_be_had()
    {
        await application.UntilAsync(() => Connector.KeysFetched > 0);
        Assert.Equal(200, await SayAsync());
        Assert.Equal(200, await SayAsync());
        Assert.Equal(1, Connector.KeysFetched);

        // Tokens with keys that somebody made up cause no traffic.
        Connector.NewSecretKey("secret-1");
        for (var i = 0; i < 5; i++)
            Assert.Equal(403, await SayAsync("secret-1"));
        Assert.Equal(1, Connector.KeysFetched);

        // A new key signs: within an hour of the last fetch it is not looked for, and then at once.
        Connector.RollOver("key-2");
        Assert.Equal(403, await SayAsync());
        application.Clock.Advance(TimeSpan.FromMinutes(61));
        Assert.Equal(200, await SayAsync());
        Assert.Equal(2, Connector.KeysFetched);
        Assert.Equal(403, await SayAsync("secret-1"));
        Assert.Equal(2, Connector.KeysFetched);

        // The old one is good as long as the issuer names it.
        Assert.Equal(200, await SayAsync("key-1"));

        // A day later the issuer is away: what is known stays, and one try is enough for a while.
        application.Clock.Advance(TimeSpan.FromHours(25));
        Connector.HasMetadata = false;
        Assert.Equal(200, await SayAsync());
        Connector.HasMetadata = true;
        application.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(200, await SayAsync());
        Assert.Equal(3, Connector.KeysFetched);
    }

    private Task<int> SayAsync(string? keyId = null) => application.DeliverAsync(Connector.Message(application.NewConversation(), "帮助"), Connector.Token(keyId: keyId));
}

/// <summary>The program whose issuer does not answer at first.</summary>
public sealed class NoIssuerApplication : BotFrameworkApplication
{
    /// <inheritdoc/>
    protected override bool HasMetadata => false;
}

public sealed class NoIssuerTests(NoIssuerApplication application) : IClassFixture<NoIssuerApplication>
{
    [Fact]
    public async Task Without_keys_nothing_is_believed_and_the_sender_comes_again()
    {
        await application.UntilAsync(() => application.Log.Any(line => line.Contains("interrupted", StringComparison.Ordinal)));
        var said = application.Connector.Message(application.NewConversation(), "帮助");
        using var answer = await application.PostAsync(said.ToJsonString(), application.Connector.Token());
        Assert.Equal(503, (int)answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        using var visitor = application.Visitor();
        Assert.Contains("Channel botframework cannot be reached", await visitor.GetStringAsync("/health/ready", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        application.Connector.HasMetadata = true;
        application.Clock.Advance(TimeSpan.FromSeconds(11));
        Assert.Equal(200, await application.DeliverAsync(said));
    }
}

/// <summary>The program with a password that the login does not know.</summary>
public sealed class WrongPasswordApplication : BotFrameworkApplication
{
    /// <inheritdoc/>
    protected override string Password => "a-wrong-password";
}

public sealed class WrongPasswordTests(WrongPasswordApplication application) : IClassFixture<WrongPasswordApplication>
{
    [Fact]
    public async Task A_wrong_key_is_reported_in_one_sentence_and_everything_else_goes_on()
    {
        await application.UntilAsync(() => application.Log.Any(line => line.Contains("BotFramework__AppPassword", StringComparison.Ordinal)));
        application.Clock.Advance(TimeSpan.FromMinutes(5));
        using var administrator = await application.SignedInAsync("administrator");
        var page = (await administrator.PageAsync("/admin/channels")).Body!.TextContent;
        Assert.Contains("密钥有误", page, StringComparison.Ordinal);
        Assert.Contains("请更正 BotFramework__AppId", page, StringComparison.Ordinal);
        using var visitor = application.Visitor();
        Assert.Contains("Channel botframework is closed: its key is wrong", await visitor.GetStringAsync("/health/ready", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Single(application.Log, line => line.Contains("BotFramework__AppPassword", StringComparison.Ordinal));
        Assert.DoesNotContain(application.Log, line => line.Contains("a-wrong-password", StringComparison.Ordinal));
        // Nothing is taken in that nobody could answer.
        Assert.Equal(503, await application.DeliverAsync(application.Connector.Message(application.NewConversation(), "帮助")));
    }
}

/// <summary>The program whose password ends while it runs.</summary>
public sealed class PasswordEndsTests(BotFrameworkApplication application) : IClassFixture<BotFrameworkApplication>
{
    [Fact]
    public async Task A_password_that_ends_closes_the_channel_and_what_was_said_leaves_when_it_is_good_again()
    {
        var connector = application.Connector;
        var (first, second) = (application.NewConversation(), application.NewConversation());
        Assert.Equal(200, await application.DeliverAsync(connector.Message(first, "帮助")));
        // All of it: a part that left later would close the channel before the second message comes.
        await application.UntilAsync(() => !application.IsAnythingOnItsWay());
        connector.InsteadOfToken = () => Results.Json(new JsonObject { ["error"] = "invalid_client" }, statusCode: 401);
        connector.Instead = (_, _) => connector.InsteadOfToken() is null ? null : Results.StatusCode(401);
        Assert.Equal(200, await application.DeliverAsync(connector.Message(second, "帮助")));
        await application.UntilAsync(() => application.Log.Any(line => line.Contains("BotFramework__AppPassword", StringComparison.Ordinal)));
        Assert.Equal(503, await application.DeliverAsync(connector.Message(application.NewConversation(), "帮助")));
        connector.InsteadOfToken = () => null;
        Assert.Contains("您好", (await application.SentAsync(second, 1))[0].Text, StringComparison.Ordinal);
        Assert.Equal(200, await application.DeliverAsync(connector.Message(application.NewConversation(), "帮助")));
    }
}

/// <summary>The program with one of the two keys.</summary>
public sealed class HalfKeysApplication : IntakeApplication
{
    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal) { ["BotFramework:AppId"] = FakeConnector.AppId };
}

public sealed class HalfKeysTests(HalfKeysApplication application) : IClassFixture<HalfKeysApplication>
{
    [Fact]
    public async Task A_missing_half_of_the_keys_is_reported_in_one_sentence()
    {
        Assert.Single(application.Log, line => line.Contains("BotFramework__AppPassword is not set", StringComparison.Ordinal));
        using var visitor = application.Visitor();
        Assert.Contains("Channel botframework is closed: its key is wrong", await visitor.GetStringAsync("/health/ready", TestContext.Current.CancellationToken), StringComparison.Ordinal);
        using var answer = await visitor.PostAsync("api/messages", null, TestContext.Current.CancellationToken);
        Assert.Equal(503, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("OpenIdMetadata", "http://login.example/openid")]
    [InlineData("LoginUrl", "login")]
    public void An_address_that_is_none_stops_the_start(string name, string address)
    {
        string[] settings = ["--BotFramework:AppId", "id", "--BotFramework:AppPassword", "password", $"--BotFramework:{name}", address, "--INTAKE_DATA", application.DataFolder];
        Assert.Contains($"BotFramework__{name}", Assert.Throws<FormatException>(() => IntakeHost.Build(settings)).Message, StringComparison.Ordinal);
    }
}

public sealed class NoKeysTests(IntakeApplication application) : IClassFixture<IntakeApplication>
{
    [Fact]
    public async Task A_channel_without_keys_is_off_and_the_page_says_how_to_turn_it_on()
    {
        using var administrator = await application.SignedInAsync("administrator");
        var row = (await administrator.PageAsync("/admin/channels")).QuerySelectorAll("tbody tr").Single(one => one.TextContent.Contains("Bot Framework", StringComparison.Ordinal));
        Assert.Contains("未开通", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("填入 BotFramework__AppId", row.TextContent, StringComparison.Ordinal);
        using var answer = await application.Visitor().PostAsync("api/messages", null, TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode is System.Net.HttpStatusCode.NotFound or System.Net.HttpStatusCode.MethodNotAllowed);
    }
}
