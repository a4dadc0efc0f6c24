using Intake.Domain.Catalogue;

namespace Intake.Bot.Channels;

/// <summary>What the entries of a channel's own menu mean in the conversation.</summary>
internal static class MenuActions
{
    /// <summary>Begins: a greeting for who comes first, the menu for everybody else.</summary>
    public const string Start = "m|start";

    /// <summary>The choice that an entry stands for.</summary>
    public static string ValueOf(MenuDeed deed) => deed switch
    {
        MenuDeed.Report => "m|submit",
        MenuDeed.Track => "m|track",
        MenuDeed.Person => "m|person",
        MenuDeed.Cancel => "m|cancel",
        MenuDeed.Language => "m|language",
        MenuDeed.Privacy => "m|privacy",
        MenuDeed.Help => "m|help",
    };
}
