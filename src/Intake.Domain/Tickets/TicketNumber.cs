using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Intake.Domain.Tickets;

/// <summary>
/// A ticket's key: the day of reception in the authority's zone and that day's sequence, in one integer
/// (<c>yyyyMMdd * 10,000,000 + sequence</c>), so that keys sort by time and the number needs no index of its own.
/// </summary>
public readonly record struct TicketId(long Value) : IComparable<TicketId>
{
    /// <summary>The most tickets of one day.</summary>
    public const int MostInADay = 9_999_999;

    private const long DayFactor = 10_000_000;

    /// <summary>The key of the <paramref name="sequence"/>th ticket (from 1) of a day.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The sequence is not 1 to <see cref="MostInADay"/>.</exception>
    public static TicketId Of(DateOnly day, int sequence)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(sequence, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, MostInADay);
        return new((((day.Year * 100L) + day.Month) * 100L + day.Day) * DayFactor + sequence);
    }

    /// <summary>The day as <c>yyyyMMdd</c>.</summary>
    public long Day => Value / DayFactor;

    /// <summary>The sequence within the day, from 1.</summary>
    public int Sequence => (int)(Value % DayFactor);

    /// <inheritdoc/>
    public int CompareTo(TicketId other) => Value.CompareTo(other.Value);

    /// <summary>Earlier key.</summary>
    public static bool operator <(TicketId left, TicketId right) => left.Value < right.Value;

    /// <summary>Later key.</summary>
    public static bool operator >(TicketId left, TicketId right) => left.Value > right.Value;

    /// <summary>Earlier or the same key.</summary>
    public static bool operator <=(TicketId left, TicketId right) => left.Value <= right.Value;

    /// <summary>Later or the same key.</summary>
    public static bool operator >=(TicketId left, TicketId right) => left.Value >= right.Value;

    /// <inheritdoc/>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>
/// The number that people read out: jurisdiction, day, sequence and a check digit, as <c>XH-20260105-00042-7</c>.
/// The check digit (Damm) finds every single wrong digit and every swap of neighbours.
/// </summary>
public static class TicketNumber
{
    private static readonly byte[][] Damm =
    [
        [0, 3, 1, 7, 5, 9, 8, 6, 4, 2], [7, 0, 9, 2, 1, 5, 4, 8, 6, 3], [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
        [1, 7, 5, 0, 9, 8, 3, 4, 2, 6], [6, 1, 2, 3, 0, 4, 5, 9, 7, 8], [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
        [5, 8, 6, 9, 7, 2, 0, 1, 3, 4], [8, 9, 4, 5, 3, 6, 2, 0, 1, 7], [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
        [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
    ];

    /// <summary>The number of a ticket.</summary>
    public static string Format(string jurisdiction, TicketId id)
    {
        var sequence = id.Sequence.ToString("00000", CultureInfo.InvariantCulture);
        var day = id.Day.ToString(CultureInfo.InvariantCulture);
        return $"{jurisdiction}-{day}-{sequence}-{CheckDigit(day + sequence)}";
    }

    /// <summary>
    /// Reads a number as people write it: any case, full-width characters, with or without hyphens and spaces.
    /// False when the jurisdiction is another one, the form is not a number's or the check digit is wrong.
    /// </summary>
    public static bool TryParse(string? text, string jurisdiction, out TicketId id)
    {
        id = default;
        if (!TryDigits(text, jurisdiction, out var digits) || digits.Length is < 14 or > 16)
            return false;
        var body = digits[..^1];
        if (CheckDigit(body) != digits[^1] - '0')
            return false;
        var sequence = int.Parse(body[8..], CultureInfo.InvariantCulture);
        // More than five digits only when five do not do: a number has one spelling.
        if (sequence == 0 || (body.Length > 13 && body[8] == '0') || !DateOnly.TryParseExact(body[..8], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return false;
        id = TicketId.Of(day, sequence);
        return true;
    }

    private static bool TryDigits(string? text, string jurisdiction, [NotNullWhen(true)] out string? digits)
    {
        digits = null;
        if (text is null || text.Length > 64)
            return false;
        // Half of a surrogate pair cannot be normalised, and is no part of a number.
        var whole = string.Concat(text.Where(c => !char.IsSurrogate(c)));
        var compact = string.Concat(whole.Normalize(System.Text.NormalizationForm.FormKC).Where(char.IsLetterOrDigit)).ToUpperInvariant();
        if (!compact.StartsWith(jurisdiction, StringComparison.Ordinal))
            return false;
        var rest = compact[jurisdiction.Length..];
        if (rest.Length == 0 || !rest.All(char.IsAsciiDigit))
            return false;
        digits = rest;
        return true;
    }

    private static int CheckDigit(string digits)
    {
        var interim = 0;
        foreach (var digit in digits)
            interim = Damm[interim][digit - '0'];
        return interim;
    }
}
