using System.Text;
using System.Text.Json;
using Intake.Bot.Channels.Telegram;

namespace Intake.Bot.Tests.Channels.Telegram;

/// <summary>Whatever is done to an update, it has an answer. Bounded by a number and not by time, so that it is the same everywhere.</summary>
public sealed class UpdateFuzzTests
{
    private const int Rounds = 20_000;
    private static readonly string[] Values = ["null", "-1", "0", "1e400", "99999999999999999999", "1.5", "true", "\"\"", "\"\\u0000\"", "\"\\ud800\"", "[]", "[null]", "{}", "[[{}]]", "\"/start box-17\"", "\"m|x\""];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_changed_update_never_throws(int seed)
    {
        var random = new Random(seed);
        var fixtures = Fixture.All.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Value).ToList();
        var kinds = new HashSet<Type>();
        for (var round = 0; round < Rounds; round++)
        {
            var json = Changed(fixtures[random.Next(fixtures.Count)], random);
            if (Parsed(json) is not { } update)
                continue;
            using (update)
            {
                var input = UpdateToActivity.Read(update.RootElement);
                kinds.Add(input.GetType());
                Assert.True(input is not SaidToBot said || (said.Conversation.Length > 0 && said.Message.Length is > 0 and < 200), json);
                if (input is SaidToBot { Album: not null } part)
                    UpdateToActivity.Join([part, part]);
            }
        }

        // Or it would prove nothing.
        Assert.Equal(4, kinds.Count);
    }

    private static string Changed(string json, Random random)
    {
        var text = new StringBuilder(json);
        for (var changes = random.Next(1, 5); changes > 0; changes--)
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
                    text.Replace(Pick(random), Pick(random));
                    break;
            }

            if (text.Length == 0)
                break;
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

    private static string Pick(Random random)
    {
        string[] names = ["\"message\"", "\"edited_message\"", "\"callback_query\"", "\"chat\"", "\"from\"", "\"text\"", "\"photo\"", "\"private\"", "\"group\"", "\"document\"", "\"data\""];
        return names[random.Next(names.Length)];
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
