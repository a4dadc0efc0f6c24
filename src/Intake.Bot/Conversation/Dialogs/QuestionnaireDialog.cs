using Intake.Application.Questionnaires;
using Intake.Bot.Conversation.Hearing;
using Intake.Domain.Questionnaires;
using Contact = Intake.Application.Tickets.Contact;

namespace Intake.Bot.Conversation.Dialogs;

/// <summary>
/// Asks a questionnaire, one question after another. Who writes a complaint in the middle of it is heard, and can go on
/// afterwards; nothing is sent before the end. Of an anonymous one no answer is repeated in what the bot says, and the
/// words of the answers are not kept with the messages, so that nothing leads from the conversation to them.
/// </summary>
internal static class QuestionnaireDialog
{
    private const string WhichPrefix = "which:";
    private const int Shown = 200;
    private const int FewestOfMatter = 10;

    public static readonly Dialog Dialog = new(DialogName.Questionnaire,
    [
        new("which", OpensWhich, AskWhich, HearWhich),
        new("question", OpensQuestion, QuestionnaireStep.Ask, QuestionnaireStep.Hear),
        new("contact", OpensContact, AskContact, HearContact) { IsShort = true },
        new("send", DialogStep.Always, AskSend, HearSend),
    ]);

    /// <summary>The questionnaire that a link or a word names; null when it names none.</summary>
    public static string? CodeIn(Talk talk, Activity activity)
    {
        if (activity.Entry is { } entry)
            return entry.StartsWith(Questionnaire.EntryPrefix, StringComparison.Ordinal) && !talk.Authority.Boxes.ContainsKey(entry) ? entry[Questionnaire.EntryPrefix.Length..] : null;
        var words = activity.Text?.Trim().Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [];
        var named = words is ["/start", var behind] ? behind : words is [var alone] ? alone : "";
        return talk.Authority.Questionnaires.Values.FirstOrDefault(one => string.Equals(one.Entry, named, StringComparison.OrdinalIgnoreCase))?.Code;
    }

    /// <summary>Begins a questionnaire, goes on with the one that waits, or asks which.</summary>
    public static void Open(Talk talk, string? code)
    {
        if (talk.Context.Profile.IsByLetter)
            Menu.Offer(talk, "questionnaire.by-letter");
        else if (talk.State.Active is { Name: DialogName.Questionnaire } && (code is null || code == talk.State.Questionnaire?.Code))
            Flow.Ask(talk);
        else if (code is not null)
            Begin(talk, code);
        else if (talk.State.Questionnaire is { } waiting)
            Begin(talk, waiting.Code);
        else
            Choose(talk);
    }

    /// <summary>The questionnaire that is being answered; null when there is none, or the authority has taken it back.</summary>
    public static Questionnaire? Current(Talk talk) =>
        talk.State.Questionnaire is { } sheet ? talk.Authority.Questionnaires.GetValueOrDefault(sheet.Code) : null;

    /// <summary>Ends it without sending anything.</summary>
    public static void Stop(Talk talk)
    {
        Flow.End(talk);
        talk.State = talk.State with { Questionnaire = null };
        Menu.Offer(talk, "questionnaire.stopped");
    }

    /// <summary>Whoever tells a matter where an option is asked for has something else in mind: it is heard, and the questionnaire waits. False when the words are no matter.</summary>
    public static bool LeaveFor(Talk talk, Heard heard)
    {
        if (heard.Chosen is not null || heard.Word is not null || !IsLong(heard) || !Idle.TellsMatter(talk, heard))
            return false;
        talk.HidesWords = false;
        talk.Say("questionnaire.waits");
        Flow.End(talk);
        Idle.Hear(talk, heard, isFirst: false);
        return true;
    }

    /// <summary>Whether words are too many for a number or an option.</summary>
    public static bool IsLong(Heard heard) => DraftReading.WeightOf(heard.Text) >= FewestOfMatter;

