namespace Intake.Domain.Publication.Scanning;

/// <summary>The names and numbers that the ticket's own fields hold, wherever they stand.</summary>
internal static class OwnFieldValues
{
    private const int ShortestNumber = 6;
    private const int ShortestLatinName = 3;
    private static readonly string[] Addresses = ["先生", "女士", "小姐", "同志", "师傅", "老师"];

    public static void Scan(FoldedText text, Numbers numbers, OwnFields own, List<Finding> found)
    {
        Names(text, own.Names, Confidence.Certain, found);
        foreach (var number in own.Numbers.Select(Digits).Where(digits => digits.Length >= ShortestNumber).Distinct())
            Phone(text, numbers, number, found);
    }

    /// <summary>Names that the text itself gives away once, wherever else they stand: 我叫王小纳 ... 王小纳说.</summary>
    public static void Recurring(FoldedText text, List<Finding> found) =>
        Names(text, [.. found.Where(finding => finding.Kind == FindingKind.Name).Select(finding => text.Original.Substring(finding.Start, finding.Length))], Confidence.Likely, found);

    private static void Names(FoldedText text, IReadOnlyList<string> names, Confidence confidence, List<Finding> found)
    {
        foreach (var name in names.Select(WithoutAddress).Distinct())
        {
            if (name.Any(FoldedText.IsChinese))
                Chinese(text, name, confidence, found);
            else
                Latin(text, name, confidence, found);
        }
    }

    private static void Chinese(FoldedText text, string name, Confidence confidence, List<Finding> found)
    {
        if (name.Length < 2)
            return;
        var surname = Math.Max(1, Surnames.LengthAt(new(name), 0));
        for (var at = IndexOf(text, name, 0); at >= 0 && name.Length > surname; at = IndexOf(text, name, at + name.Length))
            found.Add(Stars.Finding(text, at, at + name.Length, FindingKind.Name, confidence, surname, 0));
    }

    /// <summary>The whole name, and each part of it with a capital: Smith in "as Smith told me".</summary>
    private static void Latin(FoldedText text, string name, Confidence confidence, List<Finding> found)
    {
        var parts = name.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        foreach (var part in parts.Where(part => part.Length >= ShortestLatinName).Append(string.Join(' ', parts)).Where(part => part.Length >= ShortestLatinName))
        {
            for (var at = IndexOf(text, part, 0); at >= 0; at = IndexOf(text, part, at + part.Length))
            {
                var end = at + part.Length;
                if (!char.IsLetter(text[at - 1]) && !char.IsLetter(text[end]) && (part.Contains(' ', StringComparison.Ordinal) || char.IsUpper(text.Original[at])))
                    found.Add(new(at, part.Length, FindingKind.Name, confidence, LatinNames.Initials(text.Original, at, end)));
            }
        }
    }

    private static void Phone(FoldedText text, Numbers numbers, string phone, List<Finding> found)
    {
        var (keepFirst, keepLast) = phone.Length >= 11 ? (3, 4) : (0, 0);
        foreach (var number in numbers.All)
        {
            if (numbers.DigitsOf(number).SequenceEqual(phone))
                found.Add(Stars.Finding(text, number.Start, number.End, FindingKind.Phone, Confidence.Certain, keepFirst, keepLast));
        }
    }

    private static int IndexOf(FoldedText text, string value, int from) =>
        from > text.Length ? -1 : text.Plain.IndexOf(value, from, StringComparison.Ordinal);

    private static string WithoutAddress(string name)
    {
        var plain = new FoldedText(name.Trim()).Plain;
        return Addresses.FirstOrDefault(address => plain.EndsWith(address, StringComparison.Ordinal)) is { } address ? plain[..^address.Length] : plain;
    }

    private static string Digits(string number) => string.Concat(new FoldedText(number).Plain.Where(char.IsAsciiDigit));
}
