using System.Globalization;
using System.Text;
using System.Xml;

namespace Intake.Bot.Channels.WeChat;

/// <summary>The answer to a message in the answer to the request that brought it (被动回复): one text, which costs none of those that WeChat allows.</summary>
internal static class PassiveReply
{
    /// <summary>What says that a message was taken, and nothing more.</summary>
    public const string Nothing = "success";

    private static readonly XmlWriterSettings Settings = new() { OmitXmlDeclaration = true, CheckCharacters = false };

    /// <summary>A text as plain XML.</summary>
    /// <param name="to">The message that is answered.</param>
    /// <param name="text">The text.</param>
    /// <param name="at">When.</param>
    public static string Of(SaidToAccount to, string text, DateTimeOffset at) =>
        Written(("ToUserName", to.Person), ("FromUserName", to.Account), ("CreateTime", Seconds(at)), ("MsgType", "text"), ("Content", text));

    /// <summary>The same encrypted, as the answer to a message that was.</summary>
    public static string Sealed(WeChatCrypt crypt, string plain, string nonce, DateTimeOffset at)
    {
        var encrypted = crypt.Encrypt(plain);
        return Written(("Encrypt", encrypted), ("MsgSignature", crypt.Sign(Seconds(at), nonce, encrypted)), ("TimeStamp", Seconds(at)), ("Nonce", nonce));
    }

    private static string Written(params IReadOnlyList<(string Name, string Value)> fields)
    {
        var text = new StringBuilder();
        using (var writer = XmlWriter.Create(text, Settings))
        {
            writer.WriteStartElement("xml");
            foreach (var (name, value) in fields)
            {
                writer.WriteStartElement(name);
                writer.WriteCData(value);
                writer.WriteEndElement();
            }

            writer.WriteEndElement();
        }

        return text.ToString();
    }

    private static string Seconds(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
}
