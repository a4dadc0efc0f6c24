namespace Intake.Web.Telemetry;

/// <summary>
/// Where OpenTelemetry's own settings say that telemetry goes to: nowhere unless <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set,
/// or the one of a signal. The rest of its settings (protocol, headers, interval, sampler) are read by its library.
/// </summary>
/// <param name="SendsTraces">Whether traces go anywhere.</param>
/// <param name="SendsMetrics">Whether metrics go anywhere.</param>
internal sealed record OtlpSettings(bool SendsTraces, bool SendsMetrics)
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private static readonly string[] Protocols = ["grpc", "http/protobuf"];

    /// <summary>Whether anything goes anywhere.</summary>
    public bool Sends => SendsTraces || SendsMetrics;

    /// <summary>Reads the settings.</summary>
    /// <exception cref="FormatException">An endpoint is no address, or the protocol is none; the message says which setting.</exception>
    public static OtlpSettings From(IConfiguration settings)
    {
        var everywhere = IsSet(settings, Endpoint);
        var traces = IsSet(settings, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
        var metrics = IsSet(settings, "OTEL_EXPORTER_OTLP_METRICS_ENDPOINT");
        foreach (var name in new[] { "OTEL_EXPORTER_OTLP_PROTOCOL", "OTEL_EXPORTER_OTLP_TRACES_PROTOCOL", "OTEL_EXPORTER_OTLP_METRICS_PROTOCOL" })
        {
            if (settings[name] is { Length: > 0 } protocol && !Protocols.Contains(protocol))
                throw new FormatException($"{name}: '{protocol}' is none of {string.Join(", ", Protocols)}.");
        }

        var isOff = string.Equals(settings["OTEL_SDK_DISABLED"], "true", StringComparison.OrdinalIgnoreCase);
        return new(!isOff && (everywhere || traces), !isOff && (everywhere || metrics));
    }

    private static bool IsSet(IConfiguration settings, string name)
    {
        if (string.IsNullOrWhiteSpace(settings[name]))
            return false;
        return Uri.TryCreate(settings[name], UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? true
            : throw new FormatException($"{name}: '{settings[name]}' is not an address such as http://localhost:4317.");
    }
}
