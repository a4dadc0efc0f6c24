using BenchmarkDotNet.Attributes;
using Intake.Application.Tickets;
using Intake.Bot.Channels;
using Intake.Bot.Conversation;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Decisions;
using Intake.Testing;

namespace Intake.Benchmarks;

/// <summary>One step of the conversation's core: what somebody says against the state and the catalogue of the example authority. No database, no channel.</summary>
[MemoryDiagnoser]
public class ConversationBenchmarks
{
    private const string Chinese = "投诉滨江路边上的建筑工地半夜施工，打桩声吵得一家人睡不着，已经一个星期了，请管一管，我的电话13812345678";
    private const string English = "Please do something about the building site on Binjiang Road: they drive piles until two in the morning and the whole family cannot sleep.";

    private readonly ConversationContext _context = new(ExampleAuthority.Load(), ExampleAuthority.Snapshot().Texts, ChannelProfile.WebChat, ExampleAuthority.At);
    private readonly string _longest = string.Concat(Enumerable.Repeat("路灯坏了，晚上一片漆黑。", 840))[..10_000];
    private ConversationState _chinese = ConversationState.Fresh;
    private ConversationState _english = ConversationState.Fresh;
    private ConversationState _drafted = ConversationState.Fresh;
    private ReplyButton _submit = null!;
    private ReceiptView _view = null!;

    /// <summary>Lays out the states that the steps begin in.</summary>
    [GlobalSetup]
    public void LayOut()
    {
        _chinese = ConversationState.Fresh with { Language = "zh-CN", IsGreeted = true };
        _english = ConversationState.Fresh with { Language = "en", IsGreeted = true };
        var drafted = Step(_chinese, Activity.Message(Chinese));
        _drafted = drafted.State;
        _submit = drafted.Replies.SelectMany(reply => reply.Buttons).First();
        var deciding = new Deciding(_context.Authority, Actor.Requester("webchat"), _context.Now);
        var received = Receiving.Receive(deciding, new() { Service = "building-site-noise", Channel = "webchat", Language = Language.Chinese, Anonymity = Anonymity.CentreOnly, Matter = new(1, TextRole.Matter, "") });
        var ticket = TicketFold.Begin(TicketId.Of(new DateOnly(2026, 3, 11), 1), received.Value!, _context.Now);
        _view = ReceiptView.Of(_context.Authority, ticket, new Dictionary<long, string>(), _context.Now);
    }

    [Benchmark]
    public Turn Greet() => Step(ConversationState.Fresh, Activity.Opened("zh-CN"));

    [Benchmark]
    public Turn A_whole_matter_in_Chinese_becomes_a_draft() => Step(_chinese, Activity.Message(Chinese));

    [Benchmark]
    public Turn A_whole_matter_in_English_becomes_a_draft() => Step(_english, Activity.Message(English));

    [Benchmark]
    public Turn A_text_of_10000_characters() => Step(_chinese, Activity.Message(_longest));

    [Benchmark]
    public Turn A_draft_is_confirmed() => Step(_drafted, Activity.Pressed(_submit.Value));

    [Benchmark]
    public Turn A_question_for_help() => Step(_chinese, Activity.Message("帮助"));

    [Benchmark]
    public Turn News_of_a_ticket() => Step(_chinese, Activity.Happened(new NewsArrived("accepted", 2, _view)));

    /// <summary>What each turn costs beside its step: the state is read from the database's text and written back.</summary>
    [Benchmark]
    public string Read_and_write_the_state() => ConversationState.FromJson(_drafted.ToJson()).ToJson();

    private Turn Step(ConversationState state, Activity activity) => ConversationCore.Step(_context, state, activity);
}
