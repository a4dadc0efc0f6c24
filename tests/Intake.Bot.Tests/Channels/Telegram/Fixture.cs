using System.Text.Json;
using Intake.Bot.Channels.Telegram;
using Intake.Testing;

namespace Intake.Bot.Tests.Channels.Telegram;

/// <summary>Updates in the form in which Telegram documents them, written for these tests.</summary>
internal static class Fixture
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests/Intake.Bot.Tests/Channels/Telegram/Fixtures");

    /// <summary>Every fixture by name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } =
        Directory.EnumerateFiles(Folder, "*.json").ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText, StringComparer.Ordinal);

    /// <summary>What an update means.</summary>
    public static TelegramInput Read(string name) => ReadJson(All[name]);

    /// <summary>What some JSON means.</summary>
    public static TelegramInput ReadJson(string json)
    {
        using var update = JsonDocument.Parse(json);
        return UpdateToActivity.Read(update.RootElement.Clone());
    }

    /// <summary>What somebody has said.</summary>
    public static SaidToBot Said(string name) => Assert.IsType<SaidToBot>(Read(name));
}
