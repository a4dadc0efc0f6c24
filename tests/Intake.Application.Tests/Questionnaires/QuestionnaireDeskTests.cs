using System.Globalization;
using Intake.Application.BotConfiguration;
using Intake.Application.Privacy;
using Intake.Application.Programs;
using Intake.Application.Questionnaires;
using Intake.Application.Tests.Tickets;
using Intake.Domain.Questionnaires;
using Intake.Domain.Tickets;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Intake.Application.Tests.Questionnaires.GivenQuestionnaires;
using Contact = Intake.Application.Tickets.Contact;

namespace Intake.Application.Tests.Questionnaires;

public class QuestionnaireDeskTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_are_kept_and_become_items_by_rule_in_one_transaction()
    {
        await using var intake = await StartAsync();
        var sent = await intake.Get<QuestionnaireDesk>().SendAsync(Of(intake, "firms", Trouble) with { Contact = new Contact("周岚", "13900001111", null) }, "form-1");
        Assert.True(sent.Succeeded, sent.Refusal?.Code);
        var items = sent.Value;
        Assert.Equal(["business-registration", "employment"], items.Select(item => item.Service));
        Assert.Equal([TicketKind.Complaint, TicketKind.Help], items.Select(item => item.Kind));
        Assert.All(items, item => Assert.Equal(("questionnaire", Anonymity.CentreOnly), (item.Channel, item.Anonymity)));

        await using var db = intake.Open();
        var particulars = await db.TicketTexts.SingleAsync(text => text.Ticket == items[0].Id.Value && text.Role == TextRole.Particulars, Cancel);
        Assert.Equal("q-firms", TicketParticulars.FromJson(particulars.Body).Answers[TicketParticulars.Entry]);
        var matter = await db.TicketTexts.SingleAsync(text => text.Ticket == items[0].Id.Value && text.Role == TextRole.Matter, Cancel);
        Assert.Equal("企业问卷反映办证照困难（评分 2，行业：对外贸易）：食品许可证等了三个月", matter.Body);
        var version = await db.QuestionnaireVersions.SingleAsync(Cancel);
        Assert.Equal(("firms", 1), (version.Code, version.Responses));
        Assert.Equal(["permit-trouble", "hiring"], (await db.QuestionnaireItems.OrderBy(row => row.Ticket).ToListAsync(Cancel)).Select(row => row.Rule));
        Assert.Equal(9, await db.QuestionnaireAnswers.CountAsync(Cancel));
        Assert.Equal("web", (await db.QuestionnaireResponses.SingleAsync(Cancel)).Channel);
    }

    [Fact]
    public async Task Sent_twice_it_is_one_response_with_the_same_items_and_changed_it_is_refused()
    {
        await using var intake = await StartAsync();
        var desk = intake.Get<QuestionnaireDesk>();
        var both = await Task.WhenAll(desk.SendAsync(Of(intake, "firms", Trouble), "form-1"), desk.SendAsync(Of(intake, "firms", Trouble), "form-1"));
        Assert.Equal(TestIntake.Held(both[0]).Select(item => item.Id), TestIntake.Held(both[1]).Select(item => item.Id));
        Assert.Equal("QuestionnaireWasSent", (await desk.SendAsync(Of(intake, "firms", Fine), "form-1")).Refusal?.Code);
        await using var db = intake.Open();
        Assert.Equal((1, 2), (await db.QuestionnaireResponses.CountAsync(Cancel), await db.Tickets.CountAsync(Cancel)));

        intake.Get<TestClock>().Advance(TimeSpan.FromDays(2));
        await intake.Writer.WriteAsync(new CleanUp(), Cancel);
        Assert.Equal(0, await db.QuestionnaireRepeats.CountAsync(Cancel));
    }

    [Fact]
    public async Task What_cannot_be_sent_is_refused_and_nothing_is_kept()
    {
        await using var intake = await StartAsync();
        var desk = intake.Get<QuestionnaireDesk>();
        var open = new Dictionary<string, string>(Fine, StringComparer.Ordinal);
        open.Remove("hiring");
        Assert.Equal("AnswersAreNotComplete", (await desk.SendAsync(Of(intake, "firms", open), "1")).Refusal?.Code);
        Assert.Equal("QuestionnaireHasChanged", (await desk.SendAsync(Of(intake, "firms", Fine) with { Content = "old" }, "2")).Refusal?.Code);
        Assert.Equal("NoSuchQuestionnaire", (await desk.SendAsync(Of(intake, "firms", Fine) with { Questionnaire = "gone" }, "3")).Refusal?.Code);
        var given = Of(intake, "firms", Fine);
        intake.Get<TestClock>().AdvanceTo(new(2026, 12, 31, 15, 59, 59, TimeSpan.Zero));
        Assert.True((await desk.SendAsync(given, "4")).Succeeded);
        intake.Get<TestClock>().AdvanceTo(new(2026, 12, 31, 16, 0, 0, TimeSpan.Zero));
        Assert.Equal("QuestionnaireIsClosed", (await desk.SendAsync(given, "5")).Refusal?.Code);
        await using var db = intake.Open();
        Assert.Equal(1, await db.QuestionnaireResponses.CountAsync(Cancel));
    }

    [Fact]
    public async Task Changed_questions_are_counted_beside_the_old_ones_and_changed_dates_with_them()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        var first = await StartAsync(clock);
        TestIntake.Held(await first.Get<QuestionnaireDesk>().SendAsync(Of(first, "firms", Fine), "1"));
        await first.StopAsync();
        var second = await StartAsync(clock, first.Folder, WithClosing(ExampleAuthority.Load(), new(2026, 11, 30)));
        TestIntake.Held(await second.Get<QuestionnaireDesk>().SendAsync(Of(second, "firms", Fine), "2"));
        await second.StopAsync();
        await using var intake = await StartAsync(clock, first.Folder, Reworded(ExampleAuthority.Load(), "firms", "permits", "换了问法"));
        TestIntake.Held(await intake.Get<QuestionnaireDesk>().SendAsync(Of(intake, "firms", Fine), "3"));
        var lines = await intake.Get<QuestionnaireQueries>().AllAsync(Cancel);
        Assert.Equal([1, 2], lines.Select(line => line.Responses));
        var old = await intake.Get<QuestionnaireQueries>().ResultsAsync(lines[1].Id, Cancel);
        Assert.Equal((2, false), (old!.Shown, old.IsOpen));
        Assert.NotEqual("换了问法", old.Questions.Single(one => one.Question.Code == "permits").Question.Prompt[Domain.Catalogue.Language.Chinese]);
    }

    [Fact]
    public async Task Counts_are_those_of_a_slow_recount()
    {
        await using var intake = await StartAsync();
        var sent = new List<IReadOnlyDictionary<string, string>>();
        for (var turn = 0; turn < 40; turn++)
            sent.Add(Walk(intake.Authority.Questionnaires["firms"], turn));
        await Task.WhenAll(sent.Select(async (answers, turn) => TestIntake.Held(await intake.Get<QuestionnaireDesk>().SendAsync(Of(intake, "firms", answers), $"form-{turn}"))));
        var queries = intake.Get<QuestionnaireQueries>();
        var results = await queries.ResultsAsync((await queries.AllAsync(Cancel)).Single().Id, Cancel);
        Assert.Equal(40, results!.Shown);
        foreach (var result in results.Questions)
            AssertCounted(result, [.. sent.Where(answers => answers.ContainsKey(result.Question.Code)).Select(answers => answers[result.Question.Code])]);

        var responses = await queries.ResponsesAsync(results, Cancel);
        Assert.Equal(sent.Select(Written).Order(StringComparer.Ordinal), responses.Select(response => Written(response.Answers.ToDictionary(answer => answer.Key, answer => answer.Value ?? "", StringComparer.Ordinal))).Order(StringComparer.Ordinal));
        var words = await queries.AllWordsAsync(results, "advice", Cancel);
        Assert.Equal(sent.Select(answers => answers["advice"]).Where(words => words.Length > 0).Order(StringComparer.Ordinal), words.Select(one => one.Body).Order(StringComparer.Ordinal));
        Assert.Equal(await queries.ItemCountAsync(results.Line.Id, Cancel), await CountTicketsAsync(intake));
    }

    [Fact]
    public async Task Of_anonymous_answers_nobody_can_tell_which_belong_together_or_whose_they_are()
    {
        await using var intake = await StartAsync();
        var sent = TestIntake.Held(await intake.Get<QuestionnaireDesk>().SendAsync(Of(intake, "service-hall", Hall("long", 2, "没有叫号")) with { Contact = new Contact("不该保存", "13900002222", null) }, "form"));
        var ticket = Assert.Single(sent);
        Assert.Equal((Anonymity.Anonymous, (long?)null), (ticket.Anonymity, ticket.Requester));
        await using var db = intake.Open();
        Assert.Empty(await db.Requesters.ToListAsync(Cancel));
        var response = await db.QuestionnaireResponses.SingleAsync(Cancel);
        // The beginning of the day in China; neither channel nor language.
        Assert.Equal((new DateTimeOffset(2026, 3, 9, 16, 0, 0, TimeSpan.Zero), null, null, (long?)null), (response.AnsweredAt, response.Channel, response.Language, response.Requester));
        Assert.All(await db.QuestionnaireAnswers.ToListAsync(Cancel), answer => Assert.Null(answer.Response));
        Assert.Null((await db.QuestionnaireItems.SingleAsync(Cancel)).Response);
    }

    [Fact]
    public async Task Anonymous_results_come_in_whole_groups_and_one_group_later_until_the_end()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        var intake = await StartAsync(clock);
        var queries = intake.Get<QuestionnaireQueries>();
        List<int> shown = [];
        for (var turn = 0; turn < 16; turn++)
        {
            TestIntake.Held(await intake.Get<QuestionnaireDesk>().SendAsync(Of(intake, "service-hall", Hall("short", 5, null)), $"form-{turn}"));
            var results = await queries.ResultsAsync((await queries.AllAsync(Cancel)).Single().Id, Cancel);
            shown.Add(results!.Shown);
            Assert.Equal(results.Shown > 0, results.Questions.Count > 0);
            Assert.Empty(await queries.ResponsesAsync(results, Cancel));
        }

        Assert.Equal([0, 0, 0, 0, 0, 0, 0, 0, 0, 5, 5, 5, 5, 5, 10, 10], shown);
        await intake.StopAsync();
        await using var over = await StartAsync(clock, intake.Folder, ExampleAuthority.Load() with { Questionnaires = new Dictionary<string, Questionnaire>(StringComparer.Ordinal) });
        queries = over.Get<QuestionnaireQueries>();
        Assert.Equal(16, (await queries.ResultsAsync((await queries.AllAsync(Cancel)).Single().Id, Cancel))!.Shown);
    }

    [Fact]
    public async Task Free_words_go_when_their_time_is_over_with_a_record_and_counts_stay()
    {
        await using var intake = await StartAsync();
        TestIntake.Held(await intake.Get<QuestionnaireDesk>().SendAsync(Of(intake, "firms", Trouble), "form"));
        var clock = intake.Get<TestClock>();
        clock.AdvanceTo(TestClock.TuesdayMorning.AddMonths(24).AddDays(-1));
        await intake.Get<DeleteExpired>().RunAsync(Cancel);
        await using var db = intake.Open();
        Assert.Equal(2, await db.QuestionnaireAnswers.CountAsync(row => row.Body != null, Cancel));
        clock.AdvanceTo(TestClock.TuesdayMorning.AddMonths(24).AddDays(1));
        await intake.Get<DeleteExpired>().RunAsync(Cancel);
        Assert.Equal(0, await db.QuestionnaireAnswers.CountAsync(row => row.Body != null, Cancel));
        var queries = intake.Get<QuestionnaireQueries>();
        var results = await queries.ResultsAsync((await queries.AllAsync(Cancel)).Single().Id, Cancel);
        Assert.Equal((1, 1), (results!.Questions.Single(one => one.Question.Code == "permit-trouble").Answered, results.Shown));
        Assert.Equal(2, Assert.Single(await queries.DeletionsAsync(results.Line.Id, Cancel)).Words);
        Assert.Equal(0, await intake.Get<DeleteExpired>().RunAsync(Cancel));
    }

    private static void AssertCounted(QuestionResult result, IReadOnlyList<string> answers)
    {
        var given = answers.Where(answer => answer.Length > 0).ToList();
        Assert.Equal((result.Question.Code, answers.Count, given.Count), (result.Question.Code, result.Asked, result.Answered));
        foreach (var (count, index) in result.Counts.Select((count, index) => (count, index)))
        {
            var expected = result.Question.Kind == QuestionKind.Number
                ? given.Count(answer => result.Question.ClassOf(decimal.Parse(answer, CultureInfo.InvariantCulture)) == index)
                : given.Count(answer => answer.Split(',').Contains(count.Key));
            Assert.Equal((result.Question.Code, count.Key, expected), (result.Question.Code, count.Key, count.Count));
        }

        if (result.Question.Kind is QuestionKind.Scale or QuestionKind.Number)
            Assert.Equal(given.Average(answer => decimal.Parse(answer, CultureInfo.InvariantCulture)), result.Average!.Value, 10);
    }

    // Somebody who answers in turn with each of the answers that there are.
    private static Dictionary<string, string> Walk(Questionnaire questionnaire, int turn)
    {
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var step = turn; AnswerPath.Of(questionnaire, answers).Current is { } current; step += 7)
        {
            var samples = current.Kind switch
            {
                QuestionKind.Text => current.IsRequired ? [$"写下的话 {turn}"] : [$"建议 {turn}", ""],
                QuestionKind.Number => ["3", "10", "49", "50", "1000", ""],
                QuestionKind.Several => ["orders", "customs,freight", "orders,customs,freight,payment"],
                _ => Branching.Samples(current).ToList(),
            };
            answers[current.Code] = samples[step % samples.Count];
        }

        return answers;
    }

    private static string Written(IReadOnlyDictionary<string, string> answers) => string.Join('|', answers.OrderBy(answer => answer.Key, StringComparer.Ordinal).Select(answer => $"{answer.Key}={answer.Value}"));

    private static async Task<int> CountTicketsAsync(TestIntake intake)
    {
        await using var db = intake.Open();
        return await db.Tickets.CountAsync(Cancel);
    }

    private static Domain.Catalogue.Authority WithClosing(Domain.Catalogue.Authority authority, DateOnly day) =>
        authority with { Questionnaires = new Dictionary<string, Questionnaire>(authority.Questionnaires, StringComparer.Ordinal) { ["firms"] = authority.Questionnaires["firms"] with { ClosesOn = day } } };

    private static Task<TestIntake> StartAsync(TestClock? clock = null, string? folder = null, Domain.Catalogue.Authority? authority = null)
    {
        clock ??= new TestClock(TestClock.TuesdayMorning);
        var configuration = authority is null ? null : new BotConfigurationSource(ExampleAuthority.Snapshot() with { Authority = authority });
        return TestIntake.StartAsync(clock, folder, configuration, services => services.AddSingleton(clock).AddRetention());
    }
}
