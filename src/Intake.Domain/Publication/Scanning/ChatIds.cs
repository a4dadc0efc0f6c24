using System.Buffers;

namespace Intake.Domain.Publication.Scanning;

/// <summary>Accounts of WeChat and QQ: what follows their names. Public accounts (公众号) stay.</summary>
internal static class ChatIds
{
    private const int Shortest = 5;
    private const int Longest = 20;
    private static readonly string[] Services = ["微信", "微信号", "v信", "威信", "weixin", "wechat", "wx", "vx", "扣扣", "qq"];
    private static readonly string[] Fillers = ["号码", "号", "群", "id", "是", "为"];
    private static readonly SearchValues<char> FirstCharacters = SearchValues.Create([.. Services.Select(word => word[0])]);
    private static readonly SearchValues<char> NotInWords = SearchValues.Create("0123456789_");

    public static void Scan(FoldedText text, List<Finding> found)
    {
        for (var i = text.Next(FirstCharacters, 0); i < text.Length; i = text.Next(FirstCharacters, i + 1))
        {
            if (ServiceAt(text, i) is not { } service)
                continue;
            var start = SkipFillers(text, i + service.Length, out var isCalledSo);
            var end = IdEnd(text, start);
            var isApart = !char.IsAsciiLetter(text[start - 1]) || char.IsAsciiDigit(text[start]);
            if (end - start is >= Shortest and <= Longest && isApart && (isCalledSo || IsNoWord(text, start, end)))
                found.Add(new(start, end - start, FindingKind.ChatId, isCalledSo ? Confidence.Certain : Confidence.Likely, new(Mask.Star, end - start)));
        }
    }

    private static string? ServiceAt(FoldedText text, int at)
    {
        if (char.IsAsciiLetterOrDigit(text[at]) && char.IsAsciiLetterOrDigit(text[at - 1]))
            return null;
        string? longest = null;
        foreach (var service in Services)
        {
            if (text.Has(service, at) && service.Length > (longest?.Length ?? 0))
                longest = service;
        }

        return longest;
    }

    private static int SkipFillers(FoldedText text, int at, out bool isCalledSo)
    {
        isCalledSo = false;
        for (var i = 0; i < 5; i++)
        {
            if (text[at] is ' ' or ':' or '=' or '(')
            {
                isCalledSo |= text[at] is ':' or '=';
                at++;
            }
            else if (FillerAt(text, at) is { } filler)
            {
                isCalledSo = true;
                at += filler.Length;
            }
        }

        return at;
    }

    private static string? FillerAt(FoldedText text, int at) =>
        Array.Find(Fillers, filler => text.Has(filler, at) && (filler != "id" || (!char.IsAsciiLetter(text[at - 1]) && !char.IsAsciiLetter(text[at + 2]))));

    private static int IdEnd(FoldedText text, int start)
    {
        var end = start;
        while (char.IsAsciiLetterOrDigit(text[end]) || text[end] is '_' or '-')
            end++;
        return end;
    }

    /// <summary>Whether it has a digit or an underscore, as the words after "WeChat" in a sentence have not.</summary>
    private static bool IsNoWord(FoldedText text, int start, int end) => text.Plain.AsSpan(start, end - start).ContainsAny(NotInWords);
}
