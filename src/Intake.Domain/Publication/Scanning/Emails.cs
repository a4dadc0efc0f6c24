namespace Intake.Domain.Publication.Scanning;

/// <summary>E-mail addresses; the first character and the domain stay.</summary>
internal static class Emails
{
    private const int LongestLocalPart = 64;
    private const int LongestDomain = 253;

    public static void Scan(FoldedText text, List<Finding> found)
    {
        for (var at = text.Plain.IndexOf('@', StringComparison.Ordinal); at >= 0; at = text.Plain.IndexOf('@', at + 1))
        {
            var start = at;
            while (at - start < LongestLocalPart && IsOfLocalPart(text[start - 1]))
                start--;
            var end = DomainEnd(text, at + 1);
            if (start < at && end is { } domainEnd)
                found.Add(new(start, domainEnd - start, FindingKind.Email, Confidence.Certain, MaskedForm(text, start, at, domainEnd)));
        }
    }

    private static string MaskedForm(FoldedText text, int start, int at, int end)
    {
        var kept = at - start > 2 ? 1 : 0;
        return string.Concat(text.Original.AsSpan(start, kept), new string(Mask.Star, at - start - kept), text.Original.AsSpan(at, end - at));
    }

    private static int? DomainEnd(FoldedText text, int start)
    {
        var end = start;
        while (end - start < LongestDomain && (char.IsAsciiLetterOrDigit(text[end]) || (text[end] is '.' or '-' && char.IsAsciiLetterOrDigit(text[end + 1]))))
            end++;
        var domain = text.Plain.AsSpan(start, end - start);
        var dot = domain.LastIndexOf('.');
        return dot > 0 && domain.Length - dot > 2 && char.IsAsciiLetter(domain[^1]) ? end : null;
    }

    private static bool IsOfLocalPart(char c) => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or '%' or '+' or '-';
}
