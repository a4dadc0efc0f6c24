using Intake.Bot.Conversation.Hearing;

namespace Intake.Bot.Conversation.Dialogs;

/// <summary>A dialog: its steps in the order in which they are asked.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Steps">The steps. The next one asked is the first that opens.</param>
internal sealed record Dialog(DialogName Name, IReadOnlyList<DialogStep> Steps);

/// <summary>One question of a dialog.</summary>
/// <param name="Name">Its name, kept in the state: never changed.</param>
/// <param name="Opens">What it has to ask now: null for nothing, empty for itself, else the code of the one of several.</param>
/// <param name="Ask">Asks.</param>
/// <param name="Hear">Takes the answer and goes on.</param>
internal sealed record DialogStep(string Name, Func<Talk, string?> Opens, Action<Talk, string> Ask, Action<Talk, Heard, string> Hear)
{
    /// <summary>Whether a name, an address or a number is asked for, whose script says nothing about the language.</summary>
    public bool IsShort { get; init; }

    /// <summary>A step that is only gone to by name.</summary>
    public static string? Never(Talk talk) => null;

    /// <summary>A step that always has something to ask.</summary>
    public static string? Always(Talk talk) => "";
}

/// <summary>Walks through a dialog.</summary>
internal static class Flow
{
    private const int MostSteps = 40;

    private static readonly Dialog[] All =
    [
        SubmitDialog.Dialog,
        TrackDialog.Dialog,
        AddWordsDialog.Dialog,
        AnswerDialog.Dialog,
        WithdrawDialog.Dialog,
        RateDialog.Dialog,
        PersonDialog.Dialog,
        LanguageDialog.Dialog,
        QuestionnaireDialog.Dialog,
    ];

    /// <summary>Begins a dialog with its first question.</summary>
    public static void Start(Talk talk, DialogName name, string? number = null, string? note = null)
    {
        talk.State = talk.State with { Active = new(name, "", number) { Note = note } };
        Next(talk);
    }

    /// <summary>Asks the first step that opens; the one answered is kept for "back".</summary>
    public static void Next(Talk talk)
    {
        if (talk.State.Active is not { } active)
            return;
        foreach (var step in DialogOf(active).Steps)
        {
            if (step.Opens(talk) is not { } argument)
                continue;
            GoTo(talk, argument.Length == 0 ? step.Name : $"{step.Name}:{argument}");
            return;
        }

        End(talk);
    }

    /// <summary>Goes to a step by name and asks it.</summary>
    public static void GoTo(Talk talk, string step)
    {
        if (talk.State.Active is not { } active)
            return;
        var path = active.Step.Length == 0 || active.Step == step ? active.Path : [.. active.Path, active.Step];
        talk.State = talk.State with { Active = active with { Step = step, Path = [.. path.TakeWhile(before => before != step).TakeLast(MostSteps)] } };
        Ask(talk);
    }

    /// <summary>Asks the current step again.</summary>
    public static void Ask(Talk talk)
    {
        if (talk.State.Active is not { } active)
            return;
        if (StepOf(active) is { } step)
            step.Ask(talk, ArgumentOf(active.Step));
        else
            Next(talk);
    }

    /// <summary>Asks the current step again, or goes on when more words have answered it.</summary>
    public static void AskOrNext(Talk talk)
    {
        if (talk.State.Active is { } active && StepOf(active) is { } step && step.Opens != DialogStep.Never && step.Opens(talk) is null)
            Next(talk);
        else
            Ask(talk);
    }

    /// <summary>Gives the answer to the current step.</summary>
    public static void Hear(Talk talk, Heard heard)
    {
        if (talk.State.Active is not { } active)
            return;
        if (StepOf(active) is { } step)
            step.Hear(talk, heard, ArgumentOf(active.Step));
        else
            Next(talk);
    }

    /// <summary>Goes back to the step answered before; out of the dialog when there is none.</summary>
    public static void Back(Talk talk)
    {
        if (talk.State.Active is not { Path.Count: > 0 } active)
        {
            Messages.Cancel(talk);
            return;
        }

        talk.State = talk.State with
        {
            Active = active with { Step = active.Path[^1], Path = [.. active.Path.SkipLast(1)] },
            Draft = talk.State.Draft is { Browsing: not null } draft ? draft with { Browsing = null } : talk.State.Draft,
        };
        Ask(talk);
    }

    /// <summary>Ends the dialog; its choices are no longer choices.</summary>
    public static void End(Talk talk) => talk.State = talk.State with { Active = null, Choices = [] };

    /// <summary>Whether the current question is answered by a name, an address or a number.</summary>
    public static bool AsksShortAnswer(Talk talk) => talk.State.Active is { } active && StepOf(active) is { IsShort: true };

    private static Dialog DialogOf(ActiveDialog active) => Array.Find(All, dialog => dialog.Name == active.Name)!;

    private static DialogStep? StepOf(ActiveDialog active)
    {
        var name = active.Step.Split(':')[0];
        return DialogOf(active).Steps.FirstOrDefault(step => step.Name == name);
    }

    private static string ArgumentOf(string step)
    {
        var colon = step.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? "" : step[(colon + 1)..];
    }
}
