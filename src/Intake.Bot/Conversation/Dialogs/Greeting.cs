namespace Intake.Bot.Conversation.Dialogs;

/// <summary>The greeting, with the privacy notice: once in a conversation.</summary>
internal static class Greeting
{
    /// <summary>Somebody opens the conversation: greets and shows what can be done. Opened again, nothing is said twice.</summary>
    public static void Open(Talk talk, Activity activity)
    {
        LanguageDialog.Begin(talk, null, activity.Locale);
        if (talk.State.IsGreeted)
            return;
        talk.State = talk.State with { IsGreeted = true };
        talk.Ask($"{Hello(talk)}\n{talk.Text("greeting.how")}\n{talk.Text("privacy.short")}", Menu.First(talk));
    }

    /// <summary>Somebody begins by saying something: greets in one message, and the answer follows. True when it did.</summary>
    public static bool First(Talk talk)
    {
        if (talk.State.IsGreeted)
            return false;
        talk.State = talk.State with { IsGreeted = true };
        talk.SayWords($"{Hello(talk)}{talk.Text(talk.Context.Profile.IsByLetter ? "letter.privacy" : "privacy.short")}");
        return true;
    }

    private static string Hello(Talk talk) => talk.Text("greeting.hello", ("authority", talk.Authority.Name[talk.Language]));
}
