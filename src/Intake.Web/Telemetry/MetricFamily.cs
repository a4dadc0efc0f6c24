using System.Collections.Concurrent;
using System.Diagnostics.Metrics;

namespace Intake.Web.Telemetry;

/// <summary>What the text format knows of kinds.</summary>
internal enum MetricKind
{
    /// <summary>Only grows.</summary>
    Counter,

    /// <summary>Goes up and down.</summary>
    Gauge,

    /// <summary>How many values lie below each of some bounds.</summary>
    Histogram,
}

/// <summary>All that one instrument has measured, by the tags that came with it.</summary>
internal sealed class MetricFamily
{
    /// <summary>The most series of one family: what comes with tags beyond these counts in one that says so, and memory stays bounded.</summary>
    public const int MostSeries = 1_000;

    // As OpenTelemetry has them where an instrument says nothing.
    private static readonly double[] DefaultBounds = [0, 5, 10, 25, 50, 75, 100, 250, 500, 750, 1_000, 2_500, 5_000, 7_500, 10_000];
    private static readonly KeyValuePair<string, object?>[] Overflow = [new("otel.metric.overflow", true)];

    private readonly double[] _bounds;
    private readonly bool _isSet;
    private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], MetricSeries> _series = new(MetricTags.Comparer);
    private readonly ConcurrentDictionary<KeyValuePair<string, object?>[], MetricSeries>.AlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>> _byTags;

    private MetricFamily(Instrument instrument, MetricKind kind, bool isSet, double[] bounds)
    {
        Kind = kind;
        Name = PrometheusNames.Of(instrument.Name, instrument.Unit, kind);
        Help = instrument.Description ?? "";
        IsObserved = instrument.IsObservable;
        (_isSet, _bounds) = (isSet, bounds);
        _byTags = _series.GetAlternateLookup<ReadOnlySpan<KeyValuePair<string, object?>>>();
    }

    /// <summary>Name on the page.</summary>
    public string Name { get; }

    /// <summary>What it is, in words.</summary>
    public string Help { get; }

    /// <summary>Kind.</summary>
    public MetricKind Kind { get; }

    /// <summary>Whether its values are asked for when the page is, and not told when something happens.</summary>
    public bool IsObserved { get; }

    /// <summary>What was measured, by tags.</summary>
    public IEnumerable<KeyValuePair<KeyValuePair<string, object?>[], MetricSeries>> Series => _series;

    /// <summary>The family of an instrument, with nothing measured.</summary>
    public static MetricFamily Of(Instrument instrument)
    {
        var type = instrument.GetType().GetGenericTypeDefinition();
        if (type == typeof(Histogram<>))
            return new(instrument, MetricKind.Histogram, isSet: false, BoundsOf(instrument));
        if (type == typeof(Counter<>) || type == typeof(ObservableCounter<>))
            return new(instrument, MetricKind.Counter, isSet: instrument.IsObservable, []);
        return new(instrument, MetricKind.Gauge, isSet: instrument.IsObservable || type == typeof(Gauge<>), []);
    }

    /// <summary>Takes one measurement.</summary>
    public void Take(double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var series = SeriesOf(tags);
        if (_isSet)
            series.Set(value);
        else
            series.Add(value);
    }

    /// <summary>Forgets what was observed when it was asked for last.</summary>
    public void ForgetObserved()
    {
        if (IsObserved)
            _series.Clear();
    }

    private MetricSeries SeriesOf(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (_byTags.TryGetValue(tags, out var series))
            return series;
        // Counting locks every part of the table, but a series is new only once.
        return _series.Count < MostSeries ? _series.GetOrAdd(tags.ToArray(), New) : _series.GetOrAdd(Overflow, New);
    }

    private MetricSeries New(KeyValuePair<string, object?>[] tags) => new(_bounds);

    private static double[] BoundsOf(Instrument instrument) => instrument switch
    {
        Histogram<double> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds],
        Histogram<long> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        Histogram<int> { Advice.HistogramBucketBoundaries: { } bounds } => [.. bounds.Select(bound => (double)bound)],
        _ => DefaultBounds,
    };
}
