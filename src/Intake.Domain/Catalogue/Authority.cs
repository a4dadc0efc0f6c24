using Intake.Domain.Deadlines;
using Intake.Domain.Knowledge;
using Intake.Domain.Questionnaires;

namespace Intake.Domain.Catalogue;

/// <summary>
/// Everything that one authority sets, as one immutable and valid whole: the loader refuses what does not hold together,
/// so that code that has an <see cref="Authority"/> never asks whether a code in it leads somewhere.
/// </summary>
public sealed record Authority
{
    /// <summary>The jurisdiction's code: two to eight capital letters, the first part of every ticket number.</summary>
    public required string Jurisdiction { get; init; }

    /// <summary>Open311's <c>jurisdiction_id</c>, such as <c>xinghe.example</c>.</summary>
    public required string JurisdictionId { get; init; }

    /// <summary>Jurisdictions beside <see cref="JurisdictionId"/>, each for one place. With any of them Open311's clients have to say which one they mean. Default none.</summary>
    public IReadOnlyList<Jurisdiction> PlaceJurisdictions { get; init; } = [];

    /// <summary>The body's name.</summary>
    public required LocalText Name { get; init; }

    /// <summary>IANA name of the time zone in which days begin and end.</summary>
    public required TimeZoneInfo TimeZone { get; init; }

    /// <summary>Languages spoken, the default first.</summary>
    public required IReadOnlyList<Language> Languages { get; init; }

    /// <summary>Groups of services, in the order shown.</summary>
    public required IReadOnlyList<ServiceGroup> Groups { get; init; }

    /// <summary>Services by code.</summary>
    public required IReadOnlyDictionary<string, Service> Services { get; init; }

    /// <summary>Units by code; exactly one is the centre.</summary>
    public required IReadOnlyDictionary<string, Unit> Units { get; init; }

    /// <summary>Places by code.</summary>
    public required IReadOnlyDictionary<string, Place> Places { get; init; }

    /// <summary>Suggestion boxes by code.</summary>
    public IReadOnlyDictionary<string, SuggestionBox> Boxes { get; init; } = new Dictionary<string, SuggestionBox>(StringComparer.Ordinal);

    /// <summary>Questionnaires by code.</summary>
    public IReadOnlyDictionary<string, Questionnaire> Questionnaires { get; init; } = new Dictionary<string, Questionnaire>(StringComparer.Ordinal);

    /// <summary>Articles of the knowledge base that stand in a file, by code.</summary>
    public IReadOnlyDictionary<string, Article> Articles { get; init; } = new Dictionary<string, Article>(StringComparer.Ordinal);

    /// <summary>The dispatch catalogue.</summary>
    public required DispatchCatalogue Dispatch { get; init; }

    /// <summary>Limit classes by code.</summary>
    public required IReadOnlyDictionary<string, LimitClass> Limits { get; init; }

    /// <summary>Working calendars by code; <c>default</c> is the authority's own.</summary>
    public required IReadOnlyDictionary<string, WorkingCalendar> Calendars { get; init; }

    /// <summary>Rules for every ticket.</summary>
    public required Policy Policy { get; init; }

    /// <summary>Bulletin series by code.</summary>
    public required IReadOnlyDictionary<string, BulletinSeries> Bulletins { get; init; }

    /// <summary>Where else people turn to for what is declined here, in the order shown.</summary>
    public IReadOnlyList<RightDoor> RightDoors { get; init; } = [];

    /// <summary>The official account in WeChat.</summary>
    public OfficialAccount OfficialAccount { get; init; } = OfficialAccount.Plain;

    /// <summary>How the body itself is reached; null when it has not said.</summary>
    public Contact? Contact { get; init; }

    /// <summary>How long things are kept.</summary>
    public Retention Retention { get; init; } = new();

    /// <summary>Translations of the names that calendars give to days, by that name.</summary>
    public IReadOnlyDictionary<string, LocalText> DayNames { get; init; } = new Dictionary<string, LocalText>(StringComparer.Ordinal);

    /// <summary>The centre.</summary>
    public Unit Centre => Units.Values.Single(unit => unit.IsCentre);

    /// <summary>The authority's own calendar.</summary>
    public WorkingCalendar Calendar => Calendars["default"];

    /// <summary>The calendar of a unit; the authority's own when the unit is no longer in the catalogue.</summary>
    public WorkingCalendar CalendarOf(string unit) => Units.TryGetValue(unit, out var known) ? CalendarNamed(known.Calendar) : Calendar;

    /// <summary>The calendar of this code; the authority's own when it has left the configuration while clocks ran by it.</summary>
    public WorkingCalendar CalendarNamed(string code) => Calendars.GetValueOrDefault(code) ?? Calendar;

    /// <summary>The name of a holiday in a language; the calendar's own name when nobody has translated it.</summary>
    public string DayName(string name, Language language) => DayNames.TryGetValue(name, out var text) ? text[language] : name;

    /// <summary>The limits of a service; of the default class while the service is not known, or no longer in the catalogue.</summary>
    public LimitClass LimitsOf(string? service) =>
        Limits[service is not null && Services.TryGetValue(service, out var found) ? found.LimitClass : Policy.DefaultLimitClass];
}
