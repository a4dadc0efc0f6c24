using Intake.Application.Conversations;
using Intake.Application.Ledgers;
using Intake.Application.Notifications;
using Intake.Application.Tests.Tickets;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Tests.Ledgers;

/// <summary>Received = handled + parked + refused, channel by channel, every day.</summary>
public class ReconciliationTests : IAsyncLifetime
{
    private readonly TestClock _clock = new(TestClock.TuesdayMorning);
    private TestIntake _intake = null!;
    private long _last;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _intake = await TestIntake.StartAsync(_clock, adjust: services => services.AddLedgers().AddSingleton<NoticeQueries>());

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        // There is none where its database is missing and the test is skipped.
        if (_intake is not null)
            await _intake.DisposeAsync();
    }

    [Fact]
    public async Task Nothing_received_is_nothing_lost() => Assert.True(await _intake.Get<ReconcileDaily>().RunAsync(Token));

    [Fact]
    public async Task Each_channel_is_counted_apart()
    {
        var ticket = await _intake.SubmitAsync("路灯不亮");
        await ReceiveAsync("webchat", InboundStatus.Handled, ticket.Id.Value);
        await ReceiveAsync("webchat", InboundStatus.Handled);
        await ReceiveAsync("webchat", InboundStatus.Refused);
        await ReceiveAsync("email", InboundStatus.Parked);
        await ReceiveAsync("email", InboundStatus.Received);
        Assert.Equal(
        [
            new("email", 2, 0, 1, 0, Waiting: 1, Overdue: 0, WithoutTicket: 0),
            new("webchat", 3, 2, 0, 1, Waiting: 0, Overdue: 0, WithoutTicket: 0),
        ], await BalancesAsync());
        Assert.All(await BalancesAsync(), channel => Assert.True(channel.Holds));
    }

    [Fact]
    public async Task A_message_that_nobody_handled_breaks_it_when_its_time_is_over()
    {
        await ReceiveAsync("webchat", InboundStatus.Received);
        _clock.Advance(TimeSpan.FromMinutes(9.9));
        Assert.True(Assert.Single(await BalancesAsync()).Holds);
        _clock.Advance(TimeSpan.FromMinutes(0.1));
        Assert.Equal((1, false), (Assert.Single(await BalancesAsync()).Overdue, Assert.Single(await BalancesAsync()).Holds));
    }

    [Fact]
    public async Task A_ticket_that_a_message_made_and_that_is_not_there_breaks_it()
    {
        await ReceiveAsync("api", InboundStatus.Handled, ticket: 202601010000001);
        Assert.Equal((1, false), (Assert.Single(await BalancesAsync()).WithoutTicket, Assert.Single(await BalancesAsync()).Holds));
    }

    [Fact]
    public async Task When_it_breaks_the_centre_is_told()
    {
        await ReceiveAsync("webchat", InboundStatus.Received);
        _clock.Advance(TimeSpan.FromHours(1));
        Assert.False(await _intake.Get<ReconcileDaily>().RunAsync(Token));
        var notice = Assert.Single(await _intake.Get<NoticeQueries>().ReadAsync("centre", unread: true, before: null, take: 10, Token));
        Assert.Equal((ReconcileDaily.Notice, 0, ""), (notice.Kind, notice.Ticket, notice.Snippet));
    }

    [Fact]
    public async Task What_the_last_run_found_is_remembered_until_the_next_one_finds_otherwise()
    {
        Assert.Null(await _intake.Get<ReconcileDaily>().LastAsync(Token));
        await ReceiveAsync("webchat", InboundStatus.Received);
        await ReceiveAsync("email", InboundStatus.Handled);
        _clock.Advance(TimeSpan.FromHours(1));
        await _intake.Get<ReconcileDaily>().RunAsync(Token);
        var found = (await _intake.Get<ReconcileDaily>().LastAsync(Token))!;
        Assert.Equal((false, _clock.GetUtcNow()), (found.Holds, found.At));
        Assert.Equal(("webchat", 1, 1), (Assert.Single(found.Broken).Channel, found.Broken[0].Received, found.Broken[0].Overdue));

        await using (var db = _intake.Open())
            await db.InboundMessages.ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, InboundStatus.Handled), Token);
        await _intake.Get<ReconcileDaily>().RunAsync(Token);
        Assert.True((await _intake.Get<ReconcileDaily>().LastAsync(Token))!.Holds);
    }

    [Fact]
    public async Task When_it_holds_nobody_is_told()
    {
        await ReceiveAsync("webchat", InboundStatus.Handled);
        Assert.True(await _intake.Get<ReconcileDaily>().RunAsync(Token));
        await using var db = _intake.Open();
        Assert.False(await db.Notices.AnyAsync(Token));
    }

    private Task<IReadOnlyList<ChannelBalance>> BalancesAsync() => _intake.Get<Reconciliation>().RunAsync(Reconciliation.DefaultPatience, Token);

    private async Task ReceiveAsync(string channel, InboundStatus status, long? ticket = null)
    {
        await using var db = _intake.Open();
        _last++;
        db.InboundMessages.Add(new() { Id = _last, Channel = channel, ExternalId = $"{_last}", ReceivedAt = _clock.GetUtcNow(), Raw = "{}", Status = status, Ticket = ticket });
        await db.SaveChangesAsync(Token);
    }
}
