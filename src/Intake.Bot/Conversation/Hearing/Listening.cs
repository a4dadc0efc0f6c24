using System.Globalization;

namespace Intake.Bot.Conversation.Hearing;

/// <summary>Makes out what a message means for the question that was asked.</summary>
internal static class Listening
{
    /// <summary>The message as the dialogs hear it.</summary>
    public static Heard To(Talk talk, Activity activity, string text)
    {
        var plain = WrittenText.Plain(text);
        var word = talk.Vocabulary.WordOf(plain);
        return new()
        {
            Text = text,
            Plain = plain,
            Word = word,
            Chosen = plain.Length == 0 ? null : ChoiceOf(talk, plain, word),
            Files = [.. activity.Files.Where(file => file.Refusal is null).Select(file => new DraftFile(file.Key, WrittenText.Cut(WrittenText.Clean(file.Name), 120)))],
            Location = activity.Location,
            Receipt = text.Length == 0 ? default : ReceiptReading.Of(text, talk.Authority.Jurisdiction),
        };
    }

    /// <summary>Whether a value was once given out with a button of a question.</summary>
    public static bool IsButton(string value) => GenerationOf(value) is not null;

    /// <summary>What a button of the last question means; null when it is another's.</summary>
    public static string? ChosenBy(Talk talk, string value)
    {
        if (GenerationOf(value) != talk.State.Generation)
            return null;
        var meant = value[(value.IndexOf('|', StringComparison.Ordinal) + 1)..];
        return talk.State.Choices.Any(choice => choice.Value == meant) ? meant : null;
    }

    /// <summary>The numbered choices that a text names one by one: "1, 3", "一和三".</summary>
    public static IReadOnlyList<string> ChoicesIn(Talk talk, string plain)
    {
        var numbered = talk.State.Choices.Where(choice => !choice.IsAside).ToList();
        var chosen = new List<string>();
        foreach (var part in plain.Split([',', '，', '、', ' ', '和', '/', '&'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (One(talk, numbered, WrittenText.Plain(part)) is not { } choice)
                return [];
            chosen.Add(choice.Value);
        }

        return chosen;
    }

    private static string? ChoiceOf(Talk talk, string plain, string? word)
    {
        var numbered = talk.State.Choices.Where(choice => !choice.IsAside).ToList();
        if (One(talk, numbered, plain) is { } choice)
            return choice.Value;
        return talk.State.Choices.FirstOrDefault(other => other.Value == word || (word == "unknown" && other.Value is "skip" or "unsure") || (other.IsAside && WrittenText.Plain(other.Title) == plain))?.Value;
    }

    private static Choice? One(Talk talk, List<Choice> numbered, string plain)
    {
        if (numbered.Find(choice => WrittenText.Plain(choice.Title) == plain) is { } titled)
            return titled;
        return talk.Vocabulary.NumberOf(plain) is { } number && number >= 1 && number <= numbered.Count ? numbered[number - 1] : null;
    }

    private static int? GenerationOf(string value)
    {
        var bar = value.IndexOf('|', StringComparison.Ordinal);
        return bar > 0 && int.TryParse(value.AsSpan(0, bar), NumberStyles.None, CultureInfo.InvariantCulture, out var generation) ? generation : null;
    }
}
