using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace Intake.Web.Open311;

/// <summary>Writes an answer as JSON: lists are arrays without a wrapper, codes and ids are texts, degrees are numbers.</summary>
internal static class JsonForm
{
    // Chinese as it is; what could begin markup stays escaped.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    /// <summary>The bytes.</summary>
    public static byte[] Write(Open311Document document)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, Options))
            Write(writer, document.Content);
        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter writer, Open311Node node)
    {
        switch (node)
        {
            case Fields fields:
                writer.WriteStartObject();
                foreach (var (name, value) in fields.Parts)
                {
                    writer.WritePropertyName(name);
                    Write(writer, value);
                }

                writer.WriteEndObject();
                break;
            case Items items:
                writer.WriteStartArray();
                foreach (var item in items.Parts)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case Words { Text: { Length: > 0 } text }:
                writer.WriteStringValue(XmlForm.Holdable(text));
                break;
            case Number { Value: { } number }:
                writer.WriteNumberValue(number);
                break;
            case Flag flag:
                writer.WriteBooleanValue(flag.IsSet);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
