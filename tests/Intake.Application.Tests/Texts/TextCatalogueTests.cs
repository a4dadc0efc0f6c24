using Intake.Application.Texts;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Deadlines;
using Intake.Domain.Tickets;

namespace Intake.Application.Tests.Texts;

public class TextCatalogueTests
{
    private static readonly TextCatalogue Product = EmbeddedTexts.BuiltIn;

    private static readonly TextCatalogue Small = TextCatalogue.From(new Dictionary<string, IReadOnlyDictionary<string, string>>
    {
        ["zh-CN"] = new Dictionary<string, string> { ["a.b"] = "编号{number}，{name}" },
        ["en"] = new Dictionary<string, string> { ["a.b"] = "Number {number}, {name}" },
    });

    [Fact]
    public void Placeholders_are_filled_by_name()
        => Assert.Equal("Number 7, Li", Small.Get(Language.English, "a.b", ("name", "Li"), ("number", "7"), ("more", "unused")));

    [Fact]
    public void A_value_that_looks_like_a_placeholder_stays_as_it_was_written()
        => Assert.Equal("编号{name}，{number}", Small.Get(Language.Chinese, "a.b", ("number", "{name}"), ("name", "{number}")));

    [Fact]
    public void A_language_without_texts_is_answered_in_Chinese()
        => Assert.Equal("编号1，王", Small.Get(new Language("fr"), "a.b", ("number", "1"), ("name", "王")));

    [Fact]
    public void A_missing_text_or_value_is_an_exception()
    {
        Assert.Throws<KeyNotFoundException>(() => Small.Get(Language.English, "a.c"));
        Assert.Throws<KeyNotFoundException>(() => Small.Get(Language.English, "a.b", ("number", "1")));
    }

    [Fact]
    public void A_forgiving_catalogue_shows_the_names_and_reports()
    {
        var reported = new List<string>();
        var forgiving = Small.Forgiving(reported.Add);

        Assert.Equal("a.c", forgiving.Get(Language.English, "a.c"));
        Assert.Equal("Number 1, {name}", forgiving.Get(Language.English, "a.b", ("number", "1")));
        Assert.Equal(["text a.c in en", "value name for text a.b in en"], reported);
    }

    [Fact]
    public void Merging_keeps_what_is_not_overridden()
    {
        var own = TextCatalogue.From(new Dictionary<string, IReadOnlyDictionary<string, string>> { ["en"] = new Dictionary<string, string> { ["a.b"] = "No. {number}" } });

        var merged = TextCatalogue.Merge(Small, own);

        Assert.Equal("No. 1", merged.Get(Language.English, "a.b", ("number", "1")));
        Assert.Equal("编号1，王", merged.Get(Language.Chinese, "a.b", ("number", "1"), ("name", "王")));
    }

    [Fact]
    public void Both_languages_of_the_product_say_the_same_things_with_the_same_placeholders()
    {
        var (chinese, english) = (Product.In("zh-CN"), Product.In("en"));

        Assert.Equal(chinese.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
        Assert.All(chinese, text => Assert.Equal(text.Value.Placeholders, english[text.Key].Placeholders));
    }

    [Fact]
    public void The_Chinese_texts_are_Chinese_and_the_English_ones_are_not()
    {
        Assert.All(Product.In("en").Where(text => !text.Value.Text.Contains("中文", StringComparison.Ordinal) && text.Key != "language.ask"), text => Assert.DoesNotContain(text.Value.Text, character => character is >= '\u4E00' and <= '\u9FFF'));
        Assert.All(Product.In("zh-CN").Where(text => WordsOf(text.Value).Any(char.IsLetter) && !text.Value.Text.StartsWith('{')), text => Assert.True(text.Value.Text == "English" || text.Value.Text.Any(character => character is >= '\u4E00' and <= '\u9FFF'), text.Key));
    }

    private static string WordsOf(TextTemplate text) => text.Placeholders.Aggregate(text.Text, (words, name) => words.Replace($"{{{name}}}", "", StringComparison.Ordinal));

    [Fact]
    public void Every_name_that_people_see_has_its_words()
    {
        Named<TicketKind>("kind");
        Named<TicketState>("state");
        Named<TicketOutcome>("outcome");
        Named<Anonymity>("anonymity");
        Named<RequesterWord>("word");
        Named<Role>("role");
        Named<TextRole>("role");
        Named<TicketAction>("action");
        Named<Card>("card");
        Named<ReminderStep>("reminder");
        Named<ClockKind>("clock");
        Named<BulletinCircle>("circle");
    }

    [Fact]
    public void Every_refusal_of_a_ticket_has_its_words()
    {
        var refusals = typeof(TicketRefusals).GetMembers().Where(member => member.DeclaringType == typeof(TicketRefusals) && !member.Name.StartsWith("get_", StringComparison.Ordinal)).Select(member => member.Name).ToList();

        Assert.True(refusals.Count > 20);
        Assert.All(refusals, code => Assert.True(Product.Has(Language.Chinese, $"refusal.{code}"), code));
    }

    [Fact]
    public void A_refusal_says_states_and_actions_in_words()
    {
        var refusal = TicketRefusals.NotInThisState(TicketState.WrittenOff, TicketAction.Resolve);

        Assert.Equal("当前状态是“已销号”，不能“办结答复”。", Product.Explain(Language.Chinese, refusal));
        Assert.Equal("This is not possible now: Report as resolved. State: Written off.", Product.Explain(Language.English, refusal));
        Assert.Equal("请填写给中心的办理报告。", Product.Explain(Language.Chinese, TicketRefusals.TextIsMissing(TextRole.Report)));
        Assert.Equal("内容太长，最多 4000 个字。", Product.Explain(Language.Chinese, new Refusal("TextIsTooLong", "most", "4000")));
    }

    [Theory]
    [InlineData(5, TimeUnit.WorkingDay, "5 个工作日", "5 working days")]
    [InlineData(1, TimeUnit.WorkingDay, "1 个工作日", "1 working day")]
    [InlineData(0, TimeUnit.WorkingDay, "当日", "the same day")]
    [InlineData(0.5, TimeUnit.Hour, "30 分钟", "30 minutes")]
    [InlineData(24, TimeUnit.Hour, "24 小时", "24 hours")]
    [InlineData(4, TimeUnit.WorkingHour, "4 个工作小时", "4 working hours")]
    [InlineData(15, TimeUnit.CalendarDay, "15 天", "15 days")]
    public void Limits_are_said_in_words(double amount, TimeUnit unit, string chinese, string english)
    {
        var limit = new TimeLimit((decimal)amount, unit);

        Assert.Equal(chinese, Product.Limit(Language.Chinese, limit));
        Assert.Equal(english, Product.Limit(Language.English, limit));
    }

    private static void Named<T>(string name)
        where T : struct, Enum
        => Assert.All(Enum.GetNames<T>(), value => Assert.True(Product.Has(Language.Chinese, $"{name}.{value}"), $"{name}.{value}"));
}
