using System.Globalization;
using Intake.Domain;

namespace Intake.Application.Webhooks;

/// <summary>What an administrator says of a webhook.</summary>
/// <param name="Name">What it is for.</param>
/// <param name="Url">Where messages are posted to: https, or http on this machine alone.</param>
/// <param name="Types">What it is told of; none for everything.</param>
public sealed record WebhookDraft(string Name, string Url, IReadOnlyCollection<string> Types)
{
    /// <summary>Most characters of a name.</summary>
    public const int LongestName = 60;

    /// <summary>Most characters of an address.</summary>
    public const int LongestUrl = 1_000;

    /// <summary>Why it cannot be; null when it can.</summary>
    internal Refusal? Refusal()
    {
        if (string.IsNullOrWhiteSpace(Name) || Name.Trim().Length > LongestName)
            return new("WebhookNeedsName", "most", LongestName.ToString(CultureInfo.InvariantCulture));
        // A password in an address would stand in a page and in every log on the way.
        if (Url.Length > LongestUrl || !Uri.TryCreate(Url, UriKind.Absolute, out var url) || !IsSafe(url) || url.UserInfo.Length > 0 || url.Fragment.Length > 0)
            return new("WebhookNeedsUrl");
        return Types.FirstOrDefault(type => !WebhookTypes.All.Contains(type, StringComparer.Ordinal)) is { } unknown ? new("NoSuchWebhookType", "type", unknown) : null;
    }

    /// <summary>As it is kept.</summary>
    internal string TypesAsKept => string.Join(' ', WebhookTypes.All.Intersect(Types));

    /// <summary>The types that are kept.</summary>
    internal static IReadOnlyList<string> Split(string types) => types.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static bool IsSafe(Uri url) => url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback);
}