    /// <summary>It is sent: thanks, and the receipts of what came of it.</summary>
    public static void Sent(Talk talk, QuestionnaireAnswered answered)
    {
        Flow.End(talk);
        talk.State = talk.State with { Questionnaire = null, Answered = [.. talk.State.Answered.Where(code => code != answered.Code), answered.Code] };
        if (answered.Items.Count == 0)
        {
            Menu.Offer(talk, "questionnaire.thanks");
            return;
        }

        talk.Say("questionnaire.thanks-items", ("count", Talk.Written(answered.Items.Count)));
        foreach (var (index, view) in answered.Items.Index())
        {
            talk.State = talk.State.WithReceipt(view.Number);
            talk.Ask(ReceiptReplies.Given(talk, view), index < answered.Items.Count - 1 ? [] : [Tickets.Choice(talk, view.Number, "show", "ticket.show"), talk.Choice("menu.another", "m|submit")]);
        }
    }

    /// <summary>It was refused: changed questions are asked, and one that is closed is forgotten.</summary>
    public static void Refused(Talk talk, string refusal)
    {
        if (Current(talk) is { } questionnaire && refusal is nameof(QuestionnaireRefusals.QuestionnaireHasChanged) or nameof(QuestionnaireRefusals.AnswersAreNotComplete))
        {
            talk.State = talk.State with { Questionnaire = talk.State.Questionnaire! with { Content = QuestionnaireContent.HashOf(Current(talk)!) } };
            Flow.Next(talk);
        }
        else
        {
            Flow.End(talk);
            talk.State = talk.State with { Questionnaire = null };
            Menu.Offer(talk, "menu.what-else");
        }
    }

    /// <summary>What stands beside each question.</summary>
    public static Choice StopAside(Talk talk) => new(talk.Text("questionnaire.stop"), "cancel", IsAside: true);

    private static void Begin(Talk talk, string code)
    {
        var questionnaire = talk.Authority.Questionnaires.GetValueOrDefault(code);
        var state = questionnaire?.StateOn(QuestionnaireDesk.Today(talk.Authority, talk.Context.Now));
        if (questionnaire is null || state != QuestionnaireState.Open)
        {
            var refusal = state switch { QuestionnaireState.NotYetOpen => QuestionnaireRefusals.QuestionnaireIsNotYetOpen, QuestionnaireState.Closed => QuestionnaireRefusals.QuestionnaireIsClosed, _ => QuestionnaireRefusals.NoSuchQuestionnaire };
            talk.State = talk.State with { Questionnaire = talk.State.Questionnaire?.Code == code ? null : talk.State.Questionnaire };
            talk.SayWords(talk.Context.Texts.Explain(talk.Language, refusal));
            Messages.Again(talk);
        }
        else if (IsAnswered(talk, questionnaire))
        {
            talk.Say("questionnaire.answered", ("title", questionnaire.Title[talk.Language]));
            Messages.Again(talk);
        }
        else
        {
            Ask(talk, questionnaire);
        }
    }

    private static void Ask(Talk talk, Questionnaire questionnaire)
    {
        if (talk.State.Questionnaire?.Code == questionnaire.Code)
        {
            talk.Say("questionnaire.go-on", ("title", questionnaire.Title[talk.Language]));
        }
        else
        {
            talk.State = talk.State with { Questionnaire = new(questionnaire.Code, QuestionnaireContent.HashOf(questionnaire)) };
            talk.Say("questionnaire.begin", ("title", questionnaire.Title[talk.Language]), ("introduction", questionnaire.Introduction[talk.Language]), ("level", talk.Text($"questionnaire.level.{questionnaire.Anonymity}")));
        }

        Flow.Start(talk, DialogName.Questionnaire);
    }

    private static void Choose(Talk talk)
    {
        var open = QuestionnaireDesk.OpenAt(talk.Authority, talk.Context.Now);
        var left = open.Where(one => !IsAnswered(talk, one)).ToList();
        if (left.Count == 0)
        {
            talk.Say(open.Count == 0 ? "questionnaire.none" : "questionnaire.none-left");
            Messages.Again(talk);
        }
        else if (left.Count == 1)
        {
            Ask(talk, left[0]);
        }
        else
        {
            Flow.Start(talk, DialogName.Questionnaire);
        }
    }

