using Intake.Bot.Conversation.Hearing;
using Intake.Domain.Tickets;

namespace Intake.Bot.Conversation.Dialogs;

/// <summary>How much of the requester is shown, with who sees what.</summary>
internal static class AnonymityStep
{
    private static readonly Anonymity[] Levels = [Anonymity.CentreOnly, Anonymity.Named, Anonymity.Anonymous];

    public static string? Opens(Talk talk) => talk.Draft.Anonymity is null && !talk.Draft.IsWhole ? "" : null;

    public static void Ask(Talk talk, string argument) =>
        talk.Ask(talk.Text("anonymity.ask"), [.. Levels.Select(level => new Choice(talk.Words.Name("choose", level), ValueOf(level))), talk.Aside("back"), talk.Aside("cancel")]);

    public static void Hear(Talk talk, Heard heard, string argument)
    {
        foreach (var level in Levels)
        {
            if (heard.Chosen != ValueOf(level) && heard.Word != ValueOf(level))
                continue;
            talk.Draft = With(talk.Draft, level);
            Flow.Next(talk);
            return;
        }

        SubmitDialog.HearAside(talk, heard);
    }

    /// <summary>The draft at a level: nothing is kept of somebody who wants to be unknown.</summary>
    public static Draft With(Draft draft, Anonymity level) => level == Anonymity.Anonymous
        ? draft with { Anonymity = level, Name = null, Phone = null, Email = null }
        : (draft with { Anonymity = level }).Unskip("contact");

    private static string ValueOf(Anonymity level) => level switch
    {
        Anonymity.Named => "named",
        Anonymity.CentreOnly => "centre-only",
        Anonymity.Anonymous => "anonymous",
    };
}
