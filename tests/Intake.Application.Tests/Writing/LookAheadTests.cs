using System.Data.Common;
using Intake.Application.Data;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Intake.Testing;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Tests.Writing;

public sealed class LookAheadTests
{
    [Fact]
    public async Task What_the_commands_of_a_transaction_look_for_is_asked_for_once()
    {
        var questions = new Questions();
        await using var intake = await TestIntake.StartAsync(new TestClock(TestClock.TuesdayMorning), adjust: services => services.ConfigureDbContext<IntakeDbContext>(builder => builder.AddInterceptors(questions)));
        var tickets = new List<Ticket>();
        for (var number = 0; number < 12; number++)
            tickets.Add(await intake.SubmitAsync($"幸福路 {number} 号门口的路灯坏了三天，晚上看不见路。"));
        var gate = new TaskCompletionSource();
        var first = intake.Writer.WriteAsync(new Waits(gate.Task));

        var urged = tickets.Select(ticket => intake.Writer.WriteAsync(new UrgeTicket(ticket.Id, Actor.Requester("test")))).ToList();
        var unknown = intake.Writer.WriteAsync(new UrgeTicket(new TicketId(tickets[^1].Id.Value + 1), Actor.Requester("test")));
        questions.OfTickets = 0;
        gate.SetResult();
        await first;

        Assert.All(await Task.WhenAll(urged), outcome => Assert.Equal(1, outcome.Value?.Urges));
        Assert.Equal(TicketRefusals.NoSuchTicket.Code, (await unknown).Refusal?.Code);
        Assert.Equal(1, questions.OfTickets);
    }

    private sealed class Waits(Task gate) : Command<bool>
    {
        protected internal override async ValueTask<bool> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
        {
            await gate;
            return true;
        }
    }

    /// <summary>Counts the questions for tickets.</summary>
    private sealed class Questions : DbCommandInterceptor
    {
        public int OfTickets { get; set; }

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
        {
            if (command.CommandText.StartsWith("SELECT", StringComparison.Ordinal) && command.CommandText.Contains("FROM \"Tickets\"", StringComparison.Ordinal))
                OfTickets++;
            return ValueTask.FromResult(result);
        }
    }
}
