using Intake.Application.BotConfiguration;
using Intake.Domain.Catalogue;

namespace Intake.Bot.Channels.Telegram;

/// <summary>The menu of commands that Telegram shows beside the field for writing.</summary>
internal static class TelegramMenu
{
    /// <summary>What each command stands for. The first has no line in the menu: Telegram shows it as a button.</summary>
    public static IReadOnlyDictionary<string, string> Commands { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["start"] = MenuActions.Start,
        ["report"] = MenuActions.ValueOf(MenuDeed.Report),
        ["track"] = MenuActions.ValueOf(MenuDeed.Track),
        ["person"] = MenuActions.ValueOf(MenuDeed.Person),
        ["cancel"] = MenuActions.ValueOf(MenuDeed.Cancel),
        ["language"] = MenuActions.ValueOf(MenuDeed.Language),
        ["privacy"] = MenuActions.ValueOf(MenuDeed.Privacy),
        ["help"] = MenuActions.ValueOf(MenuDeed.Help),
    };

    /// <summary>Sets the menu: in every language of the authority, and in its first for whoever speaks none of them.</summary>
    public static async Task SetAsync(TelegramBotClient client, BotConfigurationSnapshot configuration, CancellationToken cancellationToken)
    {
        var languages = configuration.Authority.Languages;
        await client.SetMyCommands(In(languages[0]), null, cancellationToken);
        // Telegram knows languages by two letters (ISO 639-1).
        foreach (var language in languages.DistinctBy(language => language.Tag.Split('-')[0]))
            await client.SetMyCommands(In(language), language.Tag.Split('-')[0], cancellationToken);

        IReadOnlyList<BotCommand> In(Language language) =>
            [.. Commands.Keys.Where(name => name != "start").Select(name => new BotCommand(name, configuration.Texts.Get(language, $"telegram.{name}")))];
    }
}
