using Intake.Application.Tickets;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;
using Intake.Web.Texts;

namespace Intake.Web.Pages.Staff.Tickets;

/// <summary>One thing that happened, in words.</summary>
/// <param name="Sequence">Its place in the log.</param>
/// <param name="At">When.</param>
/// <param name="Who">Who did it.</param>
/// <param name="Words">What.</param>
/// <param name="Mark">Its icon.</param>
/// <param name="Texts">The texts that belong to it.</param>
/// <param name="Files">The files that belong to it.</param>
internal sealed record HistoryLine(int Sequence, DateTimeOffset At, string Who, string Words, Mark Mark, IReadOnlyList<HistoryText> Texts, IReadOnlyList<FileLine> Files);

/// <summary>A text of an event.</summary>
/// <param name="Label">What it is.</param>
/// <param name="Words">The words; null once they were deleted.</param>
internal sealed record HistoryText(string Label, string? Words);

/// <summary>Tells the event log of a ticket in words.</summary>
internal sealed class TicketHistory(TicketView view, DeskWords words, PageTexts texts)
{
    /// <summary>Every event, the oldest first; what changes nothing for people is left out.</summary>
    public IEnumerable<HistoryLine> Lines() => view.Dossier.Events.Where(happened => happened.Change is not Rescheduled).Select(Line);

    private HistoryLine Line(TicketEvent happened)
    {
        var change = happened.Change;
        return new(
            happened.Sequence,
            happened.At,
            Who(happened.Actor),
            ChangeWords.Of(change, view, words, texts),
            ChangeWords.MarkOf(change),
            [.. ChangeTexts.TextsOf(change).Select(text => new HistoryText(texts[$"desk.text.{text.Role}"], view.Dossier.Words(text)))],
            [.. ChangeTexts.FilesOf(change).Where(file => view.Dossier.Files.ContainsKey(file.Id)).Select(file => view.Dossier.Files[file.Id])]);
    }

    private string Who(string signature)
    {
        var (kind, name) = signature.Split(':', 2) is [var first, var second] ? (first, second) : (signature, "");
        return kind switch
        {
            "staff" => view.Dossier.People.TryGetValue(name, out var person) && person.Unit is { } unit
                ? texts["desk.who.staff", ("name", view.Dossier.People.NameOf(name)), ("unit", texts.Unit(unit))]
                : name,
            "requester" => texts["desk.who.requester", ("channel", words.Channel(name))],
            "program" => texts["desk.who.program", ("name", name)],
            _ => texts["desk.who.clock"],
        };
    }
}

/// <summary>The texts and files that an event names.</summary>
internal static class ChangeTexts
{
    /// <summary>The texts, in the order in which people read them.</summary>
    public static IReadOnlyList<TextRef> TextsOf(TicketChange change)
    {
        IEnumerable<TextRef?> texts = change switch
        {
            Received c => [c.Matter],
            Declined c => [c.Reason],
            SettledAtOnce c => [c.Instruction, c.Reply, c.Report],
            Dispatched c => [c.Instruction],
            Contacted c => [c.Note],
            ReturnRequested c => [c.Reason],
            ReturnRefused c => [c.Reason],
            RequesterAsked c => [c.Question],
            WaitingEnded c => [c.Answer],
            Planned c => c.Targets.Select(TextRef? (target) => target.Text),
            ExtensionRequested c => [c.Reason],
            ExtensionRuled c => [c.Reason],
            Resolved c => [c.Reply, c.Report],
            WrittenOff c => [c.Note],
            Relisted c => [c.Reason],
            Rated c => [c.Comment],
            LookedBack c => [c.Note],
            TextAdded c => [c.Text],
            ContactRead c => [c.Reason],
            _ => [],
        };
        return [.. texts.OfType<TextRef>()];
    }

    /// <summary>The files.</summary>
    public static IReadOnlyList<AttachmentRef> FilesOf(TicketChange change) => change switch
    {
        Received c => c.Files,
        SettledAtOnce c => c.Evidence,
        WaitingEnded c => c.Files,
        Resolved c => c.Evidence,
        TextAdded c => c.Files,
        _ => [],
    };
}
