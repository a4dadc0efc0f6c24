using System.Globalization;
using System.Text.RegularExpressions;

namespace Intake.Web.Tests.Telemetry;

/// <summary>
/// A reader of Prometheus's text format 0.0.4 that takes nothing else: every line is a HELP, a TYPE or a sample, every
/// family has both of these before its samples and stands together, no sample stands twice, and a histogram's buckets grow.
/// </summary>
internal sealed partial class PrometheusPage
{
    private readonly Dictionary<string, Family> _families = new(StringComparer.Ordinal);

    private PrometheusPage()
    {
    }

    /// <summary>The names of all families.</summary>
    public IEnumerable<string> Families => _families.Keys;

    /// <summary>The values of all labels.</summary>
    public IEnumerable<string> LabelValues => _families.Values.SelectMany(family => family.Samples).SelectMany(sample => sample.Labels.Values);

    /// <summary>Reads a page, or fails the test.</summary>
    public static PrometheusPage Parse(string text)
    {
        var page = new PrometheusPage();
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain('\r', text);
        Family? family = null;
        foreach (var line in text[..^1].Split('\n'))
        {
            if (Help().Match(line) is { Success: true } help)
                Assert.True(page._families.TryAdd(help.Groups["name"].Value, family = new(help.Groups["name"].Value, Unescaped(help.Groups["words"].Value, isQuoted: false))), line);
            else if (Typed().Match(line) is { Success: true } typed)
                Assert.Equal((family!.Name, ""), (typed.Groups["name"].Value, Interlocked.Exchange(ref family.Type, typed.Groups["type"].Value)));
            else
                family!.Add(Read(line));
        }

        Assert.All(page._families.Values, one => one.Check());
        return page;
    }

    /// <summary>The type of a family.</summary>
    public string TypeOf(string family) => _families[family].Type;

    /// <summary>The words of a family.</summary>
    public string HelpOf(string family) => _families[family].Help;

    /// <summary>The value of the one sample of this name with these labels; 0 when there is none.</summary>
    public double this[string name, params (string Label, string Value)[] labels]
        => _families.Values.SelectMany(family => family.Samples)
            .SingleOrDefault(sample => sample.Name == name && sample.Labels.Count == labels.Length && labels.All(label => sample.Labels.GetValueOrDefault(label.Label) == label.Value))?.Value ?? 0;

    /// <summary>The sum of the samples of this name.</summary>
    public double Sum(string name) => _families.Values.SelectMany(family => family.Samples).Where(sample => sample.Name == name).Sum(sample => sample.Value);

    private static Sample Read(string line)
    {
        var match = Line().Match(line);
        Assert.True(match.Success, $"No sample: {line}");
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < match.Groups["label"].Captures.Count; i++)
            Assert.True(labels.TryAdd(match.Groups["label"].Captures[i].Value, Unescaped(match.Groups["value"].Captures[i].Value, isQuoted: true)), line);
        var number = match.Groups["number"].Value;
        return new(match.Groups["name"].Value, labels, number switch
        {
            "+Inf" => double.PositiveInfinity,
            "-Inf" => double.NegativeInfinity,
            _ => double.Parse(number, NumberStyles.Float, CultureInfo.InvariantCulture),
        });
    }

    private static string Unescaped(string text, bool isQuoted) => Escape().Replace(text, match => match.Value switch
    {
        "\\n" => "\n",
        "\\\\" => "\\",
        "\\\"" when isQuoted => "\"",
        _ => throw new FormatException($"No escape: {match.Value}"),
    });

    [GeneratedRegex(@"^# HELP (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<words>.*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Help();

    [GeneratedRegex("^# TYPE (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<type>counter|gauge|histogram)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Typed();

    [GeneratedRegex("""^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<label>[a-zA-Z_][a-zA-Z0-9_]*)="(?<value>([^"\\]|\\.)*)"(,(?<label>[a-zA-Z_][a-zA-Z0-9_]*)="(?<value>([^"\\]|\\.)*)")*\})? (?<number>[+-]Inf|NaN|-?[0-9.]+(E[+-]?[0-9]+)?)$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Line();

    [GeneratedRegex(@"\\.", RegexOptions.None, 1000)]
    private static partial Regex Escape();

    private sealed record Sample(string Name, Dictionary<string, string> Labels, double Value)
    {
        public string KeyWithout(string label) => string.Join(',', Labels.Where(one => one.Key != label).OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => $"{one.Key}={one.Value}"));
    }

    private sealed class Family(string name, string help)
    {
        public string Type = "";

        public string Name => name;

        public string Help => help;

        public List<Sample> Samples { get; } = [];

        public void Add(Sample sample)
        {
            Assert.NotEqual("", Type);
            Assert.Contains(sample.Name, Type == "histogram" ? [$"{name}_bucket", $"{name}_sum", $"{name}_count"] : new[] { name });
            Samples.Add(sample);
        }

        public void Check()
        {
            Assert.NotEmpty(Samples);
            Assert.Equal(Samples.Count, Samples.DistinctBy(sample => (sample.Name, sample.KeyWithout(""))).Count());
            if (Type == "counter")
                Assert.All(Samples, sample => Assert.True(sample.Value >= 0));
            if (Type == "histogram")
                Assert.All(Samples.GroupBy(sample => sample.KeyWithout("le"), StringComparer.Ordinal), CheckBuckets);
        }

        private void CheckBuckets(IEnumerable<Sample> series)
        {
            var buckets = series.Where(sample => sample.Name == $"{name}_bucket").ToList();
            Assert.Equal("+Inf", buckets[^1].Labels["le"]);
            Assert.Equal(buckets.Select(bucket => bucket.Value).Order(), buckets.Select(bucket => bucket.Value));
            var bounds = buckets.Take(buckets.Count - 1).Select(bucket => double.Parse(bucket.Labels["le"], CultureInfo.InvariantCulture)).ToList();
            Assert.Equal(bounds.Order(), bounds);
            Assert.Equal(buckets[^1].Value, Assert.Single(series, sample => sample.Name == $"{name}_count").Value);
            Assert.Single(series, sample => sample.Name == $"{name}_sum");
        }
    }
}
