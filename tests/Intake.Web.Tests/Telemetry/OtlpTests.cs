using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Intake.Web.Telemetry;
using Intake.Web.Tests.Hosting;
using Microsoft.Extensions.Configuration;

namespace Intake.Web.Tests.Telemetry;

public sealed class OtlpTests
{
    private const string Traces = "/v1/traces";
    private const string Metrics = "/v1/metrics";

    private static readonly string[] Spans = ["Microsoft.AspNetCore", "conversation turn", "transaction", "COMMIT", "POST /v3/directline/conversations/{conversation}/activities", "db.system.name"];
    private static readonly string[] Instruments = ["http.server.request.duration", "dotnet.gc.collections"];

    private sealed class Application(params (string Name, string Value)[] more) : IntakeApplication
    {
        protected override IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["DirectLine:Secret"] = TelemetrySteps.Secret,
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_METRIC_EXPORT_INTERVAL"] = "300",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "300",
        }.Concat(more.Select(one => KeyValuePair.Create(one.Name, one.Value))).ToDictionary(one => one.Key, one => one.Value, StringComparer.Ordinal);
    }

    [Fact]
    public async Task Traces_and_metrics_arrive_where_the_endpoint_says_and_no_personal_data_with_them()
    {
        await using var collector = await Collector.StartAsync();
        await using var application = new Application(("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Address));
        await application.InitializeAsync();
        var (client, conversation) = await application.ChatAsync();
        using var _ = client;
        await client.SayAsync(conversation, "我叫欧阳修，电话13812345678，滨江路的路灯坏了三天", "message-of-ouyang");
        await client.GetAsync("/api/v1/tickets/XH20260310000017?secret=Q1W2E3R4T5", TestContext.Current.CancellationToken);
        await client.GetAsync("/staff/tickets/XH20260310000017", TestContext.Current.CancellationToken);

        await TelemetrySteps.UntilAsync(() => collector.Has(Traces, "HandleActivity") && collector.Has(Traces, "/staff/tickets/{number}"), "No trace of the message came.");
        await TelemetrySteps.UntilAsync(() => collector.Has(Metrics, "intake.messages.received") && collector.Has(Metrics, "intake.outbox.age"), "No metrics came.");
        Assert.All(collector.Posts, post => Assert.Equal("application/x-protobuf", post.Type));
        foreach (var path in new[] { Traces, Metrics })
        {
            Assert.All(collector.Bodies(path), body => Assert.NotEmpty(body));
            Assert.True(collector.Has(path, "service.name") && collector.Has(path, "service.instance.id"));
            Assert.All(new[] { "欧阳", "13812345678", "滨江", conversation, "message-of-ouyang", "XH20260310000017", "Q1W2E3R4T5" }, words => Assert.False(collector.Has(path, words), words));
        }

        Assert.All(Spans, name => Assert.True(collector.Has(Traces, name), name));
        Assert.All(Instruments, name => Assert.True(collector.Has(Metrics, name), name));
    }

    [Fact]
    public async Task One_signal_alone_goes_where_its_own_endpoint_says()
    {
        await using var collector = await Collector.StartAsync();
        await using (var application = new Application(("OTEL_EXPORTER_OTLP_METRICS_ENDPOINT", $"{collector.Address}/of-metrics"), ("OTEL_SERVICE_NAME", "intake-of-xinghe")))
        {
            await application.InitializeAsync();
            using var visitor = application.Visitor();
            await visitor.GetAsync("/", TestContext.Current.CancellationToken);
            await TelemetrySteps.UntilAsync(() => collector.Has("/of-metrics", "http.server.request.duration"), "No metrics came.");
        }

        Assert.True(collector.Has("/of-metrics", "intake-of-xinghe"));
        Assert.Equal(["/of-metrics"], collector.Posts.Select(post => post.Path).Distinct());
    }

    [Fact]
    public async Task A_collector_that_is_away_disturbs_nobody()
    {
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        var port = ((IPEndPoint)nobody.LocalEndpoint).Port;
        nobody.Stop();
        var application = new Application(("OTEL_EXPORTER_OTLP_ENDPOINT", $"http://127.0.0.1:{port}"));
        await application.InitializeAsync();
        var (client, conversation) = await application.ChatAsync();
        using var _ = client;
        for (var i = 0; i < 20; i++)
            await client.SayAsync(conversation, "帮助", $"m{i}");
        Assert.Equal(21, (await application.MetricsAsync())["intake_messages_handled_total", ("channel", "webchat")]);
        var stopping = Stopwatch.StartNew();
        await application.DisposeAsync();
        Assert.True(stopping.Elapsed < TimeSpan.FromMinutes(1));
        Assert.Empty(application.Log);
    }

    [Theory]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "collector:4317", "'collector:4317' is not an address such as http://localhost:4317.")]
    [InlineData("OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "here", "'here' is not an address such as http://localhost:4317.")]
    [InlineData("OTEL_EXPORTER_OTLP_PROTOCOL", "http/json", "'http/json' is none of grpc, http/protobuf.")]
    public async Task A_wrong_setting_stops_the_start_with_a_sentence(string name, string value, string words)
    {
        using var folder = new Testing.TemporaryFolder();
        var run = await BuiltProgram.RunAsync(folder.Path, "run", $"--{name}", value);
        Assert.Equal((1, $"Not done: {name}: {words}"), (run.Code, run.Notes.Trim()));
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, false, "OTEL_EXPORTER_OTLP_ENDPOINT", "")]
    [InlineData(false, false, "OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4317", "OTEL_SDK_DISABLED", "true")]
    [InlineData(true, true, "OTEL_EXPORTER_OTLP_ENDPOINT", "http://localhost:4317")]
    [InlineData(true, false, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT", "https://collector.example.gov/v1/traces")]
    public void Nothing_leaves_unless_it_is_said_where_to(bool traces, bool metrics, params string[] settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings.Chunk(2).Select(pair => KeyValuePair.Create(pair[0], (string?)pair[1]))).Build();
        Assert.Equal(new OtlpSettings(traces, metrics), OtlpSettings.From(configuration));
    }
}
