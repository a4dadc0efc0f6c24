namespace Intake.Application.Tickets;

/// <summary>Cuts the part out of a text that shows why it was found.</summary>
public static class Excerpts
{
    private const int Before = 30;
    private const int Length = 120;

    /// <summary>The text around the first piece found, with every piece in it marked; the text's beginning when none is in it (a name was found).</summary>
    public static IReadOnlyList<ExcerptPiece> Around(string body, IReadOnlyList<string> pieces)
    {
        ArgumentNullException.ThrowIfNull(body);
        ArgumentNullException.ThrowIfNull(pieces);
        var line = string.Join(' ', body.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var found = Marks(line, pieces);
        var start = found.Count == 0 ? 0 : Math.Max(0, found[0].From - Before);
        var end = Math.Min(line.Length, start + Length);
        return [.. Cut(line, Whole(line, start), Whole(line, end), found)];
    }

    private static List<(int From, int To)> Marks(string line, IReadOnlyList<string> pieces)
    {
        var marks = new List<(int From, int To)>();
        foreach (var piece in pieces)
        {
            for (var at = line.IndexOf(piece, StringComparison.OrdinalIgnoreCase); at >= 0; at = line.IndexOf(piece, at + piece.Length, StringComparison.OrdinalIgnoreCase))
                marks.Add((at, at + piece.Length));
        }

        return [.. marks.Order()];
    }

    private static IEnumerable<ExcerptPiece> Cut(string line, int start, int end, List<(int From, int To)> marks)
    {
        if (start > 0)
            yield return new("…", false);
        var at = start;
        foreach (var (from, to) in marks.Where(mark => mark.From >= start && mark.To <= end))
        {
            if (from < at)
                continue;
            if (from > at)
                yield return new(line[at..from], false);
            yield return new(line[from..to], true);
            at = to;
        }

        if (at < end)
            yield return new(line[at..end], false);
        if (end < line.Length)
            yield return new("…", false);
    }

    // Never between the two halves of one character.
    private static int Whole(string line, int at) => at > 0 && at < line.Length && char.IsLowSurrogate(line[at]) ? at - 1 : at;
}
