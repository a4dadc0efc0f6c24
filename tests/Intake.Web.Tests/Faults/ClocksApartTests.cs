using System.Globalization;
using Intake.Application.Data;
using Intake.Application.Deadlines;
using Intake.Application.Notifications;
using Intake.Application.Tickets;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Intake.Testing;
using Intake.Testing.Databases;
using Intake.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Faults;

/// <summary>Two nodes on one database, of which one has a clock that is five minutes ahead.</summary>
[On(DatabaseProvider.PostgreSql)]
public sealed class ClocksApartTests
{
    private const int Tickets = 24;
    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Step = TimeSpan.FromMinutes(Size.Of(60, 10));
    private static readonly TimeSpan Watched = TimeSpan.FromDays(Size.Of(10, 20));
    private static readonly Actor Unit = Actor.Staff("housing", "housing", Role.UnitStaff);

    private readonly TestClock behind = new(TestClock.TuesdayMorning);
    private readonly TestClock ahead = new(TestClock.TuesdayMorning + Apart);

    [Fact]
    public async Task Deadlines_reminders_and_messages_come_out_as_on_one_clock_and_no_log_goes_back_in_time()
    {
        var outside = new Target("outside", behind, default);
        await using var one = await TestIntake.StartAsync(behind, adjust: services => services.AddSingleton<IOutboxRoute>(outside));
        var other = await TestIntake.StartAsync(ahead, one.Folder, adjust: services => services.AddSingleton<IOutboxRoute>(outside));
        var made = new List<Ticket>();
        for (var number = 0; number < Tickets; number++)
        {
            var (here, there) = number % 2 == 0 ? (one, other) : (other, one);
            made.Add(await LiveAsync(here, there, goesOn: number % 3 == 0));
            await here.Writer.WriteAsync(new SendTo("outside", $"message:{number}"));
        }

        for (var end = behind.GetUtcNow() + Watched; behind.GetUtcNow() < end;)
        {
            behind.Advance(Step);
            ahead.Advance(Step);
            await Task.WhenAll(new[] { one, other }.Select(EnforceAsync));
        }

        await using (var db = one.Open())
        {
            var steps = await NothingLost.NothingTwiceAsync(db);
            Assert.True(steps > Tickets, $"Only {steps} cards and reminders.");
            Assert.Equal(0, await db.Outbox.CountAsync(row => row.Status != OutboxStatus.Sent));
            TestContext.Current.TestOutputHelper!.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Tickets} tickets, {steps} cards and reminders over {Watched.TotalDays} days, twice 0; {outside.Arrived.Count} outgoing messages, each once; logs that go back in time 0"));
        }

        Assert.Equal(Tickets, outside.Arrived.Count);
        Assert.All(outside.Arrived.Values, times => Assert.Single(times));
        // Each is promised as much time, from the instant at which it was received.
        Assert.Single(made.Select(ticket => ticket.Promise!.DueAt - ticket.CreatedAt).Distinct());
        var options = one.Services.GetRequiredService<DatabaseOptions>();
        var settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["Database__Provider"] = nameof(DatabaseProvider.PostgreSql), ["ConnectionStrings__Intake"] = options.ConnectionString };
        await NothingLost.LedgerHoldsAsync(arguments => BuiltProgram.RunAsync(one.Folder, settings, arguments));
        await other.StopAsync();
    }

    // Handed from one node to the other and back, so that each clock writes behind the other.
    private static async Task<Ticket> LiveAsync(TestIntake here, TestIntake there, bool goesOn)
    {
        var received = await here.SubmitAsync("路灯坏了，晚上看不见路", WrittenOff.Service, TicketKind.Complaint);
        if (!goesOn)
            return received;
        await there.DoAsync(new AcceptAndDispatch(received.Id, WrittenOff.Dispatcher, TicketKind.Complaint, WrittenOff.Service, null, Unit.Unit!, [], "请办理"));
        await here.DoAsync(new AcknowledgeTicket(received.Id, Unit));
        return received;
    }

    private static async Task EnforceAsync(TestIntake node)
    {
        await node.Services.GetRequiredService<DeadlineEnforcement>().RunAsync(TestContext.Current.CancellationToken);
        await node.Services.GetRequiredService<OutboxSender>().SendDueAsync(TestContext.Current.CancellationToken);
    }
}
