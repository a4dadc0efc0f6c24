using System.Text;
using System.Text.Json;
using Intake.Bot.Channels.BotFramework;
using Intake.Bot.Channels.DirectLine;
using Microsoft.AspNetCore.WebUtilities;

namespace Intake.Bot.Tests.Channels.BotFramework;

/// <summary>Whatever is done to an activity or a token, it has an answer. Bounded by a number and not by time, so that it is the same everywhere.</summary>
public sealed class BotActivityFuzzTests
{
    private const int Rounds = 20_000;
    private static readonly string[] Values = ["null", "-1", "0", "1e400", "99999999999999999999", "1.5", "true", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "[]", "[null]", "{}", "[[{}]]", "\"m|x\"", "\"invoke\"", "{\"intake\": 5}", "{\"intake\": \"1|yes\"}"];
    private static readonly string[] Names = ["\"type\"", "\"id\"", "\"conversation\"", "\"from\"", "\"recipient\"", "\"text\"", "\"value\"", "\"attachments\"", "\"entities\"", "\"membersAdded\"", "\"channelData\"", "\"geo\"", "\"mentioned\"", "\"isGroup\""];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_changed_activity_never_throws(int seed)
    {
        var random = new Random(seed);
        var fixtures = Fixture.All.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Value).ToList();
        var kinds = new HashSet<Type>();
        for (var round = 0; round < Rounds; round++)
        {
            var json = Changed(fixtures[random.Next(fixtures.Count)], random);
            if (Parsed(json) is not { } activity)
                continue;
            using (activity)
            {
                var input = BotActivityToActivity.Read(activity.RootElement);
                kinds.Add(input.GetType());
                Assert.True(input is not SaidToBot said || (said.Reference.Conversation.Length > 0 && said.Message.Length > 0 && ConversationReference.FromJson(said.Reference.ToJson()) == said.Reference), json);
                SayByDirectLine(json);
            }
        }

        // Or it would prove nothing.
        Assert.Equal(5, kinds.Count);
    }

    [Fact]
    public void A_changed_token_never_throws_and_is_never_good()
    {
        var random = new Random(4);
        string[] parts = ["{\"alg\":\"RS256\",\"kid\":\"k\",\"typ\":\"JWT\"}", "{\"iss\":\"https://api.botframework.com\",\"aud\":\"app\",\"exp\":1773199999,\"nbf\":1773100000,\"serviceurl\":\"https://smba.example/\"}"];
        using var rsa = System.Security.Cryptography.RSA.Create(2048);
        var issuer = new TokenIssuer("https://api.botframework.com", new Dictionary<string, SigningKey>(StringComparer.Ordinal) { ["k"] = new(rsa.ExportParameters(false), new HashSet<string>(StringComparer.Ordinal)) });
        var read = 0;
        for (var round = 0; round < Rounds / 4; round++)
        {
            var written = parts.Select(part => WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes(random.Next(2) == 0 ? part : Changed(part, random))));
            var token = string.Join('.', written.Append(WebEncoders.Base64UrlEncode(Encoding.UTF8.GetBytes("signature"))));
            if (TokenValidation.Read(random.Next(4) == 0 ? Changed(token, random) : token) is not { } whole)
                continue;
            read++;
            Assert.NotNull(TokenValidation.Check(whole, issuer, "app", DateTimeOffset.FromUnixTimeSeconds(1_773_150_000)));
            // What its claims say is asked for only behind the signature; it must not throw all the same.
            if (issuer.Keys.ContainsKey(whole.KeyId))
                TokenValidation.Check(whole, issuer, "https://smba.example/", "webchat");
        }

        Assert.True(read > 1_000, $"{read}");
    }

    private static void SayByDirectLine(string json)
    {
        try
        {
            if (JsonSerializer.Deserialize(json, ActivityJson.Default.BotActivity) is { } activity)
                DirectLineConverter.ToConversation(activity, []);
        }
        catch (JsonException)
        {
            // Answered with 400 before the converter.
        }
    }

    private static string Changed(string json, Random random)
    {
        var text = new StringBuilder(json);
        for (var changes = random.Next(1, 5); changes > 0 && text.Length > 0; changes--)
        {
            switch (random.Next(4))
            {
                case 0:
                    Replace(text, Values[random.Next(Values.Length)], random);
                    break;
                case 1:
                    text[random.Next(text.Length)] = (char)random.Next(32, 0x3000);
                    break;
                case 2:
                    text.Remove(random.Next(text.Length), 1);
                    break;
                default:
                    text.Replace(Names[random.Next(Names.Length)], Names[random.Next(Names.Length)]);
                    break;
            }
        }

        return text.ToString();
    }

    // The value after some colon, so that the rest stays JSON and gets as far as the converter.
    private static void Replace(StringBuilder text, string value, Random random)
    {
        var json = text.ToString();
        var at = json.IndexOf(": ", random.Next(json.Length), StringComparison.Ordinal);
        var end = at < 0 ? -1 : json.IndexOfAny([',', '\n'], at);
        if (end > at + 2 && json[at + 2] is not '{' and not '[')
            text.Remove(at + 2, end - at - 2).Insert(at + 2, value);
    }

    private static JsonDocument? Parsed(string json)
    {
        try
        {
            return JsonDocument.Parse(json);
        }
        catch (JsonException)
        {
            return null; // refused before the converter
        }
    }
}
