using Intake.Application.BotConfiguration;
using Intake.Application.Texts;
using Intake.Domain.Catalogue;
using Intake.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Abstractions;

namespace Intake.Application.Tests.BotConfiguration;

public class BotConfigurationSourceTests
{
    private readonly TestClock clock = new(ExampleAuthority.At);

    [Fact]
    public void A_valid_change_takes_effect_when_the_folder_has_been_quiet_for_a_look()
    {
        using var copy = new BrokenCopy();
        var source = Source(copy);
        var before = source.Current;
        var told = new List<BotConfigurationSnapshot>();
        source.OnChange(told.Add);
        copy.Change("authority.yaml", "contestDays: 30", "contestDays: 45");
        clock.Advance(TimeSpan.FromMinutes(1));

        source.Look();
        Assert.Same(before, source.Current);
        source.Look();

        Assert.Equal(45, source.Current.Authority.Policy.ContestDays);
        Assert.NotEqual(before.Version, source.Current.Version);
        Assert.Same(source.Current, Assert.Single(told));
        Assert.Equal(clock.GetUtcNow(), source.LastAttemptAt);
        Assert.False(source.IsChangeRefused);
    }

    [Fact]
    public void A_folder_that_is_still_being_written_is_left_alone()
    {
        using var copy = new BrokenCopy();
        var source = Source(copy);

        foreach (var days in Enumerable.Range(31, 5))
        {
            copy.Change("authority.yaml", $"contestDays: {days - 1}\n", $"contestDays: {days}\n  # {new string('.', days)}\n");
            source.Look();
            Assert.Equal(30, source.Current.Authority.Policy.ContestDays);
        }

        source.Look();
        Assert.Equal(35, source.Current.Authority.Policy.ContestDays);
    }

    [Fact]
    public void A_bad_change_keeps_the_last_good_one_and_shows_every_problem()
    {
        using var copy = new BrokenCopy();
        var source = Source(copy);
        var before = source.Current;
        var told = 0;
        source.OnChange(_ => told++);
        copy.Change("authority.yaml", "contestDays: 30", "contestDays: soon").Change("limits.yaml", "resolution: 24 hours", "resolution: never");
        clock.Advance(TimeSpan.FromMinutes(5));

        LookTwice(source);

        Assert.Same(before, source.Current);
        Assert.True(source.IsChangeRefused);
        Assert.Equal(["authority.yaml", "limits.yaml"], source.Problems.Select(problem => problem.File));
        Assert.Equal(clock.GetUtcNow(), source.LastAttemptAt);
        Assert.Equal(0, told);
    }

    [Fact]
    public void Once_mended_the_new_one_takes_effect_and_the_problems_are_gone()
    {
        using var copy = new BrokenCopy();
        var source = Source(copy);
        copy.Change("authority.yaml", "contestDays: 30", "contestDays: soon");
        LookTwice(source);

        copy.Change("authority.yaml", "contestDays: soon", "contestDays: 60");
        LookTwice(source);

        Assert.Equal(60, source.Current.Authority.Policy.ContestDays);
        Assert.Empty(source.Problems);
    }

    [Fact]
    public void A_folder_that_vanishes_changes_nothing_but_is_shown()
    {
        using var copy = new BrokenCopy();
        var source = Source(copy);
        copy.Dispose();

        LookTwice(source);

        Assert.Equal("XH", source.Current.Authority.Jurisdiction);
        Assert.Equal("there is no such folder", Assert.Single(source.Problems).Message);
    }

    [Fact]
    public void Nothing_is_read_again_while_nothing_changes()
    {
        using var copy = new BrokenCopy();
        var source = Source(copy);
        clock.Advance(TimeSpan.FromHours(1));

        LookTwice(source);

        Assert.Equal(ExampleAuthority.At, source.LastAttemptAt);
    }

    [Fact]
    public void A_listener_that_fails_keeps_nobody_else_from_being_told()
    {
        using var copy = new BrokenCopy();
        var source = Source(copy);
        var told = 0;
        source.OnChange(_ => throw new InvalidOperationException("a broken listener"));
        source.OnChange(_ => told++);
        using (source.OnChange(_ => told += 100))
            copy.Change("authority.yaml", "contestDays: 30", "contestDays: 60");

        LookTwice(source);

        Assert.Equal(1, told);
    }

    [Fact]
    public void A_bad_folder_refuses_the_start_with_every_problem_in_the_message()
    {
        using var copy = new BrokenCopy();
        copy.Change("authority.yaml", "jurisdiction: XH", "jurisdiction: xh").Change("retention.yaml", "incomingDays: 90", "incomingDays: 0");

        var refused = Assert.Throws<BotConfigurationException>(() => Source(copy));

        Assert.Equal(2, refused.Problems.Count);
        Assert.All(refused.Problems, problem => Assert.Contains(problem.ToString(), refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_host_refuses_to_start_on_a_bad_folder()
    {
        using var copy = new BrokenCopy();
        copy.Remove("units.yaml");
        using var host = Host(copy, Environments.Production);

        await Assert.ThrowsAsync<BotConfigurationException>(() => host.StartAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task In_the_host_a_change_is_seen_as_time_passes_and_a_missing_text_shows_its_key()
    {
        using var copy = new BrokenCopy();
        using var host = Host(copy, Environments.Production);
        await host.StartAsync(TestContext.Current.CancellationToken);
        var source = host.Services.GetRequiredService<BotConfigurationSource>();
        var changed = new TaskCompletionSource<BotConfigurationSnapshot>(TaskCreationOptions.RunContinuationsAsynchronously);
        source.OnChange(changed.SetResult);
        copy.Change("authority.yaml", "contestDays: 30", "contestDays: 60");

        while (!changed.Task.IsCompleted)
        {
            clock.Advance(TimeSpan.FromSeconds(2));
            await Task.Yield();
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }

        Assert.Equal(60, (await changed.Task).Authority.Policy.ContestDays);
        Assert.Equal("no.such-text", source.Current.Texts.Get(Language.English, "no.such-text"));
        await host.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void In_Development_a_missing_text_is_an_exception()
    {
        using var copy = new BrokenCopy();
        using var host = Host(copy, Environments.Development);
        var texts = host.Services.GetRequiredService<BotConfigurationSource>().Current.Texts;

        Assert.Throws<KeyNotFoundException>(() => texts.Get(Language.English, "no.such-text"));
    }

    private static void LookTwice(BotConfigurationSource source)
    {
        source.Look();
        source.Look();
    }

    private BotConfigurationSource Source(BrokenCopy copy)
        => new(copy.Folder, EmbeddedTexts.BuiltIn, clock, NullLogger<BotConfigurationSource>.Instance);

    private IHost Host(BrokenCopy copy, string environment)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(new HostApplicationBuilderSettings { EnvironmentName = environment });
        builder.Services.AddSingleton<TimeProvider>(clock);
        builder.Services.AddBotConfiguration(copy.Folder);
        return builder.Build();
    }
}
