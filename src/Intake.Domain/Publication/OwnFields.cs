namespace Intake.Domain.Publication;

/// <summary>What the ticket's own fields say about people: found in its texts wherever it stands, whatever the form.</summary>
/// <param name="Names">Full names of the requester and the handlers.</param>
/// <param name="Numbers">Phone numbers that the requester gave, in any writing.</param>
public sealed record OwnFields(IReadOnlyList<string> Names, IReadOnlyList<string> Numbers)
{
    /// <summary>Nothing is known.</summary>
    public static readonly OwnFields None = new([], []);

    /// <summary>Together with the names and numbers that are hidden in texts: what one text introduces (我叫王小纳) stands bare in another (已与王小纳联系).</summary>
    /// <param name="texts">The texts.</param>
    public OwnFields With(params IEnumerable<MaskedText> texts)
    {
        var hidden = texts.SelectMany(text => text.Hidden).ToLookup(each => each.Kind, each => each.Words);
        return new([.. Names.Concat(hidden[FindingKind.Name]).Distinct()], [.. Numbers.Concat(hidden[FindingKind.Phone]).Distinct()]);
    }

    /// <summary>Without what a person has said may be shown in texts.</summary>
    /// <param name="texts">The texts.</param>
    public OwnFields Without(params IEnumerable<MaskedText> texts)
    {
        var lifted = texts.SelectMany(text => text.Lifted).ToHashSet(StringComparer.Ordinal);
        return new([.. Names.Where(name => !lifted.Contains(name))], [.. Numbers.Where(number => !lifted.Contains(number))]);
    }
}
