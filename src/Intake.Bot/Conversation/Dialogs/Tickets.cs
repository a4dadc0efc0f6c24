using System.Globalization;
using Intake.Bot.Conversation.Hearing;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;

namespace Intake.Bot.Conversation.Dialogs;

/// <summary>What can be done to a ticket that this conversation knows. Buttons say <c>t|NUMBER|verb</c> and hold at any time.</summary>
internal static class Tickets
{
    private const int MostShown = 5;

    /// <summary>Longer sentences with "solved" in them may say anything.</summary>
    private const int MostOfShort = 24;

    /// <summary>A button of a ticket.</summary>
    public static Choice Choice(Talk talk, string number, string verb, string key) => new(talk.Text(key), ValueOf(number, verb));

    /// <summary>The buttons for what can be done now.</summary>
    public static IEnumerable<Choice> Choices(Talk talk, string number, Func<TicketAction, bool> can)
    {
        if (can(TicketAction.AnswerQuestion))
            yield return Choice(talk, number, "answer", "ticket.answer");
        if (can(TicketAction.Contest))
            yield return Choice(talk, number, "not-solved", "ticket.not-solved");
        if (can(TicketAction.Rate))
            yield return Choice(talk, number, "rate", "ticket.rate");
        if (can(TicketAction.Urge))
            yield return Choice(talk, number, "urge", "ticket.urge");
        if (can(TicketAction.AddText) && !can(TicketAction.AnswerQuestion))
            yield return Choice(talk, number, "add", "ticket.add");
        if (can(TicketAction.Withdraw))
            yield return Choice(talk, number, "withdraw", "ticket.withdraw");
    }

    /// <summary>The five stars.</summary>
    public static IReadOnlyList<Choice> Stars(Talk talk, string number) =>
        [.. Enumerable.Range(1, 5).Reverse().Select(stars => Choice(talk, number, $"rate-{Talk.Written(stars)}", $"rating.{Talk.Written(stars)}"))];

    /// <summary>Does what a button says. A number that this conversation does not know needs its secret first.</summary>
    public static void Do(Talk talk, string value)
    {
        if (value.Split('|') is not [_, var number, var verb])
            Messages.Again(talk);
        else if (talk.State.Knows(number))
            Do(talk, number, verb);
        else
            TrackDialog.Open(talk, verb);
    }

    /// <summary>Does something to the ticket that is meant: the one spoken of, or the only one; asks which when it is not clear.</summary>
    public static void Want(Talk talk, string verb)
    {
        var receipts = talk.State.Receipts;
        var meant = talk.State.Focus ?? (receipts.Count == 1 ? receipts[0] : null);
        if (meant is not null && talk.State.Knows(meant))
            Do(talk, meant, verb);
        else if (receipts.Count == 0)
            TrackDialog.Open(talk, verb);
        else
            talk.Ask(talk.Text("ticket.which"), [.. Known(talk, verb)]);
    }

    /// <summary>Whether words answer the question "is it solved?": "not solved" with what is still wrong, or "solved".</summary>
    public static bool HearResult(Talk talk, Heard heard)
    {
        if (!heard.HasText || NumberOffered(talk, "not-solved") is not { } number)
            return false;
        if (talk.Vocabulary.Has("not-solved", heard.Plain))
        {
            talk.State = talk.State with { Focus = number };
            talk.Do(new Contest(number, heard.Word == "not-solved" ? null : heard.Text));
            return true;
        }

        if (NumberOffered(talk, "solved") is null || heard.Plain.Length > MostOfShort || !talk.Vocabulary.Has("solved", heard.Plain))
            return false;
        Do(talk, number, "solved");
        return true;
    }

    /// <summary>Whether words ask how the ticket spoken of is getting on, and tell of nothing new.</summary>
    public static bool HearProgress(Talk talk, Heard heard)
    {
        if (talk.State is not { Focus: { } number, Draft: null, Active: null or { IsAfterword: true } } || !talk.State.Knows(number))
            return false;
        if (!talk.Vocabulary.Has("progress", heard.Plain) || ServiceProposal.Propose(talk.Authority, heard.Text, null).Count > 0)
            return false;
        Do(talk, number, "show");
        return true;
    }

    private static string? NumberOffered(Talk talk, string verb) =>
        talk.State.Choices.Select(choice => choice.Value.Split('|')).FirstOrDefault(parts => parts is ["t", _, var offered] && offered == verb)?[1];

    /// <summary>The receipts known here as buttons, the newest first.</summary>
    public static IEnumerable<Choice> Known(Talk talk, string verb) =>
        talk.State.Receipts.Reverse().Take(MostShown).Select(number => new Choice(number, ValueOf(number, verb)));

    /// <summary>Does something to a ticket that is known here.</summary>
    public static void Do(Talk talk, string number, string verb)
    {
        talk.State = talk.State with { Focus = number };
        switch (verb)
        {
            case "show": talk.Do(new ShowTicket(number, TicketPart.State)); break;
            case "why": talk.Do(new ShowTicket(number, TicketPart.Counting)); break;
            case "history": talk.Do(new ShowTicket(number, TicketPart.History)); break;
            case "add": Flow.Start(talk, DialogName.AddWords, number); break;
            case "answer": Flow.Start(talk, DialogName.Answer, number); break;
            case "withdraw": Flow.Start(talk, DialogName.Withdraw, number); break;
            case "urge": talk.Do(new Urge(number)); break;
            case "solved": talk.Do(new Rate(number, null, IsSolved: true, null)); break;
            case "not-solved": talk.Do(new Contest(number, null)); break;
            case "rate": talk.Ask(talk.Text("rate.ask", ("number", number)), Stars(talk, number)); break;
            case ['r', 'a', 't', 'e', '-', >= '1' and <= '5']:
                talk.Do(new Rate(number, int.Parse(verb.AsSpan(5), NumberStyles.None, CultureInfo.InvariantCulture), IsSolved: false, null));
                break;
            default: Messages.Again(talk); break;
        }
    }

    private static string ValueOf(string number, string verb) => $"t|{number}|{verb}";
}
