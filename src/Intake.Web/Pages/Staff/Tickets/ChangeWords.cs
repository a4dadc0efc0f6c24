using Intake.Domain.Deadlines;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;
using Intake.Web.Texts;

namespace Intake.Web.Pages.Staff.Tickets;

/// <summary>What marks an event in a list.</summary>
/// <param name="Icon">An icon beside words that say the same.</param>
internal readonly record struct Mark(string Icon);

/// <summary>A sentence for each kind of event: the texts <c>desk.change.KIND</c>.</summary>
internal static class ChangeWords
{
    /// <summary>What happened.</summary>
    public static string Of(TicketChange change, TicketView view, DeskWords words, PageTexts texts) => change switch
    {
        Received c => texts["desk.change.received", ("channel", words.Channel(c.Channel)), ("kind", texts[$"kind.{c.Kind}"]), ("service", words.Service(c.Service))],
        Accepted c => texts["desk.change.accepted", ("kind", texts[$"kind.{c.Kind}"]), ("service", words.Service(c.Service))],
        Declined { Door: { } door } => texts["desk.change.declined-door", ("door", view.Authority.RightDoors.FirstOrDefault(one => one.Code == door)?.Name[texts.Language] ?? door)],
        Declined => texts["desk.change.declined"],
        SettledAtOnce { Article: { } article } c => texts[c.Fixed ? "desk.change.fixed-from-article" : "desk.change.answered-from-article", ("outcome", texts[$"outcome.{c.Outcome}"]), ("code", article.Code), ("version", article.Version)],
        SettledAtOnce c => texts[c.Fixed ? "desk.change.fixed-at-once" : "desk.change.answered-at-once", ("outcome", texts[$"outcome.{c.Outcome}"])],
        Dispatched c => Sent(c, view, words, texts),
        Acknowledged c => texts["desk.change.acknowledged", ("handler", view.Dossier.People.NameOf(c.Handler))],
        Assigned c => texts["desk.change.assigned", ("handler", view.Dossier.People.NameOf(c.Handler))],
        Contacted => texts["desk.change.contacted"],
        ReturnRequested c => texts["desk.change.return-requested", ("unit", texts.Unit(c.Unit)), ("basis", Basis(c.Rule, view, texts))],
        ReturnRefused => texts["desk.change.return-refused"],
        RequesterAsked => texts["desk.change.requester-asked"],
        WaitingEnded { Answer: not null } => texts["desk.change.answered"],
        WaitingEnded => texts["desk.change.waiting-ended"],
        Planned c => texts["desk.change.planned", ("count", c.Targets.Count), ("day", texts.Day(c.EndOn))],
        ExtensionRequested c => texts["desk.change.extension-requested", ("limit", words.Limit(c.Limit))],
        ExtensionRuled c => texts[c.Granted ? "desk.change.extension-granted" : "desk.change.extension-refused"],
        Resolved c => texts["desk.change.resolved", ("outcome", texts[$"outcome.{c.Outcome}"]), ("handler", view.Dossier.People.NameOf(c.Handler))],
        VerificationStarted => texts["desk.change.verification-started"],
        WrittenOff => texts["desk.change.written-off"],
        Relisted { ByRequester: true } => texts["desk.change.relisted-by-requester"],
        Relisted { AfterLookBack: true } => texts["desk.change.relisted-after-look-back"],
        Relisted => texts["desk.change.relisted"],
        Rated c => Rating(c.Stars, c.Word, texts),
        _ => Other(change, words, texts),
    };

    /// <summary>An icon for the kind of event.</summary>
    public static Mark MarkOf(TicketChange change) => change switch
    {
        Received or TextAdded { Text.Role: TextRole.Supplement } or WaitingEnded { Answer: not null } => new(Icon: "message-2"),
        Dispatched => new(Icon: "arrows-split-2"),
        Resolved or SettledAtOnce or WrittenOff or LookedBack => new(Icon: "circle-check"),
        Declined or ReturnRequested or ReturnRefused or Relisted or Withdrawn => new(Icon: "arrow-back-up"),
        CardRaised or Reminded or DeadlineMoved or Urged => new(Icon: "alarm"),
        ContactRead => new(Icon: "eye"),
        Rated => new(Icon: "star"),
        MergedInto or Unmerged => new(Icon: "arrow-merge"),
        _ => new(Icon: "point"),
    };

    private static string Other(TicketChange change, DeskWords words, PageTexts texts) => change switch
    {
        LookedBack => texts["desk.change.looked-back"],
        Archived => texts["desk.change.archived"],
        Urged => texts["desk.change.urged"],
        TextAdded { Text.Role: TextRole.Supplement } => texts["desk.change.supplemented"],
        TextAdded { Text.Role: TextRole.Instruction } => texts["desk.change.instructed"],
        TextAdded => texts["desk.change.remarked"],
        ContactRead => texts["desk.change.contact-read"],
        Withdrawn => texts["desk.change.withdrawn"],
        MergedInto c => texts["desk.change.merged", ("number", words.Number(c.Into))],
        Unmerged => texts["desk.change.unmerged"],
        CardRaised c => texts["desk.change.card-raised", ("clock", texts[$"clock.{c.Clock}"]), ("card", texts[$"card.{c.Card}"])],
        Reminded { Clock: ClockKind.LookBack } => texts["desk.change.look-back-due"],
        Reminded c => texts["desk.change.reminded", ("clock", texts[$"clock.{c.Clock}"]), ("step", texts[$"reminder.{(ReminderStep)(c.Step - 1)}"])],
        DeadlineMoved c => texts["desk.change.deadline-moved", ("clock", texts[$"clock.{c.Clock}"]), ("from", texts.Instant(c.From)), ("to", texts.Instant(c.To))],
        Published c => texts["desk.change.published", ("series", words.Series(c.Series)), ("issue", c.Issue)],
        TextsDeleted { Texts.Count: > 0 } c => texts["desk.change.texts-deleted", ("count", c.Texts.Count)],
        TextsDeleted c => texts["desk.change.files-deleted", ("count", c.Files.Count)],
        _ => throw new InvalidOperationException($"{change.GetType().Name} has no words."),
    };

    private static string Rating(int? stars, RequesterWord word, PageTexts texts) =>
        stars is { } given ? texts["desk.change.rated", ("rating", texts[$"rating.{given}"])] : texts["desk.change.said", ("word", texts[$"word.{word}"])];

    private static string Sent(Dispatched c, TicketView view, DeskWords words, PageTexts texts)
    {
        var sent = texts[c.AfterReturn ? "desk.change.redispatched" : "desk.change.dispatched", ("unit", texts.Unit(c.Lead))];
        if (c.CoHandlers.Count > 0)
            sent += texts["desk.change.with-co-handlers", ("units", words.Units(c.CoHandlers))];
        return c.Rule is { } rule ? sent + texts["desk.change.by-rule", ("basis", Basis(rule, view, texts))] : sent;
    }

    private static string Basis(string rule, TicketView view, PageTexts texts) =>
        view.Authority.Dispatch.Rules.FirstOrDefault(row => row.Code == rule)?.LegalBasis[texts.Language] ?? rule;
}
