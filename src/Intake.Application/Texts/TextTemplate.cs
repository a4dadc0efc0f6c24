using System.Text;
using System.Text.RegularExpressions;

namespace Intake.Application.Texts;

/// <summary>
/// A text cut at its placeholders once, so that filling it in is one pass: a value that looks like a placeholder
/// (people write such things) stays what it is.
/// </summary>
internal sealed partial class TextTemplate
{
    private readonly string[] pieces;

    internal TextTemplate(string text)
    {
        Text = text;
        pieces = Placeholder().Split(text);
        Placeholders = new SortedSet<string>(pieces.Where((_, index) => index % 2 == 1), StringComparer.Ordinal);
    }

    /// <summary>The text as written.</summary>
    internal string Text { get; }

    /// <summary>The names between braces.</summary>
    internal IReadOnlyCollection<string> Placeholders { get; }

    /// <summary>Whether a brace is left that belongs to no placeholder, such as <c>{Number }</c>.</summary>
    internal bool HasStrayBrace => pieces.Where((_, index) => index % 2 == 0).Any(piece => piece.AsSpan().IndexOfAny('{', '}') >= 0);

    /// <summary>Fills the placeholders in; one without a value stays as it is and is named in <paramref name="missing"/>.</summary>
    internal string Fill(ReadOnlySpan<(string Name, string Value)> values, out string? missing)
    {
        missing = null;
        if (pieces.Length == 1)
            return Text;
        var text = new StringBuilder(Text.Length + 32).Append(pieces[0]);
        for (var i = 1; i < pieces.Length; i += 2)
        {
            if (Find(values, pieces[i]) is { } value)
                text.Append(value);
            else
                text.Append('{').Append(missing = pieces[i]).Append('}');
            text.Append(pieces[i + 1]);
        }

        return text.ToString();
    }

    private static string? Find(ReadOnlySpan<(string Name, string Value)> values, string name)
    {
        foreach (var value in values)
        {
            if (value.Name == name)
                return value.Value;
        }

        return null;
    }

    [GeneratedRegex(@"\{(?<name>[a-z][A-Za-z0-9]*)\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Placeholder();
}
