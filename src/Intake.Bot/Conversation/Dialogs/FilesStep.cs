using Intake.Bot.Conversation.Hearing;

namespace Intake.Bot.Conversation.Dialogs;

/// <summary>Photos and files. They are taken at every question; this one only asks for them.</summary>
internal static class FilesStep
{
    public static string? Opens(Talk talk)
    {
        var draft = talk.Draft;
        return talk.Context.Profile.TakesFiles && !draft.IsWhole && draft.Files.Count == 0 && !draft.HasSkipped("files") ? "" : null;
    }

    public static void Ask(Talk talk, string argument)
    {
        var count = talk.Draft.Files.Count;
        if (count == 0)
            talk.Ask(talk.Text("files.ask"), talk.Choice("files.none", "done"), talk.Aside("back"), talk.Aside("cancel"));
        else
            talk.Ask(talk.Text("files.more", ("count", Talk.Written(count))), talk.Choice("files.enough", "done"), talk.Choice("files.remove", "remove"), talk.Aside("cancel"));
    }

    public static void Hear(Talk talk, Heard heard, string argument)
    {
        if (heard.Chosen == "done" || (heard.Word is "no" or "skip" && heard.Files.Count == 0))
        {
            talk.Draft = talk.Draft.Skip("files");
            Flow.Next(talk);
        }
        else if (heard.Chosen == "remove")
        {
            talk.Draft = talk.Draft with { Files = [] };
            talk.Say("files.removed");
            Flow.Ask(talk);
        }
        else if (heard.Word is "have" or "yes")
        {
            Flow.Ask(talk);
        }
        else if (heard.Files.Count > 0 && !heard.HasText)
        {
            SubmitDialog.TakeFiles(talk, heard);
            Flow.Ask(talk);
        }
        else
        {
            SubmitDialog.HearAside(talk, heard);
        }
    }
}
