using Intake.Application.Tickets;
using Intake.Bot.Conversation.Hearing;

namespace Intake.Bot.Conversation.Dialogs;

/// <summary>
/// What is different where people write letters (<see cref="Channels.ChannelProfile.IsByLetter"/>): whoever has written one
/// expects a receipt and no question. What is missing the unit asks, and what comes behind belongs to the same matter.
/// </summary>
internal static class Letters
{
    /// <summary>A letter that tells a matter is sent as it is.</summary>
    public static string? Opens(Talk talk) => talk.Context.Profile.IsByLetter && DraftReading.IsEnough(talk.Draft) ? "" : null;

    public static void Send(Talk talk, string argument) => talk.Do(ConfirmStep.Command(talk, talk.Draft));

    public static void Again(Talk talk, Heard heard, string argument) => Flow.Ask(talk);

    /// <summary>Whether it is a letter behind another one, to the ticket that was made of that.</summary>
    public static bool HearFollowUp(Talk talk, Heard heard)
    {
        if (!talk.Context.Profile.IsByLetter || talk.State is not { Focus: { } number, Draft: null, Active: null or { IsAfterword: true } } || !talk.State.Knows(number))
            return false;
        talk.Do(new AddWords(number, AddWordsDialog.TextOf(talk, heard), [.. heard.Files.Select(file => file.Key)]));
        return true;
    }

    /// <summary>Whoever asks in a letter how it is getting on means the ticket that the letters are about; elsewhere it is asked which.</summary>
    public static void Track(Talk talk)
    {
        if (talk.Context.Profile.IsByLetter && talk.State.Focus is { } number && talk.State.Knows(number))
            Tickets.Do(talk, number, "show");
        else
            TrackDialog.Open(talk);
    }

    /// <summary>What a ticket does not take any more is a matter of its own, and its writer need not send it again.</summary>
    public static void BeginAnew(Talk talk, AddWords words)
    {
        Flow.End(talk);
        talk.Say("letter.anew", ("number", words.Number));
        talk.Draft = DraftReading.Read(talk, talk.NewDraft with { Parts = [words.Text], Files = [.. words.Files.Select(key => new DraftFile(key, ""))] });
        Flow.Start(talk, DialogName.Submit);
    }

    /// <summary>The receipt: all of it in one letter, with who has the matter now.</summary>
    public static Reply Receipt(Talk talk, ReceiptView view, string promise) => new()
    {
        Text = talk.Text(
            "letter.receipt",
            ("number", view.Number),
            ("secret", Reply.SecretMark.ToString()),
            ("service", talk.Words.Service(view.Service)),
            ("unit", talk.Words.Unit(view.HeldBy)),
            ("promise", promise)),
        ReceiptOf = view.Number,
    };
}
