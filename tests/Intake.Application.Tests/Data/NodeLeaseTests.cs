using Intake.Application.Data;
using Intake.Testing;
using Intake.Testing.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Tests.Data;

/// <summary>As on a server, whatever database the test runs on: an embedded one has one node.</summary>
public class NodeLeaseTests
{
    private readonly TestClock _clock = new(ExampleAuthority.At);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_node_has_it_and_keeps_it_while_it_renews_it()
    {
        await using var intake = await TestIntake.StartAsync(_clock);
        var (one, other) = (Node(intake, _clock), Node(intake, _clock));
        for (var i = 0; i < 20; i++)
        {
            Assert.True(await one.HoldAsync(Token));
            Assert.False(await other.HoldAsync(Token));
            _clock.Advance(TimeSpan.FromSeconds(5));
        }
    }

    [Fact]
    public async Task Another_takes_it_from_a_node_that_is_silent_and_that_one_learns_of_it()
    {
        await using var intake = await TestIntake.StartAsync(_clock);
        var (one, other) = (Node(intake, _clock), Node(intake, _clock));
        await one.HoldAsync(Token);
        await other.HoldAsync(Token);
        _clock.Advance(NodeLease.TakenAfter - TimeSpan.FromSeconds(1));
        Assert.False(await other.HoldAsync(Token));
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await other.HoldAsync(Token));
        Assert.False(await one.HoldAsync(Token));
    }

    [Fact]
    public async Task How_far_clocks_are_apart_does_not_matter()
    {
        await using var intake = await TestIntake.StartAsync(_clock);
        var ahead = new TestClock(ExampleAuthority.At.AddMinutes(30));
        var (one, other) = (Node(intake, _clock), Node(intake, ahead));
        await one.HoldAsync(Token);
        Assert.False(await other.HoldAsync(Token));
        _clock.Advance(TimeSpan.FromSeconds(5));
        ahead.Advance(TimeSpan.FromSeconds(5));
        Assert.False(await other.HoldAsync(Token));
        Assert.True(await one.HoldAsync(Token));
    }

    [Fact]
    public async Task A_node_that_gives_it_back_keeps_nobody_waiting()
    {
        await using var intake = await TestIntake.StartAsync(_clock);
        var (one, other) = (Node(intake, _clock), Node(intake, _clock));
        await one.HoldAsync(Token);
        await one.ReleaseAsync(Token);
        Assert.True(await other.HoldAsync(Token));
    }

    [Fact]
    public async Task Of_many_that_ask_at_once_one_gets_it()
    {
        TestDatabase.Only("An embedded database has one node.", DatabaseProvider.PostgreSql, DatabaseProvider.SqlServer);
        await using var intake = await TestIntake.StartAsync(_clock);
        var all = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Node(intake, _clock).HoldAsync(Token)));
        Assert.Single(all, has => has);
    }

    private static NodeLease Node(TestIntake intake, TestClock clock)
    {
        var options = intake.Services.GetRequiredService<DatabaseOptions>() with { Provider = DatabaseProvider.PostgreSql };
        return new("test", intake.Services.GetRequiredService<IDbContextFactory<IntakeDbContext>>(), options, clock);
    }
}
