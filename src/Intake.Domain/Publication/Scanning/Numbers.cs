using System.Buffers;
using System.Runtime.InteropServices;

namespace Intake.Domain.Publication.Scanning;

/// <summary>A run of digits, or several with separators between them, that may be one number.</summary>
/// <param name="Start">Index of its first digit.</param>
/// <param name="End">Index after its last digit.</param>
/// <param name="Offset">Index of its first digit among all digits of the text.</param>
/// <param name="Count">Digits.</param>
/// <param name="FirstGroup">Index of its first run.</param>
/// <param name="Groups">Runs that it is made of.</param>
internal readonly record struct Number(int Start, int End, int Offset, int Count, int FirstGroup, int Groups)
{
    public bool IsSplit => Groups > 1;
}

/// <summary>Every number that a text may hold: each run of decimal digits alone, and with the runs that follow it after a separator.</summary>
internal sealed class Numbers
{
    private const int LongestSeparator = 3;
    private const int MostDigits = 21;
    private static readonly SearchValues<char> Separators = SearchValues.Create(" -.()_");

    private readonly string _plain;
    private readonly char[] _digits;
    private readonly List<Group> _groups = [];

    public Numbers(FoldedText text)
    {
        _plain = text.Plain;
        _digits = [.. _plain.Where(char.IsAsciiDigit)];
        ReadGroups();
        for (var first = 0; first < _groups.Count; first++)
            AddFrom(first);
    }

    public List<Number> All { get; } = [];

    public ReadOnlySpan<char> DigitsOf(Number number) => _digits.AsSpan(number.Offset, number.Count);

    /// <summary>Digits in the first run of a number.</summary>
    public int FirstGroupLength(Number number) => _groups[number.FirstGroup].Length;

    /// <summary>Whether the runs of a number have a length each.</summary>
    public bool GroupsAre(Number number, int least, int most, int skip = 0)
    {
        foreach (var group in CollectionsMarshal.AsSpan(_groups).Slice(number.FirstGroup + skip, number.Groups - skip))
        {
            if (group.Length < least || group.Length > most)
                return false;
        }

        return true;
    }

    /// <summary>Whether it goes on a date, a decimal or a code with hyphens, so that no number in several runs begins with it.</summary>
    public bool ContinuesAnother(Number number)
    {
        if (!_groups[number.FirstGroup].IsJoined)
            return false;
        var end = _groups[number.FirstGroup - 1].End;
        return _plain.AsSpan(end, number.Start - end).ContainsAny('-', '.');
    }

    private void ReadGroups()
    {
        var offset = 0;
        for (var i = 0; i < _plain.Length; i++)
        {
            if (!char.IsAsciiDigit(_plain[i]))
                continue;
            var end = i + 1;
            while (end < _plain.Length && char.IsAsciiDigit(_plain[end]))
                end++;
            _groups.Add(new(i, end, offset, _groups.Count > 0 && AreJoined(_groups[^1], i, end)));
            offset += end - i;
            i = end;
        }
    }

    private void AddFrom(int first)
    {
        var start = _groups[first];
        if (start.Start > 0 && _plain[start.Start - 1] == Mask.Star)
            return;
        var count = 0;
        for (var last = first; last < _groups.Count && (last == first || _groups[last].IsJoined); last++)
        {
            var group = _groups[last];
            count += group.Length;
            if (count > MostDigits)
                return;
            if (group.End == _plain.Length || _plain[group.End] != Mask.Star)
                All.Add(new(start.Start, group.End, start.Offset, count, first, last - first + 1));
        }
    }

    private bool AreJoined(Group before, int start, int end)
    {
        var between = _plain.AsSpan(before.End, start - before.End);
        if (between.Length > LongestSeparator || between.ContainsAnyExcept(Separators))
            return false;
        return !between.Contains('.') || (between.Length == 1 && before.Length >= 3 && end - start >= 3);
    }

    private readonly record struct Group(int Start, int End, int Offset, bool IsJoined)
    {
        public int Length => End - Start;
    }
}
