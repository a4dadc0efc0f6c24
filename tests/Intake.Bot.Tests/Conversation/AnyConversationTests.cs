using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Fluent;
using Intake.Bot.Channels;
using Intake.Bot.Conversation;
using Intake.Domain;
using Intake.Testing;

namespace Intake.Bot.Tests.Conversation;

/// <summary>Laws that hold whatever people send: random sequences of words, buttons old and new, files, events and languages.</summary>
public sealed partial class AnyConversationTests
{
    private static readonly string[] Words =
    [
        "我要反映", "查进度", "催办", "撤回", "评价", "补充", "转人工", "帮助", "返回", "取消", "跳过", "是", "不是", "没有", "谢谢", "你好", "中文", "English", "解决了", "没解决，还漏水", "换语言", "恢复", "不知道", "菜单",
        "1", "２", "三", "第四个", "1、3", "99", "0", "-1", "0.5", "三百万", "昨天", "2026-02-30", "13月45日", "25点70分", "１３８００００１１１１", "李明 13800001111", "a@b.cn", "匿名", "实名",
        "路灯坏了", "暖气不热，家里冷", "星北区学府路的路灯坏了好几天，晚上漆黑一片", "投诉滨江路工地半夜施工打桩，吵得睡不着", "老板拖欠工资，一分钱没给，求助", "家里起火了", "不服判决想上诉", "忘了说，是3号楼", "什么时候能修好",
        "XH-20260311-00001-1", "XH2026031100001ABCDEFGHJK", "XH-20260311-00001-1 ABCDEFGHJK", "ABCDEFGHJK", "XH-", "xh20260311999999999", "no heating since yesterday in Xingbei District, please help", "The bus is late every day", "hello", "cancel", "back", "track", "yes", "no", "i do not know",
        "<script>alert(1)</script>", "**粗体** [链接](http://x)", "{0} %s", "\u202Egnp.exe", "\uE000", "\0\u0001\u200B", "\uD800", "👨‍👩‍👧‍👦", "   ", "\n\n", "།བོད་ཡིག", "Привет, у нас нет воды", "مرحبا", "🀄️🀄️", new('长', 3_999), new('长', 4_001), new('a', 10_000), "|", "3|yes", "m|", "t||", "t|x|y|z",
    ];

    [Fact]
    public void Nothing_throws_every_message_is_answered_and_the_state_can_be_written_and_read() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(300), Prop.ForAll(Arb.From(Sequences()), Holds));

    private static Gen<(int Profile, (int Kind, int Pick)[] Moves)> Sequences() =>
        from profile in Gen.Choose(0, 2)
        from length in Gen.Choose(1, 60)
        from moves in (from kind in Gen.Choose(0, 99) from pick in Gen.Choose(0, 10_000) select (kind, pick)).ArrayOf(length)
        select (profile, moves);

    private static void Holds((int Profile, (int Kind, int Pick)[] Moves) sequence)
    {
        var player = new Player(sequence.Profile switch
        {
            0 => ChannelProfile.WebChat,
            1 => ChannelProfile.PlainText,
            _ => ChannelProfile.PlainText with { Buttons = 4, ButtonCharacters = 8, MessageCharacters = 160, Edits = true, TakesFiles = true },
        });
        if (sequence.Profile > 0)
            player.Know();
        foreach (var (kind, pick) in sequence.Moves)
            player.Move(kind, pick);
    }

    [GeneratedRegex(@"\{[a-z][A-Za-z]*\}")]
    private static partial Regex Placeholder();

    private sealed class Player(ChannelProfile profile)
    {
        private readonly FakeDesk _desk = new();
        private readonly List<string> _values = [];
        private ConversationState _state = ConversationState.Fresh;

        /// <summary>Makes the conversation know a ticket from the start.</summary>
        public void Know() => _state = _state.WithReceipt(_desk.Existing());

        public void Move(int kind, int pick)
        {
            _desk.Now = _desk.Now.AddMinutes(pick % 7 == 0 ? pick : 1);
            switch (kind)
            {
                case < 45: Say(Activity.Message(Words[pick % Words.Length])); break;
                case < 75 when _values.Count > 0: Say(Activity.Pressed(_values[^(1 + (pick % Math.Min(_values.Count, 12)))])); break;
                case < 80 when _values.Count > 0: Say(Activity.Pressed(_values[pick % _values.Count])); break;
                case < 83: Say(Activity.Message(pick % 2 == 0 ? null : "见照片", new IncomingFile(pick, "灯\u202E.jpg", "image/jpeg", 9), new IncomingFile(0, "x.exe", "", 0) { Refusal = new Refusal("FileKindNotTaken") })); break;
                case < 85: Say(Activity.Message(null) with { IsWordless = true }); break;
                case < 87: Say(Activity.Message(null) with { Location = new(pick / 100.0, -pick / 100.0) }); break;
                case < 88: Step(Activity.Opened(pick % 2 == 0 ? "en" : "xx-YY")); break;
                case < 99: Happen(pick); break;
                default: _state = _state with { Active = new((DialogName)(pick % 8), "no-such-step") }; break;
            }
        }

        private void Happen(int pick)
        {
            if (_state.Receipts.Count == 0)
                return;
            var number = _state.Receipts[pick % _state.Receipts.Count];
            if (pick % 3 > 0 && _desk.Advance(number, pick) is { } news)
            {
                Step(Activity.Happened(news));
                return;
            }

            string[] kinds = ["accepted", "declined", "dispatched", "acknowledged", "asked", "planned", "extended", "deadline-moved", "resolved", "written-off", "relisted", "merged", "published"];
            Step(Activity.Happened(_desk.News(kinds[pick % kinds.Length], number)));
        }

        private void Say(Activity activity) => Assert.NotEqual(0, Step(activity));

        private int Step(Activity activity)
        {
            var said = 0;
            var waiting = new Queue<Activity>([activity]);
            for (var round = 0; waiting.TryDequeue(out var next); round++)
            {
                Assert.True(round < 12, "A turn does not end.");
                var turn = ConversationCore.Step(new(_desk.Authority, ExampleAuthority.Snapshot().Texts, profile, _desk.Now), _state, next);
                Assert.Equal(turn.State.ToJson(), ConversationState.FromJson(turn.State.ToJson()).ToJson());
                _state = turn.State;
                said += turn.Replies.Count;
                foreach (var reply in turn.Replies)
                    Look(reply);
                foreach (var command in turn.Commands)
                {
                    Assert.True(command is not TicketWish wish || _state.Knows(wish.Number), $"{command} is about a ticket that this conversation does not know.");
                    waiting.Enqueue(Activity.Happened(_desk.Answer(command)));
                }
            }

            return said;
        }

        private void Look(Reply reply)
        {
            Assert.False(string.IsNullOrWhiteSpace(reply.Text));
            Assert.DoesNotMatch(Placeholder(), reply.Text);
            Assert.InRange(reply.Text.Length, 1, profile.MessageCharacters);
            Assert.InRange(reply.Buttons.Count, 0, profile.Buttons);
            Assert.True(reply.ReceiptOf is not null || !reply.Text.Contains(Reply.SecretMark), "Only a receipt has a place for a secret.");
            foreach (var button in reply.Buttons)
            {
                Assert.InRange(button.Title.Length, 1, profile.ButtonCharacters);
                Assert.True(button.Value.Length <= 64 && button.Value.All(char.IsAscii), button.Value);
                _values.Add(button.Value);
            }
        }
    }
}
