using Intake.Application.Data;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Tests.Data;

public sealed class WriteTurnTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_saved_outside_the_writer_waits_for_its_turn_and_gets_it()
    {
        await using var intake = await TestIntake.StartAsync(new TestClock(TestClock.TuesdayMorning));
        var turns = intake.Services.GetRequiredService<WriteTurn>();
        await using var db = intake.Open();
        db.Settings.Add(new() { Id = "test:turn", Value = "1" });
        Task<int> saving;
        using (await turns.EnterAsync(Cancel))
        {
            saving = db.SaveChangesAsync(Cancel);
            Assert.False(saving.IsCompleted);
        }

        Assert.Equal(1, await saving);
        Assert.NotNull(await intake.SubmitAsync("路灯坏了"));
    }

    [Fact]
    public async Task A_turn_that_fails_is_given_back()
    {
        await using var intake = await TestIntake.StartAsync(new TestClock(TestClock.TuesdayMorning));
        for (var time = 0; time < 2; time++)
        {
            await using var db = intake.Open();
            db.Settings.Add(new() { Id = "test:twice", Value = "1" });
            if (time == 0)
                await db.SaveChangesAsync(Cancel);
            else
                await Assert.ThrowsAsync<DbUpdateException>(() => db.SaveChangesAsync(Cancel));
        }

        using var free = await intake.Services.GetRequiredService<WriteTurn>().EnterAsync(Cancel).WaitAsync(TimeSpan.FromSeconds(10), TimeProvider.System, Cancel);
        Assert.NotNull(free);
    }
}
