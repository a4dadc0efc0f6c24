namespace Intake.Application.BotConfiguration;

/// <summary>What a file defines, by code, with the codes for those that refer to them.</summary>
internal sealed class Catalogued<T>(string noun, string file, YamlSection? top)
{
    private readonly Dictionary<string, T> byCode = new(StringComparer.Ordinal);

    /// <summary>The codes.</summary>
    internal KnownCodes Codes { get; } = new(noun, file) { IsComplete = top is not null };

    /// <summary>The values by code.</summary>
    internal IReadOnlyDictionary<string, T> ByCode => byCode;

    /// <summary>Keeps a value; a second one with the same code is a problem.</summary>
    internal void Add(YamlSection section, T value, Func<T, string> code)
    {
        Codes.Add(section, code(value));
        byCode.TryAdd(code(value), value);
    }
}
