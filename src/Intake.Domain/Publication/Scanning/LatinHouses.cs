namespace Intake.Domain.Publication.Scanning;

/// <summary>House numbers in English: Apt 3B, Room 501, Building 12, No. 12 Renmin Road, 12 Renmin Road, Renmin Road No. 12. The number is hidden, the words stay.</summary>
internal static class LatinHouses
{
    private const int MostWordsOfStreet = 4;
    private static readonly string[] Rooms = ["apt", "apartment", "room", "suite", "unit"];
    private static readonly string[] Buildings = ["building", "bldg", "block", "flat", "house", "tower", "door"];
    private static readonly string[] Ways = ["road", "rd", "street", "st", "avenue", "ave", "lane", "ln", "drive", "boulevard", "blvd", "close", "court", "crescent", "alley", "terrace", "way"];
    private static readonly string[] NoHouseBefore = ["line", "route", "bus", "metro", "exit", "highway", "section", "article", "phase", "gate", "lines", "buses", "the", "ticket", "number"];

    public static void Scan(FoldedText text, List<Finding> found)
    {
        var words = Word.In(text);
        for (var i = 0; i < words.Count; i++)
        {
            if (!words[i].IsNumber(text) || !HasBoundaries(text, words[i]))
                continue;
            if (Judge(text, words, i) is { } confidence)
                found.Add(Stars.Finding(text, words[i].Start, words[i].End, FindingKind.HouseNumber, confidence, 0, 0));
        }
    }

    private static Confidence? Judge(FoldedText text, List<Word> words, int at)
    {
        var isNumbered = at > 0 && words[at - 1].Is(text, "no") && AreNear(words, at - 1);
        var before = isNumbered ? at - 2 : at - 1;
        if (before >= 0 && AreNear(words, before))
        {
            if (words[before].IsOneOf(text, Rooms))
                return Confidence.Certain;
            if (words[before].IsOneOf(text, Buildings) && (words[before].HasCapital(text) || words[at].HasLetter(text)))
                return Confidence.Likely;
            if (isNumbered && words[before].IsOneOf(text, Ways) && words[before].HasCapital(text))
                return Confidence.Certain;
            if (words[before].IsOneOf(text, NoHouseBefore))
                return null;
        }

        return words[at].StartsWithDigit(text) && IsBeforeStreet(text, words, at) ? isNumbered ? Confidence.Certain : Confidence.Likely : null;
    }

    /// <summary>Whether words with a capital follow, the last of them a kind of street.</summary>
    private static bool IsBeforeStreet(FoldedText text, List<Word> words, int at)
    {
        for (var next = at + 1; next < words.Count && next <= at + MostWordsOfStreet && AreNear(words, next - 1); next++)
        {
            if (next > at + 1 && words[next].IsOneOf(text, Ways))
                return true;
            if (!words[next].HasCapital(text))
                return false;
        }

        return false;
    }

    /// <summary>Whether only a blank, a dot or a hash stands between a word and the next.</summary>
    private static bool AreNear(List<Word> words, int at) => at + 1 < words.Count && words[at + 1].Start - words[at].End <= 3 && words[at + 1].IsNearBefore;

    private static bool HasBoundaries(FoldedText text, Word word) => text[word.Start - 1] is not (Mask.Star or '-' or '/') && text[word.End] is not (Mask.Star or '-' or '/' or ':' or '%');

    /// <summary>A run of Latin letters and digits.</summary>
    private readonly record struct Word(int Start, int End, bool IsNearBefore)
    {
        public static List<Word> In(FoldedText text)
        {
            var words = new List<Word>();
            for (var i = 0; i < text.Length; i++)
            {
                if (!char.IsAsciiLetterOrDigit(text[i]))
                    continue;
                var end = i + 1;
                while (char.IsAsciiLetterOrDigit(text[end]))
                    end++;
                var between = words.Count == 0 ? "\n" : text.Plain.AsSpan(words[^1].End, i - words[^1].End);
                words.Add(new(i, end, !between.ContainsAnyExcept(" .#,") && !between.SequenceEqual(". ,")));
                i = end;
            }

            return words;
        }

        public bool Is(FoldedText text, string word) => text.Plain.AsSpan(Start, End - Start).SequenceEqual(word);

        public bool IsOneOf(FoldedText text, string[] words)
        {
            var word = this;
            return Array.Exists(words, other => word.Is(text, other));
        }

        public bool HasCapital(FoldedText text) => char.IsAsciiLetterUpper(text.Original[Start]) || text.Original[Start] is >= 'Ａ' and <= 'Ｚ';

        public bool HasLetter(FoldedText text) => text.Plain.AsSpan(Start, End - Start).IndexOfAnyInRange('a', 'z') >= 0;

        public bool StartsWithDigit(FoldedText text) => char.IsAsciiDigit(text[Start]);

        /// <summary>12, 12b, b12 or one capital letter.</summary>
        public bool IsNumber(FoldedText text)
        {
            var word = text.Plain.AsSpan(Start, End - Start);
            if (word.Length > 5)
                return false;
            if (word.Length == 1)
                return char.IsAsciiDigit(word[0]) || HasCapital(text);
            var letters = (char.IsAsciiLetter(word[0]) ? 1 : 0) + (char.IsAsciiLetter(word[^1]) ? 1 : 0);
            return letters <= 1 && !word[1..^1].ContainsAnyExceptInRange('0', '9') && word.IndexOfAnyInRange('0', '9') >= 0;
        }
    }
}
