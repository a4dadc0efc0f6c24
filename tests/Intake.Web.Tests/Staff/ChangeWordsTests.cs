using System.Reflection;
using System.Text.Json.Serialization;
using Intake.Application.BotConfiguration;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;
using Intake.Domain.Tickets.Decisions;
using Intake.Testing;
using Intake.Web.Pages.Staff;
using Intake.Web.Pages.Staff.Tickets;
using Intake.Web.Texts;

namespace Intake.Web.Tests.Staff;

public sealed class ChangeWordsTests
{
    private static readonly TextRef Text = new(1, TextRole.Reason, "");

    private static readonly TicketChange[] Samples =
    [
        new Received(TicketKind.Complaint, null, 0, null, "webchat", "zh-CN", Anonymity.Named, null, Text, null, [], "centre"),
        new Accepted(TicketKind.Complaint, "refuse", null),
        new Declined(Text, null), new Declined(Text, "police"),
        new SettledAtOnce("centre", TicketOutcome.Solved, true, "x", Text, Text, Text, []), new SettledAtOnce("centre", TicketOutcome.Explained, false, "x", Text, Text, Text, []),
        new Dispatched("housing", ["planning"], "illegal-building", Text, false), new Dispatched("housing", [], null, Text, true),
        new Acknowledged("x"), new Assigned("x"), new Contacted(Text), new Contacted(null),
        new ReturnRequested("housing", "illegal-building", Text), new ReturnRefused(Text),
        new RequesterAsked(Text), new WaitingEnded(Text, []), new WaitingEnded(null, []),
        new Planned([new(Text, new(2026, 4, 1))], new(2026, 5, 1)),
        new ExtensionRequested(new(3, Domain.Deadlines.TimeUnit.WorkingDay), Text), new ExtensionRuled(true, null), new ExtensionRuled(false, Text),
        new Resolved(TicketOutcome.Solved, "x", Text, Text, []), new VerificationStarted(), new Domain.Tickets.Changes.WrittenOff("x", null),
        new Relisted(true, false, null), new Relisted(false, true, Text), new Relisted(false, false, Text),
        new Rated(5, RequesterWord.Solved, null), new LookedBack(Text), new Archived(), new Urged(),
        new TextAdded(new(1, TextRole.Supplement, ""), []), new TextAdded(new(1, TextRole.Remark, ""), []), new TextAdded(new(1, TextRole.Instruction, ""), []),
        new ContactRead(Text), new Withdrawn(), new MergedInto(202603100000001), new Unmerged(),
        new CardRaised(ClockKind.UnitResolution, Domain.Deadlines.Card.Red),
        new Reminded(ClockKind.UnitResolution, 1), new Reminded(ClockKind.UnitResolution, 2), new Reminded(ClockKind.UnitResolution, 3), new Reminded(ClockKind.LookBack, 1),
        new DeadlineMoved(ClockKind.Resolution, DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch),
        new Published("rectification", 3), new TextsDeleted([1, 2]), new TextsDeleted([]) { Files = [3] },
    ];

    [Fact]
    public void Every_kind_of_event_is_told_in_both_languages()
    {
        var kinds = typeof(TicketChange).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(kind => kind.DerivedType).Where(kind => kind != typeof(Rescheduled)).ToHashSet();
        Assert.Equal(kinds.Select(kind => kind.Name).Order(), Samples.Select(sample => sample.GetType().Name).Distinct().Order());
        foreach (var language in new[] { Language.Chinese, Language.English })
        {
            var texts = new PageTexts(language, Configuration);
            var words = new DeskWords(texts, new BotConfigurationSource(Configuration), new TestClock(TestClock.TuesdayMorning));
            foreach (var sample in Samples)
            {
                var told = ChangeWords.Of(sample, View, words, texts);
                Assert.True(told.Length > 1 && !told.Contains('{', StringComparison.Ordinal) && !told.Contains("desk.", StringComparison.Ordinal), $"{sample.GetType().Name}: {told}");
                Assert.NotEmpty(ChangeWords.MarkOf(sample).Icon);
            }
        }
    }

    [Fact]
    public void What_pages_name_by_a_value_has_its_text()
    {
        string[] keys =
        [
            .. Enum.GetNames<TicketState>().Select(name => $"desk.state.{name}"),
            .. TicketForms.Shown.Append(TicketAction.ReadContact).Select(action => $"desk.done.{action}"),
            .. Enum.GetNames<TextRole>().Select(name => $"desk.text.{name}"),
            .. Enum.GetNames<ClockKind>().Select(name => $"desk.clock-name.{name}"),
            .. Enum.GetNames<Domain.Deadlines.TimeUnit>().Select(name => $"desk.form.amount.{name}"),
            .. Enum.GetNames<Application.Tickets.StartCount>().Select(name => $"desk.start.{name}"),
            .. Enum.GetNames<Application.Tickets.DispatchTab>().SelectMany(name => new[] { $"desk.dispatch.tab.{name}", $"desk.dispatch.empty.{name}" }),
            .. Enum.GetNames<Application.Tickets.InboxTab>().SelectMany(name => new[] { $"desk.inbox.tab.{name}", $"desk.inbox.empty.{name}" }),
            .. Enum.GetNames<Application.Tickets.VerificationTab>().SelectMany(name => new[] { $"desk.verification.tab.{name}", $"desk.verification.empty.{name}" }),
        ];
        Assert.DoesNotContain(keys, key => !Configuration.Texts.Has(Language.Chinese, key) || !Configuration.Texts.Has(Language.English, key));
    }

    private static BotConfigurationSnapshot Configuration { get; } = ExampleAuthority.Snapshot() with { Texts = Application.Texts.TextCatalogue.Merge(ProductTexts.All, ExampleAuthority.Snapshot().Texts) };

    private static TicketView View { get; } = ViewOf();

    private static TicketView ViewOf()
    {
        var ticket = TicketFold.Begin(new(202603100000001), (Received)Samples[0], TestClock.TuesdayMorning);
        return new()
        {
            Dossier = new()
            {
                Ticket = ticket,
                Events = [],
                Texts = new Dictionary<long, string>(),
                Files = new Dictionary<long, Application.Tickets.FileLine>(),
                People = new Dictionary<string, Application.Tickets.Person>(),
                MergedHere = [],
            },
            Deciding = new Deciding(Configuration.Authority, Actor.Clock, TestClock.TuesdayMorning),
            Actions = [],
            Proposal = new([], null, false),
        };
    }
}
