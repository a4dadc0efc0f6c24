using Intake.Application.Knowledge;
using Intake.Application.Publication;
using Intake.Application.Tests.Tickets;
using Intake.Application.Tickets;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tests.Knowledge;

/// <summary>Practice P1 (Inner Mongolia, 开门纳谏): of 12,156 opinions that came in five ways 7,461 were fixed at once (立行立改), here on made messages.</summary>
public sealed class OpinionsFixedAtOnceTests
{
    private const int Opinions = 12_156;
    private const int Fixed = 7_461;
    private const int AtOnce = 200;
    private static readonly string[] Ways = ["phone", "wechat", "letter", "meeting", "visit"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>One in twelve of them, so that it does not keep the other tests waiting.</summary>
    [Fact]
    public Task P1_a_twelfth_of_12156_opinions_and_of_7461_fixed_at_once() => RunAsync(Opinions / 12, Fixed / 12);

    /// <summary>All of them; run when it is asked for.</summary>
    [Fact(Explicit = true)]
    public Task P1_12156_opinions_of_which_7461_are_fixed_at_once() => RunAsync(Opinions, Fixed);

    private static async Task RunAsync(int opinions, int fixedAtOnce)
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        await using var intake = await KnowledgeTests.StartAsync(clock);
        var began = TimeProvider.System.GetTimestamp();
        // Spread evenly: an opinion is fixed at once when the share that has to be reaches the next whole one with it.
        var all = Enumerable.Range(0, opinions).Select(number => (Number: number, IsFixed: (long)(number + 1) * fixedAtOnce / opinions > (long)number * fixedAtOnce / opinions)).ToList();
        var settled = new List<TicketId>();
        foreach (var some in all.Chunk(AtOnce))
        {
            var taken = await Task.WhenAll(some.Select(one => intake.Writer.WriteAsync(new SubmitRequest(Opinion(intake.Authority, one.Number, one.IsFixed), Given.Dispatcher), Cancel)));
            settled.AddRange(taken.Select(TestIntake.Held).Where(ticket => ticket.State == TicketState.Resolved).Select(ticket => ticket.Id));
        }

        Assert.Equal(fixedAtOnce, settled.Count);
        clock.Advance(TimeSpan.FromHours(1));
        foreach (var some in settled.Chunk(AtOnce))
        {
            // Struck off one by one, by somebody else than who fixed it.
            Assert.All(await Task.WhenAll(some.Select(id => intake.Writer.WriteAsync(new StartVerification(id, Given.Checker), Cancel))), one => Assert.Null(one.Refusal));
            Assert.All(await Task.WhenAll(some.Select(id => intake.Writer.WriteAsync(new WriteOffTicket(id, Given.Checker, null), Cancel))), one => Assert.Null(one.Refusal));
        }

        await using var db = intake.Open();
        Assert.Equal((opinions, fixedAtOnce), (await db.Tickets.CountAsync(Cancel), await db.Tickets.CountAsync(row => row.State == TicketState.WrittenOff, Cancel)));
        Assert.Equal(opinions - fixedAtOnce, await db.Tickets.CountAsync(row => row.State == TicketState.Received, Cancel));
        Assert.Equal(Ways.Order(StringComparer.Ordinal), await db.Tickets.Select(row => row.Channel).Distinct().OrderBy(way => way).ToListAsync(Cancel));
        var today = new DateOnly(2026, 3, 10);
        var figures = await PeriodFigures.CountAsync(db, intake.Authority.TimeZone, today, today, Cancel);
        Assert.Equal((opinions, fixedAtOnce, fixedAtOnce), (figures.Received, figures.FixedAtOnce, figures.WrittenOff));
        Assert.Equal(fixedAtOnce, (await intake.Get<ArticleQueries>().PageAsync(null, Cancel)).Lines.Sum(line => line.Used));
        TestContext.Current.SendDiagnosticMessage("P1: {0} opinions, {1} fixed at once and struck off in {2}", opinions, fixedAtOnce, TimeProvider.System.GetElapsedTime(began));
    }

    private static Submission Opinion(Authority authority, int number, bool isFixed) => new()
    {
        Text = $"第{number + 1}条意见：物业电话打不通，请管一管。",
        Channel = Ways[number % Ways.Length],
        Language = Language.Chinese,
        Answer = isFixed
            ? new(TicketOutcome.Solved, true, "已经当场接通，值班表也贴出来了。", "立行立改", "请立即办理") { Article = authority.Articles["hotline-hours"].Use, AcceptedAs = new(TicketKind.Complaint, "property-management", null), IsConfirmed = true }
            : null,
    };
}
