using System.Globalization;
using System.Text;
using System.Xml;

namespace Intake.Web.Open311;

/// <summary>Writes an answer as XML: UTF-8, with the declaration, without a namespace or an attribute.</summary>
internal static class XmlForm
{
    private static readonly XmlWriterSettings Settings = new() { Encoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), Indent = true, IndentChars = "  ", NewLineChars = "\n" };

    /// <summary>The bytes.</summary>
    public static byte[] Write(Open311Document document)
    {
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, Settings))
        {
            // The specification writes the encoding's name in capitals, and some clients compare it so.
            writer.WriteProcessingInstruction("xml", "version=\"1.0\" encoding=\"UTF-8\"");
            Write(writer, document.Root, document.Content);
        }

        return stream.ToArray();
    }

    /// <summary>A text without what XML cannot hold: most control characters and half characters.</summary>
    public static string Holdable(string text)
    {
        var isWhole = true;
        for (var i = 0; i < text.Length && isWhole; i++)
            isWhole = XmlConvert.IsXmlChar(text[i]);
        return isWhole ? text : string.Concat(text.EnumerateRunes().Where(rune => rune.Value > char.MaxValue || XmlConvert.IsXmlChar((char)rune.Value)));
    }

    private static void Write(XmlWriter writer, string name, Open311Node node)
    {
        writer.WriteStartElement(name);
        switch (node)
        {
            case Fields fields:
                foreach (var (part, value) in fields.Parts)
                    Write(writer, part, value);
                break;
            case Items items:
                foreach (var item in items.Parts)
                    Write(writer, items.Item, item);
                break;
            default:
                writer.WriteString(Text(node));
                break;
        }

        writer.WriteEndElement();
    }

    private static string? Text(Open311Node node) => node switch
    {
        Words { Text: { } text } => Holdable(text),
        Number { Value: { } value } => value.ToString(CultureInfo.InvariantCulture),
        Flag { IsSet: var isSet } => isSet ? "true" : "false",
        _ => null,
    };
}
