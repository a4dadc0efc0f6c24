using Intake.Bot.Channels.WeChat;
using Intake.Testing;

namespace Intake.Bot.Tests.Channels.WeChat;

/// <summary>Messages and events in the form in which WeChat documents them, written for these tests.</summary>
internal static class Fixture
{
    public const string Person = "oXinghe-citizen_0000000000017";
    public const string Account = "gh_1a2b3c4d5e6f";

    private static readonly string Folder = Path.Combine(Repository.Root, "tests/Intake.Bot.Tests/Channels/WeChat/Fixtures");

    /// <summary>Every fixture by name.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } =
        Directory.EnumerateFiles(Folder, "*.xml").ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllText, StringComparer.Ordinal);

    /// <summary>What a message means.</summary>
    public static WeChatInput Read(string name) => ReadXml(All[name]);

    /// <summary>What some XML means.</summary>
    public static WeChatInput ReadXml(string xml) => MessageToActivity.Convert(WeChatXml.Read(xml) ?? throw new InvalidOperationException("It is no XML."));

    /// <summary>What somebody has said.</summary>
    public static SaidToAccount Said(string name) => Assert.IsType<SaidToAccount>(Read(name));
}
