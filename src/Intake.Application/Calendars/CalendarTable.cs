using System.Globalization;
using System.Text;
using System.Text.Json;
using Intake.Application.Batches;
using Intake.Domain;
using Intake.Domain.Deadlines;

namespace Intake.Application.Calendars;

/// <summary>What is wrong with a row of a year's table.</summary>
/// <param name="Row">The row, from 1; 0 for the whole.</param>
/// <param name="Why">What.</param>
public sealed record TableProblem(int Row, Refusal Why);

/// <summary>A year's table as it was read.</summary>
/// <param name="Days">Its days; empty when anything is wrong.</param>
/// <param name="Problems">Everything that is wrong.</param>
/// <param name="Papers">The papers that the table itself names.</param>
public sealed record CalendarTable(IReadOnlyList<EditedDay> Days, IReadOnlyList<TableProblem> Problems, IReadOnlyList<string> Papers)
{
    private const int Around = 31;
    private const int LongestName = 40;

    private static readonly HashSet<string> OffWords = new(StringComparer.OrdinalIgnoreCase) { "off", "true", "yes" };
    private static readonly HashSet<string> WorkWords = new(StringComparer.OrdinalIgnoreCase) { "make-up", "makeup", "work", "false", "no" };

    /// <summary>Reads one: CSV or XLSX with date, name, and off or make-up; or JSON with <c>{"days": [{"name", "date", "isOffDay"}]}</c>, in which days stand as they are published by others.</summary>
    /// <param name="content">The file.</param>
    /// <param name="year">The year that it is of.</param>
    /// <param name="words">What off and make-up days are called in the authority's languages.</param>
    public static CalendarTable Read(byte[] content, int year, IReadOnlyDictionary<string, DayBecomes> words)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentNullException.ThrowIfNull(words);
        var start = content.AsSpan().TrimStart("\uFEFF\t\r\n "u8);
        return start.Length > 0 && start[0] is (byte)'{' or (byte)'[' ? FromJson(content, year) : FromSheet(content, year, words);
    }

    private static CalendarTable FromSheet(byte[] content, int year, IReadOnlyDictionary<string, DayBecomes> words)
    {
        var sheet = SheetReader.Read(content);
        if (!sheet.Succeeded)
            return Unreadable(sheet.Refusal);
        var reading = new Reading(year);
        // The first row has the heads where it has no date.
        foreach (var row in sheet.Value.Where((row, index) => index > 0 || Date(row.At(0)) is not null))
            reading.Add(row.Number, row.At(0), row.At(1), KindOf(row.At(2), words));
        return reading.Done([]);
    }

    private static CalendarTable FromJson(byte[] content, int year)
    {
        try
        {
            using var json = JsonDocument.Parse(Encoding.UTF8.GetString(content).TrimStart('\uFEFF'));
            var root = json.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("year", out var said) && said.TryGetInt32(out var other) && other != year)
                return Unreadable(new("CalendarTableIsOfAnotherYear", "year", other.ToString(CultureInfo.InvariantCulture)));
            var days = root.ValueKind == JsonValueKind.Array ? root : root.TryGetProperty("days", out var listed) ? listed : default;
            if (days.ValueKind != JsonValueKind.Array)
                return Unreadable(SheetReader.CannotBeRead);
            var reading = new Reading(year);
            foreach (var (index, day) in days.EnumerateArray().Index())
                reading.Add(index + 1, Text(day, "date"), Text(day, "name"), Kind(day));
            var papers = root.ValueKind == JsonValueKind.Object && root.TryGetProperty("papers", out var named) && named.ValueKind == JsonValueKind.Array ? named.EnumerateArray().Where(one => one.ValueKind == JsonValueKind.String).Select(one => one.GetString()!).ToList() : [];
            return reading.Done(papers);
        }
        catch (JsonException)
        {
            return Unreadable(SheetReader.CannotBeRead);
        }
    }

    private static string Text(JsonElement day, string name) => day.ValueKind == JsonValueKind.Object && day.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString()! : "";

    private static DayBecomes? Kind(JsonElement day) => day.ValueKind == JsonValueKind.Object && day.TryGetProperty("isOffDay", out var value)
        ? value.ValueKind switch { JsonValueKind.True => DayBecomes.Off, JsonValueKind.False => DayBecomes.MakeUp, _ => null }
        : null;

    private static DayBecomes? KindOf(string text, IReadOnlyDictionary<string, DayBecomes> words) =>
        words.TryGetValue(text, out var said) ? said : OffWords.Contains(text) ? DayBecomes.Off : WorkWords.Contains(text) ? DayBecomes.MakeUp : null;

    private static DateOnly? Date(string text) => DateOnly.TryParseExact(text, ["yyyy-MM-dd", "yyyy/M/d", "yyyy-M-d"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    private static CalendarTable Unreadable(Refusal why) => new([], [new(0, why)], []);

    private sealed class Reading(int year)
    {
        private readonly List<EditedDay> _days = [];
        private readonly List<TableProblem> _problems = [];
        private readonly Dictionary<DateOnly, int> _rows = [];

        public void Add(int row, string date, string name, DayBecomes? kind)
        {
            var day = Date(date);
            if (day is null)
                Refuse(row, new("CalendarDateIsNone"));
            else if (day.Value.AddDays(Around).Year < year || day.Value.AddDays(-Around).Year > year)
                Refuse(row, new("CalendarDateIsOfAnotherYear", "year", year.ToString(CultureInfo.InvariantCulture)));
            else if (!_rows.TryAdd(day.Value, row))
                Refuse(row, new("CalendarDateIsRepeated", "row", _rows[day.Value].ToString(CultureInfo.InvariantCulture)));
            if (name.Length is 0 or > LongestName)
                Refuse(row, new("CalendarNameIsNone", "most", LongestName.ToString(CultureInfo.InvariantCulture)));
            if (kind is null)
                Refuse(row, new("CalendarKindIsNone"));
            if (day is { } known && kind is { } becomes)
                _days.Add(new(known, becomes, name));
        }

        public CalendarTable Done(IReadOnlyList<string> papers)
        {
            if (_days.Count == 0 && _problems.Count == 0)
                Refuse(0, new("CalendarTableIsEmpty"));
            return new(_problems.Count == 0 ? _days : [], _problems, papers);
        }

        private void Refuse(int row, Refusal why) => _problems.Add(new(row, why));
    }
}
