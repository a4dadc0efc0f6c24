using Intake.Bot.Conversation.Hearing;

namespace Intake.Bot.Conversation.Dialogs;

/// <summary>
/// Puts a request together. Whoever tells the whole matter at once is asked only for what is missing and confirms in one tap.
/// More words at any question belong to the matter, until it is confirmed.
/// </summary>
internal static class SubmitDialog
{
    /// <summary>The most files of one request.</summary>
    public const int MostFiles = 30;

    public static readonly Dialog Dialog = new(DialogName.Submit,
    [
        new("what", MatterSteps.Opens, MatterSteps.Ask, MatterSteps.Hear),
        new("letter", Letters.Opens, Letters.Send, Letters.Again),
        new("service", ServiceSteps.Opens, ServiceSteps.Ask, ServiceSteps.Hear),
        new("group", ServiceSteps.OpensGroups, ServiceSteps.AskGroup, ServiceSteps.HearGroup),
        new("place", PlaceStep.Opens, PlaceStep.Ask, PlaceStep.Hear) { IsShort = true },
        new("question", QuestionStep.Opens, QuestionStep.Ask, QuestionStep.Hear) { IsShort = true },
        new("files", FilesStep.Opens, FilesStep.Ask, FilesStep.Hear),
        new("anonymity", AnonymityStep.Opens, AnonymityStep.Ask, AnonymityStep.Hear),
        new("contact", ContactStep.Opens, ContactStep.Ask, ContactStep.Hear) { IsShort = true },
        new("confirm", DialogStep.Always, ConfirmStep.Ask, ConfirmStep.Hear),
        new("edit", DialogStep.Never, EditStep.Ask, EditStep.Hear),
        new("kind", DialogStep.Never, KindStep.Ask, KindStep.Hear),
    ]);

    /// <summary>Begins with the first question, or goes on with the draft that there is.</summary>
    public static void Open(Talk talk)
    {
        if (talk.State.Active is { Name: DialogName.Submit })
            Flow.Ask(talk);
        else
            Flow.Start(talk, DialogName.Submit);
    }

    /// <summary>Begins with words, files or a place that somebody just sent.</summary>
    public static void Begin(Talk talk, Heard heard)
    {
        if (talk.State.Draft is { HasContent: true })
            talk.Say("draft.joined-waiting");
        talk.State = talk.State with { Active = new(DialogName.Submit, "what") };
        TakeFiles(talk, heard);
        if (heard.Location is { } location)
            talk.Draft = PlaceStep.At(talk.Draft, location);
        if (!heard.HasText)
        {
            talk.Say("files.first", ("count", Talk.Written(talk.Draft.Files.Count)));
            Flow.Next(talk);
        }
        else if (Join(talk, heard.Text))
        {
            Flow.Next(talk);
        }
    }

    /// <summary>Adds words to the matter and reads them. False when there is no room for them: it was said, and the question asked again.</summary>
    public static bool Join(Talk talk, string text)
    {
        var draft = talk.Draft;
        var parts = draft.IsRewritten ? [] : draft.Parts;
        var most = talk.Authority.Policy.MessageCharacters;
        var length = parts.Sum(part => part.Length + 1) + text.Length;
        if (length > most)
        {
            talk.Say("draft.full", ("most", Talk.Written(most)), ("left", Talk.Written(Math.Max(0, most - length + text.Length))));
            Flow.Ask(talk);
            return false;
        }

        talk.Draft = DraftReading.Read(talk, draft with { Parts = [.. parts, text], IsRewritten = false });
        return true;
    }

    /// <summary>Takes files, and a place, sent at whatever question.</summary>
    public static void TakeFiles(Talk talk, Heard heard)
    {
        if (heard.Files.Count == 0)
            return;
        var draft = talk.Draft;
        var room = Math.Max(0, MostFiles - draft.Files.Count);
        if (heard.Files.Count > room)
            talk.Say("files.too-many", ("most", Talk.Written(MostFiles)));
        talk.Draft = draft with { Files = [.. draft.Files, .. heard.Files.Take(room)] };
    }

    /// <summary>What a question does with an answer that is none of its choices: files are taken, words belong to the matter, and it asks again.</summary>
    public static void HearAside(Talk talk, Heard heard)
    {
        // "Thanks" and "yes" are no part of what happened.
        if (heard.Word is not null)
        {
            talk.Say("heard.choose");
            Flow.Ask(talk);
            return;
        }

        TakeFiles(talk, heard);
        if (heard.Location is { } location)
            talk.Draft = PlaceStep.At(talk.Draft, location);
        if (heard.HasText && !Join(talk, heard.Text))
            return;
        if (heard.Files.Count > 0)
            talk.Say("files.taken", ("count", Talk.Written(talk.Draft.Files.Count)));
        else if (heard.HasText)
            talk.Say("draft.joined");
        Flow.AskOrNext(talk);
    }
}
