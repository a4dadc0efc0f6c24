using System.Globalization;
using System.Text;

namespace Intake.Bot.Conversation.Hearing;

/// <summary>What people write, made safe to keep and easy to compare.</summary>
public static class WrittenText
{
    private const string Edges = "。．.!！?？~～…,，、;；:：\"'“”‘’「」()（）[]【】<>《》";

    /// <summary>
    /// The text as it is kept: line ends alike, no control characters, no marks that turn the direction of writing or
    /// cannot be seen, none of the characters for private use (<see cref="Reply.SecretMark"/> is one), no half characters.
    /// </summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text))
            return "";
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.ReplaceLineEndings("\n").EnumerateRunes())
        {
            if (rune.Value is '\t' or 0xA0 or 0x3000)
                kept.Append(' ');
            else if (rune.Value == '\n' || IsKept(rune))
                kept.Append(rune);
        }

        return kept.ToString().Trim();
    }

    /// <summary>The text as it is compared: full-width forms made plain, small letters, one space between words, no punctuation at the edges.</summary>
    internal static string Plain(string text)
    {
        var folded = text.Normalize(NormalizationForm.FormKC).ToLowerInvariant();
        var words = folded.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        return string.Join(' ', words).Trim([.. Edges, ' ']);
    }

    /// <summary>The beginning of a text for a summary, whole characters, with a sign that it goes on.</summary>
    internal static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return $"{text[..end]}…";
    }

    private static bool IsKept(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.PrivateUse or UnicodeCategory.Surrogate => false,
        // Emoji are joined by these two; the rest of the format characters turn or hide text.
        UnicodeCategory.Format => rune.Value is 0x200D or 0xFE0F,
        _ => true,
    };
}
