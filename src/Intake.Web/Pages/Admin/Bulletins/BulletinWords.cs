using System.Globalization;
using Intake.Application.Publication;
using Intake.Domain.Publication;
using Intake.Domain.Tickets;
using Intake.Web.Pages.Citizens.Bulletins;
using Intake.Web.Texts;

namespace Intake.Web.Pages.Admin.Bulletins;

/// <summary>How those who make bulletins are spoken to, beyond what readers read.</summary>
internal sealed class BulletinWords(PageTexts texts, IssueWords issues)
{
    /// <summary>What a bulletin is called among its makers: its number may not be there yet.</summary>
    public string Name(string series, int? issue, string title)
    {
        var name = issue is > 0 and var number ? issues.Issue(series, number) : issues.Series(series);
        return title.Length > 0 ? texts["format.labelled", ("label", name), ("value", title)] : name;
    }

    /// <summary>The number of a ticket.</summary>
    public string Number(TicketId ticket) => TicketNumber.Format(issues.Authority.Jurisdiction, ticket);

    /// <summary>Where a bulletin is, as a pill.</summary>
    public Pill Status(BulletinStatus status) => status switch
    {
        BulletinStatus.Draft => new(Tone.Grey, texts["bulletin.Draft"], Icon: "pencil"),
        BulletinStatus.SignedOff => new(Tone.Blue, texts["bulletin.SignedOff"], Icon: "clock"),
        BulletinStatus.Published => new(Tone.Green, texts["bulletin.Published"], Icon: "check"),
        BulletinStatus.Withdrawn => new(Tone.Red, texts["bulletin.Withdrawn"], Icon: "ban"),
    };

    /// <summary>What of an item's masks is left to look at, as a pill.</summary>
    public Pill Masks(BulletinItem item)
    {
        var masks = item.Matter.Masks.Concat(item.Reply.Masks).ToList();
        var open = masks.Count(mask => mask.Ruling == MaskRuling.Open);
        if (open > 0)
            return new(Tone.Yellow, texts["bulletins.masks.open", ("count", open)], Icon: "eye");
        return masks.Count == 0 ? new(Tone.Green, texts["bulletins.masks.none"], Icon: "check") : new(Tone.Green, texts["bulletins.masks.done", ("count", masks.Count)], Icon: "check");
    }

    /// <summary>Where a candidate stands already, as a pill.</summary>
    public Pill Standing(StandsIn standing) => new(
        Tone.Grey,
        standing.IsWithdrawn ? texts["bulletins.stands.withdrawn", ("name", Name(standing.Series, standing.Issue, ""))]
            : standing.Issue is { } issue ? issues.Issue(standing.Series, issue)
            : texts["bulletins.stands.draft", ("series", issues.Series(standing.Series))]);

    /// <summary>The name of a member of staff; the user name of one who has no account any more.</summary>
    public static string Person(string? user, IReadOnlyDictionary<string, string> names) => user is null ? "" : names.GetValueOrDefault(user, user);

    /// <summary>The address of a bulletin's page.</summary>
    public static string Address(long id) => string.Create(CultureInfo.InvariantCulture, $"/admin/bulletins/{id}");

    /// <summary>The address of an item's page.</summary>
    public static string Address(long id, TicketId ticket) => string.Create(CultureInfo.InvariantCulture, $"/admin/bulletins/{id}/items/{ticket.Value}");
}
