using Intake.Application.Knowledge;
using Intake.Application.Tests.Tickets;
using Intake.Application.Tickets;
using Intake.Domain.Catalogue;
using Intake.Domain.Knowledge;
using Intake.Domain.Tickets;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tests.Knowledge;

public class KnowledgeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_change_is_kept_with_who_made_it_and_what_it_said()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        await using var intake = await StartAsync(clock);
        Assert.Equal(1, await SaveAsync(intake, Written("meter-fee", "水表换新要钱吗？", "不收费。")));
        clock.Advance(TimeSpan.FromHours(1));
        Assert.Equal(2, await SaveAsync(intake, Written("meter-fee", "水表换新要钱吗？", "到期更换不收费。"), 1));
        // The same once more changes nothing.
        Assert.Equal(2, await SaveAsync(intake, Written("meter-fee", "水表换新要钱吗？", "到期更换不收费。"), 2));
        Assert.Equal(3, (await intake.Writer.WriteAsync(new RetireArticle("meter-fee", isRetired: true, 2, Given.Administrator), Cancel)).Value);
        Assert.Equal(4, (await intake.Writer.WriteAsync(new RetireArticle("meter-fee", isRetired: false, 3, Given.Administrator), Cancel)).Value);
        var dossier = (await intake.Get<ArticleQueries>().OpenAsync("meter-fee", Cancel))!;
        Assert.Equal([(4, ArticleDeed.BroughtBack), (3, ArticleDeed.Retired), (2, ArticleDeed.Changed), (1, ArticleDeed.Made)], dossier.Versions.Select(one => (one.Version, one.Deed)));
        Assert.All(dossier.Versions, one => Assert.Equal("administrator", one.By));
        Assert.Equal(["到期更换不收费。", "不收费。"], dossier.Versions.Skip(2).Select(one => one.Content.Words["zh-CN"].Text));
        Assert.Equal(TimeSpan.FromHours(1), dossier.Versions[2].At - dossier.Versions[3].At);
        Assert.False(dossier.Line.Article.IsRetired);
    }

    [Fact]
    public async Task Nobody_overwrites_what_they_have_not_seen()
    {
        await using var intake = await StartAsync();
        await SaveAsync(intake, Written("meter-fee", "标题", "第一"));
        await SaveAsync(intake, Written("meter-fee", "标题", "第二"), 1);
        Assert.Equal(KnowledgeRefusals.ArticleChangedMeanwhile, (await intake.Writer.WriteAsync(new SaveArticle(Written("meter-fee", "标题", "另一个第二"), 1, Given.Administrator), Cancel)).Refusal);
        Assert.Equal(KnowledgeRefusals.ArticleChangedMeanwhile, (await intake.Writer.WriteAsync(new RetireArticle("meter-fee", isRetired: true, 1, Given.Administrator), Cancel)).Refusal);
        Assert.Equal(KnowledgeRefusals.ArticleCodeIsTaken, (await intake.Writer.WriteAsync(new SaveArticle(Written("meter-fee", "标题", "新的"), 0, Given.Administrator), Cancel)).Refusal);
        Assert.Equal(KnowledgeRefusals.ArticleCodeIsTaken, (await intake.Writer.WriteAsync(new SaveArticle(Written("heating-season", "标题", "新的"), 0, Given.Administrator), Cancel)).Refusal);
        Assert.Equal(KnowledgeRefusals.NoSuchArticle, (await intake.Writer.WriteAsync(new SaveArticle(Written("nothing", "标题", "新的"), 3, Given.Administrator), Cancel)).Refusal);
        Assert.Equal("NoSuchService", (await intake.Writer.WriteAsync(new SaveArticle(Written("other", "标题", "新的") with { Services = ["gone"] }, 0, Given.Administrator), Cancel)).Refusal?.Code);
        var both = await Task.WhenAll(Enumerable.Range(0, 8).Select(run => intake.Writer.WriteAsync(new SaveArticle(Written("meter-fee", "标题", $"同时 {run}"), 2, Given.Administrator), Cancel)));
        Assert.Single(both, one => one.Succeeded);
        Assert.Equal(3, (await intake.Get<ArticleQueries>().OpenAsync("meter-fee", Cancel))!.Version);
    }

    [Fact]
    public async Task What_is_written_is_found_at_once_in_both_languages_and_what_is_over_is_not_offered()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        await using var intake = await StartAsync(clock);
        var search = intake.Get<ArticleSearch>();
        Assert.Contains("heating-season", await OfferedAsync(search, "你好我想问一下家里暖气不热，供暖到什么时候，室温只有十五度"));
        Assert.Equal("heating-season", (await OfferedAsync(search, "when does heating begin"))[0]);
        Assert.DoesNotContain("meter-fee", await OfferedAsync(search, "水表到期更换收不收费"));

        await SaveAsync(intake, Written("meter-fee", "水表到期更换要收费吗？", "不收费。") with { ValidUntil = new(2026, 3, 10) });
        Assert.Equal("meter-fee", (await OfferedAsync(search, "水表到期更换收不收费"))[0]);
        await intake.Writer.WriteAsync(new RetireArticle("meter-fee", isRetired: true, 1, Given.Administrator), Cancel);
        Assert.DoesNotContain("meter-fee", await OfferedAsync(search, "水表到期更换收不收费"));
        Assert.Contains("meter-fee", (await search.AllAsync("水表到期", 50, Cancel)).Select(article => article.Code));
        await intake.Writer.WriteAsync(new RetireArticle("meter-fee", isRetired: false, 2, Given.Administrator), Cancel);
        Assert.Equal("meter-fee", (await OfferedAsync(search, "水表到期更换收不收费"))[0]);
        clock.Advance(TimeSpan.FromDays(1));
        Assert.DoesNotContain("meter-fee", await OfferedAsync(search, "水表到期更换收不收费"));
    }

    [Fact]
    public async Task The_service_of_the_matter_comes_first()
    {
        await using var intake = await StartAsync();
        await SaveAsync(intake, Written("gas-bill", "燃气费怎么交？", "在网上交费。燃气费怎么交都可以。") with { Services = ["gas-supply"] });
        await SaveAsync(intake, Written("water-bill", "水费怎么交？", "到营业厅交费。") with { Services = ["water-supply"] });
        var search = intake.Get<ArticleSearch>();
        Assert.Equal(["gas-bill", "water-bill"], await CodesAsync("gas-supply"));
        Assert.Equal(["water-bill", "gas-bill"], await CodesAsync("water-supply"));

        async Task<List<string>> CodesAsync(string service) =>
            [.. (await search.OfferedAsync("费用怎么交", [service], 20, Cancel)).Select(article => article.Code).Where(code => code is "gas-bill" or "water-bill")];
    }

    [Fact]
    public async Task Used_in_so_many_answers_is_what_happened_to_tickets()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        await using var intake = await StartAsync(clock);
        await SaveAsync(intake, Written("meter-fee", "水表换新要钱吗？", "不收费。"));
        var first = await AnsweredAsync(intake, "水表换新要钱吗", new("meter-fee", "1"));
        await AnsweredAsync(intake, "水表又要换", new("meter-fee", "1"));
        await AnsweredAsync(intake, "暖气什么时候来", new("heating-season", intake.Authority.Articles["heating-season"].Version));
        await AnsweredAsync(intake, "别的事", null);
        var used = (await intake.Get<ArticleQueries>().PageAsync(null, Cancel)).Lines.ToDictionary(line => line.Article.Code, line => line.Used, StringComparer.Ordinal);
        Assert.Equal((2, 1, 0), (used["meter-fee"], used["heating-season"], used["dog-registration"]));
        var ledger = await intake.Get<LedgerQueries>().ReadAsync(new(null, true), new() { Article = "meter-fee" }, null, Cancel);
        Assert.Equal((2, TicketState.Resolved), (ledger.Lines.Count, ledger.Lines[0].State));
        Assert.Equal(2, await intake.Get<LedgerQueries>().CountAsync(new(null, true), new() { Article = "meter-fee" }, cancellationToken: Cancel));
        Assert.Equal((new ArticleUse("meter-fee", "1"), RequesterWord.Solved), ((await intake.FindAsync(first.Id)).Article, first.Word));

        // An article that nobody wrote answers nobody, and nothing is left of the try.
        var refused = await intake.Writer.WriteAsync(new SubmitRequest(Asked("第三块水表", new("meter-fee", "9")), Given.Dispatcher), Cancel);
        Assert.Equal(KnowledgeRefusals.NoSuchArticle, refused.Refusal);
        await using var db = intake.Open();
        Assert.Equal(4, await db.Tickets.CountAsync(Cancel));
    }

    [Fact]
    public async Task A_list_of_many_goes_page_by_page_with_those_of_the_files_in_their_places()
    {
        await using var intake = await StartAsync();
        for (var number = 0; number < 60; number++)
            await SaveAsync(intake, Written($"question-{number:00}", $"问题 {number}", "答复"));
        var queries = intake.Get<ArticleQueries>();
        var first = await queries.PageAsync(null, Cancel);
        var second = await queries.PageAsync(first.Next, Cancel);
        var codes = first.Lines.Concat(second.Lines).Select(line => line.Article.Code).ToList();
        Assert.Equal((50, null), (first.Lines.Count, second.Next));
        Assert.Equal(60 + intake.Authority.Articles.Count, codes.Count);
        Assert.Equal(codes.Order(StringComparer.Ordinal), codes);
        Assert.Equal(intake.Authority.Articles.Count, first.Lines.Concat(second.Lines).Count(line => line.IsOfFile));
    }

    internal static Task<TestIntake> StartAsync(TestClock? clock = null) =>
        TestIntake.StartAsync(clock ?? new TestClock(TestClock.TuesdayMorning), adjust: services => services.AddKnowledge().AddDeskQueries());

    private static Article Written(string code, string title, string text) =>
        new() { Code = code, Words = new Dictionary<string, ArticleWords>(StringComparer.Ordinal) { ["zh-CN"] = new(title, text, null) } };

    private static async Task<int> SaveAsync(TestIntake intake, Article article, int seen = 0) =>
        TestIntake.Held(await intake.Writer.WriteAsync(new SaveArticle(article, seen, Given.Administrator), Cancel));

    private static async Task<IReadOnlyList<string>> OfferedAsync(ArticleSearch search, string words) =>
        [.. (await search.OfferedAsync(words, [], 5, Cancel)).Select(article => article.Code)];

    private static async Task<Ticket> AnsweredAsync(TestIntake intake, string text, ArticleUse? article) =>
        TestIntake.Held(await intake.Writer.WriteAsync(new SubmitRequest(Asked(text, article), Given.Dispatcher), Cancel));

    private static Submission Asked(string text, ArticleUse? article) => new()
    {
        Text = text,
        Channel = "phone",
        Language = Language.Chinese,
        Answer = new(TicketOutcome.Explained, false, "不收费。", "按知识库答复", "请直接答复") { Article = article, AcceptedAs = new(TicketKind.Inquiry, "water-supply", null), IsConfirmed = true },
    };
}
