using System.Text.RegularExpressions;
using Intake.Bot.Channels;
using Intake.Bot.Conversation;
using Intake.Domain.Catalogue;
using Intake.Testing;

namespace Intake.Bot.Tests.Conversation;

/// <summary>
/// Plays a conversation that is written down as lines and holds the bot to it.
/// <list type="bullet">
/// <item><c>用户: words</c> says them; <c>用户: [title]</c> presses the last button of that title, or the n-th last set's with <c>[title]^n</c>;
/// <c>&lt;sticker&gt;</c>, <c>&lt;empty&gt;</c>, <c>&lt;file NAME&gt;</c>, <c>&lt;refused NAME CODE&gt;</c>, <c>&lt;chars N&gt;</c>, <c>&lt;place LAT LONG&gt;</c> and <c>&lt;open&gt;</c> do what they say.</item>
/// <item><c>机器人: text</c> is the next message, whole; <c>…</c> stands for anything, and <c>⏎</c> for a new line.</item>
/// <item><c>按钮: a | b</c> are the buttons of the message before, whole.</item>
/// <item><c>时间: 20</c> lets minutes pass.</item>
/// </list>
/// English transcripts write User, Bot, Buttons and Minutes. After the last line nothing more may have been said.
/// </summary>
internal sealed partial class Transcript
{
    private readonly List<string> _played = [];
    private readonly List<IReadOnlyList<ReplyButton>> _buttons = [];
    private readonly Queue<Reply> _said = new();
    private Reply? _last;
    private long _files;

    public FakeDesk Desk { get; } = new();

    public ChannelProfile Profile { get; init; } = ChannelProfile.WebChat;

    public ConversationState State { get; private set; } = ConversationState.Fresh;

    /// <summary>All that was said so far.</summary>
    public string Played => string.Join('\n', _played);

    /// <summary>A conversation in which the greeting was given, in a language.</summary>
    public static Transcript In(Language language, ChannelProfile? profile = null) =>
        new() { Profile = profile ?? ChannelProfile.WebChat, State = ConversationState.Fresh with { Language = language.Tag, IsGreeted = true } };

    /// <summary>Lets the conversation know a ticket.</summary>
    public Transcript Knows(string number)
    {
        State = State.WithReceipt(number);
        return this;
    }

    /// <summary>Plays lines.</summary>
    public Transcript Play(string lines)
    {
        foreach (var line in lines.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            PlayLine(line);
        Assert.True(_said.Count == 0, $"The bot said more than was written.\n{Played}");
        return this;
    }

    /// <summary>Something happens.</summary>
    public Transcript Happens(ConversationEvent happened)
    {
        _played.Add($"-- {happened.GetType().Name}");
        Step(Activity.Happened(happened));
        return this;
    }

    public void Forget() => _said.Clear();

    private void PlayLine(string line)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        var (who, what) = (line[..colon], line[(colon + 1)..].Trim());
        switch (who)
        {
            case "用户" or "User": Say(what); break;
            case "机器人" or "Bot": Hear(what); break;
            case "按钮" or "Buttons": Buttons(what); break;
            case "时间" or "Minutes": Desk.Now = Desk.Now.AddMinutes(int.Parse(what, System.Globalization.CultureInfo.InvariantCulture)); break;
            default: Assert.Fail($"Nobody is called {who}."); break;
        }
    }

    private void Say(string what)
    {
        Assert.True(_said.Count == 0, $"The bot said more than was written.\n{Played}");
        _played.Add($"用户: {what}");
        var command = Command().Match(what);
        Step(command.Success ? Special(command.Groups["name"].Value, command.Groups["rest"].Value)
            : what.StartsWith('[') ? Activity.Pressed(Find(what))
            : Activity.Message(what.Replace("⏎", "\n", StringComparison.Ordinal)));
    }

    private Activity Special(string name, string rest) => name switch
    {
        "sticker" => Activity.Message(null) with { IsWordless = true },
        "empty" => Activity.Message("  \n "),
        "file" => Activity.Message(null, new IncomingFile(++_files, rest, "image/jpeg", 100)),
        "refused" => Activity.Message("附图", new IncomingFile(0, rest, "", 0) { Refusal = new(rest.Split(' ')[^1]) }),
        "chars" => Activity.Message(string.Concat(Enumerable.Repeat("噪音扰民太吵了吧", 2_000))[..int.Parse(rest, System.Globalization.CultureInfo.InvariantCulture)]),
        "place" => Activity.Message(null) with { Location = new(double.Parse(rest.Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture), double.Parse(rest.Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture)) },
        "open" => Activity.Opened(rest.Length == 0 ? null : rest),
        _ => throw new InvalidOperationException($"Nobody can <{name}>."),
    };

    private string Find(string what)
    {
        var back = what.Split('^') is [_, var n] ? int.Parse(n, System.Globalization.CultureInfo.InvariantCulture) : 0;
        var title = what.Split('^')[0].Trim('[', ']');
        var sets = _buttons.Where(set => set.Any(button => button.Title == title)).Reverse().Skip(back);
        return sets.FirstOrDefault()?.First(button => button.Title == title).Value ?? throw new InvalidOperationException($"No button says {title}.\n{Played}");
    }

    private void Step(Activity activity)
    {
        var waiting = new Queue<Activity>([activity]);
        while (waiting.TryDequeue(out var next))
        {
            var turn = ConversationCore.Step(new(Desk.Authority, ExampleAuthority.Snapshot().Texts, Profile, Desk.Now), State, next);
            State = ConversationState.FromJson(turn.State.ToJson());
            foreach (var reply in turn.Replies)
                Take(reply);
            foreach (var command in turn.Commands)
                waiting.Enqueue(Activity.Happened(Desk.Answer(command)));
        }
    }

    private void Take(Reply reply)
    {
        _said.Enqueue(reply);
        if (reply.Buttons.Count > 0)
            _buttons.Add(reply.Buttons);
        _played.Add($"机器人: {reply.Text.Replace("\n", "⏎", StringComparison.Ordinal).Replace(Reply.SecretMark.ToString(), "〔查询码〕", StringComparison.Ordinal)}");
        if (reply.Buttons.Count > 0)
            _played.Add($"按钮: {string.Join(" | ", reply.Buttons.Select(button => button.Title))}");
    }

    private void Hear(string expected)
    {
        Assert.True(_said.TryDequeue(out _last), $"The bot said nothing more; expected: {expected}\n{Played}");
        var text = _last.Text.Replace("\n", "⏎", StringComparison.Ordinal).Replace(Reply.SecretMark.ToString(), "〔查询码〕", StringComparison.Ordinal);
        var pattern = $"^{string.Join("[\\s\\S]*", expected.Split('…').Select(Regex.Escape))}$";
        Assert.True(Regex.IsMatch(text, pattern), $"Expected: {expected}\nSaid:     {text}\n\n{Played}");
    }

    private void Buttons(string expected) => Assert.Equal(expected, string.Join(" | ", _last!.Buttons.Select(button => button.Title)));

    [GeneratedRegex("^<(?<name>[a-z]+) ?(?<rest>[^>]*)>$", RegexOptions.ExplicitCapture)]
    private static partial Regex Command();
}
