using System.Globalization;
using System.Text.RegularExpressions;
using Intake.Domain.Catalogue;
using Intake.Domain.Deadlines;

namespace Intake.Application.BotConfiguration;

/// <summary>Reads <c>limits.yaml</c>: the classes of limits, and which of them cannot be.</summary>
internal static partial class ReadLimits
{
    private const decimal Most = 1_000;

    internal static Catalogued<LimitClass> From(YamlReading reading)
    {
        using var file = reading.Open("limits.yaml");
        var classes = new Catalogued<LimitClass>("limit class", "limits.yaml", file);
        foreach (var section in file?.Sections("classes") ?? [])
        {
            using (section)
                classes.Add(section, ReadClass(section), limits => limits.Code);
        }

        return classes;
    }

    private static LimitClass ReadClass(YamlSection section)
    {
        var extensions = section.Whole("extensions", 0, 0, 10);
        var read = new LimitClass
        {
            Code = section.Code(),
            Name = section.Local("name"),
            Acceptance = Limit(section, "acceptance"),
            Acknowledgement = Limit(section, "acknowledgement"),
            FirstContact = OptionalLimit(section, "firstContact"),
            Resolution = Limit(section, "resolution"),
            Relisted = Limit(section, "relisted"),
            ReturnWindow = Limit(section, "returnWindow"),
            ReturnRuling = Limit(section, "returnRuling"),
            FollowUp = Limit(section, "followUp"),
            Extensions = extensions,
            ExtensionCap = OptionalLimit(section, "extensionCap"),
        };
        CheckOrder(section, read);
        return read;
    }

    private static void CheckOrder(YamlSection section, LimitClass read)
    {
        NotLonger(section, "relisted", read.Relisted, read.Resolution);
        NotLonger(section, "acknowledgement", read.Acknowledgement, read.Resolution);
        NotLonger(section, "firstContact", read.FirstContact ?? default, read.Resolution);
        NotLonger(section, "returnWindow", read.ReturnWindow, read.Resolution);
        if (read.Extensions > 0 && read.ExtensionCap is null)
            section.Problem("extensions", "\"extensions\" needs an \"extensionCap\": the most that one extension adds");
        if (read.Extensions == 0 && read.ExtensionCap is not null)
            section.Problem("extensionCap", "\"extensionCap\" means nothing while \"extensions\" is 0");
    }

    private static void NotLonger(YamlSection section, string key, TimeLimit limit, TimeLimit resolution)
    {
        if (resolution != default && limit != default && Nominal(limit) > Nominal(resolution))
            section.Problem(key, $"\"{key}\" is longer than \"resolution\"");
    }

    /// <summary>Hours of the clock that a limit takes on the whole, to compare limits of different units: a working day is 7/5 of a day.</summary>
    private static decimal Nominal(TimeLimit limit) => limit.Unit switch
    {
        TimeUnit.Hour => limit.Amount,
        TimeUnit.WorkingHour => limit.Amount * 33.6m / 8,
        TimeUnit.CalendarDay => limit.Amount * 24,
        TimeUnit.WorkingDay => Math.Max(1, limit.Amount) * 33.6m,
    };

    private static TimeLimit Limit(YamlSection section, string key) => Parse(section, key, section.Text(key));

    private static TimeLimit? OptionalLimit(YamlSection section, string key)
        => section.OptionalText(key) is { } text ? Parse(section, key, text) : null;

    private static TimeLimit Parse(YamlSection section, string key, string text)
    {
        if (text is "" or "same-day")
            return text.Length == 0 ? default : new TimeLimit(0, TimeUnit.WorkingDay);
        if (Form().Match(text) is not { Success: true } match)
        {
            section.Problem(key, $"\"{text}\" is not a limit; write same-day, or an amount and a unit: 2 hours, 4 working-hours, 15 calendar-days, 5 working-days");
            return default;
        }

        var limit = new TimeLimit(decimal.Parse(match.Groups["amount"].Value, CultureInfo.InvariantCulture), Units[match.Groups["unit"].Value]);
        if (WhyNot(limit) is not { } reason)
            return limit;
        section.Problem(key, $"\"{text}\" cannot be a limit: {reason}");
        return default;
    }

    private static string? WhyNot(TimeLimit limit) => limit switch
    {
        { Amount: < 0 } => "it is negative",
        { Amount: > Most } => "it is more than 1,000",
        { Amount: 0, Unit: not TimeUnit.WorkingDay } => "it is over at once; for the same day write same-day",
        { Unit: TimeUnit.CalendarDay or TimeUnit.WorkingDay } when limit.Amount != decimal.Truncate(limit.Amount) => "days are counted whole",
        _ => null,
    };

    private static readonly Dictionary<string, TimeUnit> Units = new(StringComparer.Ordinal)
    {
        ["hour"] = TimeUnit.Hour,
        ["working-hour"] = TimeUnit.WorkingHour,
        ["calendar-day"] = TimeUnit.CalendarDay,
        ["working-day"] = TimeUnit.WorkingDay,
    };

    [GeneratedRegex("^(?<amount>-?[0-9]+(\\.[0-9]+)?) (?<unit>hour|working-hour|calendar-day|working-day)s?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Form();
}
