using System.Text.Json.Nodes;

namespace Intake.Web.Tests.Channels.DirectLine;

/// <summary>A citizen with Microsoft's own Direct Line client (botframework-directlinejs), which <c>tests/run</c> installs.</summary>
public sealed class OutsideTests(DirectLineApplication application) : IClassFixture<DirectLineApplication>
{
    private static readonly TimeSpan LongEnough = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData("socket")]
    [InlineData("polling")]
    public async Task A_citizen_reports_and_gets_a_receipt_with_a_client_that_nobody_here_wrote(string how)
    {
        Assert.SkipWhen(OutsideProcess.Missing("botframework-directlinejs") is not null, OutsideProcess.Missing("botframework-directlinejs") ?? "");
        using var patience = new CancellationTokenSource(LongEnough, TimeProvider.System);
        await using var client = OutsideProcess.Start("directline.cjs", application.Address.AbsoluteUri, DirectLineClient.Secret, how);
        var heard = new List<JsonNode>();
        await UntilAsync(client, heard, activity => TextOf(activity).Contains("您好", StringComparison.Ordinal), patience.Token);

        await client.DoAsync(new JsonObject { ["say"] = "投诉滨江路边上的建筑工地半夜施工，打桩声吵得一家人睡不着" });
        var draft = await UntilAsync(client, heard, activity => ButtonsOf(activity).Any(button => (string?)button["title"] == "提交"), patience.Token);
        // The client knows its own words again, and what answers them.
        var own = heard.First(activity => (string?)activity["from"]!["role"] == "user");
        Assert.Equal("lan", (string?)own["from"]!["id"]);
        Assert.Equal((string?)own["id"], (string?)draft["replyToId"]);

        if (how == "socket")
            await client.DoAsync(new JsonObject { ["break"] = true });
        await client.DoAsync(new JsonObject { ["press"] = (string?)ButtonsOf(draft).Single(button => (string?)button["title"] == "提交")["value"] });
        await UntilAsync(client, heard, activity => TextOf(activity).Contains("查询码：", StringComparison.Ordinal), patience.Token);
        Assert.Equal(heard.Count, heard.Select(activity => (string?)activity["id"]).Distinct(StringComparer.Ordinal).Count());
    }

    private static async Task<JsonNode> UntilAsync(OutsideProcess client, List<JsonNode> heard, Func<JsonNode, bool> isIt, CancellationToken cancellationToken)
    {
        while (await client.HearAsync(cancellationToken) is { } line)
        {
            Assert.Null(line["failed"]);
            if (line["heard"] is not { } activity)
                continue;
            heard.Add(activity);
            if (isIt(activity))
                return activity;
        }

        throw new InvalidOperationException("The client has ended.");
    }

    private static string TextOf(JsonNode activity) => (string?)activity["text"] ?? "";

    private static IEnumerable<JsonNode> ButtonsOf(JsonNode activity) => activity["suggestedActions"]?["actions"]?.AsArray().Select(action => action!) ?? [];
}
