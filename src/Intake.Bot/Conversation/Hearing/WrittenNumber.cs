using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Intake.Bot.Conversation.Hearing;

/// <summary>Reads an amount as people write it: <c>12</c>, <c>１２.５</c>, <c>3万</c>, <c>三百二十</c>, <c>about 20 degrees</c>.</summary>
internal static partial class WrittenNumber
{
    private const string Digits = "零一二三四五六七八九";

    /// <summary>The first amount in a text; null when there is none.</summary>
    public static decimal? Find(string text)
    {
        var folded = text.Normalize(NormalizationForm.FormKC).Replace('两', '二').Replace('〇', '零');
        var match = Amount().Match(folded);
        if (match.Success && decimal.TryParse(match.Groups["n"].Value.Replace(",", "", StringComparison.Ordinal), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount))
            return amount * UnitOf(match.Groups["u"].Value);
        var numeral = Numeral().Match(folded);
        return numeral.Success ? Read(numeral.Value) : null;
    }

    private static decimal UnitOf(string unit) => unit switch { "百" => 100, "千" => 1_000, "万" => 10_000, "亿" => 100_000_000, _ => 1 };

    private static decimal Read(string numeral)
    {
        decimal all = 0, section = 0, digit = 0;
        foreach (var c in numeral)
        {
            if (Digits.IndexOf(c, StringComparison.Ordinal) is >= 0 and var value)
                digit = value;
            else if (c is '万' or '亿')
                (all, section, digit) = ((all + section + digit) * UnitOf(c.ToString()), 0, 0);
            else
                (section, digit) = (section + ((digit == 0 ? 1 : digit) * (c == '十' ? 10 : UnitOf(c.ToString()))), 0);
        }

        return all + section + digit;
    }

    [GeneratedRegex(@"(?<![0-9.])(?<n>-?[0-9]{1,12}(?:,[0-9]{3}){0,4}(?:\.[0-9]{1,6})?)\s?(?<u>[百千万亿]?)", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Amount();

    [GeneratedRegex("[零一二三四五六七八九十百千万亿]{1,12}", RegexOptions.CultureInvariant)]
    private static partial Regex Numeral();
}
