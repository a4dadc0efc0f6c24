using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Intake.Application.Telemetry;

namespace Intake.Web.Telemetry;

/// <summary>
/// Listens to the meters that the page shows, from the start of the program on: counters begin at 0 and grow. Of meters that
/// belong to a host only this host's count, so that two hosts of one process do not count for each other.
/// </summary>
internal sealed class MetricReadings : IDisposable
{
    // The runtime's and the server's own, in the words in which every .NET program shows them.
    private static readonly string[] Meters = [Tracing.Name, "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"];

    private readonly ConcurrentDictionary<string, MetricFamily> _families = new(StringComparer.Ordinal);
    private readonly Lock _reading = new();
    private readonly MeterListener _listener;

    /// <summary>Begins to listen.</summary>
    /// <param name="host">Who makes the meters of this host.</param>
    public MetricReadings(IMeterFactory host)
    {
        _listener = new()
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (Meters.Contains(instrument.Meter.Name) && (instrument.Meter.Scope is not IMeterFactory other || ReferenceEquals(other, host)) && FamilyOf(instrument) is { } family)
                    listener.EnableMeasurementEvents(instrument, family);
            },
        };
        _listener.SetMeasurementEventCallback<byte>((_, value, tags, family) => Take(family, value, tags));
        _listener.SetMeasurementEventCallback<short>((_, value, tags, family) => Take(family, value, tags));
        _listener.SetMeasurementEventCallback<int>((_, value, tags, family) => Take(family, value, tags));
        _listener.SetMeasurementEventCallback<long>((_, value, tags, family) => Take(family, value, tags));
        _listener.SetMeasurementEventCallback<float>((_, value, tags, family) => Take(family, value, tags));
        _listener.SetMeasurementEventCallback<double>((_, value, tags, family) => Take(family, value, tags));
        _listener.SetMeasurementEventCallback<decimal>((_, value, tags, family) => Take(family, (double)value, tags));
        _listener.Start();
    }

    /// <summary>Everything as it stands, as a page in Prometheus's text format.</summary>
    public string Read()
    {
        lock (_reading)
        {
            // What is observed is there while it is observed, and no longer.
            foreach (var family in _families.Values)
                family.ForgetObserved();
            _listener.RecordObservableInstruments();
            return PrometheusText.Write(_families.Values.OrderBy(family => family.Name, StringComparer.Ordinal));
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    // Two instruments of one name are one family, where they are of one kind; the page may say a name only once.
    private MetricFamily? FamilyOf(Instrument instrument)
    {
        var made = MetricFamily.Of(instrument);
        var kept = _families.GetOrAdd(made.Name, made);
        return kept.Kind == made.Kind && kept.IsObserved == made.IsObserved ? kept : null;
    }

    private static void Take(object? family, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) => ((MetricFamily)family!).Take(value, tags);
}
