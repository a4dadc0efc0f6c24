using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;

namespace Intake.Application.Tickets;

/// <summary>One thing that happened, as the requester may see it.</summary>
/// <param name="At">When.</param>
/// <param name="What">What: the text <c>history.WHAT</c>.</param>
public sealed record ReceiptEntry(DateTimeOffset At, string What)
{
    /// <summary>Code of the unit that it is about.</summary>
    public string? Unit { get; init; }

    /// <summary>What was said; null when nothing was, or when it is deleted.</summary>
    public string? Words { get; init; }

    /// <summary>Stars of a rating.</summary>
    public int? Stars { get; init; }

    /// <summary>The outcome claimed.</summary>
    public TicketOutcome? Outcome { get; init; }

    /// <summary>The new date promised.</summary>
    public DateTimeOffset? Until { get; init; }
}

/// <summary>The history of a ticket for its requester. Internal remarks, instructions, reports, cards and reminders are not in it; who opened contact data is.</summary>
public static class ReceiptHistory
{
    /// <summary>The entries of a ticket's events.</summary>
    /// <param name="events">The events, in order.</param>
    /// <param name="bodies">The texts that still exist, by key.</param>
    public static IReadOnlyList<ReceiptEntry> Of(IEnumerable<TicketEvent> events, IReadOnlyDictionary<long, string> bodies)
    {
        ArgumentNullException.ThrowIfNull(events);
        ArgumentNullException.ThrowIfNull(bodies);
        var entries = new List<ReceiptEntry>();
        string? lead = null;
        foreach (var happened in events)
        {
            lead = happened.Change switch { Dispatched c => c.Lead, SettledAtOnce c => c.Unit, _ => lead };
            if (EntryOf(happened, lead, text => text is null ? null : bodies.GetValueOrDefault(text.Id)) is { } entry)
                entries.Add(entry);
        }

        return entries;
    }

    /// <summary>The keys of the texts that the history quotes.</summary>
    internal static IEnumerable<long> TextsOf(IEnumerable<TicketEvent> events)
    {
        var keys = new List<long>();
        foreach (var happened in events)
        {
            _ = EntryOf(happened, null, text =>
            {
                if (text is not null)
                    keys.Add(text.Id);
                return null;
            });
        }

        return keys;
    }

    private static ReceiptEntry? EntryOf(TicketEvent happened, string? lead, Func<TextRef?, string?> body)
    {
        ReceiptEntry Entry(string what) => new(happened.At, what);
        return happened.Change switch
        {
            Received => Entry("received"),
            Accepted => Entry("accepted"),
            Declined c => Entry("declined") with { Words = body(c.Reason) },
            SettledAtOnce c => Entry(c.Fixed ? "fixed-at-once" : "answered-at-once") with { Unit = c.Unit, Outcome = c.Outcome, Words = body(c.Reply) },
            Dispatched c => Entry("dispatched") with { Unit = c.Lead },
            Acknowledged => Entry("acknowledged") with { Unit = lead },
            Contacted => Entry("contacted") with { Unit = lead },
            ReturnRequested c => Entry("return-requested") with { Unit = c.Unit },
            ReturnRefused => Entry("return-refused") with { Unit = lead },
            RequesterAsked c => Entry("asked") with { Unit = lead, Words = body(c.Question) },
            WaitingEnded { Answer: not null } c => Entry("answered") with { Words = body(c.Answer) },
            WaitingEnded => Entry("waiting-ended") with { Unit = lead },
            Planned => Entry("planned") with { Unit = lead },
            ExtensionRuled { Granted: true } c => Entry("extended") with { Unit = lead, Words = body(c.Reason), Until = Promised(c) },
            Resolved c => Entry("resolved") with { Unit = lead, Outcome = c.Outcome, Words = body(c.Reply) },
            VerificationStarted => Entry("verifying"),
            WrittenOff => Entry("written-off"),
            Relisted c => Entry(c.ByRequester ? "contested" : "relisted") with { Unit = lead, Words = c.ByRequester ? body(c.Reason) : null },
            Rated { Stars: { } stars } => Entry("rated") with { Stars = stars },
            Rated => Entry("said-solved"),
            LookedBack => Entry("looked-back"),
            Archived => Entry("archived"),
            Urged => Entry("urged"),
            TextAdded { Text.Role: TextRole.Supplement } c => Entry("added") with { Words = body(c.Text) },
            ContactRead c => Entry("contact-read") with { Words = body(c.Reason) },
            Withdrawn => Entry("withdrawn"),
            MergedInto => Entry("merged"),
            Unmerged => Entry("unmerged"),
            DeadlineMoved { Clock: ClockKind.Resolution } c => Entry("deadline-moved") with { Until = c.To },
            Published => Entry("published"),
            TextsDeleted { Texts.Count: > 0 } => Entry("texts-deleted"),
            TextsDeleted => Entry("files-deleted"),
            _ => null,
        };
    }

    private static DateTimeOffset? Promised(TicketChange change) =>
        change.Clocks.FirstOrDefault(clock => clock.Kind == ClockKind.Resolution)?.DueAt;
}
