using Intake.Application;
using Intake.Application.BotConfiguration;
using Intake.Application.Calendars;
using Intake.Application.Deadlines;
using Intake.Domain;
using Intake.Domain.Catalogue;
using Intake.Domain.Deadlines;

namespace Intake.Web.Pages.Admin.Calendars;

/// <summary>The working calendars as they are at the moment, for the pages that speak of them.</summary>
internal sealed class CalendarScene(BotConfigurationSource configuration, CalendarBook book, CalendarChange change, TimeProvider clock)
{
    /// <summary>The rules in force.</summary>
    public Authority Authority => configuration.Current.Authority;

    /// <summary>Now.</summary>
    public DateTimeOffset Now => clock.GetUtcNow();

    /// <summary>Today, by the authority's clock.</summary>
    public DateOnly Today => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), Authority.TimeZone).DateTime);

    /// <summary>How far the moving of deadlines is; null when none move.</summary>
    public Headway? Moving => change.UnderWay;

    /// <summary>Changes that the files do not allow any more.</summary>
    public IReadOnlyList<(CalendarEdit Edit, Refusal Why)> PassedOver => book.PassedOver;

    /// <summary>The calendars with days of their own whose next days off are missing.</summary>
    public IReadOnlyList<(WorkingCalendar Calendar, CalendarOutlook Outlook)> Outlooks =>
        [.. Authority.Calendars.Values.Where(calendar => calendar.HasOwnDays).Select(calendar => (calendar, CalendarOutlooks.On(calendar, Today))).Where(one => one.Item2 != CalendarOutlook.Fine)];

    /// <summary>What off and make-up days are called, in every language of the authority.</summary>
    public IReadOnlyDictionary<string, DayBecomes> DayWords
    {
        get
        {
            var words = new Dictionary<string, DayBecomes>(StringComparer.OrdinalIgnoreCase);
            foreach (var language in Authority.Languages)
            {
                words.TryAdd(configuration.Current.Texts.Get(language, "calendar.becomes.Off"), DayBecomes.Off);
                words.TryAdd(configuration.Current.Texts.Get(language, "calendar.becomes.MakeUp"), DayBecomes.MakeUp);
            }

            return words;
        }
    }
}
