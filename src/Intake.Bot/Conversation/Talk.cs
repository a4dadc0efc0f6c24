using System.Globalization;
using Intake.Application.Tickets;
using Intake.Bot.Conversation.Hearing;
using Intake.Domain.Catalogue;

namespace Intake.Bot.Conversation;

/// <summary>One turn while it is being made: the state so far, what is said and what is to be done. Lives inside <see cref="ConversationCore.Step"/> only.</summary>
internal sealed class Talk(ConversationContext context, ConversationState state)
{
    private readonly List<Reply> _replies = [];
    private readonly List<ConversationCommand> _commands = [];

    public ConversationContext Context { get; } = context;

    public ConversationState State { get; set; } = state;

    public Authority Authority => Context.Authority;

    public Vocabulary Vocabulary { get; } = Vocabulary.Of(context.Texts);

    /// <summary>The draft that was thrown away in the turn before.</summary>
    public Draft? Discarded { get; } = state.Discarded;

    /// <summary>As <see cref="Turn.HidesWords"/>.</summary>
    public bool HidesWords { get; set; }

    /// <summary>Whether anything was said in this turn.</summary>
    public bool HasSpoken => _replies.Count > 0;

    /// <summary>The language spoken: the one chosen, else the authority's first.</summary>
    public Language Language
    {
        get
        {
            foreach (var language in Authority.Languages)
            {
                if (language.Tag == State.Language)
                    return language;
            }

            return Authority.Languages[0];
        }
    }

    /// <summary>Says values in words.</summary>
    public ReceiptWords Words => new(Context.Texts, Authority, Language);

    /// <summary>The request being put together; an empty one when there is none.</summary>
    public Draft Draft
    {
        get => State.Draft ?? NewDraft;
        set => State = State with { Draft = value };
    }

    /// <summary>A request of which nothing is said yet. Who writes a letter is known from it.</summary>
    public Draft NewDraft => State.Letter is { } letter ? new() { Name = letter.Name, Email = letter.Address } : new();

    /// <summary>The authority's local time.</summary>
    public DateTime LocalNow => TimeZoneInfo.ConvertTime(Context.Now, Authority.TimeZone).DateTime;

    /// <summary>A text in the language spoken.</summary>
    public string Text(string key, params ReadOnlySpan<(string Name, string Value)> values) => Context.Texts.Get(Language, key, values);

    /// <summary>A choice whose title is a text.</summary>
    public Choice Choice(string key, string value) => new(Text(key), value);

    /// <summary>A choice beside the question: back, skip, cancel.</summary>
    public Choice Aside(string value) => new(Text($"button.{value}"), value, IsAside: true);

    /// <summary>Says a text.</summary>
    public void Say(string key, params ReadOnlySpan<(string Name, string Value)> values) => SayWords(Text(key, values));

    /// <summary>Says words made elsewhere.</summary>
    public void SayWords(string text) => _replies.AddRange(ReplyShape.Make(Context.Profile, this, new() { Text = text }, [], State.Generation));

    /// <summary>Asks with choices. The last question of a turn is the one that numbers and words answer.</summary>
    public void Ask(string text, params IReadOnlyList<Choice> choices) => Ask(new Reply { Text = text }, choices);

    /// <summary>Asks with choices, under a reply that shows more than its text.</summary>
    public void Ask(Reply reply, params IReadOnlyList<Choice> choices)
    {
        State = State with { Generation = State.Generation + 1, Choices = choices };
        _replies.AddRange(ReplyShape.Make(Context.Profile, this, reply, choices, State.Generation));
    }

    /// <summary>Wants something done.</summary>
    public void Do(ConversationCommand command) => _commands.Add(command);

    /// <summary>The turn.</summary>
    public Turn Finish() => new(State, _replies, _commands) { HidesWords = HidesWords };

    /// <summary>A number in words for a text.</summary>
    public static string Written(int number) => number.ToString(CultureInfo.InvariantCulture);
}
