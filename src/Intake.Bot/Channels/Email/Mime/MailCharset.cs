using System.Text;

namespace Intake.Bot.Channels.Email.Mime;

/// <summary>
/// Turns bytes into text, whatever their label says: many senders write GB18030 and call it GB2312, or UTF-8 and call it
/// anything. A label is believed where the bytes bear it out. A pure function that never throws.
/// </summary>
public static class MailCharset
{
    private const double ShareOfChinese = 0.8;
    private static readonly Encoding StrictUtf8 = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    private static readonly Encoding StrictGb18030 = Provided("GB18030", DecoderFallback.ExceptionFallback)!;
    private static readonly Encoding LenientGb18030 = Provided("GB18030", DecoderFallback.ReplacementFallback)!;
    private static readonly Encoding Western = Provided("windows-1252", DecoderFallback.ReplacementFallback)!;

    /// <summary>The text of some bytes.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="label">The charset that the sender names; null when none is named.</param>
    public static string Decode(ReadOnlySpan<byte> bytes, string? label)
    {
        if (WithoutMark(ref bytes) is { } marked)
            return marked.GetString(bytes);
        var labelled = Of(label);
        if (!bytes.ContainsAnyExceptInRange((byte)0, (byte)0x7F))
            return (labelled is { } other && IsOfManyForms(other) ? other : Encoding.ASCII).GetString(bytes);
        return labelled switch
        {
            null => Strict(StrictUtf8, bytes) ?? Strict(StrictGb18030, bytes) ?? Western.GetString(bytes),
            UTF8Encoding => OfUtf8(bytes),
            // Two bytes for everything: what is no such text would be one all the same.
            UnicodeEncoding or UTF32Encoding => labelled.GetString(bytes),
            { IsSingleByte: true } => IsSurelyUtf8(bytes) ? OfUtf8(bytes) : LooksChinese(bytes) && Strict(StrictGb18030, bytes) is { } chinese ? chinese : labelled.GetString(bytes),
            _ => IsSurelyUtf8(bytes) ? OfUtf8(bytes) : Strict(labelled, bytes) ?? Strict(StrictGb18030, bytes) ?? labelled.GetString(bytes),
        };
    }

    /// <summary>A charset by its name; null for one that is not known.</summary>
    private static Encoding? Of(string? label)
    {
        var name = label?.Trim().Trim('"', '\'').ToLowerInvariant();
        return name switch
        {
            null or "" or "us-ascii" or "ascii" or "ansi_x3.4-1968" or "unknown-8bit" or "x-unknown" or "default" => null,
            "utf-8" or "utf8" or "unicode-1-1-utf-8" => StrictUtf8,
            // GB18030 holds both of the older ones, which is what their senders mean.
            "gb2312" or "gbk" or "cp936" or "x-gbk" or "gb_2312-80" or "gb18030" or "ms936" or "windows-936" or "chinese" => LenientGb18030,
            _ => name.Length > 40 ? null : Provided(name, DecoderFallback.ReplacementFallback),
        };
    }

    private static Encoding? Provided(string name, DecoderFallback fallback)
    {
        try
        {
            return CodePagesEncodingProvider.Instance.GetEncoding(name, EncoderFallback.ReplacementFallback, fallback)
                ?? Encoding.GetEncoding(name, EncoderFallback.ReplacementFallback, fallback);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            return null; // no charset of this name, or one that is not to be trusted (UTF-7)
        }
    }

    // Cut in the middle of a character, and wrong in few places: UTF-8 still. Else the label lies.
    private static string OfUtf8(ReadOnlySpan<byte> bytes)
    {
        if (Strict(StrictUtf8, WithoutCutEnd(bytes)) is { } text)
            return text;
        var lenient = Encoding.UTF8.GetString(bytes);
        var (wrong, right) = (lenient.Count(c => c == '\uFFFD'), lenient.Count(c => c > 0x7F && c != '\uFFFD'));
        return wrong * 4 <= right ? lenient : Strict(StrictGb18030, bytes) ?? lenient;
    }

    private static string? Strict(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            // Those that do not throw write this sign in the place of what is wrong.
            var text = encoding.GetString(bytes);
            return encoding.DecoderFallback == DecoderFallback.ExceptionFallback || !text.Contains('\uFFFD', StringComparison.Ordinal) ? text : null;
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    /// <summary>Characters of three bytes, all of them right: text of another charset is not so by chance.</summary>
    private static bool IsSurelyUtf8(ReadOnlySpan<byte> bytes) => bytes.ContainsAnyInRange((byte)0xE0, (byte)0xF4) && Strict(StrictUtf8, WithoutCutEnd(bytes)) is not null;

    /// <summary>Whether the bytes beyond ASCII come in pairs, as those of common Chinese characters do.</summary>
    private static bool LooksChinese(ReadOnlySpan<byte> bytes)
    {
        var (high, paired) = (0, 0);
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] < 0x80)
                continue;
            high++;
            if (bytes[i] is >= 0xB0 and <= 0xF7 && i + 1 < bytes.Length && bytes[i + 1] >= 0xA1)
            {
                paired += 2;
                high++;
                i++;
            }
        }

        return paired >= 4 && paired >= high * ShareOfChinese;
    }

    private static ReadOnlySpan<byte> WithoutCutEnd(ReadOnlySpan<byte> bytes)
    {
        for (var back = 1; back <= Math.Min(3, bytes.Length); back++)
        {
            var one = bytes[^back];
            if (one < 0x80)
                break;
            if (one >= 0xC0)
                return (one >= 0xF0 ? 4 : one >= 0xE0 ? 3 : 2) > back ? bytes[..^back] : bytes;
        }

        return bytes;
    }

    // Of these, ASCII bytes are not ASCII characters.
    private static bool IsOfManyForms(Encoding encoding) => encoding is UnicodeEncoding or UTF32Encoding || encoding.CodePage is 52936 or (>= 50220 and <= 50229);

    private static Encoding? WithoutMark(ref ReadOnlySpan<byte> bytes)
    {
        switch (bytes)
        {
            case [0xEF, 0xBB, 0xBF, ..]:
                bytes = bytes[3..];
                return Encoding.UTF8;
            case [0xFF, 0xFE, ..]:
                bytes = bytes[2..];
                return Encoding.Unicode;
            case [0xFE, 0xFF, ..]:
                bytes = bytes[2..];
                return Encoding.BigEndianUnicode;
            default:
                return null;
        }
    }
}
