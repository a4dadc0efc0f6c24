using System.Security.Claims;
using Intake.Application.BotConfiguration;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Publication;
using Intake.Domain.Tickets;
using Intake.Web.Pages.Account;
using Intake.Web.Texts;

namespace Intake.Web.Pages.Citizens.Bulletins;

/// <summary>How bulletins are spoken of, in a page's language, and which of them somebody may read.</summary>
internal sealed class IssueWords(PageTexts texts, BotConfigurationSource configuration)
{
    /// <summary>The rules in force.</summary>
    public Authority Authority { get; } = configuration.Current.Authority;

    /// <summary>The words of the page.</summary>
    public PageTexts Texts => texts;

    /// <summary>Codes of the series that somebody may read, in the configuration's order.</summary>
    public IReadOnlyList<string> ReadableBy(ClaimsPrincipal person)
    {
        var reader = ReaderOf(person);
        return [.. Authority.Bulletins.Values.Where(series => Circle.MayRead(series, reader)).Select(series => series.Code)];
    }

    /// <summary>Codes of the series that everybody may read.</summary>
    public IReadOnlyList<string> Public => [.. Authority.Bulletins.Values.Where(series => Circle.MayRead(series, null)).Select(series => series.Code)];

    /// <summary>Whether somebody may read a series.</summary>
    public bool MayRead(string series, ClaimsPrincipal person) => Circle.MayRead(Authority.Bulletins.GetValueOrDefault(series), ReaderOf(person));

    /// <summary>Whether a series is for a limited circle.</summary>
    public bool IsLimited(string series) => !Circle.MayRead(Authority.Bulletins.GetValueOrDefault(series), null);

    /// <summary>The name of a series; the code of one that the configuration does not have any more.</summary>
    public string Series(string code) => Authority.Bulletins.TryGetValue(code, out var series) ? series.Name[texts.Language] : code;

    /// <summary>Series and number.</summary>
    public string Issue(string series, int issue) => texts["issue.name", ("series", Series(series)), ("issue", issue)];

    /// <summary>The title of an issue; its series and number where it has none of its own.</summary>
    public string Title(string series, int issue, string title) => title.Length > 0 ? title : Issue(series, issue);

    /// <summary>The heading of an item; the service's name where it has none of its own.</summary>
    public string Heading(BulletinItem item) => item.Heading.Length > 0 ? item.Heading : Service(item.Service);

    /// <summary>The name of a service.</summary>
    public string Service(string code) => Authority.Services.TryGetValue(code, out var service) ? service.Name[texts.Language] : code;

    /// <summary>A period.</summary>
    public string Period(DateOnly from, DateOnly to) =>
        from == to ? texts.Day(from) : texts["issue.period", ("from", texts.Day(from)), ("to", texts.Day(to))];

    /// <summary>An outcome as a pill; null where none is known.</summary>
    public Pill? Outcome(TicketOutcome? outcome) => outcome is { } known ? Outcome(known) : null;

    private Pill Outcome(TicketOutcome outcome) => outcome switch
    {
        TicketOutcome.Solved or TicketOutcome.BasicallySolved => new(Tone.Green, texts[$"outcome.{outcome}"]),
        TicketOutcome.PartlySolved => new(Tone.Blue, texts[$"outcome.{outcome}"]),
        TicketOutcome.Explained or TicketOutcome.CannotBeSolved or TicketOutcome.NotOurs => new(Tone.Grey, texts[$"outcome.{outcome}"]),
    };

    /// <summary>The address of an issue.</summary>
    public static string Address(string series, int issue) => $"/bulletins/{series}/{issue.ToString(System.Globalization.CultureInfo.InvariantCulture)}";

    /// <summary>The language that a text is written in, as far as its script says, for those who have it read to them.</summary>
    public static string LanguageOf(string text) => text.Any(c => c is >= '\u4e00' and <= '\u9fff') ? Language.Chinese.Tag : Language.English.Tag;

    private static Actor? ReaderOf(ClaimsPrincipal person) => person.Identity is { IsAuthenticated: true } ? SignedIn.ActorOf(person) : null;
}
