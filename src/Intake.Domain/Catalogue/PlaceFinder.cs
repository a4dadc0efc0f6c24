using System.Runtime.CompilerServices;

namespace Intake.Domain.Catalogue;

/// <summary>Finds a place that a text names.</summary>
public static class PlaceFinder
{
    private static readonly ConditionalWeakTable<IReadOnlyDictionary<string, Place>, Names> Compiled = [];

    /// <summary>The place whose name or alias stands in the text: of several the longest, of equally long ones the first; null when there is none.</summary>
    public static Place? Find(Authority authority, string text)
    {
        ArgumentNullException.ThrowIfNull(authority);
        ArgumentNullException.ThrowIfNull(text);
        return Compiled.GetValue(authority.Places, places => new Names(places)).Find(text);
    }

    private sealed class Names
    {
        private readonly WordIndex index;
        private readonly Place[] places;

        internal Names(IReadOnlyDictionary<string, Place> all)
        {
            var named = all.Values
                .SelectMany(place => place.Name.ByTag.Values.Concat(place.Aliases).Select(name => (name, place)))
                .ToList();
            index = new WordIndex([.. named.Select(pair => pair.name)]);
            places = [.. named.Select(pair => pair.place)];
        }

        internal Place? Find(string text)
        {
            WordHit? best = null;
            foreach (var hit in index.Find(text))
            {
                if (best is null || hit.Length > best.Value.Length)
                    best = hit;
            }

            return best is null ? null : places[best.Value.Word];
        }
    }
}
