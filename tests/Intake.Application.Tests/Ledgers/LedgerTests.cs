using Intake.Application.Ledgers;
using Intake.Application.Tests.Tickets;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Tests.Ledgers;

/// <summary>Whatever is changed behind the product's back is found, named by ticket and event, and nothing else is.</summary>
public class LedgerTests : IAsyncLifetime
{
    private readonly TestClock _clock = new(TestClock.TuesdayMorning);
    private TestIntake _intake = null!;
    private Ticket _ticket = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _intake = await TestIntake.StartAsync(_clock, adjust: services => services.AddLedgers());
        await _intake.SubmitAsync("小区门口的路灯坏了好几天");
        _ticket = await _intake.ResolvedAsync("楼道里堆满了旧家具");
        await _intake.InHandAsync("工地夜里还在施工");
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        // There is none where its database is missing and the test is skipped.
        if (_intake is not null)
            await _intake.DisposeAsync();
    }

    [Fact]
    public async Task An_untouched_ledger_holds_and_rebuilds()
    {
        Assert.Empty(await VerifyAsync());
        Assert.Empty(await DifferencesAsync());
    }

    [Fact]
    public async Task An_empty_ledger_holds()
    {
        await using var empty = await TestIntake.StartAsync(_clock, adjust: services => services.AddLedgers());
        Assert.Empty(await empty.Get<LedgerVerification>().RunAsync(null, Token));
        Assert.Empty(await empty.Get<LedgerRebuild>().CheckAsync(null, Token));
    }

    [Theory]
    [InlineData("UPDATE \"TicketEvents\" SET \"Json\" = replace(\"Json\", 'housing', 'ecology') WHERE \"Id\" = {0}", 3)]
    [InlineData("UPDATE \"TicketEvents\" SET \"Actor\" = 'staff:somebody' WHERE \"Id\" = {0}", 2)]
    [InlineData("UPDATE \"TicketEvents\" SET \"At\" = \"At\" - 60000 WHERE \"Id\" = {0}", 4)]
    [InlineData("UPDATE \"TicketEvents\" SET \"NextDueAt\" = \"NextDueAt\" + 86400000 WHERE \"Id\" = {0}", 1)]
    public async Task An_event_that_was_changed_is_named(string sql, int sequence)
    {
        await ChangeAsync(sql, EventKey(sequence));
        Assert.Contains(new LedgerProblem(_ticket.Id, LedgerFault.HashDiffers, sequence), await VerifyAsync());
        Assert.All(await VerifyAsync(), problem => Assert.Equal(_ticket.Id, problem.Ticket));
    }

    [Fact]
    public async Task A_changed_event_alone_is_named_and_not_those_that_follow_it()
    {
        await ChangeAsync("UPDATE \"TicketEvents\" SET \"Actor\" = 'staff:somebody' WHERE \"Id\" = {0}", EventKey(2));
        Assert.Equal([new(_ticket.Id, LedgerFault.HashDiffers, 2)], await VerifyAsync());
    }

    [Fact]
    public async Task An_event_that_was_taken_out_is_missed()
    {
        await ChangeAsync("DELETE FROM \"TicketEvents\" WHERE \"Id\" = {0}", EventKey(3));
        var problems = await VerifyAsync();
        Assert.Contains(new LedgerProblem(_ticket.Id, LedgerFault.Gap, 4), problems);
        Assert.Contains(new LedgerProblem(_ticket.Id, LedgerFault.DoesNotFollow, 4), problems);
    }

    [Fact]
    public async Task The_last_event_is_missed_too()
    {
        await ChangeAsync("DELETE FROM \"TicketEvents\" WHERE \"Id\" = {0}", EventKey(_ticket.Version));
        Assert.Equal([LedgerFault.LastHashDiffers, LedgerFault.VersionDiffers], (await VerifyAsync()).Select(problem => problem.Fault).Order(ByName));
    }

    [Fact]
    public async Task An_event_that_somebody_added_with_a_right_hash_is_found_by_the_row()
    {
        var at = _clock.GetUtcNow();
        var json = EventChain.ToJson(new Urged());
        var hash = EventChain.Hash(_ticket.Id, _ticket.Version + 1, at, "requester:webchat", null, json, Convert.FromHexString(_ticket.LastHash));
        await using (var db = _intake.Open())
        {
            db.TicketEvents.Add(new() { Id = EventKey(_ticket.Version + 1), At = at, Actor = "requester:webchat", Json = json, Hash = hash });
            await db.SaveChangesAsync(Token);
        }

        Assert.Equal([LedgerFault.LastHashDiffers, LedgerFault.VersionDiffers], (await VerifyAsync()).Select(problem => problem.Fault).Order(ByName));
    }

    [Theory]
    [InlineData("UPDATE \"TicketEvents\" SET \"Json\" = 'nonsense' WHERE \"Id\" = {0}")]
    [InlineData("UPDATE \"TicketEvents\" SET \"Json\" = '{{\"event\":\"never-heard-of\"}}' WHERE \"Id\" = {0}")]
    public async Task An_event_that_cannot_be_read_is_named(string sql)
    {
        await ChangeAsync(sql, EventKey(2));
        Assert.Contains(new LedgerProblem(_ticket.Id, LedgerFault.Unreadable, 2), await VerifyAsync());
        var difference = Assert.Single(await DifferencesAsync());
        Assert.False(difference.CanBeRebuilt);
    }

    [Fact]
    public async Task Rows_and_logs_without_each_other_are_found()
    {
        await ChangeAsync("DELETE FROM \"Tickets\" WHERE \"Id\" = {0}", _ticket.Id.Value);
        Assert.Equal([new(_ticket.Id, LedgerFault.NoRow)], await VerifyAsync());
        await ChangeAsync("DELETE FROM \"TicketEvents\" WHERE \"Id\" / 10000 = {0}", (await FirstAsync()).Value);
        Assert.Contains(new LedgerProblem(await FirstAsync(), LedgerFault.NoEvents), await VerifyAsync());
    }

    [Fact]
    public async Task A_log_without_a_row_is_found_after_the_last_row_too()
    {
        var last = (await KeysAsync())[^1];
        await ChangeAsync("DELETE FROM \"Tickets\" WHERE \"Id\" = {0}", last);
        Assert.Equal([new(new(last), LedgerFault.NoRow)], await VerifyAsync());
    }

    [Fact]
    public async Task A_text_that_was_changed_taken_away_or_slipped_in_is_found()
    {
        var (matter, reply) = (_ticket.Texts[0].Id, _ticket.LastText(TextRole.Reply)!.Id);
        await ChangeAsync("UPDATE \"TicketTexts\" SET \"Body\" = '别的话' WHERE \"Id\" = {0}", matter);
        await ChangeAsync("UPDATE \"TicketTexts\" SET \"Id\" = 999 WHERE \"Id\" = {0}", reply);
        Assert.Equal([new(_ticket.Id, LedgerFault.TextDiffers, matter), new(_ticket.Id, LedgerFault.TextMissing, reply)], await VerifyAsync());
        await ChangeAsync("UPDATE \"TicketTexts\" SET \"Ticket\" = {0} WHERE \"Id\" = 999", (await FirstAsync()).Value);
        Assert.Contains(new LedgerProblem(await FirstAsync(), LedgerFault.TextUnknown, 999), await VerifyAsync());
    }

    [Fact]
    public async Task A_text_whose_deletion_is_on_record_is_not_missed()
    {
        var matter = _ticket.Texts[0].Id;
        await _intake.Writer.WriteAsync(new Deletion(_ticket.Id, matter), Token);
        Assert.Empty(await VerifyAsync());
        Assert.Empty(await DifferencesAsync());
    }

    [Fact]
    public async Task A_row_that_differs_is_named_by_column_and_rebuilt()
    {
        await ChangeAsync("UPDATE \"Tickets\" SET \"State\" = 10, \"Rating\" = 5, \"NextDueAt\" = NULL WHERE \"Id\" = {0}", _ticket.Id.Value);
        var difference = Assert.Single(await DifferencesAsync());
        Assert.Equal((_ticket.Id, true), (difference.Ticket, difference.CanBeRebuilt));
        Assert.Contains("State WrittenOff -> Resolved", difference.What);
        Assert.Contains("Rating 5 -> null", difference.What);
        Assert.Equal(1, await _intake.Get<LedgerRebuild>().WriteAsync([difference], Token));
        Assert.Empty(await DifferencesAsync());
    }

    [Fact]
    public async Task A_snapshot_that_differs_is_named_without_its_content()
    {
        await ChangeAsync("UPDATE \"Tickets\" SET \"Snapshot\" = replace(\"Snapshot\", '\"kind\":\"Complaint\"', '\"kind\":\"Praise\",\"placeText\":\"某小区三栋\"') WHERE \"Id\" = {0}", _ticket.Id.Value);
        Assert.Equal(["Snapshot (kind, placeText)"], Assert.Single(await DifferencesAsync()).What);
    }

    [Fact]
    public async Task A_row_that_is_lost_is_made_again()
    {
        await ChangeAsync("DELETE FROM \"Tickets\" WHERE \"Id\" = {0}", _ticket.Id.Value);
        await _intake.Get<LedgerRebuild>().WriteAsync(await DifferencesAsync(), Token);
        Assert.Empty(await VerifyAsync());
        Assert.Equal(TicketState.Resolved, (await _intake.FindAsync(_ticket.Id)).State);
        // And it can be worked on.
        await _intake.DoAsync(new StartVerification(_ticket.Id, Given.Checker));
    }

    private static readonly Comparer<LedgerFault> ByName = Comparer<LedgerFault>.Create((one, other) => string.CompareOrdinal(one.ToString(), other.ToString()));

    private long EventKey(int sequence) => (_ticket.Id.Value * TicketEventRow.Factor) + sequence;

    private Task<IReadOnlyList<LedgerProblem>> VerifyAsync() => _intake.Get<LedgerVerification>().RunAsync(null, Token);

    private Task<IReadOnlyList<TicketDifference>> DifferencesAsync() => _intake.Get<LedgerRebuild>().CheckAsync(null, Token);

    private async Task<TicketId> FirstAsync() => new((await KeysAsync())[0]);

    private async Task<List<long>> KeysAsync()
    {
        await using var db = _intake.Open();
        return await db.Tickets.OrderBy(row => row.Id).Select(row => row.Id).ToListAsync(Token);
    }

    private async Task ChangeAsync(string sql, long key)
    {
        await using var db = _intake.Open();
        Assert.Equal(1, Math.Min(1, await db.Database.ExecuteSqlRawAsync(sql, [key], Token)));
    }

    /// <summary>Deletes a text as retention does: the row goes, the record stays.</summary>
    private sealed class Deletion(TicketId ticket, long text) : Command<bool>
    {
        protected internal override async ValueTask<bool> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
        {
            var found = (await session.FindTicketAsync(ticket, cancellationToken))!;
            session.Db.TicketTexts.Remove((await session.Db.TicketTexts.FindAsync([text], cancellationToken))!);
            await session.AppendAsync(found, Intake.Domain.Access.Actor.Clock, [new TextsDeleted([text])], cancellationToken);
            return true;
        }
    }
}
