using FsCheck;
using FsCheck.Fluent;
using Intake.Domain.Catalogue;
using Intake.Domain.Questionnaires;
using Intake.Domain.Tickets;

namespace Intake.Domain.Tests.Questionnaires;

public sealed class BranchingLawsTests
{
    [Fact]
    public void Every_way_comes_to_an_end_and_is_never_longer_than_was_said() => Check(random =>
    {
        var (answers, longest) = (new Dictionary<string, string>(StringComparer.Ordinal), int.MaxValue);
        for (var turn = 0; AnswerPath.Of(random.Questionnaire, answers) is { Current: { } current } path; turn++)
        {
            Assert.True(turn < random.Questionnaire.Questions.Count, "It does not end.");
            var all = path.Answered.Count + Branching.LongestFrom(random.Questionnaire.Questions, current);
            Assert.True(all <= longest, "The promise grew.");
            longest = all;
            answers[current.Code] = random.AnswerTo(current, turn);
        }

        Assert.True(AnswerPath.Of(random.Questionnaire, answers).Answered.Count <= longest);
    });

    [Fact]
    public void Back_and_forward_again_is_the_same_way() => Check(random =>
    {
        var answers = Answered(random);
        var whole = AnswerPath.Of(random.Questionnaire, answers);
        foreach (var question in whole.Answered)
        {
            var back = whole.Until(question.Code);
            Assert.Equal(question, back.Current);
            var forward = Branching.After(random.Questionnaire.Questions, question, answers[question.Code]);
            Assert.Equal(whole.Answered.ElementAtOrDefault(back.Answered.Count + 1), forward);
        }
    });

    [Fact]
    public void Another_answer_and_the_old_one_again_is_the_same_way() => Check(random =>
    {
        var answers = Answered(random);
        var whole = AnswerPath.Of(random.Questionnaire, answers);
        foreach (var question in whole.Answered)
        {
            foreach (var other in Branching.Samples(question))
            {
                var changed = new Dictionary<string, string>(answers, StringComparer.Ordinal) { [question.Code] = other };
                Assert.Equal(whole.Until(question.Code).Answered, AnswerPath.Of(random.Questionnaire, changed).Until(question.Code).Answered);
                changed[question.Code] = answers[question.Code];
                Assert.Equal(whole.Answered, AnswerPath.Of(random.Questionnaire, changed).Answered);
            }
        }
    });

    [Fact]
    public void What_is_called_unreachable_is_never_asked_and_what_is_not_is_asked_on_some_way() => Check(random =>
    {
        var questions = random.Questionnaire.Questions;
        var unreachable = Branching.Unreachable(questions);
        var walked = new HashSet<string>(StringComparer.Ordinal);
        Walk(questions, questions[0], walked);
        Assert.Equal(questions.Select(question => question.Code).Where(code => !walked.Contains(code)), unreachable);
        Assert.Empty(Branching.Loops(questions));
    });

    [Fact]
    public void A_way_back_is_a_loop_and_named_with_all_that_lie_on_it()
    {
        var questions = new[] { Text("a", null), Text("b", null), Text("c", "b"), Text("d", null) };
        Assert.Equal(["b", "c"], Branching.Loops(questions));
        Assert.Equal(["d"], Branching.Unreachable(questions));
    }

    [Theory]
    [InlineData(QuestionKind.YesNo, "yes", true)]
    [InlineData(QuestionKind.YesNo, "maybe", false)]
    [InlineData(QuestionKind.Scale, "3", true)]
    [InlineData(QuestionKind.Scale, "6", false)]
    [InlineData(QuestionKind.Scale, "3.5", false)]
    [InlineData(QuestionKind.Number, "3.5", true)]
    [InlineData(QuestionKind.Number, "0,5", false)]
    [InlineData(QuestionKind.Number, "many", false)]
    [InlineData(QuestionKind.Text, "words", true)]
    [InlineData(QuestionKind.Text, "far too long", false)]
    [InlineData(QuestionKind.Text, "", false)]
    public void Answers_are_held_to_what_was_asked(QuestionKind kind, string answer, bool fits)
    {
        var question = new QuestionnaireQuestion { Code = "q", Kind = kind, Prompt = new("问", "ask"), IsRequired = true, Least = kind == QuestionKind.Text ? null : 1, Most = kind == QuestionKind.Text ? 6 : 5 };
        Assert.Equal(fits, Answering.Fits(question, answer));
    }

    [Fact]
    public void Several_are_kept_in_the_order_of_the_options_and_once()
    {
        var question = new QuestionnaireQuestion { Code = "q", Kind = QuestionKind.Several, Prompt = new("问", "ask"), Options = [new("a", new("甲", "A")), new("b", new("乙", "B"))] };
        Assert.Equal("a,b", Answering.Read(question, ["b", "a", "b"]).Value);
        Assert.Equal("AnswerIsNoOption", Answering.Read(question, ["b", "c"]).Refusal?.Code);
    }

    [Fact]
    public void An_item_says_what_was_answered_and_braces_in_an_answer_stay_what_they_are()
    {
        var questionnaire = new Questionnaire
        {
            Code = "q",
            Title = new("题", "title"),
            Introduction = new("题", "title"),
            Audience = new("题", "title"),
            Questions = [Text("first", null), Text("second", null)],
            Items = [new("rule", [new("first", Condition.Given)], "other", TicketKind.Help, new("一：{first}；二：{second}", "1: {first}; 2: {second}"))],
        };
        var words = new AnswerWords("yes", "no", "-", ", ");
        var made = ItemMaking.Of(questionnaire, new Dictionary<string, string>(StringComparer.Ordinal) { ["first"] = "{second}", ["second"] = "" }, Language.English, words);
        Assert.Equal("1: {second}; 2: -", Assert.Single(made).Text);
        Assert.Empty(ItemMaking.Of(questionnaire, new Dictionary<string, string>(StringComparer.Ordinal) { ["first"] = "", ["second"] = "x" }, Language.English, words));
    }

    private static Dictionary<string, string> Answered(RandomQuestionnaire random)
    {
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var turn = 0; AnswerPath.Of(random.Questionnaire, answers).Current is { } current; turn++)
            answers[current.Code] = random.AnswerTo(current, turn);
        return answers;
    }

    private static void Walk(IReadOnlyList<QuestionnaireQuestion> questions, QuestionnaireQuestion? question, HashSet<string> walked)
    {
        if (question is null || !walked.Add(question.Code))
            return;
        foreach (var answer in Branching.Samples(question))
            Walk(questions, Branching.After(questions, question, answer), walked);
    }

    private static QuestionnaireQuestion Text(string code, string? then) => new() { Code = code, Kind = QuestionKind.Text, Prompt = new("问", "ask"), Most = 100, Then = then };

    private static void Check(Action<RandomQuestionnaire> law) =>
        Prop.ForAll(RandomQuestionnaires.All, random =>
        {
            law(random);
            return true;
        }).QuickCheckThrowOnFailure();
}