    private static bool IsAnswered(Talk talk, Questionnaire questionnaire) => questionnaire.OncePerChat && talk.State.Answered.Contains(questionnaire.Code);

    private static string? OpensWhich(Talk talk) => Current(talk) is null ? "" : null;

    private static void AskWhich(Talk talk, string argument) =>
        talk.Ask(talk.Text("questionnaire.which"), [.. QuestionnaireDesk.OpenAt(talk.Authority, talk.Context.Now).Where(one => !IsAnswered(talk, one)).Select(one => new Choice(one.Title[talk.Language], WhichPrefix + one.Code)), talk.Aside("cancel")]);

    private static void HearWhich(Talk talk, Heard heard, string argument)
    {
        if (heard.Chosen is { } chosen && chosen.StartsWith(WhichPrefix, StringComparison.Ordinal))
        {
            Begin(talk, chosen[WhichPrefix.Length..]);
        }
        else if (!LeaveFor(talk, heard))
        {
            talk.Say("heard.choose");
            Flow.Ask(talk);
        }
    }

    private static string? OpensQuestion(Talk talk) => Current(talk) is { } questionnaire ? AnswerPath.Of(questionnaire, talk.State.Questionnaire!.Answers).Current?.Code : null;

    private static string? OpensContact(Talk talk) => Current(talk) is { IsAnonymous: false } && talk.State.Questionnaire is { IsContactAsked: false } ? "" : null;

    private static void AskContact(Talk talk, string argument) =>
        talk.Ask(talk.Text($"questionnaire.contact.{Current(talk)!.Anonymity}"), talk.Choice("contact.none", "skip"), talk.Aside("back"), StopAside(talk));

    private static void HearContact(Talk talk, Heard heard, string argument)
    {
        if (heard.Chosen == "skip" || heard.Word is "no" or "skip")
        {
            talk.State = talk.State with { Questionnaire = talk.State.Questionnaire! with { Contact = null, IsContactAsked = true } };
            Flow.Next(talk);
        }
        else if (heard.HasText && ContactStep.Read(talk, heard.Text) is { } draft)
        {
            talk.State = talk.State with { Questionnaire = talk.State.Questionnaire! with { Contact = new Contact(draft.Name, draft.Phone, draft.Email), IsContactAsked = true } };
            Flow.Next(talk);
        }
        else
        {
            talk.Say(heard.HasText ? "contact.wrong" : "heard.nothing");
            Flow.Ask(talk);
        }
    }

    private static void AskSend(Talk talk, string argument)
    {
        if (Current(talk) is not { } questionnaire)
        {
            Refused(talk, "");
            return;
        }

        var text = questionnaire.IsAnonymous ? talk.Text("questionnaire.ready-anonymous") : $"{talk.Text("questionnaire.ready")}\n{string.Join('\n', Lines(talk, questionnaire))}\n{talk.Text("questionnaire.ready-how")}";
        talk.Ask(text, talk.Choice("questionnaire.send", "yes"), talk.Aside("back"), StopAside(talk));
    }

    private static IEnumerable<string> Lines(Talk talk, Questionnaire questionnaire)
    {
        var answers = talk.State.Questionnaire!.Answers;
        var words = QuestionnaireWords.Of(talk.Context.Texts, talk.Language);
        return AnswerPath.Of(questionnaire, answers).Answered
            .Select(question => talk.Text("confirm.line", ("label", QuestionStep.Label(question.Prompt[talk.Language])), ("value", WrittenText.Cut(words.Of(question, answers[question.Code], talk.Language), Shown))));
    }

    private static void HearSend(Talk talk, Heard heard, string argument)
    {
        var sheet = talk.State.Questionnaire;
        if (sheet is not null && (heard.Chosen ?? heard.Word) == "yes")
        {
            talk.Do(new AnswerQuestionnaire(sheet.Code, sheet.Content, sheet.Answers, sheet.Contact));
        }
        else if (!LeaveFor(talk, heard))
        {
            talk.Say("heard.choose");
            Flow.Ask(talk);
        }
    }
}
