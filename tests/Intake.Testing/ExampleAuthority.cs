using Intake.Application.BotConfiguration;
using Intake.Domain.Catalogue;

namespace Intake.Testing;

/// <summary>The example configuration, for tests that want a whole authority. Read once for each test process.</summary>
public static class ExampleAuthority
{
    /// <summary>An instant in the last year that the example's calendar has: Wednesday, 10:00 in Xinghe.</summary>
    public static readonly DateTimeOffset At = new(2026, 3, 11, 2, 0, 0, TimeSpan.Zero);

    /// <summary>The folder <c>bot-config/example</c> of the repository that the tests run in.</summary>
    public static string Folder { get; } = Path.Combine(Repository.Root, "bot-config", "example");

    private static readonly Lazy<BotConfigurationSnapshot> Read = new(() =>
    {
        var result = BotConfigurationLoader.Load(Folder, At);
        return result.Snapshot ?? throw new BotConfigurationException(Folder, result.Problems);
    });

    /// <summary>The authority.</summary>
    public static Authority Load() => Read.Value.Authority;

    /// <summary>The authority with texts and demo staff.</summary>
    public static BotConfigurationSnapshot Snapshot() => Read.Value;
}
