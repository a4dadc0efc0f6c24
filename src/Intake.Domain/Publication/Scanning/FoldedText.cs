using System.Buffers;
using System.Globalization;

namespace Intake.Domain.Publication.Scanning;

/// <summary>A text folded character by character, so that every index is an index of the original too.</summary>
internal sealed class FoldedText
{
    /// <summary>Folds a text.</summary>
    public FoldedText(string original)
    {
        Original = original;
        Plain = string.Create(original.Length, original, static (span, text) =>
        {
            for (var i = 0; i < span.Length; i++)
                span[i] = Fold(text[i]);
        });
    }

    /// <summary>The text as written.</summary>
    public string Original { get; }

    /// <summary>Full-width forms as half-width, letters A to Z lower case, every decimal digit 0 to 9, every dash <c>-</c>, every space (of no width too) a blank.</summary>
    public string Plain { get; }

    /// <summary>Length of both.</summary>
    public int Length => Original.Length;

    /// <summary>The folded character; a line break outside the text.</summary>
    public char this[int index] => (uint)index < (uint)Plain.Length ? Plain[index] : '\n';

    /// <summary>Whether the folded text has <paramref name="word"/> at an index.</summary>
    public bool Has(string word, int index) => index >= 0 && index <= Length - word.Length && string.CompareOrdinal(Plain, index, word, 0, word.Length) == 0;

    /// <summary>Index of the next of some characters, from an index; the length when there is none.</summary>
    public int Next(SearchValues<char> characters, int from)
    {
        var offset = from < Length ? Plain.AsSpan(from).IndexOfAny(characters) : -1;
        return offset < 0 ? Length : from + offset;
    }

    /// <summary>Whether the folded text has <paramref name="word"/> right before an index.</summary>
    public bool Ends(string word, int index) => Has(word, index - word.Length);

    /// <summary>The digit of a Chinese numeral or of a decimal digit, as a character; null for all else.</summary>
    public static char? Numeral(char plain) => plain switch
    {
        >= '0' and <= '9' => plain,
        < '\u2000' => null,
        '〇' or '零' or '○' => '0',
        '一' or '壹' or '幺' => '1',
        '二' or '贰' => '2',
        '三' or '叁' => '3',
        '四' or '肆' => '4',
        '五' or '伍' => '5',
        '六' or '陆' => '6',
        '七' or '柒' => '7',
        '八' or '捌' => '8',
        '九' or '玖' => '9',
        _ => null,
    };

    /// <summary>Whether a character is a Chinese one.</summary>
    public static bool IsChinese(char c) => c is >= '\u4e00' and <= '\u9fff' or >= '\u3400' and <= '\u4dbf';

    private static char Fold(char c)
    {
        if (c < '\u0080')
            return c == '\t' ? ' ' : char.ToLowerInvariant(c);
        if (c is >= '\uff01' and <= '\uff5e')
            return char.ToLowerInvariant((char)(c - 0xfee0));
        if (IsChinese(c))
            return c;
        if (c is >= '\u2010' and <= '\u2015' or '\u2212')
            return '-';
        return char.GetUnicodeCategory(c) switch
        {
            UnicodeCategory.DecimalDigitNumber => (char)('0' + CharUnicodeInfo.GetDecimalDigitValue(c)),
            UnicodeCategory.SpaceSeparator or UnicodeCategory.Format => ' ',
            _ => c,
        };
    }
}
