using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Intake.Application.BotConfiguration;

namespace Intake.Application.Tests.BotConfiguration;

/// <summary>
/// Checks a YAML tree against the part of JSON Schema that bot-config/schema uses. A keyword that it does not know is a
/// fault, so that no rule of a schema goes unchecked.
/// </summary>
internal sealed class SchemaCheck(string folder)
{
    private static readonly HashSet<string> WithoutRule = new(StringComparer.Ordinal) { "$schema", "title", "description", "default", "$defs" };

    private readonly Dictionary<string, JsonElement> files = new(StringComparer.Ordinal);

    /// <summary>What in the value goes against the schema, as paths with reasons.</summary>
    internal IReadOnlyList<string> Differences(YamlValue value, string schema)
    {
        var found = new List<string>();
        Check(value, File(schema), schema, "", found);
        return found;
    }

    private void Check(YamlValue value, JsonElement schema, string file, string path, List<string> found)
    {
        foreach (var rule in schema.EnumerateObject().Where(rule => !WithoutRule.Contains(rule.Name)))
        {
            if (rule.Name == "$ref")
                Follow(value, rule.Value.GetString()!, file, path, found);
            else if (value is YamlMap map && CheckMap(map, schema, rule, file, path, found))
                continue;
            else if (value is YamlList list && CheckList(list, rule, file, path, found))
                continue;
            else if (Broken(value, rule) is { } reason)
                found.Add($"{path}: {reason}");
        }
    }

    private void Follow(YamlValue value, string reference, string file, string path, List<string> found)
    {
        var parts = reference.Split("#/$defs/");
        var target = parts[0].Length > 0 ? parts[0] : file;
        Check(value, File(target).GetProperty("$defs").GetProperty(parts[1]), target, path, found);
    }

    private bool CheckMap(YamlMap map, JsonElement schema, JsonProperty rule, string file, string path, List<string> found)
    {
        switch (rule.Name)
        {
            case "required":
                found.AddRange(rule.Value.EnumerateArray().Select(key => key.GetString()).Where(key => map.Entries.All(entry => entry.Key != key)).Select(key => $"{path}: {key} is missing"));
                return true;
            case "properties":
                foreach (var entry in map.Entries.Where(entry => rule.Value.TryGetProperty(entry.Key, out _)))
                    Check(entry.Value, rule.Value.GetProperty(entry.Key), file, $"{path}/{entry.Key}", found);
                return true;
            case "additionalProperties":
                CheckOthers(map, schema, rule.Value, file, path, found);
                return true;
            case "propertyNames":
                found.AddRange(map.Entries.Where(entry => !Regex.IsMatch(entry.Key, rule.Value.GetProperty("pattern").GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1))).Select(entry => $"{path}: {entry.Key} is no name"));
                return true;
            case "minProperties":
                return map.Entries.Count >= rule.Value.GetInt32();
            default:
                return false;
        }
    }

    private void CheckOthers(YamlMap map, JsonElement schema, JsonElement others, string file, string path, List<string> found)
    {
        foreach (var entry in map.Entries.Where(entry => !schema.TryGetProperty("properties", out var properties) || !properties.TryGetProperty(entry.Key, out _)))
        {
            if (others.ValueKind == JsonValueKind.False)
                found.Add($"{path}: {entry.Key} is unknown");
            else
                Check(entry.Value, others, file, $"{path}/{entry.Key}", found);
        }
    }

    private bool CheckList(YamlList list, JsonProperty rule, string file, string path, List<string> found)
    {
        if (rule.Name == "items")
        {
            for (var i = 0; i < list.Items.Count; i++)
                Check(list.Items[i], rule.Value, file, $"{path}/{i}", found);
            return true;
        }

        return (rule.Name == "minItems" && list.Items.Count >= rule.Value.GetInt32()) || (rule.Name == "maxItems" && list.Items.Count <= rule.Value.GetInt32());
    }

    private static string? Broken(YamlValue value, JsonProperty rule)
    {
        var text = (value as YamlScalar)?.Text;
        var holds = rule.Name switch
        {
            "type" => IsOfType(value, rule.Value.GetString()!),
            "enum" => rule.Value.EnumerateArray().Any(choice => choice.GetString() == text),
            "pattern" => text is not null && Regex.IsMatch(text, rule.Value.GetString()!, RegexOptions.None, TimeSpan.FromSeconds(1)),
            "minLength" => text?.Length >= rule.Value.GetInt32(),
            "minimum" => Number(text) >= rule.Value.GetDouble(),
            "maximum" => Number(text) <= rule.Value.GetDouble(),
            "exclusiveMinimum" => Number(text) > rule.Value.GetDouble(),
            "exclusiveMaximum" => Number(text) < rule.Value.GetDouble(),
            "required" or "properties" or "additionalProperties" or "propertyNames" or "items" or "minItems" or "maxItems" or "minProperties" => false,
            _ => throw new NotSupportedException($"The check does not know the keyword {rule.Name}."),
        };
        return holds ? null : $"{rule.Name} does not hold for {text ?? value.GetType().Name}";
    }

    private static bool IsOfType(YamlValue value, string type) => (value, type) switch
    {
        (YamlMap, "object") or (YamlList, "array") => true,
        (YamlScalar { IsEmpty: false }, "string") => true,
        (YamlScalar { Text: "true" or "false" }, "boolean") => true,
        (YamlScalar scalar, "integer") => int.TryParse(scalar.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _),
        (YamlScalar scalar, "number") => !double.IsNaN(Number(scalar.Text)),
        _ => false,
    };

    private static double Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : double.NaN;

    private JsonElement File(string name)
    {
        if (!files.TryGetValue(name, out var schema))
            files[name] = schema = JsonSerializer.Deserialize<JsonElement>(System.IO.File.ReadAllText(Path.Combine(folder, name)));
        return schema;
    }
}
