namespace Intake.Bot.Conversation.Dialogs;

/// <summary>What can be done at any time.</summary>
internal static class Menu
{
    /// <summary>What a channel's own button for beginning means: a greeting for who comes first, the menu for everybody else.</summary>
    public const string Start = "m|start";

    /// <summary>Says a text and offers the menu under it.</summary>
    public static void Offer(Talk talk, string key, params ReadOnlySpan<(string Name, string Value)> values) => talk.Ask(talk.Text(key, values), Choices(talk));

    /// <summary>The menu of the first greeting: with the other languages and the privacy notice.</summary>
    public static IReadOnlyList<Choice> First(Talk talk) =>
        [.. Always(talk), talk.Choice("menu.privacy", "m|privacy"), .. LanguageDialog.Others(talk)];

    /// <summary>The menu now: a draft that waits goes first.</summary>
    public static IReadOnlyList<Choice> Choices(Talk talk)
    {
        if (talk.State.Discarded is not null)
            return [talk.Choice("menu.restore", "m|restore"), .. Always(talk)];
        return talk.State.Draft is { HasContent: true }
            ? [talk.Choice("menu.resume", "m|resume"), talk.Choice("menu.discard", "m|discard"), talk.Choice("menu.track", "m|track"), talk.Choice("menu.help", "m|help")]
            : Always(talk);
    }

    /// <summary>Does what a button of the menu says.</summary>
    public static void Do(Talk talk, string action)
    {
        switch (action)
        {
            case "submit": SubmitDialog.Open(talk); break;
            case "resume": SubmitDialog.Open(talk); break;
            case "restore": Restore(talk); break;
            case "discard": Discard(talk); break;
            case "track": TrackDialog.Open(talk); break;
            case "person": PersonDialog.Open(talk); break;
            case "help": Help(talk); break;
            case "privacy": Privacy(talk); break;
            case "menu" or "start": Offer(talk, "menu.what"); break;
            case "cancel": Messages.Cancel(talk); break;
            case "questionnaire": QuestionnaireDialog.Open(talk, null); break;
            case "language": Flow.Start(talk, DialogName.Language); break;
            default: LanguageDialog.Choose(talk, action); break;
        }
    }

    /// <summary>Says what the bot can do, and comes back to the question that was asked.</summary>
    public static void Help(Talk talk)
    {
        if (talk.State.Active is { IsAfterword: false })
        {
            talk.Say("help.within");
            Flow.Ask(talk);
        }
        else
        {
            Offer(talk, "help.all", ("phone", Phone(talk)));
        }
    }

    /// <summary>The body's telephone; its name when it has none.</summary>
    public static string Phone(Talk talk) => talk.Authority.Contact?.Phone ?? talk.Authority.Centre.Phone ?? talk.Authority.Centre.Name[talk.Language];

    private static IReadOnlyList<Choice> Always(Talk talk) =>
    [
        .. talk.State.Questionnaire is null ? Array.Empty<Choice>() : [talk.Choice("questionnaire.resume", "m|questionnaire")],
        talk.Choice("menu.submit", "m|submit"),
        talk.Choice("menu.track", "m|track"),
        talk.Choice("menu.person", "m|person"),
        talk.Choice("menu.help", "m|help"),
    ];

    private static void Privacy(Talk talk)
    {
        talk.Say("privacy.full", ("authority", talk.Authority.Name[talk.Language]), ("email", talk.Authority.Contact?.Email ?? Phone(talk)));
        Messages.Again(talk);
    }

    private static void Restore(Talk talk)
    {
        if (talk.Discarded is not { } draft)
        {
            Offer(talk, "cancel.gone");
            return;
        }

        talk.State = talk.State with { Draft = draft };
        SubmitDialog.Open(talk);
    }

    private static void Discard(Talk talk)
    {
        if (talk.State.Active is { Name: DialogName.Submit or DialogName.Person })
            Flow.End(talk);
        talk.State = talk.State with { Draft = null, Warned = [] };
        Offer(talk, "cancel.discarded");
    }
}
