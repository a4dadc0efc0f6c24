using System.Text;
using Intake.Application.Batches;
using Intake.Application.BotConfiguration;
using Intake.Application.Programs;
using Intake.Application.Tests.Tickets;
using Intake.Application.Tickets;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tests.Batches;

public sealed class BatchDeskTests
{
    private static readonly Actor Taker = Actor.Staff("call-taker", "centre", Role.CallTaker);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_problem_is_told_by_row_and_column()
    {
        await using var intake = await StartAsync();
        var reading = await CheckAsync(intake, $"""
            内容,类型,事项,地点,电话,邮箱,匿名程度,语言,编号
            路灯坏了,投诉,street-lights,滨江路,13800000000,,,中文,A-1
            ,发牢骚,nothing,,12,at,没人,Latin,A-2
            同样的话,,,,,,,,A-1
            {new string('长', 4_001)},,,,,,,,
            匿名又有名,,,,13800000000,,匿名,,
            太多,,,,,,,,,extra
            """);
        Assert.Equal(
        [
            "3 H BatchNoSuchLanguage", "3 B BatchNoSuchKind", "3 C NoSuchService", "3 G BatchNoSuchAnonymity", "3 A TextIsMissing", "3 E BatchPhoneIsNone", "3 F BatchEmailIsNone",
            "4 I BatchReferenceIsRepeated", "5 A TextIsTooLong", "6 E BatchAnonymousHasContact", "7 J BatchCellHasNoHead",
        ], Told(reading));
        Assert.Equal((1, 6), (reading.Items.Count, reading.Rows));
        await using var db = intake.Open();
        Assert.Equal((0, 0), (await db.Batches.CountAsync(Cancel), await db.Tickets.CountAsync(Cancel)));
    }

    [Theory]
    [InlineData("地点\n滨江路", "1 - BatchTextColumnIsMissing")]
    [InlineData("内容,颜色,Text\nx,y,z", "1 B BatchHeadIsUnknown|1 C BatchHeadIsRepeated")]
    [InlineData("内容", "0 - BatchHasNoRows")]
    [InlineData("text,place\nx,y\nx,y", "3 - BatchRowIsRepeated")]
    public async Task What_is_wrong_with_the_heads_or_the_whole_is_told(string text, string told)
    {
        await using var intake = await StartAsync();
        Assert.Equal(told.Split('|'), Told(await CheckAsync(intake, text)));
    }

    [Fact]
    public async Task Confirmed_twice_it_is_one_batch_and_its_tickets_know_it()
    {
        await using var intake = await StartAsync();
        var desk = intake.Get<BatchDesk>();
        var id = await KeepAsync(intake, "Text,Kind,Place,Name,Telephone,Team,Reference\n路灯坏了,complaint,滨江路,周岚,13900001111,三组,A-1\nThe lift stands still,,,,,,A-2\n");
        var both = await Task.WhenAll(desk.ConfirmAsync(id, Taker, Cancel), desk.ConfirmAsync(id, Taker, Cancel));
        Assert.All(both, one => Assert.Equal("B-20260310-001", one.Value?.Number));
        await using var db = intake.Open();
        Assert.Equal(2, await db.Tickets.CountAsync(Cancel));
        Assert.Null((await db.Batches.SingleAsync(Cancel)).Content);
        var first = (await intake.Get<BatchQueries>().TicketsAsync(id, 0, Cancel))[0];
        var ticket = await intake.FindAsync(new(first.Line.Id));
        Assert.Equal((2, "A-1", "batch", TicketKind.Complaint, "xingnan", Anonymity.CentreOnly), (first.Row, first.Reference, ticket.Channel, ticket.Kind, ticket.Place, ticket.Anonymity));
        Assert.Equal("B-20260310-001", (await intake.Get<BatchQueries>().OfTicketAsync(first.Line.Id, Cancel))?.Number);

        Assert.Equal(["2 G BatchReferenceIsTaken"], Told(await CheckAsync(intake, "Text,Kind,Place,Name,Telephone,Team,Reference\nanother,,,,,,A-2\n")));
        var next = await KeepAsync(intake, "Text\nanother\n");
        Assert.Equal("B-20260310-002", (await desk.ConfirmAsync(next, Taker, Cancel)).Value?.Number);
    }

    [Fact]
    public async Task All_tickets_or_none_when_rules_change_in_between()
    {
        await using var intake = await StartAsync();
        var items = new List<BatchItem> { ItemOf(2, "good"), ItemOf(3, "bad", service: "gone") };
        var id = await KeepAsync(intake, "Text\ngood\nbad\n");
        var rules = intake.Get<BotConfigurationSource>().Current;
        await Assert.ThrowsAsync<InvalidOperationException>(() => intake.Writer.WriteAsync(new ConfirmBatch(id, items, rules, Taker), Cancel));
        Assert.Equal("BatchHoldsNoMore", (await intake.Writer.WriteAsync(new ConfirmBatch(id, items, rules with { }, Taker), Cancel)).Refusal?.Code);
        await using var db = intake.Open();
        Assert.Equal((0, 0, BatchState.Previewed), (await db.Tickets.CountAsync(Cancel), await db.BatchTickets.CountAsync(Cancel), (await db.Batches.SingleAsync(Cancel)).State));
    }

