using Intake.Application.Data;
using Intake.Application.Deadlines;
using Intake.Application.Ledgers;
using Intake.Application.Programs;
using Intake.Application.Tests.Tickets;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Intake.Testing;
using Intake.Testing.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Tests.Data;

/// <summary>Two writers on one database, as two nodes have them (on SQLite: two processes).</summary>
public class SeveralNodesTests
{
    private const int Many = 40;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_number_is_given_twice()
    {
        await using var one = await StartAsync();
        var other = await StartAsync(one.Folder);
        var tickets = await Task.WhenAll(Enumerable.Range(0, Many).SelectMany(i => new[] { one.SubmitAsync($"路灯{i}不亮"), other.SubmitAsync($"电梯{i}坏了") }));
        Assert.Equal(2 * Many, tickets.Select(ticket => ticket.Id).Distinct().Count());
        await using (var db = one.Open())
            Assert.Equal(2 * Many, await db.Tickets.CountAsync(Token));
        await other.StopAsync();
    }

    [Fact]
    public async Task Blocks_of_numbers_taken_at_once_do_not_overlap()
    {
        TestDatabase.Only("An embedded database's one writer takes its blocks in its own transaction.", DatabaseProvider.PostgreSql, DatabaseProvider.SqlServer);
        await using var intake = await StartAsync();
        var contexts = intake.Get<IDbContextFactory<IntakeDbContext>>();
        var firsts = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => Task.Run(() => FirstOfNewNodeAsync(contexts), Token)));
        Assert.Equal(Enumerable.Range(0, 10).Select(block => (block * 1_000L) + 1), firsts.Order());
    }

    [Fact]
    public async Task Both_add_to_the_same_ticket_and_nothing_is_lost_or_written_over()
    {
        await using var one = await StartAsync();
        var other = await StartAsync(one.Folder);
        var ticket = await one.DispatchedAsync("工地夜里施工");
        await Task.WhenAll(Enumerable.Range(0, Many).SelectMany(i => new[] { AddAsync(one, ticket, $"甲{i}"), AddAsync(other, ticket, $"乙{i}") }));

        var after = await other.FindAsync(ticket.Id);
        Assert.Equal(ticket.Version + (2 * Many), after.Version);
        await using (var db = one.Open())
        {
            var first = ticket.Id.Value * TicketEventRow.Factor;
            Assert.Equal(after.Version, await db.TicketEvents.CountAsync(row => row.Id >= first && row.Id < first + TicketEventRow.Factor, Token));
            Assert.Equal(after.Texts.Count, await db.TicketTexts.CountAsync(row => row.Ticket == ticket.Id.Value, Token));
        }

        Assert.Empty(await one.Get<LedgerVerification>().RunAsync(null, Token));
        await other.StopAsync();
    }

    [Fact]
    public async Task The_same_request_of_a_program_at_both_makes_one_ticket()
    {
        await using var one = await StartAsync();
        var other = await StartAsync(one.Folder);
        var answers = await Task.WhenAll(Enumerable.Range(0, 10).SelectMany(_ => new[] { SubmitAsync(one), SubmitAsync(other) }));
        Assert.Equal(1, answers.Count(made => made));
        await using (var db = one.Open())
            Assert.Equal((1, 1), (await db.Tickets.CountAsync(Token), await db.IdempotencyKeys.CountAsync(Token)));
        await other.StopAsync();
    }

    [Fact]
    public async Task Both_enforce_the_same_deadlines_and_everything_happens_once()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        await using var one = await StartAsync(clock: clock);
        var other = await StartAsync(one.Folder, clock);
        var tickets = new List<Ticket>();
        for (var i = 0; i < 10; i++)
            tickets.Add(await one.DispatchedAsync($"路灯{i}不亮"));
        clock.Advance(TimeSpan.FromDays(30));
        await Task.WhenAll(one.Get<DeadlineEnforcement>().RunAsync(Token), other.Get<DeadlineEnforcement>().RunAsync(Token));

        var versions = await VersionsAsync(one, tickets);
        Assert.All(versions, version => Assert.Equal(versions[0], version));
        Assert.True(versions[0] > tickets[0].Version);
        await one.Get<DeadlineEnforcement>().RunAsync(Token);
        Assert.Equal(versions, await VersionsAsync(one, tickets));
        Assert.Empty(await one.Get<LedgerVerification>().RunAsync(null, Token));
        await other.StopAsync();
    }

    [Fact]
    public async Task Both_fill_the_index_of_texts_and_each_text_is_in_it_once()
    {
        await using var one = await StartAsync();
        var other = await StartAsync(one.Folder);
        await Task.WhenAll(Enumerable.Range(0, Many).SelectMany(i => new[] { one.SubmitAsync($"路灯{i}不亮"), other.SubmitAsync($"路灯{i}坏了") }));
        await Task.WhenAll(one.Get<TextIndexing>().CatchUpAsync(Token), other.Get<TextIndexing>().CatchUpAsync(Token));
        await one.Get<TextIndexing>().CatchUpAsync(Token);
        await using (var db = one.Open())
            Assert.Equal(2 * Many, await TextIndex.Of(db).Matching(db, SearchTerms.Ask("路灯", SearchColumns.Texts)!).CountAsync(Token));
        await other.StopAsync();
    }

    private static async Task<long> FirstOfNewNodeAsync(IDbContextFactory<IntakeDbContext> contexts)
    {
        await using var db = await contexts.CreateDbContextAsync(Token);
        return await new NumberBlocks(contexts).NextAsync(db, "test", Token);
    }

    private static Task<TestIntake> StartAsync(string? folder = null, TestClock? clock = null) =>
        TestIntake.StartAsync(clock ?? new TestClock(TestClock.TuesdayMorning), folder, adjust: services => services.AddLedgers().AddSingleton<TextIndexing>());

    private static Task<Ticket> AddAsync(TestIntake intake, Ticket ticket, string text) => intake.DoAsync(new AddToTicket(ticket.Id, Actor.Requester("test"), text, []));

    private static async Task<bool> SubmitAsync(TestIntake intake)
    {
        var submission = new Submission { Text = "路灯不亮", Channel = "test", Language = Language.Chinese };
        try
        {
            return (await intake.Writer.WriteAsync(new SubmitByProgram(submission, Actor.Requester("test"), new("key", "body")), Token)).Succeeded;
        }
        catch (CannotBeSavedException)
        {
            return false;
        }
    }

    private static async Task<IReadOnlyList<int>> VersionsAsync(TestIntake intake, IReadOnlyList<Ticket> tickets)
    {
        var versions = new List<int>();
        foreach (var ticket in tickets)
            versions.Add((await intake.FindAsync(ticket.Id)).Version);
        return versions;
    }
}
