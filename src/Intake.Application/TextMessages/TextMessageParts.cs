namespace Intake.Application.TextMessages;

/// <summary>
/// How many parts a text message is sent in, as carriers count them: 160 characters of the alphabet of GSM 03.38 in one
/// part and 153 in each of several, with the signs of its extension as two; with any other character 70 and 67 UTF-16 units.
/// </summary>
public static class TextMessageParts
{
    private const string Alphabet = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    private const string Extension = "\f^{}\\[~]|€";

    /// <summary>How many; one at least.</summary>
    public static int Of(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var isPlain = text.All(sign => Alphabet.Contains(sign, StringComparison.Ordinal) || Extension.Contains(sign, StringComparison.Ordinal));
        return isPlain
            ? Parts(text.Length + text.Count(sign => Extension.Contains(sign, StringComparison.Ordinal)), 160, 153)
            : Parts(text.Length, 70, 67);
    }

    private static int Parts(int length, int alone, int each) => length <= alone ? 1 : (length + each - 1) / each;
}
