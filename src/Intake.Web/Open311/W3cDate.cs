using System.Globalization;

namespace Intake.Web.Open311;

/// <summary>Date-times in the W3C's profile of ISO 8601 (NOTE-datetime), always with their zone: <c>2026-03-10T08:30:00Z</c>, <c>2026-03-10T16:30+08:00</c>.</summary>
internal static class W3cDate
{
    // Outside of these nothing of ours happened, and a span added to them stays a date.
    private const int FirstYear = 1900;
    private const int LastYear = 2200;

    private static readonly string[] Forms =
    [
        "yyyy-MM-dd'T'HH:mmzzz", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz",
        "yyyy-MM-dd'T'HH:mm'Z'", "yyyy-MM-dd'T'HH:mm:ss'Z'", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'",
    ];

    /// <summary>Writes an instant.</summary>
    public static string Write(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>Reads an instant; false when there is no zone, or it is no date.</summary>
    public static bool TryRead(string text, out DateTimeOffset at)
    {
        // A plus sign that nobody encoded is a blank when it arrives.
        var written = text.Trim().Replace(' ', '+');
        return DateTimeOffset.TryParseExact(written, Forms, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out at)
            && at.Year is >= FirstYear and <= LastYear;
    }
}
