using System.Text.Json;
using Intake.Bot.Channels.BotFramework;
using Intake.Testing;

namespace Intake.Bot.Tests.Channels.BotFramework;

/// <summary>Activities in the form in which the Bot Framework documents them, written for these tests.</summary>
internal static class Fixture
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests/Intake.Bot.Tests/Channels/BotFramework/Fixtures");

    /// <summary>Every fixture by name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } =
        Directory.EnumerateFiles(Folder, "*.json").ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText, StringComparer.Ordinal);

    /// <summary>What an activity means.</summary>
    public static BotFrameworkInput Read(string name)
    {
        using var activity = JsonDocument.Parse(All[name]);
        return BotActivityToActivity.Read(activity.RootElement);
    }

    /// <summary>What somebody has said.</summary>
    public static SaidToBot Said(string name) => Assert.IsType<SaidToBot>(Read(name));
}
