using Intake.Application.Ledgers;
using Intake.Application.Replays.Seeding;
using Intake.Application.Tickets;
using Intake.Domain.Tickets;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Tests.Replays.Seeding;

public class SeedTicketsTests
{
    [Fact]
    public async Task Tickets_are_of_all_ages_states_units_and_languages_and_hold_as_real_ones_do()
    {
        await using var intake = await StartAsync();
        var made = await SeedAsync(intake, new(400));

        await using var db = intake.Open();
        var rows = await db.Tickets.AsNoTracking().ToListAsync();
        Assert.Equal((400, 120, 0), (made.Tickets, made.Open, made.Due));
        Assert.Equal(400, rows.Count);
        Assert.Equal(120, rows.Count(row => row.IsOpen));
        Assert.True(rows.Select(row => row.State).Distinct().Count() >= 9, "Too few states.");
        Assert.True(rows.Select(row => row.Lead).Distinct().Count() >= 10, "Too few units.");
        Assert.True(rows.Max(row => row.CreatedAt) - rows.Min(row => row.CreatedAt) > TimeSpan.FromDays(600), "Too short a time.");
        Assert.All(rows, row => Assert.InRange(row.CreatedAt, TestClock.TuesdayMorning - SeedPlan.Span - TimeSpan.FromDays(1), TestClock.TuesdayMorning));
        Assert.Contains(await db.TicketTexts.Select(text => text.Body).ToListAsync(), body => body.StartsWith("Hello", StringComparison.Ordinal));
        Assert.Equal(made.Texts, await db.TicketTexts.LongCountAsync());
        Assert.Equal(made.Events, await db.TicketEvents.LongCountAsync());
        Assert.Empty(await intake.Services.GetRequiredService<LedgerVerification>().RunAsync(null, CancellationToken.None));
        var differences = await intake.Services.GetRequiredService<LedgerRebuild>().CheckAsync(null, CancellationToken.None);
        Assert.True(differences.Count == 0, string.Join('\n', differences.SelectMany(difference => difference.What)));
    }

    [Fact]
    public async Task As_many_are_open_and_due_as_is_asked_for()
    {
        await using var intake = await StartAsync();
        var made = await SeedAsync(intake, new(60, Open: 60, Due: 25));
        Assert.Equal((60, 25), (made.Open, made.Due));
        await using var db = intake.Open();
        Assert.Equal(25, await db.Tickets.CountAsync(row => row.NextDueAt <= TestClock.TuesdayMorning));
    }

    [Fact]
    public async Task The_same_number_makes_the_same_tickets_and_more_can_be_made_and_taken_in_after()
    {
        await using var one = await StartAsync();
        await using var other = await StartAsync();
        await SeedAsync(one, new(50));
        await SeedAsync(other, new(50));
        Assert.Equal(await BodiesAsync(one), await BodiesAsync(other));

        await SeedAsync(one, new(50, Random: 2));
        await one.SubmitAsync("路灯不亮，晚上看不见路");
        await using var db = one.Open();
        Assert.Equal(101, await db.Tickets.CountAsync());
        Assert.Empty(await one.Services.GetRequiredService<LedgerVerification>().RunAsync(null, CancellationToken.None));
    }

    [Fact]
    public async Task More_due_tickets_than_can_be_are_refused()
    {
        await using var intake = await StartAsync();
        await Assert.ThrowsAsync<ArgumentException>(() => SeedAsync(intake, new(10, Open: 5, Due: 6)));
    }

    private static Task<TestIntake> StartAsync() => TestIntake.StartAsync(new TestClock(TestClock.TuesdayMorning), adjust: services =>
    {
        services.AddLedgers();
        services.AddSingleton<TextIndexing>();
        services.AddSingleton<SeedTickets>();
    });

    private static Task<SeedResult> SeedAsync(TestIntake intake, SeedOptions options) =>
        intake.Services.GetRequiredService<SeedTickets>().RunAsync(options, null, CancellationToken.None);

    private static async Task<List<string>> BodiesAsync(TestIntake intake)
    {
        await using var db = intake.Open();
        return await db.TicketTexts.Where(text => text.Role == TextRole.Matter).OrderBy(text => text.Id).Select(text => text.Body).ToListAsync();
    }
}
