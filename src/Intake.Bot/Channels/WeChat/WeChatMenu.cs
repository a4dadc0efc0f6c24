using System.Security.Cryptography;
using System.Text.Json;
using Intake.Application.BotConfiguration;
using Intake.Application.Data;
using Intake.Domain.Catalogue;

namespace Intake.Bot.Channels.WeChat;

/// <summary>
/// The menu under the chat, from the authority's configuration in its first language: WeChat has ended menus by the
/// reader's language (error 65320). It is set only when it differs from the one set last, since WeChat counts.
/// </summary>
internal sealed class WeChatMenu(WeChatClient client, WeChatTokens tokens, WeChatOptions options, NodeMemory memory, BotConfigurationSource configuration)
{
    private readonly string _name = $"wechat-menu:{options.AppId[..Math.Min(options.AppId.Length, 40)]}";

    /// <summary>Sets the menu when it differs. An authority that names none leaves the account's menu as it is.</summary>
    /// <exception cref="WeChatException">WeChat refuses.</exception>
    public async Task SetAsync(CancellationToken cancellationToken)
    {
        if (Of(configuration.Current.Authority) is not { Button.Count: > 0 } menu)
            return;
        var version = Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(menu, WeChatForm.Json.MenuCreateRequest)));
        if (await memory.RecallAsync(_name, cancellationToken) == version)
            return;
        await tokens.UseAsync(token => client.MenuCreateAsync(token, menu, cancellationToken), cancellationToken);
        await memory.RememberAsync(_name, version, cancellationToken);
    }

    /// <summary>The menu of an authority.</summary>
    internal static MenuCreateRequest Of(Authority authority) => new([.. authority.OfficialAccount.Menu.Select(entry => Button(entry, authority.Languages[0]))]);

    private static MenuButton Button(MenuEntry entry, Language language) => entry switch
    {
        { Does: { } deed } => new(entry.Name[language], "click", MenuActions.ValueOf(deed), null, null),
        { Page: { } page } => new(entry.Name[language], "view", null, page.AbsoluteUri, null),
        _ => new(entry.Name[language], null, null, null, [.. entry.Items.Select(item => Button(item, language))]),
    };
}
