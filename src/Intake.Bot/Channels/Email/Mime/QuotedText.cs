using System.Text.RegularExpressions;

namespace Intake.Bot.Channels.Email.Mime;

/// <summary>
/// Cuts out of an answer what its writer has not written now: the letter that is answered, quoted by whatever program, and
/// the signature. Where nothing would be left, all of it is kept: better read twice than not at all.
/// </summary>
public static partial class QuotedText
{
    private const int LongestMark = 400;
    private const int MostSignatureLines = 15;

    /// <summary>The writer's own words.</summary>
    /// <param name="text">The text of an answer, lines ended by a line feed.</param>
    public static string Cut(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var lines = text.Split('\n');
        var own = new List<string>(lines.Length);
        for (var at = 0; at < lines.Length; at++)
        {
            if (BeginsOld(lines, at))
                break;
            var attribution = AttributionLines(lines, at);
            if (attribution > 0 && !IsQuoteNext(lines, at + attribution))
                break; // quoted without marks: everything behind it is old
            if (attribution > 0)
                at += attribution - 1;
            else if (!IsQuote(lines[at]))
                own.Add(lines[at]);
        }

        var cut = string.Join('\n', WithoutSignature(own)).Trim();
        return cut.Any(char.IsLetterOrDigit) ? cut : text.Trim();
    }

    private static bool IsQuote(string line) => line.AsSpan().TrimStart().StartsWith(">");

    private static bool IsQuoteNext(string[] lines, int at)
    {
        while (at < lines.Length && string.IsNullOrWhiteSpace(lines[at]))
            at++;
        return at < lines.Length && IsQuote(lines[at]);
    }

    private static bool BeginsOld(string[] lines, int at)
    {
        var line = lines[at];
        if (line.Length > LongestMark)
            return false;
        if (Divider().IsMatch(line))
            return true;
        if (Rule().IsMatch(line))
            return lines.Skip(at + 1).SkipWhile(string.IsNullOrWhiteSpace).Take(1).Any(next => next.Length <= LongestMark && Sender().IsMatch(next));
        // Outlook and Foxmail write the headers of the old letter above it: its sender, and a line or two on its date.
        return Sender().IsMatch(line) && lines.Skip(at + 1).Take(4).Any(next => next.Length <= LongestMark && DateOrReceiver().IsMatch(next));
    }

    /// <summary>How many lines a "… wrote:" takes from here, at most three; 0 when there is none.</summary>
    private static int AttributionLines(string[] lines, int at)
    {
        var whole = "";
        for (var count = 1; count <= 3 && at + count <= lines.Length; count++)
        {
            var line = lines[at + count - 1];
            if (IsQuote(line) || string.IsNullOrWhiteSpace(line) || whole.Length + line.Length > LongestMark)
                return 0;
            whole = whole.Length == 0 ? line.Trim() : $"{whole} {line.Trim()}";
            if (Attribution().IsMatch(whole))
                return count;
            if (!AttributionBegins().IsMatch(whole))
                return 0;
        }

        return 0;
    }

    private static List<string> WithoutSignature(List<string> lines)
    {
        var mark = lines.FindLastIndex(line => line is "-- " or "--");
        if (mark >= 0 && lines.Count - mark <= MostSignatureLines)
            lines.RemoveRange(mark, lines.Count - mark);
        while (lines.Count > 0 && (string.IsNullOrWhiteSpace(lines[^1]) || (lines[^1].Length <= LongestMark && FromPhone().IsMatch(lines[^1]))))
            lines.RemoveAt(lines.Count - 1);
        return lines;
    }

    // -----Original Message-----, ------------------ 原始邮件 ------------------
    [GeneratedRegex(@"^\s*-{2,}\s*(原始邮件|原始信息|原邮件|邮件原件|回复的原邮件|回复的邮件|Original Message|Reply message)\s*-{2,}\s*$", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Divider();

    [GeneratedRegex(@"^_{20,}\s*$", RegexOptions.CultureInvariant)]
    private static partial Regex Rule();

    [GeneratedRegex(@"^[\s*]*(发件人|寄件人|寄件者|From)[\s*]*[:：]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Sender();

    [GeneratedRegex(@"^[\s*]*(发送时间|发送日期|日期|时间|寄件日期|收件人|收件者|主题|主旨|Sent|Date|To|Subject)[\s*]*[:：]", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex DateOrReceiver();

    // On Tue, 10 Mar 2026 at 09:30, Xinghe <…> wrote: / 在 2026年3月10日，星河 <…> 写道：/ 星河 <…> 于2026年3月10日周二 09:30写道：
    [GeneratedRegex(@"^((On|Am|Le|At)\s.*\d.*(wrote|schrieb|a écrit)\s?[:：]|.*(\d|@).*(写道|写到|寫道)\s?[:：])$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Attribution();

    [GeneratedRegex(@"^(On|Am|Le|At)\s.*\d|^(在|于)\s?\d|@|\d{4}\s?年", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex AttributionBegins();

    [GeneratedRegex(@"^\s*(发自我的\S|发自我的 \S|发送自\S|来自我的\S|从我的\S.{0,20}发送|获取\s?(适用于 \S+ 的 )?Outlook|Sent from (my|Mail|Outlook|Yahoo)\b|Get Outlook for\b|Sent via\b)", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex FromPhone();
}
