using System.Text.Json.Nodes;

namespace Intake.Web.Tests.Channels.BotFramework;

/// <summary>Microsoft's own library for bots (botframework-connector), which <c>tests/run</c> installs, in the same place: it takes the tokens that we take, and sends where we send.</summary>
public sealed class OutsideTests(BotFrameworkApplication application) : IClassFixture<BotFrameworkApplication>
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(3);

    [Fact]
    public async Task The_same_tokens_are_taken_and_refused()
    {
        Assert.SkipWhen(OutsideProcess.Missing("botframework-connector") is not null, OutsideProcess.Missing("botframework-connector") ?? "");
        using var patience = new CancellationTokenSource(LongEnough, TimeProvider.System);
        var connector = application.Connector;
        connector.NewSecretKey("secret-1");
        var now = application.Clock.GetUtcNow().ToUnixTimeSeconds();
        var good = connector.Token();
        (string Token, string Service, string Channel)[] cases =
        [
            (good, "", "webchat"),
            (good, "", "msteams"),
            (good, "", "facebook"),
            (good, "https://smba.trafficmanager.net/amer/", "webchat"),
            (good[..^8] + "AAAAAAAA", "", "webchat"),
            (connector.Token(header: new() { ["alg"] = "none" }), "", "webchat"),
            (connector.Token(header: new() { ["alg"] = "HS256" }), "", "webchat"),
            (connector.Token(header: new() { ["kid"] = "unknown" }), "", "webchat"),
            (connector.Token(keyId: "secret-1"), "", "webchat"),
            (connector.Token(new() { ["iss"] = "https://login.example" }), "", "webchat"),
            (connector.Token(new() { ["iss"] = null }), "", "webchat"),
            (connector.Token(new() { ["aud"] = "another" }), "", "webchat"),
            (connector.Token(new() { ["aud"] = null }), "", "webchat"),
            (connector.Token(new() { ["serviceurl"] = null }), "", "webchat"),
            (connector.Token(new() { ["exp"] = now - 299 }), "", "webchat"),
            (connector.Token(new() { ["exp"] = now - 301 }), "", "webchat"),
            (connector.Token(new() { ["nbf"] = now + 299 }), "", "webchat"),
            (connector.Token(new() { ["nbf"] = now + 301 }), "", "webchat"),
            (connector.Token(new() { ["nbf"] = null }), "", "webchat"),
            ("a.b.c", "", "webchat"),
        ];
        await using var library = OutsideProcess.Start("connector.cjs");
        var (taken, differing) = (0, new List<string>());
        foreach (var (token, service, channel) in cases)
        {
            var said = connector.Message(application.NewConversation(), "帮助", channel);
            said["serviceUrl"] = service.Length == 0 ? connector.Address.AbsoluteUri : service;
            await library.DoAsync(new JsonObject
            {
                ["check"] = new JsonObject { ["metadata"] = $"{connector.Address}.well-known/openidconfiguration", ["appId"] = FakeConnector.AppId, ["token"] = token, ["serviceUrl"] = (string?)said["serviceUrl"], ["channelId"] = channel, ["now"] = now },
            });
            var theirs = (bool)(await library.HearAsync(patience.Token))!;
            var ours = await application.DeliverAsync(said, token) == 200;
            taken += ours ? 1 : 0;
            if (ours != theirs)
                differing.Add($"{Array.FindIndex(cases, one => one == (token, service, channel))}: ours {ours}");
        }

        Assert.Empty(differing);
        Assert.Equal(5, taken);
    }

    [Fact]
    public async Task An_answer_goes_to_the_same_address()
    {
        Assert.SkipWhen(OutsideProcess.Missing("botframework-connector") is not null, OutsideProcess.Missing("botframework-connector") ?? "");
        using var patience = new CancellationTokenSource(LongEnough, TimeProvider.System);
        var connector = application.Connector;
        var conversation = application.NewConversation();
        var said = connector.Message(conversation, "帮助");
        await application.DeliverAsync(said);
        var ours = (await application.SentAsync(conversation, 1))[0];

        await using var library = OutsideProcess.Start("connector.cjs");
        var before = connector.To(conversation).Count;
        await library.DoAsync(new JsonObject
        {
            ["reply"] = new JsonObject
            {
                ["serviceUrl"] = connector.Address.AbsoluteUri.TrimEnd('/'),
                ["authorization"] = $"Bearer token-{connector.TokensGiven}",
                ["conversation"] = conversation,
                ["activity"] = (string?)said["id"],
                ["body"] = new JsonObject { ["type"] = "message", ["text"] = "好的" },
            },
        });
        Assert.NotNull(await library.HearAsync(patience.Token));
        var theirs = (await application.SentAsync(conversation, before + 1))[before];
        Assert.Equal(theirs.Target, ours.Target);
        Assert.Equal(theirs.ContentType, ours.ContentType);
    }
}
