using System.Globalization;
using System.Text.RegularExpressions;

namespace Intake.Application.BotConfiguration;

/// <summary>
/// A mapping of one file, read key by key. What is wrong is noted and a harmless value given instead, so that reading
/// goes on; <see cref="Dispose"/> notes the keys that nobody asked for.
/// </summary>
internal sealed partial class YamlSection(YamlReading reading, string file, YamlMap map) : IDisposable
{
    private readonly Dictionary<string, YamlEntry> entries = map.Entries.ToDictionary(entry => entry.Key, StringComparer.Ordinal);
    private readonly HashSet<string> asked = new(StringComparer.Ordinal);

    /// <summary>The reading that this is a part of.</summary>
    internal YamlReading Reading => reading;

    /// <summary>The keys in their order, for mappings whose keys are free.</summary>
    internal IEnumerable<YamlEntry> Entries => map.Entries;

    /// <summary>The line where the section begins.</summary>
    internal int Line => map.Line;

    /// <summary>The line of a key, or of the section when the key is missing.</summary>
    internal int LineOf(string key) => entries.TryGetValue(key, out var entry) ? entry.Line : map.Line;

    internal bool Has(string key) => Find(key) is not null;

    internal void Problem(string key, string message) => Report(LineOf(key), message);

    internal void Report(int line, string message) => reading.Problem(file, line, message);

    internal void Warn(int line, string message) => reading.Warning(file, line, message);

    /// <summary>Notes every key that nobody asked for.</summary>
    public void Dispose()
    {
        foreach (var entry in map.Entries.Where(entry => !asked.Contains(entry.Key)))
            Report(entry.Line, $"unknown key \"{entry.Key}\"{Spelling.DidYouMean(entry.Key, asked.Where(key => !entries.ContainsKey(key)))}");
    }

    /// <summary>A text that must be there.</summary>
    internal string Text(string key) => OptionalText(key, isRequired: true) ?? "";

    /// <summary>A text that may be left out.</summary>
    internal string? OptionalText(string key, bool isRequired = false)
        => Value(key, isRequired) is { } value ? ScalarText(value, $"\"{key}\"") : null;

    /// <summary>A stable code in kebab case, which other files may name.</summary>
    internal string Code(string key = "code")
    {
        var code = Text(key);
        if (code.Length > 0 && !KebabCase().IsMatch(code))
            Problem(key, $"\"{code}\" is not a code: small letters, digits and single hyphens, beginning with a letter");
        return code;
    }

    /// <summary>A code that another file must define.</summary>
    internal string Reference(string key, KnownCodes known)
    {
        var code = Text(key);
        known.Check(this, LineOf(key), code);
        return code;
    }

    /// <summary>Codes that another file must define; none when the key is missing.</summary>
    internal IReadOnlyList<string> References(string key, params KnownCodes[] known)
    {
        var items = Items(key);
        foreach (var (text, line) in items)
            CheckAny(text, line, known);
        return [.. items.Select(item => item.Text)];
    }

    internal bool Flag(string key, bool otherwise)
    {
        switch (OptionalText(key))
        {
            case null: return otherwise;
            case "true": return true;
            case "false": return false;
            case var other:
                Problem(key, $"\"{key}\" must be true or false, not \"{other}\"");
                return otherwise;
        }
    }

    /// <summary>A whole number between two bounds; <paramref name="otherwise"/> null means that it must be there.</summary>
    internal int Whole(string key, int? otherwise, int least, int most)
    {
        if (OptionalText(key, isRequired: otherwise is null) is not { } text)
            return otherwise ?? least;
        if (int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) && number >= least && number <= most)
            return number;
        Problem(key, $"\"{key}\" must be a whole number from {least} to {most}, not \"{text}\"");
        return otherwise ?? least;
    }

    internal double Share(string key, double otherwise)
    {
        if (OptionalText(key) is not { } text)
            return otherwise;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var share) && share > 0 && share < 1)
            return share;
        Problem(key, $"\"{key}\" must be a share between 0 and 1 (both left out), not \"{text}\"");
        return otherwise;
    }

    /// <summary>The texts of a list with their lines; none when the key is missing.</summary>
    internal IReadOnlyList<(string Text, int Line)> Items(string key, bool isRequired = false)
    {
        if (Value(key, isRequired) is not { } value)
            return [];
        if (value is YamlList list)
            return [.. list.Items.Select(item => (ScalarText(item, $"each item of \"{key}\"") ?? "", item.Line)).Where(item => item.Item1.Length > 0)];
        Report(value.Line, $"\"{key}\" must be a list");
        return [];
    }

    /// <summary>Whether there is a list under the key, and nothing in it.</summary>
    internal bool IsEmptyList(string key) => Find(key) is YamlList { Items.Count: 0 };

    /// <summary>The sections of a list; none with a problem when it is missing.</summary>
    internal IReadOnlyList<YamlSection> Sections(string key, bool isRequired = true)
    {
        if (Value(key, isRequired) is not { } value)
            return [];
        if (value is not YamlList list)
        {
            Report(value.Line, $"\"{key}\" must be a list");
            return [];
        }

        foreach (var item in list.Items.Where(item => item is not YamlMap))
            Report(item.Line, $"each item of \"{key}\" must have keys with values");
        return [.. list.Items.OfType<YamlMap>().Select(item => new YamlSection(reading, file, item))];
    }

    /// <summary>The section under a key; null (with a problem when it must be there) when it is missing.</summary>
    internal YamlSection? Section(string key, bool isRequired = true)
    {
        if (Value(key, isRequired) is not { } value)
            return null;
        if (value is YamlMap inner)
            return new YamlSection(reading, file, inner);
        Report(value.Line, $"\"{key}\" must have keys with values");
        return null;
    }

    /// <summary>One of the values that have a name in <paramref name="names"/>.</summary>
    internal T Choice<T>(string key, IReadOnlyDictionary<string, T> names, T otherwise)
    {
        if (OptionalText(key, isRequired: true) is not { } text)
            return otherwise;
        return Choice(text, LineOf(key), names, otherwise);
    }

    internal T Choice<T>(string text, int line, IReadOnlyDictionary<string, T> names, T otherwise)
    {
        if (names.TryGetValue(text, out var value))
            return value;
        Report(line, $"\"{text}\" is not one of {string.Join(", ", names.Keys)}{Spelling.DidYouMean(text, names.Keys)}");
        return otherwise;
    }

    private void CheckAny(string code, int line, KnownCodes[] known)
    {
        if (!Array.Exists(known, codes => !codes.IsComplete || codes.Codes.Contains(code)))
            Report(line, $"there is no {string.Join(" or ", known.Select(codes => codes.Noun))} \"{code}\" in {known[0].File}{Spelling.DidYouMean(code, known.SelectMany(codes => codes.Codes))}");
    }

    private YamlValue? Find(string key)
    {
        asked.Add(key);
        return entries.TryGetValue(key, out var entry) && entry.Value is not YamlScalar { IsEmpty: true } ? entry.Value : null;
    }

    private YamlValue? Value(string key, bool isRequired)
    {
        var value = Find(key);
        if (value is null && isRequired)
            Report(LineOf(key), entries.ContainsKey(key) ? $"\"{key}\" has no value" : $"missing key \"{key}\"");
        return value;
    }

    private string? ScalarText(YamlValue value, string what)
    {
        if (value is YamlScalar { IsEmpty: false } scalar && !string.IsNullOrWhiteSpace(scalar.Text))
            return scalar.Text;
        Report(value.Line, $"{what} must be a text{(value is YamlScalar ? ", not empty" : "")}");
        return null;
    }

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex KebabCase();
}
