namespace Intake.Domain.Publication.Scanning;

/// <summary>
/// House numbers in Chinese: 3栋2单元501室, 12号楼, A座1203, 人民路12号. The numbers are hidden, the words stay. Counts
/// (三栋楼, 12座桥), floors alone, roads and lines stay.
/// </summary>
internal static class ChineseHouses
{
    private const string CountWords = "共有了约这那几多建拆余占第和计";
    private const string WaysBeforeNumber = "路街巷弄道同坊";
    private const string DayFollowedBy = "开停上下晚早凌至到起之前后就又才左";
    private const string TrailingNumberNotBefore = "年月日个人元万点时米平多余家次分%条";

    public static void Scan(FoldedText text, List<Finding> found)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (HouseParts.NumberEnd(text, i) == i)
                continue;
            var parts = HouseParts.At(text, i);
            if (Judge(text, i, parts) is { } confidence)
                found.Add(new(i, parts.End - i, FindingKind.HouseNumber, confidence, parts.MaskedForm(text, i)));
            i = Math.Max(i, parts.End - 1);
        }
    }

    private static Confidence? Judge(FoldedText text, int start, HouseParts parts)
    {
        if (parts.Count == 0 || (parts.Count == 1 && parts.Trailing is null))
            return parts.Count == 1 && IsAlone(text, start, parts) ? Confidence.Likely : null;
        if (parts.Units.Exists(unit => unit is not ("楼" or "层" or "号")))
            return Confidence.Certain;
        return parts.Units[0] == "号" && IsOnStreet(text, start) ? Confidence.Likely : null;
    }

    /// <summary>Whether a single part such as 12号楼 or 501室 is a house number by itself.</summary>
    private static bool IsAlone(FoldedText text, int start, HouseParts parts)
    {
        var number = text.Plain.AsSpan(start, parts.FirstNumberEnd - start);
        var hasDigit = number.IndexOfAnyInRange('0', '9') >= 0;
        var hasLetter = number.IndexOfAnyInRange('a', 'z') >= 0;
        var isCounted = CountWords.Contains(text[start - 1], StringComparison.Ordinal) && text[start - 1] != '第';
        return parts.Units[0] switch
        {
            "号楼" or "号栋" or "#楼" or "#栋" => true,
            "栋" or "幢" => (hasDigit || hasLetter || text[start - 1] == '第') && !isCounted && text[parts.End] is not ('楼' or '房' or '住' or '别' or '建' or '高'),
            "座" => hasLetter,
            "单元" => hasDigit || (text[start - 1] != '第' && !isCounted),
            "室" or "房" or "号房" => number.Length >= 3 && hasDigit,
            "弄" => hasDigit,
            "号" => hasDigit && IsOnStreet(text, start) && !IsDay(text, number, parts.End),
            _ => false,
        };
    }

    /// <summary>人民路12号开始施工: the twelfth of the month. 地铁2号线 is no house either.</summary>
    private static bool IsDay(FoldedText text, ReadOnlySpan<char> number, int end) =>
        text[end] is '线' or '口' or '令' or '文' || (number.Length <= 2 && DayFollowedBy.Contains(text[end], StringComparison.Ordinal));

    private static bool IsOnStreet(FoldedText text, int start) =>
        WaysBeforeNumber.Contains(text[start - 1], StringComparison.Ordinal) && !text.Ends("国道", start) && !text.Ends("省道", start) && !text.Ends("县道", start) && !text.Ends("轨道", start);

    /// <summary>The chain of numbers and unit words at an index.</summary>
    private sealed record HouseParts(List<string> Units, List<(int Start, int End)> Numbers, int End)
    {
        private static readonly string[] Words = ["号楼", "号栋", "号房", "#楼", "#栋", "单元", "栋", "幢", "座", "弄", "室", "房", "楼", "层", "号", "#", "门"];
        private const int LongestNumber = 5;

        public (int Start, int End)? Trailing { get; init; }

        public int Count => Units.Count;

        public int FirstNumberEnd => Numbers[0].End;

        public static HouseParts At(FoldedText text, int start)
        {
            List<string> units = [];
            List<(int, int)> numbers = [];
            var end = start;
            for (var at = start; ;)
            {
                var numberEnd = NumberEnd(text, at);
                if (numberEnd == at)
                    return new HouseParts(units, numbers, end);
                var unit = Array.Find(Words, word => text.Has(word, numberEnd) && (word[0] != '#' || char.IsAsciiDigit(text[numberEnd - 1])));
                if (unit is null)
                    return new HouseParts(units, numbers, end).WithTrailing(text, at, numberEnd);
                units.Add(unit);
                numbers.Add((at, numberEnd));
                end = numberEnd + unit.Length;
                at = text[end] is ' ' or '-' or ',' or '、' ? end + 1 : end;
            }
        }

        /// <summary>Index after the number that begins at an index, itself when none does: digits with letters and hyphens, one letter, or Chinese numerals.</summary>
        public static int NumberEnd(FoldedText text, int start)
        {
            var before = text[start - 1];
            if (char.IsAsciiLetterOrDigit(before) || before is Mask.Star or '.' || (before == '-' && char.IsAsciiLetterOrDigit(text[start - 2])))
                return start;
            var end = start;
            if (IsChineseNumeral(text[start]))
            {
                while (end - start <= LongestNumber && IsChineseNumeral(text[end]))
                    end++;
                return end - start <= LongestNumber && !IsChineseNumeral(before) ? end : start;
            }

            while (char.IsAsciiLetterOrDigit(text[end]) || (text[end] == '-' && end > start && char.IsAsciiDigit(text[end + 1])))
                end++;
            return IsNumber(text.Plain.AsSpan(start, end - start)) ? end : start;
        }

        public string MaskedForm(FoldedText text, int start)
        {
            var result = text.Original[start..End].ToCharArray();
            foreach (var (from, to) in Trailing is { } trailing ? Numbers.Append(trailing) : Numbers)
            {
                for (var i = from; i < to; i++)
                {
                    if (text[i] != '-')
                        result[i - start] = Mask.Star;
                }
            }

            return new(result);
        }

        /// <summary>3栋501: a number of two to four digits right after a building or unit is the room.</summary>
        private HouseParts WithTrailing(FoldedText text, int start, int end)
        {
            var number = text.Plain.AsSpan(start, end - start);
            var isRoom = Count > 0 && Units[^1] is not ("室" or "房" or "号房") && number.Length >= 2 && char.IsAsciiDigit(number[0]) && text[start - 1] is not (',' or '、')
                && !TrailingNumberNotBefore.Contains(text[end], StringComparison.Ordinal) && text[end] is not (':' or '.');
            return isRoom ? this with { Trailing = (start, end), End = end } : this;
        }

        /// <summary>12, 12a, a12, a, 5-2-501: short, and at most one letter at an end.</summary>
        private static bool IsNumber(ReadOnlySpan<char> word)
        {
            if (word.Length is 0 or > 12)
                return false;
            var letters = 0;
            var run = 0;
            for (var i = 0; i < word.Length; i++)
            {
                letters += char.IsAsciiLetter(word[i]) ? 1 : 0;
                run = word[i] == '-' ? 0 : run + 1;
                if (run > LongestNumber)
                    return false;
            }

            return letters == 0 || (letters == 1 && (char.IsAsciiLetter(word[0]) || char.IsAsciiLetter(word[^1])));
        }

        private static bool IsChineseNumeral(char c) => c is '十' or '百' || (!char.IsAsciiDigit(c) && FoldedText.Numeral(c) is not null);
    }
}
