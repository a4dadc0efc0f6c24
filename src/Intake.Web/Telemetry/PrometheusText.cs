using System.Globalization;
using System.Text;

namespace Intake.Web.Telemetry;

/// <summary>Prometheus's text format 0.0.4.</summary>
internal static class PrometheusText
{
    /// <summary>The content type of the format.</summary>
    public const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>The page of some families; those of which nothing was measured are left out.</summary>
    public static string Write(IEnumerable<MetricFamily> families)
    {
        var page = new StringBuilder(16 * 1024);
        foreach (var family in families)
        {
            var series = family.Series.Select(one => (Labels: LabelsOf(one.Key), one.Value)).OrderBy(one => one.Labels, StringComparer.Ordinal).ToList();
            if (series.Count == 0)
                continue;
            Line(page, $"# HELP {family.Name} {Escape(family.Help, isQuoted: false)}");
            Line(page, $"# TYPE {family.Name} {TypeOf(family.Kind)}");
            foreach (var (labels, values) in series)
                Write(page, family, labels, values);
        }

        return page.ToString();
    }

    private static void Write(StringBuilder page, MetricFamily family, string labels, MetricSeries series)
    {
        var (sum, buckets) = series.Read();
        if (family.Kind != MetricKind.Histogram)
        {
            Line(page, $"{family.Name}{Braced(labels)} {Number(sum)}");
            return;
        }

        var before = labels.Length == 0 ? "" : $"{labels},";
        foreach (var (bound, count) in buckets)
            Line(page, $"{family.Name}_bucket{{{before}le=\"{Number(bound)}\"}} {Number(count)}");
        Line(page, $"{family.Name}_sum{Braced(labels)} {Number(sum)}");
        Line(page, $"{family.Name}_count{Braced(labels)} {Number(buckets[^1].Count)}");
    }

    private static string TypeOf(MetricKind kind) => kind switch
    {
        MetricKind.Counter => "counter",
        MetricKind.Gauge => "gauge",
        MetricKind.Histogram => "histogram",
    };

    // A label without a value is the same as none. Tags whose names become the same are one label: it may stand only once.
    private static string LabelsOf(IEnumerable<KeyValuePair<string, object?>> tags) => string.Join(',', tags
        .Select(tag => (Name: PrometheusNames.OfLabel(tag.Key), Value: ValueOf(tag.Value)))
        .Where(label => label.Value.Length > 0)
        .GroupBy(label => label.Name, StringComparer.Ordinal)
        .OrderBy(label => label.Key, StringComparer.Ordinal)
        .Select(label => $"{label.Key}=\"{Escape(string.Join(';', label.Select(one => one.Value)), isQuoted: true)}\""));

    private static string ValueOf(object? value) => value switch
    {
        bool isSo => isSo ? "true" : "false",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    private static string Braced(string labels) => labels.Length == 0 ? "" : $"{{{labels}}}";

    private static string Escape(string text, bool isQuoted)
    {
        var escaped = text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return isQuoted ? escaped.Replace("\"", "\\\"", StringComparison.Ordinal) : escaped;
    }

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    // The format ends every line with a line feed, on every system.
    private static void Line(StringBuilder page, string line) => page.Append(line).Append('\n');
}
