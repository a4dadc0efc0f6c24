using Intake.Bot.Conversation.Hearing;

namespace Intake.Bot.Conversation.Dialogs;

/// <summary>Shows a ticket by its receipt: number and secret, in one message or two; or one of those known here by a button.</summary>
internal static class TrackDialog
{
    private const int LongestSecret = 40;
    private const int FewestOfMatter = 10;

    public static readonly Dialog Dialog = new(DialogName.Track,
    [
        new("receipt", DialogStep.Always, AskReceipt, HearReceipt) { IsShort = true },
        new("secret", DialogStep.Never, AskSecret, HearSecret) { IsShort = true },
    ]);

    /// <summary>Asks for the receipt.</summary>
    /// <param name="talk">The turn.</param>
    /// <param name="verb">What is to be done to the ticket once it is found; null to show it.</param>
    public static void Open(Talk talk, string? verb = null) => Flow.Start(talk, DialogName.Track, note: verb);

    /// <summary>Whether a message is a receipt, and not a matter that names one.</summary>
    public static bool TakesReceipt(Talk talk, Heard heard) =>
        heard.Receipt.IsReceipt
        && talk.State.Active is null or { Name: DialogName.Track or DialogName.Submit or DialogName.Person or DialogName.Language } or { IsAfterword: true };

    /// <summary>Reads a receipt out of a message.</summary>
    public static void Read(Talk talk, Heard heard)
    {
        if (talk.State.Active is not { Name: DialogName.Track })
            talk.State = talk.State with { Active = new(DialogName.Track, "receipt") };
        HearReceipt(talk, heard, "");
    }

    private static void AskReceipt(Talk talk, string argument)
    {
        var verb = talk.State.Active?.Note ?? "show";
        var known = Tickets.Known(talk, verb).ToList();
        talk.Ask(talk.Text(known.Count == 0 ? "receipt.ask" : "receipt.ask-or-choose"), [.. known, talk.Aside("cancel")]);
    }

    private static void HearReceipt(Talk talk, Heard heard, string argument)
    {
        var receipt = heard.Receipt;
        if (receipt.Number is { } number && talk.State.Knows(number))
            Tickets.Do(talk, number, talk.State.Active?.Note ?? "show");
        else if (receipt is { Number: { } unknown, Secret: { } secret })
            talk.Do(new LookUpReceipt(unknown, secret));
        else if (receipt is { Number: null, IsMisread: false, Secret: { } again } && talk.State.Active?.Number is { } tried)
            talk.Do(new LookUpReceipt(tried, again));
        else if (receipt.Number is { } alone)
            AskSecretOf(talk, alone);
        else if (receipt.IsMisread)
            Wrong(talk, "receipt.misread");
        else if (receipt.Secret is null && DraftReading.WeightOf(heard.Text) >= FewestOfMatter)
            LeaveFor(talk, heard);
        else
            Wrong(talk, receipt.Secret is null ? "receipt.unread" : "receipt.number-first");
    }

    /// <summary>Whoever tells a matter instead of a receipt has changed their mind.</summary>
    private static void LeaveFor(Talk talk, Heard heard)
    {
        Flow.End(talk);
        Idle.Hear(talk, heard, isFirst: false);
    }

    private static void AskSecretOf(Talk talk, string number)
    {
        talk.State = talk.State with { Active = talk.State.Active! with { Number = number } };
        Flow.GoTo(talk, "secret");
    }

    private static void AskSecret(Talk talk, string argument) =>
        talk.Ask(talk.Text("receipt.ask-secret", ("number", talk.State.Active?.Number ?? "")), talk.Aside("back"), talk.Aside("cancel"));

    private static void HearSecret(Talk talk, Heard heard, string argument)
    {
        if (heard.Receipt.Number is not null || heard.Receipt.IsMisread || talk.State.Active?.Number is not { } number)
            HearReceipt(talk, heard, argument);
        else if (heard.Receipt.Secret is { } secret)
            talk.Do(new LookUpReceipt(number, secret));
        else if (heard.HasText && heard.Text.Length <= LongestSecret)
            talk.Do(new LookUpReceipt(number, heard.Text));
        else
            Wrong(talk, "receipt.unread-secret");
    }

    private static void Wrong(Talk talk, string key)
    {
        talk.Say(key);
        Flow.Ask(talk);
    }
}
