namespace Intake.Web.Telemetry;

/// <summary>What was measured with one set of tags.</summary>
/// <param name="bounds">Upper bounds of a histogram's buckets, growing; none for what is no histogram.</param>
internal sealed class MetricSeries(double[] bounds)
{
    private readonly Lock _lock = new();
    private readonly long[] _counts = new long[bounds.Length + 1];
    private double _sum;

    /// <summary>Adds a measurement.</summary>
    public void Add(double value)
    {
        lock (_lock)
        {
            _sum += value;
            _counts[BucketOf(value)]++;
        }
    }

    /// <summary>Puts a measurement in the place of the one before.</summary>
    public void Set(double value)
    {
        lock (_lock)
            _sum = value;
    }

    /// <summary>The sum of what was added, or what was set last; and, of a histogram, how many values lie at or below each bound, the last being all.</summary>
    public (double Sum, IReadOnlyList<(double Bound, long Count)> Buckets) Read()
    {
        lock (_lock)
        {
            var buckets = new (double, long)[_counts.Length];
            var count = 0L;
            for (var i = 0; i < _counts.Length; i++)
                buckets[i] = (i < bounds.Length ? bounds[i] : double.PositiveInfinity, count += _counts[i]);
            return (_sum, buckets);
        }
    }

    // A bucket takes what is at or below its bound.
    private int BucketOf(double value)
    {
        var at = Array.BinarySearch(bounds, value);
        return at >= 0 ? at : ~at;
    }
}
