using Intake.Bot.Channels;
using Intake.Bot.Conversation.Hearing;

namespace Intake.Bot.Conversation;

/// <summary>Fits a reply to what the channel can do: buttons or numbered lines, one message or several.</summary>
internal static class ReplyShape
{
    /// <summary>Choices that mean the same at any time: of the menu, and of a ticket.</summary>
    public static bool IsLasting(string value) => value.StartsWith("m|", StringComparison.Ordinal) || value.StartsWith("t|", StringComparison.Ordinal);

    /// <summary>Whether a text is the value of a button: some clients say it in the place of words.</summary>
    public static bool IsButton(string? text) => text?.Trim() is { Length: > 0 and <= 64 } value && !value.Any(char.IsWhiteSpace) && (IsLasting(value) || Listening.IsButton(value));

    /// <summary>The messages for a reply with its choices.</summary>
    public static IEnumerable<Reply> Make(ChannelProfile profile, Talk talk, Reply reply, IReadOnlyList<Choice> choices, int generation)
    {
        var numbered = choices.Where(choice => !choice.IsAside).ToList();
        var asides = choices.Where(choice => choice.IsAside).ToList();
        var asLines = numbered.Count > profile.Buttons;
        var room = profile.Buttons - (asLines ? 0 : numbered.Count);
        List<Choice> buttons = [.. asLines ? [] : numbered, .. asides.Take(room)];
        var text = string.Join('\n', Lines(talk, reply.Text, asLines ? numbered : [], [.. asides.Skip(room)]));
        var parts = Cut(text, profile.MessageCharacters);
        return parts.Select((part, index) => index < parts.Count - 1
            ? new Reply { Text = part, ReceiptOf = reply.ReceiptOf }
            : reply with
            {
                Text = part,
                Buttons = [.. buttons.Select(choice => Button(profile, choice, generation))],
                Card = profile.ShowsCards ? reply.Card : null,
                ReplacesLast = profile.Edits && reply.ReplacesLast,
            });
    }

    /// <summary>A long text in parts, cut between lines where there are any, never inside a character.</summary>
    public static IReadOnlyList<string> Cut(string text, int most)
    {
        var parts = new List<string>();
        while (text.Length > most)
        {
            var end = text.LastIndexOf('\n', most - 1, most / 2);
            if (end <= 0)
                end = char.IsHighSurrogate(text[most - 1]) ? most - 1 : most;
            parts.Add(text[..end].TrimEnd());
            text = text[end..].TrimStart('\n');
        }

        parts.Add(text);
        return parts;
    }

    private static IEnumerable<string> Lines(Talk talk, string text, List<Choice> numbered, List<Choice> asides)
    {
        yield return text;
        foreach (var (index, choice) in numbered.Index())
            yield return talk.Text("choice.line", ("number", Talk.Written(index + 1)), ("title", choice.Title));
        if (numbered.Count > 0)
            yield return talk.Text("choice.how");
        if (asides.Count > 0)
            yield return talk.Text("choice.asides", ("words", string.Join(talk.Text("list.separator"), asides.Select(aside => talk.Text("choice.aside", ("title", aside.Title))))));
    }

    private static ReplyButton Button(ChannelProfile profile, Choice choice, int generation) => new(
        WrittenText.Cut(choice.Title, profile.ButtonCharacters),
        IsLasting(choice.Value) ? choice.Value : $"{Talk.Written(generation)}|{choice.Value}");
}
