using System.Globalization;
using Intake.Application.BotConfiguration;
using Intake.Application.Texts;
using Intake.Domain;
using Intake.Domain.Catalogue;

namespace Intake.Web.Texts;

/// <summary>
/// The words of a page in the request's language: <c>@T["nav.inbox"]</c>, <c>@T["ticket.title", ("number", number)]</c>.
/// What it gives is text; Razor encodes it.
/// </summary>
internal sealed class PageTexts(Language language, BotConfigurationSnapshot configuration)
{
    private readonly CultureInfo culture = CultureInfo.GetCultureInfo(language.Tag);
    private readonly TextCatalogue texts = configuration.Texts;

    /// <summary>The request's language.</summary>
    public Language Language => language;

    /// <summary>The languages to switch to, the default first.</summary>
    public IReadOnlyList<Language> Languages => configuration.Authority.Languages;

    /// <summary>The name of the authority.</summary>
    public string Authority => configuration.Authority.Name[language];

    /// <summary>A text without placeholders.</summary>
    public string this[string key] => texts.Get(language, key);

    /// <summary>A text with its placeholders filled in; numbers are written as <see cref="Number"/> writes them.</summary>
    public string this[string key, params ReadOnlySpan<(string Name, object Value)> values]
    {
        get
        {
            var written = new (string, string)[values.Length];
            for (var i = 0; i < values.Length; i++)
                written[i] = (values[i].Name, Written(values[i].Value));
            return texts.Get(language, key, written);
        }
    }

    /// <summary>A text where there is one, else what is given: for names of what another part may add to.</summary>
    public string Or(string key, string otherwise) => texts.Has(language, key) ? this[key] : otherwise;

    /// <summary>The words for a refusal.</summary>
    public string Explain(Refusal refusal)
        => texts.Explain(language, refusal);

    /// <summary>The name of a unit; the code of one that the configuration does not have any more; empty for none.</summary>
    public string Unit(string? code)
        => code is null ? "" : configuration.Authority.Units.TryGetValue(code, out var unit) ? unit.Name[language] : code;

    /// <summary>A whole number, with a mark between thousands.</summary>
    public string Number(long number) => number.ToString("N0", culture);

    /// <summary>A share (0 to 1) in per cent with one decimal.</summary>
    public string Share(double share) => share.ToString("0.0%", culture);

    /// <summary>An instant as day and time of the authority's clock.</summary>
    public string Instant(DateTimeOffset at) => Local(at).ToString(this["format.instant"], culture);

    /// <summary>The day of an instant by the authority's clock.</summary>
    public string Day(DateTimeOffset at) => Local(at).ToString(this["format.day"], culture);

    /// <summary>The time of an instant by the authority's clock.</summary>
    public string Time(DateTimeOffset at) => Local(at).ToString(this["format.time"], culture);

    /// <summary>A date.</summary>
    public string Day(DateOnly on) => on.ToString(this["format.day"], culture);

    /// <summary>A stretch of time by its two largest parts: "2 d 3 h", "45 min". The sign is left to the sentence around it.</summary>
    public string Lasting(TimeSpan time)
    {
        time = time.Duration();
        return time switch
        {
            { Days: > 0, Hours: > 0 } => this["lasting.days-hours", ("days", time.Days), ("hours", time.Hours)],
            { Days: > 0 } => this["lasting.days", ("days", time.Days)],
            { Hours: > 0, Minutes: > 0 } => this["lasting.hours-minutes", ("hours", time.Hours), ("minutes", time.Minutes)],
            { Hours: > 0 } => this["lasting.hours", ("hours", time.Hours)],
            _ => this["lasting.minutes", ("minutes", time.Minutes)],
        };
    }

    private DateTimeOffset Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, configuration.Authority.TimeZone);

    private string Written(object value) => value switch
    {
        string text => text,
        int number => Number(number),
        long number => Number(number),
        IFormattable other => other.ToString(null, culture),
        _ => value.ToString() ?? "",
    };
}
