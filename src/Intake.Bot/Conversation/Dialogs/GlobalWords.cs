using Intake.Bot.Conversation.Hearing;

namespace Intake.Bot.Conversation.Dialogs;

/// <summary>Words that mean the same wherever they are said alone.</summary>
internal static class GlobalWords
{
    /// <summary>Does what the word says; false when it is none, or is left to the question that was asked.</summary>
    public static bool Do(Talk talk, Heard heard)
    {
        if (heard.Word is not { } word)
            return false;
        if (LanguageDialog.TagOf(word) is { } tag)
        {
            LanguageDialog.Choose(talk, $"lang:{tag}");
            return true;
        }

        return Anywhere(talk, word) || (talk.State.Active is null or { IsAfterword: true } && WhenIdle(talk, word));
    }

    /// <summary>Does what a word says that holds in every dialog; false when it is none of these.</summary>
    public static bool Anywhere(Talk talk, string word)
    {
        switch (word)
        {
            case "cancel": Messages.Cancel(talk); return true;
            case "back": Flow.Back(talk); return true;
            case "help": Menu.Help(talk); return true;
            case "menu": LeaveAfterword(talk); Menu.Offer(talk, "menu.what"); return true;
            case "track": Letters.Track(talk); return true;
            case "person": PersonDialog.Open(talk); return true;
            case "questionnaire": LeaveAfterword(talk); QuestionnaireDialog.Open(talk, null); return true;
            case "language": Flow.Start(talk, DialogName.Language); return true;
            default: return false;
        }
    }

    private static bool WhenIdle(Talk talk, string word)
    {
        switch (word)
        {
            case "submit": LeaveAfterword(talk); SubmitDialog.Open(talk); return true;
            case "resume": LeaveAfterword(talk); Menu.Do(talk, talk.Discarded is null ? "resume" : "restore"); return true;
            case "add" or "urge" or "withdraw" or "rate" or "answer" or "not-solved" or "solved" or "history" or "why":
                LeaveAfterword(talk);
                Tickets.Want(talk, word);
                return true;
            case "hello": LeaveAfterword(talk); Menu.Offer(talk, "menu.what"); return true;
            // Whoever says thanks may still think of something to add.
            case "thanks": Menu.Offer(talk, "thanks.welcome"); return true;
            case "done" or "no" or "yes" when talk.State.Active is not null:
                LeaveAfterword(talk);
                Menu.Offer(talk, "thanks.welcome");
                return true;
            default: return false;
        }
    }

    private static void LeaveAfterword(Talk talk)
    {
        if (talk.State.Active is { IsAfterword: true })
            Flow.End(talk);
    }
}
