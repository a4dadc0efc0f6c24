using System.Text;
using System.Xml;

namespace Intake.Bot.Channels.WeChat;

/// <summary>
/// A message of WeChat as its fields: the elements under <c>xml</c>, and those under them by both names with a slash
/// between. UTF-8 whatever the declaration or a header says, since WeChat writes nothing else; no document types, no entities.
/// </summary>
internal sealed class WeChatXml
{
    private const int MostFields = 200;
    private const int MostDepth = 8;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly XmlReaderSettings Settings = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        CheckCharacters = false, // people paste control characters, and WeChat passes them on
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private readonly Dictionary<string, string> _fields;

    private WeChatXml(Dictionary<string, string> fields) => _fields = fields;

    /// <summary>A field; null when it is missing or empty.</summary>
    public string? this[string name] => _fields.TryGetValue(name, out var value) && value.Length > 0 ? value : null;

    /// <summary>The text of bytes; null when they are not UTF-8.</summary>
    public static string? TextOf(ReadOnlySpan<byte> body)
    {
        try
        {
            return Strict.GetString(body).TrimStart('\uFEFF');
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Reads a message; null when it is not well-formed, has a document type, or is deeper or longer than any message.</summary>
    public static WeChatXml? Read(string text)
    {
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), Settings);
            return Read(reader);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static WeChatXml? Read(XmlReader reader)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        var path = new List<string>();
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element when path.Count >= MostDepth || fields.Count >= MostFields:
                    return null;
                case XmlNodeType.Element when !reader.IsEmptyElement:
                    path.Add(reader.LocalName);
                    break;
                case XmlNodeType.EndElement:
                    path.RemoveAt(path.Count - 1);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace when path.Count > 1:
                    var name = string.Join('/', path.Skip(1));
                    fields[name] = fields.GetValueOrDefault(name) + reader.Value;
                    break;
            }
        }

        return new(fields);
    }
}
