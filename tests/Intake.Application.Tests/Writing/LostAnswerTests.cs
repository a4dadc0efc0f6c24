using System.Data.Common;
using Intake.Application.Data;
using Intake.Application.Writing;
using Intake.Domain.Tickets;
using Intake.Testing;
using Intake.Testing.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;

namespace Intake.Application.Tests.Writing;

/// <summary>The connection is lost while a server is asked to commit: what it saved is not said to be lost, and what it did not save is not said to be saved.</summary>
[On(DatabaseProvider.PostgreSql)]
public sealed class LostAnswerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_saved_is_answered_and_not_written_again()
    {
        var loss = new Loses(afterCommit: true);
        await using var intake = await StartAsync(loss);
        loss.Next = true;
        var ticket = await intake.SubmitAsync("路灯不亮");
        Assert.False(loss.Next);
        await using var db = intake.Open();
        Assert.Equal([ticket.Id.Value], await db.Tickets.Select(row => row.Id).ToListAsync(Token));
    }

    [Fact]
    public async Task What_was_not_saved_is_said_to_be_lost_and_can_be_sent_again()
    {
        var loss = new Loses(afterCommit: false);
        await using var intake = await StartAsync(loss);
        loss.Next = true;
        await Assert.ThrowsAsync<CannotBeSavedException>(() => intake.SubmitAsync("路灯不亮"));
        Assert.False(loss.Next);
        await using (var db = intake.Open())
            Assert.Empty(await db.Tickets.ToListAsync(Token));
        Assert.Equal(TicketState.Received, (await intake.SubmitAsync("路灯不亮")).State);
    }

    private static Task<TestIntake> StartAsync(Loses loss) => TestIntake.StartAsync(
        new TestClock(TestClock.TuesdayMorning),
        adjust: services => services.ConfigureDbContext<IntakeDbContext>(builder => builder.AddInterceptors(loss)));

    /// <summary>Loses the connection at one commit.</summary>
    private sealed class Loses(bool afterCommit) : DbTransactionInterceptor
    {
        public bool Next { get; set; }

        public override ValueTask<InterceptionResult> TransactionCommittingAsync(DbTransaction transaction, TransactionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default)
        {
            Lose(when: !afterCommit);
            return ValueTask.FromResult(result);
        }

        public override Task TransactionCommittedAsync(DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Lose(when: afterCommit);
            return Task.CompletedTask;
        }

        private void Lose(bool when)
        {
            if (!Next || !when)
                return;
            Next = false;
            throw new NpgsqlException("made for a test", new IOException());
        }
    }
}
