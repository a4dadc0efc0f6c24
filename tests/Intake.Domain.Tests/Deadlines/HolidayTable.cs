using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Intake.Domain.Deadlines;

namespace Intake.Domain.Tests.Deadlines;

/// <summary>The mainland's published days off and make-up working days of 2019 to 2026.</summary>
internal static class HolidayTable
{
    // A plus is a make-up working day, a minus a stretch of days off. Dates are of the row's year unless they name another.
    private static readonly (string Year, string Source, string Table)[] Years =
    [
        ("2019", "http://www.gov.cn/zhengce/zhengceku/2019-03/22/content_5375877.htm", "元旦 +2018-12-29 -2018-12-30..01-01; 春节 +02-02 +02-03 -02-04..02-10; 清明节 -04-05; 劳动节 +04-28 -05-01..05-04 +05-05; 端午节 -06-07; 中秋节 -09-13; 国庆节 +09-29 -10-01..10-07 +10-12"),
        ("2020", "http://www.gov.cn/zhengce/zhengceku/2020-01/27/content_5472352.htm", "元旦 -01-01; 春节 +01-19 -01-24..02-02 +02-03; 清明节 -04-04..04-06; 劳动节 +04-26 -05-01..05-05 +05-09; 端午节 -06-25..06-27 +06-28; 国庆节、中秋节 +09-27 -10-01..10-08 +10-10"),
        ("2021", "http://www.gov.cn/zhengce/zhengceku/2020-11/25/content_5564127.htm", "元旦 -01-01..01-03; 春节 +02-07 -02-11..02-17 +02-20; 清明节 -04-03..04-05; 劳动节 +04-25 -05-01..05-05 +05-08; 端午节 -06-12..06-14; 中秋节 +09-18 -09-19..09-21; 国庆节 +09-26 -10-01..10-07 +10-09"),
        ("2022", "http://www.gov.cn/zhengce/zhengceku/2021-10/25/content_5644835.htm", "元旦 -01-01..01-03; 春节 +01-29 +01-30 -01-31..02-06; 清明节 +04-02 -04-03..04-05; 劳动节 +04-24 -04-30..05-04 +05-07; 端午节 -06-03..06-05; 中秋节 -09-10..09-12; 国庆节 -10-01..10-07 +10-08 +10-09"),
        ("2023", "http://www.gov.cn/zhengce/zhengceku/2022-12/08/content_5730844.htm", "元旦 -2022-12-31..01-02; 春节 -01-21..01-27 +01-28 +01-29; 清明节 -04-05; 劳动节 +04-23 -04-29..05-03 +05-06; 端午节 -06-22..06-24 +06-25; 中秋节、国庆节 -09-29..10-06 +10-07 +10-08"),
        ("2024", "https://www.gov.cn/zhengce/zhengceku/202310/content_6911528.htm", "元旦 -01-01; 春节 +02-04 -02-10..02-17 +02-18; 清明节 -04-04..04-06 +04-07; 劳动节 +04-28 -05-01..05-05 +05-11; 端午节 -06-10; 中秋节 +09-14 -09-15..09-17; 国庆节 +09-29 -10-01..10-07 +10-12"),
        ("2025", "https://www.gov.cn/zhengce/zhengceku/202411/content_6986383.htm", "元旦 -01-01; 春节 +01-26 -01-28..02-04 +02-08; 清明节 -04-04..04-06; 劳动节 +04-27 -05-01..05-05; 端午节 -05-31..06-02; 国庆节、中秋节 +09-28 -10-01..10-08 +10-11"),
        ("2026", "https://www.gov.cn/zhengce/zhengceku/202511/content_7047091.htm", "元旦 -01-01..01-03 +01-04; 春节 +02-14 -02-15..02-23 +02-28; 清明节 -04-04..04-06; 劳动节 -05-01..05-05 +05-09; 端午节 -06-19..06-21; 国庆节 +09-20; 中秋节 -09-25..09-27; 国庆节 -10-01..10-07 +10-10"),
    ];

    public static IReadOnlyList<CalendarDay> Days { get; } = [.. Years.SelectMany(year => Written(year.Year, year.Source, year.Table))];

    public static IReadOnlySet<int> Published { get; } = Years.Select(year => int.Parse(year.Year, CultureInfo.InvariantCulture)).ToHashSet();

    /// <summary>The same days as another source has them, read from files beside the repository; null where they are absent.</summary>
    public static IReadOnlyList<CalendarDay>? FromFiles([CallerFilePath] string thisFile = "")
    {
        var folder = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(thisFile)!, "../../../../shared/data/holidays"));
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "????.json").Order(StringComparer.Ordinal).SelectMany(ReadFile)] : null;
    }

    private static IEnumerable<CalendarDay> ReadFile(string path)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(path));
        var source = document.RootElement.GetProperty("papers").EnumerateArray().Last().GetString()!;
        foreach (var day in document.RootElement.GetProperty("days").EnumerateArray())
        {
            yield return new CalendarDay(
                Date(day.GetProperty("date").GetString()!),
                !day.GetProperty("isOffDay").GetBoolean(),
                day.GetProperty("name").GetString()!,
                source);
        }
    }

    private static IEnumerable<CalendarDay> Written(string year, string source, string table) =>
        from holiday in table.Split("; ")
        let words = holiday.Split(' ')
        from word in words.Skip(1)
        from date in Stretch(year, word[1..])
        select new CalendarDay(date, word[0] == '+', words[0], source);

    private static IEnumerable<DateOnly> Stretch(string year, string written)
    {
        var ends = written.Split("..").Select(date => Date(date.Length == 5 ? $"{year}-{date}" : date)).ToList();
        for (var date = ends[0]; date <= ends[^1]; date = date.AddDays(1))
            yield return date;
    }

    private static DateOnly Date(string written) => DateOnly.ParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
