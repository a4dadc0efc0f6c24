using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Intake.Application.Replays;

/// <summary>A row of the file: a message, and the reply that it got where there is one.</summary>
/// <param name="Line">The line that it begins on, from 1.</param>
/// <param name="Id">What makes it one of its kind: the file's name, the line, and a hash of what stands there.</param>
/// <param name="Text">What the person writes: the title and the text.</param>
/// <param name="SentAt">When.</param>
/// <param name="Reply">The reply; null when there was none.</param>
/// <param name="RepliedAt">When it was given; null when there was none.</param>
public sealed record ReplayRow(int Line, string Id, string Text, DateTimeOffset SentAt, string? Reply, DateTimeOffset? RepliedAt);

/// <summary>A row that cannot be read; it is parked.</summary>
/// <param name="Line">The line that it begins on, from 1.</param>
/// <param name="Id">As <see cref="ReplayRow.Id"/>.</param>
/// <param name="Raw">The row as it stands there.</param>
/// <param name="Reason">Why: the text <c>replay.reason.REASON</c>.</param>
public sealed record UnreadableRow(int Line, string Id, string Raw, string Reason);

/// <summary>What a file cannot be replayed for.</summary>
/// <param name="message">Which columns it has not.</param>
public sealed class ReplayFileException(string message) : FormatException(message);

/// <summary>A file of messages: CSV in UTF-8 with a head that names the columns <c>title</c>, <c>sent_at</c>, <c>detail</c>, and may name <c>reply</c> and <c>replied_at</c>; others are passed over.</summary>
/// <param name="Name">Its name, without its folder.</param>
/// <param name="Rows">Its messages in the order in which they were sent.</param>
/// <param name="Unreadable">The rows that cannot be read, in the file's order.</param>
public sealed record ReplayFile(string Name, IReadOnlyList<ReplayRow> Rows, IReadOnlyList<UnreadableRow> Unreadable)
{
    private const int LongestName = 48;
    private const int LongestParked = 100_000;

    // Times of the year 1900 are slips of the pen, and calendars and numbers of tickets were not made for them.
    private static readonly DateTimeOffset Earliest = new(1990, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly string[] Forms =
    [
        "yyyy-M-d H:m:s", "yyyy-M-d H:m", "yyyy-M-d'T'H:m:s", "yyyy-M-d'T'H:m:s.FFFFFFF", "yyyy-M-d'T'H:m",
    ];

    private static readonly string[] Required = ["title", "sent_at", "detail"];

    /// <summary>How many rows it has, readable or not.</summary>
    public int Count => Rows.Count + Unreadable.Count;

    /// <summary>Reads a file.</summary>
    /// <param name="path">Where it is.</param>
    /// <param name="zone">The zone of instants that name none.</param>
    /// <param name="now">What lies after this has not happened yet and cannot be read.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="ReplayFileException">It lacks columns, or is empty.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static async Task<ReplayFile> ReadAsync(string path, TimeZoneInfo zone, DateTimeOffset now, CancellationToken cancellationToken) =>
        Read(System.IO.Path.GetFileName(path), await File.ReadAllTextAsync(path, Encoding.UTF8, cancellationToken), zone, now);

    /// <summary>Reads the text of a file.</summary>
    internal static ReplayFile Read(string name, string text, TimeZoneInfo zone, DateTimeOffset now)
    {
        var records = CsvRecords.Of(text);
        var columns = Columns.Of(records.FirstOrDefault());
        var (rows, unreadable) = (new List<ReplayRow>(), new List<UnreadableRow>());
        foreach (var record in records.Skip(1))
        {
            var id = IdOf(name, record);
            var row = ReadRow(record, id, columns, zone, now, out var reason);
            if (row is null)
                unreadable.Add(new(record.Line, id, record.Raw.Length > LongestParked ? record.Raw[..LongestParked] : record.Raw, reason));
            else
                rows.Add(row);
        }

        return new(name, [.. rows.OrderBy(row => row.SentAt).ThenBy(row => row.Line)], unreadable);
    }

    /// <summary>What the ids of every row of a file of this name begin with.</summary>
    public static string StartOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        // An id goes into a key of limited length, and a slash parts a conversation from its messages there.
        var kept = name.Replace('/', '_');
        return (kept.Length > LongestName ? kept[..LongestName] : kept) + ":";
    }

    private static string IdOf(string name, CsvRecord record)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(record.Raw)).AsSpan(0, 6));
        return string.Create(CultureInfo.InvariantCulture, $"{StartOf(name)}{record.Line}:{hash}");
    }

    private static ReplayRow? ReadRow(CsvRecord record, string id, Columns columns, TimeZoneInfo zone, DateTimeOffset now, out string reason)
    {
        reason = "";
        if (record.Fields is not { } fields)
            return Not("quotes", out reason);
        if (fields.Count != columns.Count)
            return Not("columns", out reason);
        var text = TextOf(fields[columns.Title].Trim(), fields[columns.Detail].Trim());
        if (text.Length == 0)
            return Not("text", out reason);
        if (InstantOf(fields[columns.SentAt], zone, now) is not { } sentAt)
            return Not("sent-at", out reason);
        if (columns.Reply is not { } reply || columns.RepliedAt is not { } replied || string.IsNullOrWhiteSpace(fields[reply]))
            return new(record.Line, id, text, sentAt, null, null);
        return InstantOf(fields[replied], zone, now) is { } repliedAt
            ? new(record.Line, id, text, sentAt, fields[reply].Trim(), repliedAt)
            : Not("replied-at", out reason);
    }

    private static ReplayRow? Not(string why, out string reason)
    {
        reason = why;
        return null;
    }

    private static string TextOf(string title, string detail) =>
        detail.StartsWith(title, StringComparison.Ordinal) ? detail : $"{title}\n{detail}".Trim();

    /// <summary>An instant to the second; null when it is none, or lies where nothing can have been sent.</summary>
    private static DateTimeOffset? InstantOf(string written, TimeZoneInfo zone, DateTimeOffset now)
    {
        var plain = written.Trim().Replace('/', '-');
        DateTimeOffset? at = null;
        if (DateTime.TryParseExact(plain, Forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            at = new DateTimeOffset(local, zone.GetUtcOffset(local));
        else if (plain.Contains('T', StringComparison.Ordinal) && DateTimeOffset.TryParse(plain, CultureInfo.InvariantCulture, DateTimeStyles.None, out var zoned))
            at = zoned;
        return at is { } found && found >= Earliest && found <= now ? found.ToUniversalTime() : null;
    }

    /// <summary>Where the columns are.</summary>
    private sealed record Columns(int Count, int Title, int SentAt, int Detail, int? Reply, int? RepliedAt)
    {
        public static Columns Of(CsvRecord? head)
        {
            if (head?.Fields is not { } fields)
                throw new ReplayFileException("The file has no head that names its columns.");
            var names = fields.Select((name, index) => (Name: name.Trim().TrimStart('\uFEFF').ToLowerInvariant(), Index: index))
                .GroupBy(column => column.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Index, StringComparer.Ordinal);
            var missing = Required.Where(name => !names.ContainsKey(name)).ToList();
            if (missing.Count > 0)
                throw new ReplayFileException($"The file has no column {string.Join(", ", missing)}.");
            return new(fields.Count, names["title"], names["sent_at"], names["detail"], Find("reply"), Find("replied_at"));
            int? Find(string name) => names.TryGetValue(name, out var index) ? index : null;
        }
    }
}
