using Intake.Bot.Conversation.Hearing;

namespace Intake.Bot.Conversation.Dialogs;

/// <summary>What becomes of a message: every kind of message has its answer here.</summary>
internal static class Messages
{
    /// <summary>How long the bot waits for an afterword before new words are a new matter.</summary>
    private static readonly TimeSpan Afterword = TimeSpan.FromMinutes(15);

    /// <summary>How long a draft may lie before its writer is reminded of it.</summary>
    private static readonly TimeSpan Long = TimeSpan.FromHours(12);

    /// <summary>Hears a message.</summary>
    public static void Hear(Talk talk, Activity activity)
    {
        var text = WrittenText.Clean(activity.Text);
        Remember(talk);
        if (QuestionnaireDialog.CodeIn(talk, activity) is { } questionnaire)
        {
            LanguageDialog.Begin(talk, null, activity.Locale);
            Greeting.First(talk);
            QuestionnaireDialog.Open(talk, questionnaire);
            return;
        }

        if (activity.Entry is { } entry)
            talk.State = talk.State with { Entry = entry };
        if (activity.Value == Menu.Start && !talk.State.IsGreeted)
        {
            Greeting.Open(talk, activity);
            return;
        }

        LanguageDialog.Follow(talk, text, activity.Locale);
        var isFirst = Greeting.First(talk);
        SayRefusedFiles(talk, activity);
        var isTooLong = IsTooLong(talk, text);
        var heard = Listening.To(talk, activity, isTooLong ? "" : text);
        if (activity.Value is { Length: > 0 } value)
            Pressed(talk, heard, value);
        else if (isTooLong && heard.IsEmpty)
            Again(talk);
        else if (heard.IsEmpty)
            SayNothingHeard(talk, activity, isFirst);
        else
            Route(talk, heard, isFirst);
    }

    /// <summary>Asks the current question again, or what else there is.</summary>
    public static void Again(Talk talk)
    {
        if (talk.State.Active is { IsAfterword: false })
            Flow.Ask(talk);
        else
            Menu.Offer(talk, talk.State.Draft is { HasContent: true } ? "draft.waiting" : "menu.what-else");
    }

    /// <summary>Ends what runs. A draft with content can be had back in the next turn, and is forgotten after it.</summary>
    public static void Cancel(Talk talk)
    {
        var (active, draft) = (talk.State.Active, talk.State.Draft);
        if (active is { Name: DialogName.Questionnaire })
        {
            QuestionnaireDialog.Stop(talk);
            return;
        }

        Flow.End(talk);
        if (active is { Name: DialogName.Submit or DialogName.Person } or { Step: "which" } || (active is null && draft is not null))
        {
            talk.State = talk.State with { Draft = null, Warned = [], Discarded = draft is { HasContent: true } ? draft : null };
            Menu.Offer(talk, draft is { HasContent: true } ? "cancel.draft" : "cancel.done");
        }
        else
        {
            Menu.Offer(talk, active is null ? "cancel.nothing" : "cancel.done");
        }
    }

    private static void Remember(Talk talk)
    {
        var state = talk.State;
        var silence = talk.Context.Now - state.HeardAt;
        talk.State = state with { Discarded = null, HeardAt = talk.Context.Now };
        if (state.Active is { IsAfterword: true } && silence > Afterword)
            Flow.End(talk);
        else if (state.Active is { Name: DialogName.Submit } && state.Draft is { HasContent: true } && silence > Long)
            talk.Say("draft.still-here");
    }

    private static void Route(Talk talk, Heard heard, bool isFirst)
    {
        if (heard.HasText)
            Emergencies.Warn(talk, heard.Text);
        if (heard.Chosen is { } chosen && ReplyShape.IsLasting(chosen))
            Lasting(talk, chosen);
        else if (heard.Chosen is "cancel" or "back")
            GlobalWords.Anywhere(talk, heard.Chosen);
        else if (heard.Chosen is null && (Tickets.HearResult(talk, heard) || GlobalWords.Do(talk, heard) || Tickets.HearProgress(talk, heard)))
            return;
        else if (heard.Chosen is null && TrackDialog.TakesReceipt(talk, heard))
            TrackDialog.Read(talk, heard);
        else if (heard.Chosen is null && Letters.HearFollowUp(talk, heard))
            return;
        else if (talk.State.Active is not null)
            Flow.Hear(talk, heard);
        else
            Idle.Hear(talk, heard, isFirst);
    }

    private static void Pressed(Talk talk, Heard heard, string value)
    {
        if (ReplyShape.IsLasting(value))
            Lasting(talk, value);
        else if (Listening.ChosenBy(talk, value) is { } chosen)
            Route(talk, heard with { Chosen = chosen, Text = "", Plain = "" }, isFirst: false);
        else if (Listening.IsButton(value))
            Old(talk);
        else
            Route(talk, Listening.To(talk, Activity.Message(value), WrittenText.Clean(value)), isFirst: false);
    }

    private static void Lasting(Talk talk, string value)
    {
        if (value.StartsWith("m|", StringComparison.Ordinal))
            Menu.Do(talk, value[2..]);
        else
            Tickets.Do(talk, value);
    }

    private static void Old(Talk talk)
    {
        if (talk.State is { Active: null or { IsAfterword: true }, Focus: { } number })
            talk.Say("button.old-after", ("number", number));
        else
            talk.Say("button.old");
        Again(talk);
    }

    private static bool IsTooLong(Talk talk, string text)
    {
        var most = talk.Authority.Policy.MessageCharacters;
        if (text.Length <= most)
            return false;
        talk.Say(talk.Draft.HasContent ? "text.too-long-kept" : "text.too-long", ("length", Talk.Written(text.Length)), ("most", Talk.Written(most)));
        return true;
    }

    private static void SayRefusedFiles(Talk talk, Activity activity)
    {
        foreach (var file in activity.Files)
        {
            if (file.Refusal is { } refusal)
                talk.Say("files.refused", ("name", WrittenText.Cut(WrittenText.Clean(file.Name), 60)), ("reason", talk.Context.Texts.Explain(talk.Language, refusal)));
        }
    }

    private static void SayNothingHeard(Talk talk, Activity activity, bool isFirst)
    {
        if (activity.Files.Count == 0 && !isFirst)
            talk.Say(activity.IsWordless ? "heard.wordless" : "heard.nothing");
        Again(talk);
    }
}
