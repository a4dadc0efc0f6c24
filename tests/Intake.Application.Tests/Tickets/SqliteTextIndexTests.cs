using Intake.Application.Data;
using Intake.Application.Tickets;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tests.Tickets;

public sealed class SqliteTextIndexTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Which_texts_it_has_is_looked_up_by_their_keys_and_not_by_listing_it()
    {
        await using var intake = await Given.DesksAsync(new TestClock(TestClock.TuesdayMorning));
        await intake.SubmitAsync("路灯坏了");
        await intake.Get<TextIndexing>().CatchUpAsync(Cancel);
        await using var db = intake.Open();
        var known = SqliteTextIndex.Known(db, [1, 2, 900]);

        Assert.Contains(1, await known.ToListAsync(Cancel));
        Assert.DoesNotContain(900, await known.ToListAsync(Cancel));
        var plan = await PlanAsync(db, known);
        Assert.Contains(plan, step => step.StartsWith("SEARCH TextIndex_docsize", StringComparison.Ordinal));
        Assert.DoesNotContain(plan, step => step.StartsWith("SCAN TextIndex_docsize", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Texts_that_are_missing_between_others_are_found_by_key_and_indexed()
    {
        await using var intake = await Given.DesksAsync(new TestClock(TestClock.TuesdayMorning));
        var (first, late) = (await intake.SubmitAsync("路灯坏了"), await intake.SubmitAsync("电梯停了"));
        await intake.SubmitAsync("井盖丢了");
        await intake.Get<TextIndexing>().CatchUpAsync(Cancel);
        await using var db = intake.Open();
        await SqliteTextIndex.ForgetAsync(db, [first.Texts[0].Id, late.Texts[0].Id], Cancel);

        Assert.Equal([first.Texts[0].Id, late.Texts[0].Id], await SqliteTextIndex.Missing(db).ToListAsync(Cancel));
        Assert.Contains(await PlanAsync(db, SqliteTextIndex.Missing(db)), step => step.StartsWith("SEARCH text USING INTEGER PRIMARY KEY", StringComparison.Ordinal));
        Assert.Equal(2, await intake.Get<TextIndexing>().CatchUpAsync(Cancel));
        Assert.Empty(await SqliteTextIndex.Missing(db).ToListAsync(Cancel));
    }

    private static async Task<List<string>> PlanAsync(IntakeDbContext db, IQueryable<long> query)
    {
        await db.Database.OpenConnectionAsync(Cancel);
        await using var command = query.CreateDbCommand();
        command.CommandText = $"EXPLAIN QUERY PLAN {command.CommandText}";
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        List<string> steps = [];
        while (await reader.ReadAsync(Cancel))
            steps.Add(reader.GetString(3));
        return steps;
    }
}
