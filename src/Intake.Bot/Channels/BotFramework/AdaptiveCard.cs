using System.Text.Json;
using System.Text.Json.Serialization;
using Intake.Bot.Conversation;

namespace Intake.Bot.Channels.BotFramework;

/// <summary>The little of Adaptive Cards 1.4 that is sent: a title, a set of facts, and buttons where the channel has them nowhere else.</summary>
public sealed record AdaptiveCard(IReadOnlyList<AdaptiveElement> Body)
{
    /// <summary>The media type of the attachment.</summary>
    public const string ContentType = "application/vnd.microsoft.card.adaptive";

    /// <summary>Always <c>AdaptiveCard</c>.</summary>
    public string Type { get; } = "AdaptiveCard";

    /// <summary>The version of the schema.</summary>
    public string Version { get; } = "1.4";

    /// <summary>Buttons under it; null for none.</summary>
    public IReadOnlyList<AdaptiveAction>? Actions { get; init; }

    /// <summary>The card for a reply's.</summary>
    public static AdaptiveCard Of(ReplyCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        return new(
        [
            new("TextBlock") { Text = card.Title, Weight = "bolder", Wrap = true },
            new("FactSet") { Id = IdOf(card.Kind), Facts = [.. card.Fields.Select(field => new AdaptiveFact(field.Label, field.Value))] },
        ]);
    }

    /// <summary>The card as an activity has it.</summary>
    public BotAttachment AsAttachment() => new() { ContentType = ContentType, Content = JsonSerializer.SerializeToElement(this, ActivityJson.Default.AdaptiveCard) };

    private static string IdOf(CardKind kind) => kind switch
    {
        CardKind.Receipt => "receipt",
        CardKind.Ticket => "ticket",
        CardKind.Draft => "draft",
    };
}

/// <summary>A button of a card (<c>Action.Submit</c>).</summary>
/// <param name="Title">What it says.</param>
/// <param name="Data">What comes back as the activity's value.</param>
public sealed record AdaptiveAction(string Title, PressedValue Data)
{
    /// <summary>Always <c>Action.Submit</c>.</summary>
    public string Type { get; } = "Action.Submit";
}

/// <summary>What a button of a card sends back.</summary>
/// <param name="Intake">The button's value.</param>
public sealed record PressedValue(string? Intake);

/// <summary>A <c>TextBlock</c> (with text) or a <c>FactSet</c> (with facts).</summary>
public sealed record AdaptiveElement(string Type)
{
    /// <summary>What a <c>FactSet</c> is about: <c>receipt</c>, <c>ticket</c> or <c>draft</c>, for clients that show one of them in its own way.</summary>
    public string? Id { get; init; }

    /// <summary>The text of a <c>TextBlock</c>.</summary>
    public string? Text { get; init; }

    /// <summary><c>bolder</c> for the title.</summary>
    public string? Weight { get; init; }

    /// <summary>Whether long lines break.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool Wrap { get; init; }

    /// <summary>The lines of a <c>FactSet</c>.</summary>
    public IReadOnlyList<AdaptiveFact>? Facts { get; init; }
}

/// <summary>A label and its value.</summary>
public sealed record AdaptiveFact(string Title, string Value);
