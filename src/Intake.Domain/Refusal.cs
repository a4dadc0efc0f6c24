namespace Intake.Domain;

/// <summary>
/// A wrong action, as a value. <paramref name="Code"/> is stable and a sentence in itself
/// (<c>ReturnWindowHasPassed</c>); the words for people are the text <c>refusal.CODE</c> in each language.
/// </summary>
/// <param name="Code">The stable code, Pascal case.</param>
/// <param name="Values">Values for the text's placeholders; never a personal datum.</param>
public sealed record Refusal(string Code, IReadOnlyDictionary<string, string> Values)
{
    private static readonly IReadOnlyDictionary<string, string> Nothing = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>A refusal whose text has no placeholders.</summary>
    public Refusal(string code)
        : this(code, Nothing)
    {
    }

    /// <summary>A refusal whose text has one placeholder.</summary>
    public Refusal(string code, string name, string value)
        : this(code, new Dictionary<string, string>(StringComparer.Ordinal) { [name] = value })
    {
    }
}
