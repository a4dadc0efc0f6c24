using System.Globalization;
using Intake.Bot.Conversation.Hearing;

namespace Intake.Bot.Conversation.Dialogs;

/// <summary>Takes a ticket back, after asking whether that is meant.</summary>
internal static class WithdrawDialog
{
    public static readonly Dialog Dialog = new(DialogName.Withdraw,
    [
        new("sure", DialogStep.Always, Ask, Hear),
    ]);

    private static void Ask(Talk talk, string argument) =>
        talk.Ask(
            talk.Text("withdraw.ask", ("number", talk.State.Active?.Number ?? "")),
            talk.Choice("withdraw.yes", "yes"),
            talk.Choice("withdraw.no", "no"));

    private static void Hear(Talk talk, Heard heard, string argument)
    {
        if (heard.Chosen == "yes" && talk.State.Active?.Number is { } number)
        {
            talk.Do(new Withdraw(number));
        }
        else if (heard.Chosen == "no")
        {
            Flow.End(talk);
            Menu.Offer(talk, "withdraw.kept");
        }
        else
        {
            talk.Say("heard.choose");
            Flow.Ask(talk);
        }
    }
}

/// <summary>Asks those who were not satisfied what was wrong.</summary>
internal static class RateDialog
{
    public static readonly Dialog Dialog = new(DialogName.Rate,
    [
        new("comment", DialogStep.Always, Ask, Hear),
    ]);

    private static void Ask(Talk talk, string argument) =>
        talk.Ask(talk.Text("rate.why"), [.. Contest(talk), talk.Aside("skip")]);

    private static void Hear(Talk talk, Heard heard, string argument)
    {
        var active = talk.State.Active!;
        if (heard.HasText && heard.Chosen is null && active.Number is { } number && int.TryParse(active.Note, NumberStyles.None, CultureInfo.InvariantCulture, out var stars))
        {
            talk.Do(new Rate(number, stars, IsSolved: false, heard.Text));
        }
        else
        {
            Flow.End(talk);
            Menu.Offer(talk, "rate.thanks");
        }
    }

    private static IEnumerable<Choice> Contest(Talk talk) =>
        talk.State.Active is { Number: { } number } ? [Tickets.Choice(talk, number, "not-solved", "ticket.not-solved")] : [];
}
