using System.Text;

namespace Intake.Domain.Publication.Scanning;

/// <summary>Mobile numbers and identity cards written in Chinese numerals, alone or mixed with digits: 一三八, 壹叁捌, 幺三八.</summary>
internal static class SpokenNumbers
{
    private const int Mobile = 11;
    private const int IdentityCard = 18;

    public static void Scan(FoldedText text, List<Finding> found)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (FoldedText.Numeral(text[i]) is null)
                continue;
            var run = Run.From(text, i);
            AddIdentityCards(text, run, found);
            AddMobiles(text, run, found);
            i = run.End;
        }
    }

    private static void AddIdentityCards(FoldedText text, Run run, List<Finding> found)
    {
        for (var at = 0; at + IdentityCard <= run.Digits.Length; at++)
        {
            if (!run.IsSpoken(at, IdentityCard))
                continue;
            var confidence = IdentityCards.Judge(run.Digits.AsSpan(at, IdentityCard));
            if (confidence == Confidence.Certain || (confidence is not null && run.Digits.Length == IdentityCard))
                found.Add(Stars.Finding(text, run.Positions[at], run.Positions[at + IdentityCard - 1] + 1, FindingKind.IdentityCard, confidence.Value, 2, 0));
        }
    }

    /// <summary>A run may hold more than the number: the 一 of the next word (一直), or the last character of the one before (唯一).</summary>
    private static void AddMobiles(FoldedText text, Run run, List<Finding> found)
    {
        for (var at = 0; at + Mobile <= run.Digits.Length; at++)
        {
            if (!run.IsSpoken(at, Mobile) || !Phones.IsMobile(run.Digits.AsSpan(at, Mobile)))
                continue;
            var confidence = run.Digits.Length == Mobile ? Confidence.Certain : Confidence.Likely;
            found.Add(Stars.Finding(text, run.Positions[at], run.Positions[at + Mobile - 1] + 1, FindingKind.Phone, confidence, 3, 4));
            at += Mobile - 1;
        }
    }

    /// <summary>Numerals with at most one blank or hyphen between two of them.</summary>
    private sealed record Run(string Digits, List<int> Positions, List<int> ChineseBefore, int End)
    {
        public static Run From(FoldedText text, int start)
        {
            var digits = new StringBuilder();
            List<int> positions = [];
            List<int> chineseBefore = [0];
            var at = start;
            for (; FoldedText.Numeral(text[at]) is not null || (text[at] is ' ' or '-' && FoldedText.Numeral(text[at + 1]) is not null); at++)
            {
                if (FoldedText.Numeral(text[at]) is not { } digit)
                    continue;
                digits.Append(digit);
                positions.Add(at);
                chineseBefore.Add(chineseBefore[^1] + (text[at] == digit ? 0 : 1));
            }

            return new(digits.ToString(), positions, chineseBefore, at);
        }

        /// <summary>Whether a window has a Chinese numeral; windows of digits alone are not looked at here.</summary>
        public bool IsSpoken(int at, int length) => ChineseBefore[at + length] > ChineseBefore[at];
    }
}
