namespace Intake.Web.Open311;

/// <summary>
/// A part of an answer, the same for both forms. JSON follows XML by the Spark convention: a list is an array without the
/// names of its elements, and an empty element is null.
/// </summary>
internal abstract record Open311Node
{
    /// <summary>A text; null is an empty element.</summary>
    public static implicit operator Open311Node(string? words) => new Words(words);

    /// <summary>True or false.</summary>
    public static implicit operator Open311Node(bool flag) => new Flag(flag);

    /// <summary>A number; null is an empty element.</summary>
    public static implicit operator Open311Node(decimal? number) => new Number(number);

    /// <summary>A whole number.</summary>
    public static implicit operator Open311Node(int number) => new Number(number);
}

/// <summary>A text.</summary>
internal sealed record Words(string? Text) : Open311Node;

/// <summary>True or false.</summary>
internal sealed record Flag(bool IsSet) : Open311Node;

/// <summary>A number.</summary>
internal sealed record Number(decimal? Value) : Open311Node;

/// <summary>Named parts, in order.</summary>
internal sealed record Fields(params IReadOnlyList<(string Name, Open311Node Value)> Parts) : Open311Node;

/// <summary>A list.</summary>
/// <param name="Item">The name of each element in XML.</param>
/// <param name="Parts">The elements.</param>
internal sealed record Items(string Item, IEnumerable<Open311Node> Parts) : Open311Node;

/// <summary>A whole answer.</summary>
/// <param name="Root">The name of the outermost element in XML; JSON has none.</param>
/// <param name="Content">What is in it.</param>
internal sealed record Open311Document(string Root, Open311Node Content);
