using Intake.Application.BotConfiguration;

namespace Intake.Bot.Channels.Telegram;

/// <summary>The menu of commands that Telegram shows beside the field for writing.</summary>
internal static class TelegramMenu
{
    /// <summary>What each command stands for. The first has no line in the menu: Telegram shows it as a button.</summary>
    public static IReadOnlyDictionary<string, string> Commands { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["start"] = "m|start",
        ["report"] = "m|submit",
        ["track"] = "m|track",
        ["person"] = "m|person",
        ["cancel"] = "m|cancel",
        ["language"] = "m|language",
        ["privacy"] = "m|privacy",
        ["help"] = "m|help",
    };

    /// <summary>Sets the menu: in every language of the authority, and in its first for whoever speaks none of them.</summary>
    public static async Task SetAsync(TelegramBotClient client, BotConfigurationSnapshot configuration, CancellationToken cancellationToken)
    {
        var languages = configuration.Authority.Languages;
        await client.SetMyCommands(In(languages[0]), null, cancellationToken);
        // Telegram knows languages by two letters (ISO 639-1).
        foreach (var language in languages.DistinctBy(language => language.Tag.Split('-')[0]))
            await client.SetMyCommands(In(language), language.Tag.Split('-')[0], cancellationToken);

        IReadOnlyList<BotCommand> In(Domain.Catalogue.Language language) =>
            [.. Commands.Keys.Where(name => name != "start").Select(name => new BotCommand(name, configuration.Texts.Get(language, $"telegram.{name}")))];
    }
}
