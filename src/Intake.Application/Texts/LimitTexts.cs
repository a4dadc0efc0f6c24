using System.Globalization;
using Intake.Domain.Catalogue;
using Intake.Domain.Deadlines;

namespace Intake.Application.Texts;

/// <summary>Time limits in words: "5 个工作日", "5 working days".</summary>
public static class LimitTexts
{
    /// <summary>A limit in words; the same day and less than one hour have words of their own.</summary>
    public static string Limit(this TextCatalogue texts, Language language, TimeLimit limit)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (limit is { Amount: 0, Unit: TimeUnit.WorkingDay })
            return texts.Get(language, "limit.same-day");
        if (limit is { Amount: < 1, Unit: TimeUnit.Hour })
            return texts.Get(language, "limit.minutes", ("amount", Written(limit.Amount * 60)));
        var form = limit.Amount == 1 ? "one" : "many";
        return texts.Get(language, $"limit.{Name(limit.Unit)}.{form}", ("amount", Written(limit.Amount)));
    }

    private static string Written(decimal amount) => amount.ToString("0.##", CultureInfo.InvariantCulture);

    private static string Name(TimeUnit unit) => unit switch
    {
        TimeUnit.Hour => "hour",
        TimeUnit.WorkingHour => "working-hour",
        TimeUnit.CalendarDay => "calendar-day",
        TimeUnit.WorkingDay => "working-day",
    };
}
