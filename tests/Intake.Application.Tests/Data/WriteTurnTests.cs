using Intake.Application.Data;
using Intake.Testing;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Tests.Data;

public sealed class WriteTurnTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);

    private static readonly Dictionary<string, Func<IntakeDbContext, Task>> Writes = new(StringComparer.Ordinal)
    {
        ["what is added"] = db =>
        {
            db.Settings.Add(new() { Id = "test:added", Value = "1" });
            return db.SaveChangesAsync(Cancel);
        },
        ["what is added together"] = db =>
        {
            db.Settings.AddRange(new() { Id = "test:one", Value = "1" }, new() { Id = "test:two", Value = "2" });
            return db.SaveChangesAsync(Cancel);
        },
        ["an update"] = db => db.Settings.Where(row => row.Id == "test:kept").ExecuteUpdateAsync(set => set.SetProperty(row => row.Value, "2"), Cancel),
        ["a deletion"] = db => db.Settings.Where(row => row.Id == "test:kept").ExecuteDeleteAsync(Cancel),
        ["plain SQL"] = db => db.Database.ExecuteSqlAsync($"UPDATE \"Settings\" SET \"Value\" = '3' WHERE \"Id\" = 'test:kept'", Cancel),
        ["a transaction"] = async db =>
        {
            await using var transaction = await db.Database.BeginTransactionAsync(Cancel);
            await db.Settings.Where(row => row.Id == "test:kept").ExecuteDeleteAsync(Cancel);
            db.Settings.Add(new() { Id = "test:kept", Value = "4" });
            await db.SaveChangesAsync(Cancel);
            await transaction.CommitAsync(Cancel);
        },
    };

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static TheoryData<string> Kinds => [.. Writes.Keys];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Whatever_writes_waits_for_its_turn_and_gets_it(string kind)
    {
        await using var intake = await StartAsync();
        await using var db = intake.Open();
        Task writing;
        await using (var other = intake.Open())
        await using (var held = await other.Database.BeginTransactionAsync(Cancel))
        {
            writing = Writes[kind](db);
            Assert.False(writing.IsCompleted);
            await held.CommitAsync(Cancel);
        }

        await writing.WaitAsync(Soon, TimeProvider.System, Cancel);
        await AssertFreeAsync(intake);
    }

    [Fact]
    public async Task Who_saves_without_waiting_for_an_answer_has_its_turn_too()
    {
        await using var intake = await StartAsync();
        await using (var db = intake.Open())
        {
            db.Settings.Add(new() { Id = "test:sync", Value = "1" });
            db.SaveChanges();
        }

        await AssertFreeAsync(intake);
    }

    [Fact]
    public async Task Who_reads_waits_for_nobody()
    {
        await using var intake = await StartAsync();
        await using var other = intake.Open();
        await using var held = await other.Database.BeginTransactionAsync(Cancel);
        await using var db = intake.Open();

        Assert.Equal("1", await db.Settings.Where(row => row.Id == "test:kept").Select(row => row.Value).SingleAsync(Cancel).WaitAsync(Soon, TimeProvider.System, Cancel));
    }

    [Fact]
    public async Task A_turn_that_fails_is_given_back()
    {
        await using var intake = await StartAsync();
        await using (var db = intake.Open())
        {
            db.Settings.Add(new() { Id = "test:kept", Value = "1" });
            await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Cancel));
            await AssertFreeAsync(intake);
        }
    }

    [Fact]
    public async Task A_transaction_that_is_given_up_gives_its_turn_back()
    {
        await using var intake = await StartAsync();
        await using var db = intake.Open();
        await using (await db.Database.BeginTransactionAsync(Cancel))
            await db.Settings.ExecuteDeleteAsync(Cancel);

        await AssertFreeAsync(intake);
    }

    [Fact]
    public async Task Who_left_a_connection_open_leaves_it_to_nobody_else()
    {
        await using var intake = await StartAsync();
        await using (var db = intake.Open())
            await db.Database.OpenConnectionAsync(Cancel);

        await using var next = intake.Open();
        await Writes["what is added"](next);
        Assert.False(intake.Services.GetRequiredService<WriteTurn>().IsOf(next.Database.GetDbConnection()));
    }

    [Fact]
    public async Task A_transaction_that_could_not_begin_gives_its_turn_back()
    {
        await using var intake = await StartAsync();
        await using (var foreign = new SqliteConnection($"Data Source={Path.Combine(intake.Folder, "intake.db")};Pooling=False"))
        {
            await foreign.OpenAsync(Cancel);
            await using var held = await foreign.BeginTransactionAsync(Cancel);
            await using var db = intake.Open();
            ((SqliteConnection)db.Database.GetDbConnection()).DefaultTimeout = 1;
            await Assert.ThrowsAsync<SqliteException>(() => db.Database.BeginTransactionAsync(Cancel));
        }

        await AssertFreeAsync(intake);
    }

    [Fact]
    public async Task Who_gives_up_waiting_keeps_nobody_from_a_turn()
    {
        await using var intake = await StartAsync();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        await using (var other = intake.Open())
        await using (await other.Database.BeginTransactionAsync(Cancel))
        await using (var db = intake.Open())
        {
            var waiting = db.Settings.ExecuteDeleteAsync(patience.Token);
            await patience.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        }

        await AssertFreeAsync(intake);
    }

    private static async Task<TestIntake> StartAsync()
    {
        var intake = await TestIntake.StartAsync(new TestClock(TestClock.TuesdayMorning));
        await using var db = intake.Open();
        db.Settings.Add(new() { Id = "test:kept", Value = "1" });
        await db.SaveChangesAsync(Cancel);
        return intake;
    }

    // The writer of commands and somebody beside it both get a turn, more than once.
    private static async Task AssertFreeAsync(TestIntake intake)
    {
        for (var time = 0; time < 2; time++)
        {
            Assert.NotNull(await intake.SubmitAsync("路灯坏了").WaitAsync(Soon, TimeProvider.System, Cancel));
            await using var db = intake.Open();
            await db.Settings.ExecuteUpdateAsync(set => set.SetProperty(row => row.Value, "5"), Cancel).WaitAsync(Soon, TimeProvider.System, Cancel);
        }
    }
}