    [Fact]
    public async Task Undone_while_untouched_and_refused_when_one_is_touched()
    {
        await using var intake = await StartAsync();
        var desk = intake.Get<BatchDesk>();
        var id = await KeepAsync(intake, "Text,Reference\none,A-1\ntwo,A-2\n");
        Assert.Equal("BatchIsNotConfirmed", (await desk.UndoAsync(id, Taker)).Refusal?.Code);
        await desk.ConfirmAsync(id, Taker, Cancel);
        Assert.Equal(2, (await desk.UndoAsync(id, Taker)).Value);
        await using (var db = intake.Open())
            Assert.All(await db.Tickets.Select(row => row.State).ToListAsync(Cancel), state => Assert.Equal(TicketState.Withdrawn, state));
        Assert.Equal("BatchIsNotConfirmed", (await desk.UndoAsync(id, Taker)).Refusal?.Code);

        var again = await KeepAsync(intake, "Text,Reference\none,A-1\ntwo,A-2\n");
        await desk.ConfirmAsync(again, Taker, Cancel);
        var first = (await intake.Get<BatchQueries>().TicketsAsync(again, 0, Cancel))[0].Line.Id;
        await intake.DoAsync(new AcceptAndDispatch(new(first), Given.Dispatcher, TicketKind.Complaint, "property-management", null, Given.Unit, [], "请依法处理"));
        var refused = (await desk.UndoAsync(again, Taker)).Refusal;
        Assert.Equal(("BatchIsTouched", "1"), (refused?.Code, refused?.Values["touched"]));
        await using var after = intake.Open();
        Assert.Equal(2, await after.Tickets.CountAsync(row => row.State == TicketState.Withdrawn, Cancel));
    }

    [Fact]
    public async Task What_nobody_confirms_within_a_day_is_deleted()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        await using var intake = await StartAsync(clock);
        var shown = await KeepAsync(intake, "Text\none\n");
        var taken = await KeepAsync(intake, "Text\ntwo\n");
        await intake.Get<BatchDesk>().ConfirmAsync(taken, Taker, Cancel);
        clock.Advance(TimeSpan.FromHours(23));
        await intake.Writer.WriteAsync(new CleanUp(), Cancel);
        Assert.NotNull(await intake.Get<BatchQueries>().FindAsync(shown, Cancel));
        clock.Advance(TimeSpan.FromHours(1));
        await intake.Writer.WriteAsync(new CleanUp(), Cancel);
        Assert.Null(await intake.Get<BatchQueries>().FindAsync(shown, Cancel));
        Assert.NotNull(await intake.Get<BatchQueries>().FindAsync(taken, Cancel));
        Assert.Equal("NoSuchBatch", (await intake.Get<BatchDesk>().ConfirmAsync(shown, Taker, Cancel)).Refusal?.Code);
    }

    [Fact]
    public async Task Five_thousand_rows_are_taken_in_and_undone()
    {
        await using var intake = await StartAsync();
        var desk = intake.Get<BatchDesk>();
        var id = await KeepAsync(intake, "Text,Name,Telephone,Reference\n" + string.Concat(Enumerable.Range(1, 5_000).Select(row => $"路灯坏了 {row},周岚,13900001111,A-{row}\n")), 5_000);
        var began = TimeProvider.System.GetTimestamp();
        Assert.True((await desk.ConfirmAsync(id, Taker, Cancel)).Succeeded);
        var confirmed = TimeProvider.System.GetTimestamp();
        Assert.Equal(5_000, (await desk.UndoAsync(id, Taker)).Value);
        TestContext.Current.SendDiagnosticMessage("5,000 rows: confirmed in {0}, undone in {1}", TimeProvider.System.GetElapsedTime(began, confirmed), TimeProvider.System.GetElapsedTime(confirmed));
    }

    [Fact]
    public async Task What_is_written_beneath_the_heads_of_the_template_is_read_back()
    {
        await using var intake = await StartAsync();
        var configuration = ExampleAuthority.Snapshot();
        var random = new Random(11);
        foreach (var language in configuration.Authority.Languages)
        {
            for (var run = 0; run < 50; run++)
            {
                var written = Enumerable.Range(0, 1 + random.Next(20)).Select(row => $"{row} {Words(random)}").ToList();
                var text = string.Join(',', BatchHeads.All.Select(column => BatchHeads.Of(configuration, language, column)))
                    + "\r\n" + string.Concat(written.Select(words => $"\"{words.Replace("\"", "\"\"", StringComparison.Ordinal)}\"{new string(',', BatchHeads.All.Count - 1)}\r\n"));
                var reading = await CheckAsync(intake, text);
                Assert.Empty(reading.Problems);
                Assert.Equal(written.Select(words => words.Trim()), reading.Items.Select(item => item.Submission.Text));
            }
        }
    }

    private static string Words(Random random) => string.Concat(Enumerable.Range(0, 1 + random.Next(30)).Select(_ => "a,;\t\"\n =路灯'@|"[random.Next(13)])) + ".";

    private static BatchItem ItemOf(int row, string text, string? service = null) =>
        new(row, new() { Text = text, Service = service, Channel = BatchCheck.Channel, Language = Language.Chinese }, null);

    private static Task<TestIntake> StartAsync(TestClock? clock = null) =>
        TestIntake.StartAsync(clock ?? new TestClock(TestClock.TuesdayMorning), adjust: services => services.AddBatches());

    private static Task<BatchReading> CheckAsync(TestIntake intake, string text) => intake.Get<BatchDesk>().CheckAsync(Encoding.UTF8.GetBytes(text), Cancel);

    private static async Task<long> KeepAsync(TestIntake intake, string text, int rows = 2)
    {
        Assert.Empty(Told(await CheckAsync(intake, text)));
        return await intake.Get<BatchDesk>().KeepAsync("清单.csv", Encoding.UTF8.GetBytes(text), rows, Taker);
    }

    private static IEnumerable<string> Told(BatchReading reading) =>
        reading.Problems.Select(problem => $"{problem.Row} {(problem.Column is { } column ? BatchHeads.Letters(column) : "-")} {problem.Why.Code}");
}
