using Intake.Application.Tickets;
using Intake.Domain.Tickets;

namespace Intake.Bot.Conversation.Dialogs;

/// <summary>Tells what became of the conversation's own wishes, and what news there is.</summary>
internal static class Happenings
{
    private const int LowStars = 2;

    /// <summary>Tells one thing that happened.</summary>
    public static void Tell(Talk talk, ConversationEvent happened)
    {
        switch (happened)
        {
            case RequestSubmitted submitted: Submitted(talk, submitted); break;
            case QuestionnaireAnswered answered: QuestionnaireDialog.Sent(talk, answered); break;
            case TicketShown shown: Shown(talk, shown); break;
            case TicketChanged changed: Changed(talk, changed.Action, changed.View); break;
            case CommandRefused refused: Refused(talk, refused); break;
            case NewsArrived news: News.Tell(talk, news); break;
            default: break;
        }
    }

    private static void Submitted(Talk talk, RequestSubmitted submitted)
    {
        var view = submitted.View;
        talk.State = talk.State.WithReceipt(view.Number) with { Draft = null, Active = null, Warned = [], Entry = null };
        talk.Ask(submitted.ForPerson ? ReceiptReplies.ForPerson(talk, view) : ReceiptReplies.Given(talk, view), [.. AfterReceipt(talk, view)]);
        AddWordsDialog.WaitFor(talk, view.Number, isNew: true);
    }

    // Under a letter they would be a form to fill in.
    private static IEnumerable<Choice> AfterReceipt(Talk talk, ReceiptView view) => talk.Context.Profile.IsByLetter
        ? []
        : [Tickets.Choice(talk, view.Number, "show", "ticket.show"), Tickets.Choice(talk, view.Number, "add", "ticket.add"), talk.Choice("menu.another", "m|submit")];

    private static void Shown(Talk talk, TicketShown shown)
    {
        var view = shown.View;
        var verb = talk.State.Active is { Name: DialogName.Track, Note: { } note } ? note : null;
        talk.State = talk.State.WithReceipt(view.Number);
        if (talk.State.Active is { Name: DialogName.Track } or { IsAfterword: true })
            Flow.End(talk);
        if (verb is not null and not "show" and not "why" and not "history")
        {
            Tickets.Do(talk, view.Number, verb);
            return;
        }

        talk.Ask(ReceiptReplies.Shown(talk, view, shown.Part), [.. ReceiptReplies.Parts(talk, view, shown.Part), .. Tickets.Choices(talk, view.Number, view.Can), .. Resume(talk)]);
        if (talk.State.Active is not null)
            Flow.Ask(talk);
    }

    private static void Changed(Talk talk, TicketAction action, ReceiptView view)
    {
        var isOther = talk.State.Active is { IsAfterword: false } active && active.Number != view.Number;
        talk.State = talk.State.WithReceipt(view.Number);
        if (isOther)
        {
            talk.Say(KeyOf(action, view), ("number", view.Number), ("unit", talk.Words.Unit(view.HeldBy)));
            Flow.Ask(talk);
            return;
        }

        var before = talk.State.Active;
        Flow.End(talk);
        if (action == TicketAction.Rate && before is not { Name: DialogName.Rate } && view.Rating is <= LowStars)
            Flow.Start(talk, DialogName.Rate, view.Number, Talk.Written(view.Rating.Value));
        else
            talk.Ask(talk.Text(KeyOf(action, view), ("number", view.Number), ("unit", talk.Words.Unit(view.HeldBy))), [.. After(talk, action, view), .. Resume(talk)]);
        if (action is TicketAction.AddText or TicketAction.AnswerQuestion or TicketAction.Contest)
            AddWordsDialog.WaitFor(talk, view.Number, isNew: false);
    }

    private static IEnumerable<Choice> After(Talk talk, TicketAction action, ReceiptView view)
    {
        if (action == TicketAction.Rate && view.Rating is null)
            return Tickets.Stars(talk, view.Number);
        if (talk.Context.Profile.IsByLetter)
            return [];
        return action is TicketAction.AddText or TicketAction.AnswerQuestion or TicketAction.Contest
            ? [talk.Choice("add.enough", "done"), Tickets.Choice(talk, view.Number, "show", "ticket.show")]
            : [Tickets.Choice(talk, view.Number, "show", "ticket.show"), talk.Choice("menu.submit", "m|submit"), talk.Choice("menu.help", "m|help")];
    }

    private static string KeyOf(TicketAction action, ReceiptView view) => action switch
    {
        TicketAction.AddText => "done.added",
        TicketAction.AnswerQuestion => "done.answered",
        TicketAction.Urge => "done.urged",
        TicketAction.Withdraw => "done.withdrawn",
        TicketAction.Contest => "done.contested",
        TicketAction.Rate when view.Rating is null => "done.said-solved",
        _ => "done.rated",
    };

    private static void Refused(Talk talk, CommandRefused refused)
    {
        talk.SayWords(talk.Context.Texts.Explain(talk.Language, refused.Refusal));
        switch (refused.Command)
        {
            case SubmitDraft { ForPerson: true } when talk.State.Active is { Name: DialogName.Person }:
                talk.Draft = talk.Draft with { IsRewritten = true };
                Flow.GoTo(talk, "words");
                break;
            case SubmitDraft when talk.State.Active is { Name: DialogName.Submit }:
                Flow.GoTo(talk, "edit");
                break;
            case AnswerQuestionnaire:
                QuestionnaireDialog.Refused(talk, refused.Refusal.Code);
                break;
            case AddWords words when talk.Context.Profile.IsByLetter:
                Letters.BeginAnew(talk, words);
                break;
            case LookUpReceipt lookUp when refused.Refusal.Code == nameof(TicketRefusals.ReceiptUnknown):
                talk.State = talk.State with { Active = new(DialogName.Track, "receipt", lookUp.Number) { Note = talk.State.Active?.Note } };
                Flow.Ask(talk);
                break;
            default:
                if (talk.State.Active is not { Name: DialogName.Submit })
                    Flow.End(talk);
                Messages.Again(talk);
                break;
        }
    }

    private static IEnumerable<Choice> Resume(Talk talk) =>
        talk.State is { Active: null, Draft.HasContent: true } ? [talk.Choice("menu.resume", "m|resume")] : [];
}
