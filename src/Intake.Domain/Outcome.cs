using System.Diagnostics.CodeAnalysis;

namespace Intake.Domain;

/// <summary>What a use case or a rule answers: a value, or the reason why not. Faults are exceptions, not outcomes.</summary>
public readonly record struct Outcome<T>
{
    private Outcome(T? value, Refusal? refusal) => (Value, Refusal) = (value, refusal);

    /// <summary>The value; the default of <typeparamref name="T"/> when refused.</summary>
    public T? Value { get; }

    /// <summary>Why not; null when it succeeded.</summary>
    public Refusal? Refusal { get; }

    /// <summary>Whether there is a value.</summary>
    [MemberNotNullWhen(true, nameof(Value))]
    [MemberNotNullWhen(false, nameof(Refusal))]
    public bool Succeeded => Refusal is null;

    /// <summary>Wraps a value.</summary>
    public static implicit operator Outcome<T>(T value) => new(value, null);

    /// <summary>Wraps a refusal.</summary>
    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);
}
