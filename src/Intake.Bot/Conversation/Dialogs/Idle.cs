using Intake.Bot.Conversation.Hearing;
using Intake.Domain.Catalogue;

namespace Intake.Bot.Conversation.Dialogs;

/// <summary>What is said while no dialog runs.</summary>
internal static class Idle
{
    private const int FewestWords = 5;

    /// <summary>Takes a matter as the beginning of a request; says what it did not understand.</summary>
    public static void Hear(Talk talk, Heard heard, bool isFirst)
    {
        if (talk.State is { Focus: { } number, Draft: null } && talk.Vocabulary.At("addition", heard.Plain) is >= 0 and < FewestWords)
            AddWordsDialog.AskWhich(talk, number, heard);
        else if (heard.Files.Count > 0 || heard.Location is not null || TellsMatter(talk, heard))
            SubmitDialog.Begin(talk, heard);
        else
            Menu.Offer(talk, isFirst ? "menu.what" : "heard.unknown");
    }

    /// <summary>Whether words may be a matter: they point to a service or a kind, or there are enough of them.</summary>
    public static bool TellsMatter(Talk talk, Heard heard) =>
        talk.State.Draft is { HasContent: true }
        || ServiceProposal.Propose(talk.Authority, heard.Text, null).Count > 0
        || DraftReading.KindOf(talk, heard.Plain) is not null
        || (DraftReading.WeightOf(heard.Text) >= FewestWords && heard.Plain.Distinct().Count() >= FewestWords);
}
