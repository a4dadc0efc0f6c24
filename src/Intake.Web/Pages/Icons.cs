using System.Text.RegularExpressions;

namespace Intake.Web.Pages;

/// <summary>The icons in the sprite that the build draws from what the pages name.</summary>
internal sealed partial class Icons(IWebHostEnvironment environment)
{
    /// <summary>The sprite's path.</summary>
    public const string Sprite = "/assets/icons.svg";

    private readonly Lazy<HashSet<string>> names = new(() => Read(environment));

    /// <summary>Whether the sprite has an icon.</summary>
    public bool Has(string name) => names.Value.Contains(name);

    private static HashSet<string> Read(IWebHostEnvironment environment)
    {
        using var reader = new StreamReader(environment.WebRootFileProvider.GetFileInfo(Sprite).CreateReadStream());
        return Symbol().Matches(reader.ReadToEnd()).Select(match => match.Groups["name"].Value).ToHashSet(StringComparer.Ordinal);
    }

    [GeneratedRegex("<symbol id=\"(?<name>[a-z0-9-]+)\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Symbol();
}
