namespace Intake.Domain.Catalogue;

/// <summary>Finds a place that a text names.</summary>
public static class PlaceFinder
{
    /// <summary>The place named, or null.</summary>
    public static Place? Find(Authority authority, string text)
    {
        ArgumentNullException.ThrowIfNull(authority);
        return authority.Places.Values.FirstOrDefault(place => place.Name.ByTag.Values.Concat(place.Aliases).Any(name => text.Contains(name, StringComparison.OrdinalIgnoreCase)));
    }
}
