using System.Text.Json;
using Intake.Application.BotConfiguration;
using Intake.Testing;

namespace Intake.Application.Tests.BotConfiguration;

public class SchemaTests
{
    private static readonly string Schemas = Path.Combine(Repository.Root, "bot-config", "schema");

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(ExampleAuthority.Folder, "*.yaml", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(ExampleAuthority.Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public void Each_file_names_its_schema_and_keeps_to_it(string file)
    {
        var text = File.ReadAllText(Path.Combine(ExampleAuthority.Folder, file));
        var up = string.Concat(Enumerable.Repeat("../", file.Count(character => character == '/') + 1));
        var head = $"# yaml-language-server: $schema={up}schema/";
        Assert.StartsWith(head, text, StringComparison.Ordinal);
        var schema = text[head.Length..text.IndexOf('\n', StringComparison.Ordinal)];
        Assert.Equal(Expected(file), schema);

        Assert.Empty(new SchemaCheck(Schemas).Differences(Parsed(text), schema));
    }

    [Theory]
    [InlineData("units.json", "units:\n  - { code: a, name: { en: A }, calendar: default, fax: 1 }\n", "/units/0: fax is unknown")]
    [InlineData("units.json", "units:\n  - { code: a, name: { en: A } }\n", "/units/0: calendar is missing")]
    [InlineData("units.json", "units:\n  - { code: A b, name: { en: A }, calendar: default }\n", "/units/0/code: pattern does not hold for A b")]
    [InlineData("units.json", "units:\n  - { code: a, name: A, calendar: default }\n", "/units/0/name: type does not hold for A")]
    [InlineData("units.json", "units:\n  - { code: a, name: { en: A }, calendar: default, centre: maybe }\n", "/units/0/centre: type does not hold for maybe")]
    [InlineData("units.json", "units: []\n", "/units: minItems does not hold for YamlList")]
    [InlineData("retention.json", "ticketMonths: 0\n", "/ticketMonths: minimum does not hold for 0")]
    [InlineData("demo-staff.json", "staff:\n  - { user: a, name: { en: A }, roles: [king], unit: a }\n", "/staff/0/roles/0: enum does not hold for king")]
    [InlineData("texts.json", "Greeting: Hello\n", ": Greeting is no name")]
    public void The_check_finds_what_goes_against_a_schema(string schema, string yaml, string difference)
        => Assert.Contains(difference, new SchemaCheck(Schemas).Differences(Parsed(yaml), schema));

    [Fact]
    public void Every_key_of_every_schema_has_a_description_for_the_editor()
    {
        foreach (var file in Directory.EnumerateFiles(Schemas))
        {
            using var schema = JsonDocument.Parse(File.ReadAllText(file));
            Assert.Equal("https://json-schema.org/draft/2020-12/schema", schema.RootElement.GetProperty("$schema").GetString());
            Assert.Empty(Undescribed(schema.RootElement, Path.GetFileName(file)));
        }
    }

    private static IEnumerable<string> Undescribed(JsonElement schema, string path)
    {
        if (schema.ValueKind != JsonValueKind.Object)
            return [];
        var properties = schema.TryGetProperty("properties", out var own) ? own.EnumerateObject().ToList() : [];
        var missing = properties.Where(key => !key.Value.TryGetProperty("description", out _) && !key.Value.TryGetProperty("$ref", out _) && !path.EndsWith("/ticketMonthsByKind", StringComparison.Ordinal)).Select(key => $"{path}/{key.Name}");
        var inner = properties.SelectMany(key => Undescribed(key.Value, $"{path}/{key.Name}"));
        var items = schema.TryGetProperty("items", out var item) ? Undescribed(item, path) : [];
        return [.. missing, .. inner, .. items];
    }

    private static string Expected(string file) => file.Split('/') switch
    {
        ["calendars", _] => "calendar.json",
        ["texts", _] => "texts.json",
        var parts => Path.ChangeExtension(parts[0], "json"),
    };

    private static YamlValue Parsed(string text)
    {
        var problems = new List<ConfigurationProblem>();
        var value = new YamlTree("file", problems).Read(text);
        Assert.Empty(problems);
        Assert.NotNull(value);
        return value;
    }
}
