using Intake.Bot.Conversation.Hearing;
using Intake.Domain.Catalogue;

namespace Intake.Bot.Conversation.Dialogs;

/// <summary>Chooses the language, by a button, by a word, or by what is written.</summary>
internal static class LanguageDialog
{
    private const string WordPrefix = "language-";
    private const string ActionPrefix = "lang:";

    public static readonly Dialog Dialog = new(DialogName.Language,
    [
        new("choose", DialogStep.Always, Ask, Hear),
    ]);

    /// <summary>The tag that a word such as <c>language-en</c> names; null when it is none that is spoken here.</summary>
    public static string? TagOf(string word) => word.StartsWith(WordPrefix, StringComparison.Ordinal) ? word[WordPrefix.Length..] : null;

    /// <summary>A button for each language but the one spoken.</summary>
    public static IEnumerable<Choice> Others(Talk talk) =>
        talk.Authority.Languages.Where(language => language != talk.Language).Select(language => ButtonOf(talk, language));

    /// <summary>The language of a conversation's beginning: what is written, else what the channel tells.</summary>
    public static void Begin(Talk talk, string? text, string? locale)
    {
        if (talk.State.Language is not null)
            return;
        if (((text is null ? null : LanguageRecogniser.Of(talk.Authority, text)) ?? OfLocale(talk.Authority, locale)) is { } language)
            talk.State = talk.State with { Language = language.Tag };
    }

    /// <summary>Follows the language that is written, with a line that offers the way back.</summary>
    public static void Follow(Talk talk, string text, string? locale)
    {
        // A receipt is letters in every language.
        if (ReceiptReading.Of(text, talk.Authority.Jurisdiction).IsReceipt)
            text = "";
        var before = talk.Language;
        if (talk.State.Language is null)
        {
            Begin(talk, text, locale);
            if (!talk.State.IsGreeted || talk.State.Language is null || talk.Language == before)
                return;
        }
        else if (LanguageRecogniser.Switch(talk.Authority, text, before, Flow.AsksShortAnswer(talk)) is { } other && other != before)
        {
            talk.State = talk.State with { Language = other.Tag };
        }
        else
        {
            return;
        }

        talk.SayWords($"{talk.Text("language.followed")}{talk.Context.Texts.Get(before, "language.return")}");
    }

    /// <summary>Speaks the language chosen from now on, and goes on where the conversation was. An action that is no language shows the menu.</summary>
    public static void Choose(Talk talk, string action)
    {
        var tag = action.StartsWith(ActionPrefix, StringComparison.Ordinal) ? action[ActionPrefix.Length..] : null;
        if (tag is null || talk.Authority.Languages.All(language => language.Tag != tag))
        {
            Messages.Again(talk);
            return;
        }

        talk.State = talk.State with { Language = tag };
        if (talk.State.Active is { Name: DialogName.Language })
            Flow.End(talk);
        talk.Say("language.chosen");
        if (talk.State.Active is null && talk.State.Draft is { HasContent: true })
            SubmitDialog.Open(talk);
        else
            Messages.Again(talk);
    }

    private static void Ask(Talk talk, string argument) =>
        talk.Ask(talk.Text("language.ask"), [.. talk.Authority.Languages.Select(language => ButtonOf(talk, language))]);

    private static void Hear(Talk talk, Heard heard, string argument)
    {
        talk.Say("heard.choose");
        Flow.Ask(talk);
    }

    private static Choice ButtonOf(Talk talk, Language language) =>
        new(talk.Context.Texts.Get(language, "language.own-name"), $"m|{ActionPrefix}{language.Tag}");

    private static Language? OfLocale(Authority authority, string? locale)
    {
        if (string.IsNullOrEmpty(locale))
            return null;
        var primary = locale.Split('-', '_')[0];
        foreach (var language in authority.Languages)
        {
            if (string.Equals(language.Tag.Split('-')[0], primary, StringComparison.OrdinalIgnoreCase))
                return language;
        }

        return null;
    }
}
