using System.Text;

namespace Intake.Web.Telemetry;

/// <summary>Names as Prometheus has them, made of OpenTelemetry's names and UCUM units as the OpenTelemetry specification (Prometheus and OpenMetrics compatibility) says.</summary>
internal static class PrometheusNames
{
    private static readonly Dictionary<string, string> Units = new(StringComparer.Ordinal)
    {
        ["d"] = "days",
        ["h"] = "hours",
        ["min"] = "minutes",
        ["s"] = "seconds",
        ["ms"] = "milliseconds",
        ["us"] = "microseconds",
        ["ns"] = "nanoseconds",
        ["By"] = "bytes",
        ["KiBy"] = "kibibytes",
        ["MiBy"] = "mebibytes",
        ["GiBy"] = "gibibytes",
        ["%"] = "percent",
    };

    /// <summary>The name of a family: with the unit behind it, and <c>_total</c> behind a counter's.</summary>
    public static string Of(string instrument, string? unit, MetricKind kind)
    {
        var name = Clean(instrument, mayHaveColons: true);
        if (UnitOf(unit, kind) is { Length: > 0 } suffix && !name.EndsWith($"_{suffix}", StringComparison.Ordinal))
            name = $"{name}_{suffix}";
        return kind == MetricKind.Counter && !name.EndsWith("_total", StringComparison.Ordinal) ? $"{name}_total" : name;
    }

    /// <summary>The name of a label.</summary>
    public static string OfLabel(string tag) => Clean(tag, mayHaveColons: false);

    // What stands in braces is a remark, such as {message}: a number of things has no unit.
    private static string UnitOf(string? unit, MetricKind kind)
    {
        if (string.IsNullOrEmpty(unit) || unit[0] == '{')
            return "";
        if (unit == "1")
            return kind == MetricKind.Gauge ? "ratio" : "";
        return Clean(Units.GetValueOrDefault(unit, unit), mayHaveColons: false).Trim('_');
    }

    private static string Clean(string text, bool mayHaveColons)
    {
        var name = new StringBuilder(text.Length);
        foreach (var sign in text)
        {
            if (char.IsAsciiLetterOrDigit(sign) || (mayHaveColons && sign == ':'))
                name.Append(sign);
            else if (name is not [.., '_'])
                name.Append('_');
        }

        return name.Length == 0 || char.IsAsciiDigit(name[0]) ? $"_{name}" : name.ToString();
    }
}
