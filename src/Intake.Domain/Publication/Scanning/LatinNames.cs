using System.Buffers;

namespace Intake.Domain.Publication.Scanning;

/// <summary>Names in Latin letters after a form of address (Mr John Smith) or an introduction (my name is John Smith). First letters stay: J*** S****.</summary>
internal static class LatinNames
{
    private const int MostWords = 3;
    private static readonly string[] Addresses = ["mr", "mrs", "ms", "miss", "mx", "dr", "my name is", "i am called", "contact person:", "name:"];

    private static readonly SearchValues<char> FirstCharacters = SearchValues.Create([.. Addresses.Select(word => word[0])]);

    /// <summary>Words with a capital that follow "Dr" or "Miss" and are no name.</summary>
    private static readonly string[] NoNames = ["Apt", "Apartment", "Unit", "Suite", "Room", "Flat", "The", "And", "No", "Block", "Building", "Road", "Street"];

    public static void Scan(FoldedText text, List<Finding> found)
    {
        for (var i = text.Next(FirstCharacters, 0); i < text.Length; i = text.Next(FirstCharacters, i + 1))
        {
            if (char.IsAsciiLetter(text[i - 1]))
                continue;
            var address = Addresses.FirstOrDefault(words => text.Has(words, i) && !char.IsAsciiLetter(text[i + words.Length]));
            if (address is not null && (address != "dr" || !IsAfterName(text, i)))
                AddWords(text, Skip(text, i + address.Length), found);
        }
    }

    /// <summary>A finding over the words with a capital that begin at an index.</summary>
    private static void AddWords(FoldedText text, int start, List<Finding> found)
    {
        var end = start;
        var at = start;
        for (var words = 0; words < MostWords && char.IsAsciiLetterUpper(Letter(text, at)); words++)
        {
            var wordEnd = WordEnd(text, at);
            if (NoNames.Contains(text.Original[at..wordEnd]))
                break;
            end = wordEnd;
            at = text[end] == ' ' ? end + 1 : text[end] == '.' && text[end + 1] == ' ' ? end + 2 : text.Length;
        }

        if (end > start)
            found.Add(new(start, end - start, FindingKind.Name, Confidence.Likely, Initials(text.Original, start, end)));
    }

    /// <summary>The range with the first letter of every word kept.</summary>
    internal static string Initials(string original, int start, int end) => string.Create(end - start, original[start..end], static (span, part) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = char.IsLetter(part[i]) && i > 0 && char.IsLetter(part[i - 1]) ? Mask.Star : part[i];
    });

    private static int WordEnd(FoldedText text, int start)
    {
        var end = start;
        while (char.IsLetter(text[end]) || (text[end] is '-' or '\'' or '’' && char.IsLetter(text[end + 1])))
            end++;
        return end;
    }

    /// <summary>Oak Dr: a street, not a person.</summary>
    private static bool IsAfterName(FoldedText text, int at) => at >= 2 && text[at - 1] == ' ' && char.IsAsciiLetterOrDigit(text[at - 2]);

    private static char Letter(FoldedText text, int at) => at < text.Length ? text.Original[at] : '\n';

    private static int Skip(FoldedText text, int at)
    {
        while (text[at] is ' ' or '.' or ':')
            at++;
        return at;
    }
}
