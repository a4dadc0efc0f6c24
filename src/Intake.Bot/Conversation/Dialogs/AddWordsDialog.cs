using Intake.Bot.Conversation.Hearing;

namespace Intake.Bot.Conversation.Dialogs;

/// <summary>Adds words or files to a ticket; and afterwards, for a while, waits in case more is said.</summary>
internal static class AddWordsDialog
{
    /// <summary>The note of an afterword to a new ticket: what comes may as well be another matter.</summary>
    private const string New = "new";

    public static readonly Dialog Dialog = new(DialogName.AddWords,
    [
        new("words", DialogStep.Always, Ask, Hear) { IsShort = true },
        new("which", DialogStep.Never, AskWhich, HearWhich),
    ]);

    /// <summary>Waits for more words for a ticket.</summary>
    public static void WaitFor(Talk talk, string number, bool isNew) =>
        talk.State = talk.State with { Active = new(DialogName.AddWords, "words", number) { IsAfterword = true, Note = isNew ? New : null } };

    /// <summary>Asks whether words belong to a ticket or are another matter.</summary>
    public static void AskWhich(Talk talk, string number, Heard heard)
    {
        talk.Draft = talk.NewDraft with { Parts = [TextOf(talk, heard)], Files = heard.Files };
        talk.State = talk.State with { Active = new(DialogName.AddWords, "which", number) };
        Flow.Ask(talk);
    }

    /// <summary>The words for a ticket: files alone are said to be files.</summary>
    public static string TextOf(Talk talk, Heard heard) =>
        heard.HasText ? heard.Text : heard.Location is { } point ? PlaceStep.At(new(), point).PlaceText! : talk.Text("files.alone");

    private static void Ask(Talk talk, string argument) =>
        talk.Ask(talk.Text("add.ask", ("number", talk.State.Active?.Number ?? "")), talk.Aside("cancel"));

    private static void Hear(Talk talk, Heard heard, string argument)
    {
        var active = talk.State.Active!;
        if (heard.Chosen == "done" || active.Number is not { } number)
        {
            Flow.End(talk);
            Menu.Offer(talk, "thanks.welcome");
        }
        else if (active.Note == New)
        {
            AskWhich(talk, number, heard);
        }
        else
        {
            talk.Do(new AddWords(number, TextOf(talk, heard), [.. heard.Files.Select(file => file.Key)]));
        }
    }

    private static void AskWhich(Talk talk, string argument) =>
        talk.Ask(
            talk.Text("add.which", ("number", talk.State.Active?.Number ?? "")),
            talk.Choice("add.to-this", "yes"),
            talk.Choice("add.another", "no"));

    private static void HearWhich(Talk talk, Heard heard, string argument)
    {
        if (heard.Chosen == "yes" && talk.State.Active?.Number is { } number)
        {
            talk.Do(new AddWords(number, talk.Draft.Said, [.. talk.Draft.Files.Select(file => file.Key)]));
            talk.State = talk.State with { Draft = null };
        }
        else if (heard.Chosen == "no")
        {
            talk.State = talk.State with { Active = null };
            talk.Draft = DraftReading.Read(talk, talk.Draft);
            Flow.Start(talk, DialogName.Submit);
        }
        else if (heard.Word is not null)
        {
            Flow.Ask(talk);
        }
        else
        {
            SubmitDialog.TakeFiles(talk, heard);
            if (!heard.HasText || SubmitDialog.Join(talk, heard.Text))
                Flow.Ask(talk);
        }
    }
}

/// <summary>Answers the unit's question.</summary>
internal static class AnswerDialog
{
    public static readonly Dialog Dialog = new(DialogName.Answer,
    [
        new("words", DialogStep.Always, Ask, Hear) { IsShort = true },
    ]);

    /// <summary>Takes the next message as the answer.</summary>
    public static void Arm(Talk talk, string number) => talk.State = talk.State with { Active = new(DialogName.Answer, "words", number) };

    /// <summary>What can be pressed instead of answering.</summary>
    public static Choice Later(Talk talk) => talk.Choice("answer.later", "later");

    private static void Ask(Talk talk, string argument) => talk.Ask(talk.Text("answer.ask", ("number", talk.State.Active?.Number ?? "")), Later(talk));

    private static void Hear(Talk talk, Heard heard, string argument)
    {
        if (heard.Chosen == "later" || talk.State.Active?.Number is not { } number)
        {
            Flow.End(talk);
            Menu.Offer(talk, "answer.put-off");
        }
        else
        {
            talk.Do(new AnswerUnit(number, AddWordsDialog.TextOf(talk, heard), [.. heard.Files.Select(file => file.Key)]));
        }
    }
}
