using System.Buffers;

namespace Intake.Domain.Publication.Scanning;

/// <summary>
/// Number plates (GA 36): province, letter, then five characters, or six on new-energy vehicles, the last perhaps one of
/// 学 警 挂 港 澳 领. The serial has a digit and neither I nor O.
/// </summary>
internal static class Plates
{
    private static readonly SearchValues<char> Provinces = SearchValues.Create("京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼");
    private const string LastCharacters = "学警挂港澳领";
    private const int Ordinary = 5;
    private const int NewEnergy = 6;

    public static void Scan(FoldedText text, List<Finding> found)
    {
        for (var i = text.Next(Provinces, 0); i < text.Length; i = text.Next(Provinces, i + 1))
        {
            if (!char.IsAsciiLetterLower(text[i + 1]) || text[i + 1] == 'i')
                continue;
            var serial = text[i + 2] is '·' or '•' or '.' or ' ' or '-' ? i + 3 : i + 2;
            if (SerialEnd(text, serial) is { } end)
                found.Add(Stars.Finding(text, i, end, FindingKind.Plate, text.Original[i + 1] is >= 'a' and <= 'z' ? Confidence.Likely : Confidence.Certain, 2, 0));
        }
    }

    private static int? SerialEnd(FoldedText text, int start)
    {
        var end = start;
        var digits = 0;
        while (end - start <= NewEnergy && IsOfSerial(text[end]))
            digits += char.IsAsciiDigit(text[end++]) ? 1 : 0;
        var length = end - start;
        if (length == Ordinary - 1 && digits > 0 && LastCharacters.Contains(text[end], StringComparison.Ordinal))
            return end + 1;
        if (char.IsAsciiLetterOrDigit(text[end]))
            return null;
        return (length == Ordinary && digits > 0) || (length == NewEnergy && IsNewEnergy(text.Plain.AsSpan(start, NewEnergy))) ? end : null;
    }

    /// <summary>Small vehicles: a letter, a letter or digit, four digits. Large ones: five digits and a letter.</summary>
    private static bool IsNewEnergy(ReadOnlySpan<char> serial) =>
        char.IsAsciiDigit(serial[0])
            ? !serial[..5].ContainsAnyExceptInRange('0', '9') && char.IsAsciiLetter(serial[5])
            : !serial[2..].ContainsAnyExceptInRange('0', '9');

    private static bool IsOfSerial(char c) => char.IsAsciiDigit(c) || (char.IsAsciiLetterLower(c) && c is not ('i' or 'o'));
}
