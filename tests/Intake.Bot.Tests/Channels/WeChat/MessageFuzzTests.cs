using System.Text;
using Intake.Bot.Channels.WeChat;

namespace Intake.Bot.Tests.Channels.WeChat;

/// <summary>Whatever is done to a message, it has an answer. Bounded by a number and not by time, so that it is the same everywhere.</summary>
public sealed class MessageFuzzTests
{
    private const int Rounds = 20_000;
    private static readonly string[] Values = ["", "-1", "1e400", "NaN", "99999999999999999999", "\0", "\uD800", "]]>", "<", "&amp;", "<![CDATA[a]]>", "<b><c/></b>", "event", "text", "subscribe", "m|x", "qrscene_", "m|" + new string('x', 100)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_changed_message_never_throws(int seed)
    {
        var random = new Random(seed);
        var fixtures = Fixture.All.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Value).ToList();
        var kinds = new HashSet<Type>();
        for (var round = 0; round < Rounds; round++)
        {
            var changed = Changed(fixtures[random.Next(fixtures.Count)], random);
            // Over the wire, as it comes.
            if (WeChatXml.TextOf(Encoding.UTF8.GetBytes(changed)) is not { } text || WeChatXml.Read(text) is not { } xml)
                continue;
            var input = MessageToActivity.Convert(xml);
            kinds.Add(input.GetType());
            Assert.True(input is not SaidToAccount said || (said.Person.Length is > 0 and <= 64 && said.Message.Length > 1), changed);
        }

        // Or it would prove nothing.
        Assert.Equal(4, kinds.Count);
    }

    [Fact]
    public void Bytes_of_any_kind_never_throw()
    {
        var random = new Random(4);
        var good = Encoding.UTF8.GetBytes(Fixture.All["text"]);
        for (var round = 0; round < Rounds; round++)
        {
            var bytes = good[random.Next(good.Length / 2)..].ToArray();
            for (var change = random.Next(8); change > 0; change--)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            if (WeChatXml.TextOf(bytes) is { } text && WeChatXml.Read(text) is { } xml)
                MessageToActivity.Convert(xml);
        }
    }

    private static string Changed(string xml, Random random)
    {
        var text = new StringBuilder(xml);
        for (var changes = random.Next(1, 5); changes > 0 && text.Length > 1; changes--)
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
        }

        return text.ToString();
    }

    // The content of some element, so that the rest stays XML and gets as far as the converter.
    private static void Replace(StringBuilder text, string value, Random random)
    {
        var xml = text.ToString();
        var at = xml.IndexOf("<![CDATA[", random.Next(xml.Length), StringComparison.Ordinal);
        var end = at < 0 ? -1 : xml.IndexOf("]]>", at, StringComparison.Ordinal);
        if (end > at)
            text.Remove(at, end + 3 - at).Insert(at, value);
    }

    private static string Pick(Random random)
    {
        string[] names = ["MsgType", "Event", "EventKey", "Content", "MediaId", "FromUserName", "MsgId", "CreateTime", "text", "image", "event", "location", "Location_X"];
        return names[random.Next(names.Length)];
    }
}
