using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Intake.Domain.Deadlines;

namespace Intake.Domain.Tests.Deadlines;

/// <summary>
/// The mainland's published days off and make-up working days. Read from <c>../shared/data/holidays</c> beside the repository where
/// that folder is (2019 to 2026), else the two years written down here.
/// </summary>
internal static class HolidayTable
{
    public static IReadOnlyList<CalendarDay> Days { get; } = Read();

    /// <summary>Years of the table; a year's paper may also name days of its neighbour.</summary>
    public static IReadOnlySet<int> Years { get; } = Days.GroupBy(day => day.Date.Year).Where(year => year.Count() > 10).Select(year => year.Key).ToHashSet();

    private static IReadOnlyList<CalendarDay> Read([CallerFilePath] string thisFile = "")
    {
        var folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "../../../../shared/data/holidays"));
        return Directory.Exists(folder)
            ? [.. Directory.GetFiles(folder, "????.json").Order(StringComparer.Ordinal).SelectMany(ReadFile)]
            : [.. Written("2019", "国办发明电〔2018〕15号", Of2019), .. Written("2025", "国办发明电〔2024〕12号", Of2025)];
    }

    private static IEnumerable<CalendarDay> ReadFile(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        var source = document.RootElement.GetProperty("papers")[0].GetString()!;
        foreach (var day in document.RootElement.GetProperty("days").EnumerateArray())
        {
            yield return new CalendarDay(
                DateOnly.ParseExact(day.GetProperty("date").GetString()!, "yyyy-MM-dd", CultureInfo.InvariantCulture),
                !day.GetProperty("isOffDay").GetBoolean(),
                day.GetProperty("name").GetString()!,
                source);
        }
    }

    // A plus marks a make-up working day, a minus a stretch of days off.
    private const string Of2019 =
        "元旦 -01-01; 春节 +02-02 +02-03 -02-04..02-10; 清明节 -04-05; 劳动节 +04-28 -05-01..05-04 +05-05; 端午节 -06-07; 中秋节 -09-13; 国庆节 +09-29 -10-01..10-07 +10-12";

    private const string Of2025 =
        "元旦 -01-01; 春节 +01-26 -01-28..02-04 +02-08; 清明节 -04-04..04-06; 劳动节 +04-27 -05-01..05-05; 端午节 -05-31..06-02; 国庆节、中秋节 +09-28 -10-01..10-08 +10-11";

    private static IEnumerable<CalendarDay> Written(string year, string source, string table) =>
        from holiday in table.Split("; ")
        let words = holiday.Split(' ')
        from word in words.Skip(1)
        from date in Stretch(year, word[1..])
        select new CalendarDay(date, word[0] == '+', words[0], source);

    private static IEnumerable<DateOnly> Stretch(string year, string written)
    {
        var ends = written.Split("..");
        var last = DateOnly.ParseExact($"{year}-{ends[^1]}", "yyyy-MM-dd", CultureInfo.InvariantCulture);
        for (var date = DateOnly.ParseExact($"{year}-{ends[0]}", "yyyy-MM-dd", CultureInfo.InvariantCulture); date <= last; date = date.AddDays(1))
            yield return date;
    }
}
