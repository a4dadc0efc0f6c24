namespace Intake.Domain.Catalogue;

/// <summary>What an entry of a chat's menu does when it is pressed.</summary>
public enum MenuDeed
{
    /// <summary>Begins a request.</summary>
    Report,

    /// <summary>Shows how far a request is.</summary>
    Track,

    /// <summary>Asks for a person.</summary>
    Person,

    /// <summary>Drops what is being written.</summary>
    Cancel,

    /// <summary>Changes the language.</summary>
    Language,

    /// <summary>Says how data is protected.</summary>
    Privacy,

    /// <summary>Says how this works.</summary>
    Help,
}

/// <summary>An entry of the menu under a chat: it does something, opens a page, or has entries of its own.</summary>
/// <param name="Name">What people read.</param>
/// <param name="Does">What it does in the chat; null for the others.</param>
/// <param name="Page">The page that it opens; null for the others.</param>
/// <param name="Items">Entries under it; none for the others.</param>
public sealed record MenuEntry(LocalText Name, MenuDeed? Does, Uri? Page, IReadOnlyList<MenuEntry> Items);

/// <summary>What an authority sets about its official account (公众号).</summary>
/// <param name="Menu">The menu under the chat, at most three entries with at most five each; none leaves the account's menu as it is.</param>
/// <param name="Cover">The picture above articles, JPEG or PNG; null has one painted.</param>
public sealed record OfficialAccount(IReadOnlyList<MenuEntry> Menu, IReadOnlyList<byte>? Cover = null)
{
    /// <summary>An account that the authority has said nothing about.</summary>
    public static OfficialAccount Plain { get; } = new([]);
}
