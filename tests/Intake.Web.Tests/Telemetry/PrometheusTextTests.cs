using System.Diagnostics.Metrics;
using Intake.Application.Telemetry;
using Intake.Web.Telemetry;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Telemetry;

public sealed class PrometheusTextTests : IDisposable
{
    private readonly ServiceProvider _services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly MetricReadings _readings;
    private readonly Meter _meter;

    public PrometheusTextTests()
    {
        var factory = _services.GetRequiredService<IMeterFactory>();
        _readings = new(factory);
        _meter = factory.Create(Tracing.Name);
    }

    [Fact]
    public void A_counter_is_named_with_its_unit_and_total_and_adds_up_by_its_tags()
    {
        var counter = _meter.CreateCounter<long>("intake.test.sent", "By", "What was sent.");
        counter.Add(2, new KeyValuePair<string, object?>("channel", "webchat"));
        counter.Add(3, new KeyValuePair<string, object?>("channel", "webchat"));
        counter.Add(1, new KeyValuePair<string, object?>("channel", "email"));

        var page = Read();
        Assert.Equal("counter", page.TypeOf("intake_test_sent_bytes_total"));
        Assert.Equal("What was sent.", page.HelpOf("intake_test_sent_bytes_total"));
        Assert.Equal(5, page["intake_test_sent_bytes_total", ("channel", "webchat")]);
        Assert.Equal(1, page["intake_test_sent_bytes_total", ("channel", "email")]);
    }

    [Fact]
    public void Tags_in_another_order_are_the_same_series()
    {
        var counter = _meter.CreateCounter<long>("intake.test.ordered");
        counter.Add(1, new("a", "1"), new KeyValuePair<string, object?>("b", 2));
        counter.Add(1, new("b", 2), new KeyValuePair<string, object?>("a", "1"));
        Assert.Equal(2, Read()["intake_test_ordered_total", ("a", "1"), ("b", "2")]);
    }

    [Fact]
    public void A_histogram_s_buckets_hold_all_at_or_below_their_bounds()
    {
        var histogram = _meter.CreateHistogram("intake.test.duration", "s", advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 1, 10] });
        foreach (var value in new[] { 0.05, 0.1, 0.5, 10, 99 })
            histogram.Record(value, new KeyValuePair<string, object?>("job", "x"));

        var page = Read();
        double Bucket(string le) => page["intake_test_duration_seconds_bucket", ("job", "x"), ("le", le)];
        Assert.Equal((2, 3, 4, 5), (Bucket("0.1"), Bucket("1"), Bucket("10"), Bucket("+Inf")));
        Assert.Equal(109.65, page["intake_test_duration_seconds_sum", ("job", "x")], 6);
        Assert.Equal(5, page["intake_test_duration_seconds_count", ("job", "x")]);
    }

    [Theory]
    [InlineData("say \"yes\"")]
    [InlineData("C:\\new\\table")]
    [InlineData("one\ntwo")]
    [InlineData("a},b=\"c\" 1")]
    [InlineData("网上聊天")]
    public void Any_value_of_a_label_comes_out_as_it_went_in(string value)
    {
        _meter.CreateCounter<long>("intake.test.escaped", null, $"words {value}").Add(1, new KeyValuePair<string, object?>("some.label", value));
        var page = Read();
        Assert.Equal(1, page["intake_test_escaped_total", ("some_label", value)]);
        if (!value.Contains('"', StringComparison.Ordinal))
            Assert.Equal($"words {value}", page.HelpOf("intake_test_escaped_total"));
    }

    [Fact]
    public void What_is_observed_is_shown_while_it_is_there()
    {
        var seen = new List<Measurement<double>> { new(1.5, new KeyValuePair<string, object?>("kind", "a")) };
        _meter.CreateObservableGauge("intake.test.observed", () => seen, "s");
        Assert.Equal(1.5, Read()["intake_test_observed_seconds", ("kind", "a")]);
        Assert.Equal(1.5, Read()["intake_test_observed_seconds", ("kind", "a")]);
        Assert.Equal("gauge", Read().TypeOf("intake_test_observed_seconds"));
        seen.Clear();
        Assert.DoesNotContain("intake_test_observed_seconds", Read().Families);
    }

    [Fact]
    public void What_goes_up_and_down_is_a_gauge()
    {
        var counter = _meter.CreateUpDownCounter<int>("intake.test.open", "{thing}");
        counter.Add(3);
        counter.Add(-1);
        Assert.Equal(("gauge", 2), (Read().TypeOf("intake_test_open"), Read()["intake_test_open"]));
    }

    [Fact]
    public void Tags_without_end_do_not_fill_the_memory()
    {
        var counter = _meter.CreateCounter<long>("intake.test.many");
        for (var i = 0; i < MetricFamily.MostSeries * 2; i++)
            counter.Add(1, new KeyValuePair<string, object?>("number", i));
        var page = Read();
        Assert.Equal(MetricFamily.MostSeries, page["intake_test_many_total", ("otel_metric_overflow", "true")]);
        Assert.Equal(MetricFamily.MostSeries * 2, page.Sum("intake_test_many_total"));
    }

    [Fact]
    public void Another_host_of_the_process_does_not_count_here()
    {
        using var other = new ServiceCollection().AddMetrics().BuildServiceProvider();
        other.GetRequiredService<IMeterFactory>().Create(Tracing.Name).CreateCounter<long>("intake.test.elsewhere").Add(1);
        Assert.DoesNotContain("intake_test_elsewhere_total", Read().Families);
    }

    public void Dispose()
    {
        _readings.Dispose();
        _services.Dispose();
    }

    private PrometheusPage Read() => PrometheusPage.Parse(_readings.Read());
}
