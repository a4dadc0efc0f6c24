using System.Runtime.CompilerServices;

namespace Intake.Domain.Catalogue;

/// <summary>Finds where a text belongs that is not a matter of this authority, or cannot wait for it.</summary>
public static class RightDoors
{
    private static readonly ConditionalWeakTable<IReadOnlyList<RightDoor>, Signs> Compiled = [];

    /// <summary>The doors that the text's words point to, emergencies first, then in the authority's order. A hint for people, never a decision.</summary>
    public static IReadOnlyList<RightDoor> Find(Authority authority, string text)
    {
        ArgumentNullException.ThrowIfNull(authority);
        ArgumentNullException.ThrowIfNull(text);
        return Compiled.GetValue(authority.RightDoors, doors => new Signs(doors)).Find(text);
    }

    private sealed class Signs
    {
        private readonly WordIndex index;
        private readonly RightDoor[] doors;

        internal Signs(IReadOnlyList<RightDoor> all)
        {
            var signs = all.OrderByDescending(door => door.IsEmergency).SelectMany(door => door.Keywords.Select(word => (word, door))).ToList();
            index = new WordIndex([.. signs.Select(sign => sign.word)]);
            doors = [.. signs.Select(sign => sign.door)];
        }

        internal IReadOnlyList<RightDoor> Find(string text)
            => [.. index.Find(text).Select(hit => hit.Word).Order().Select(word => doors[word]).Distinct()];
    }
}
