using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Intake.Web.Tests.Telemetry;

/// <summary>A collector on this machine that keeps what is sent to it by OTLP over HTTP.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _host;
    private readonly ConcurrentQueue<(string Path, string Type, byte[] Body)> _posts = new();

    private Collector(WebApplication host) => _host = host;

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Address => _host.Urls.Single();

    /// <summary>Starts on a free port.</summary>
    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var collector = new Collector(builder.Build());
        collector._host.MapPost("/{**path}", collector.TakeAsync);
        await collector._host.StartAsync(TestContext.Current.CancellationToken);
        return collector;
    }

    /// <summary>What came to an address; bytes as Latin-1, so that names inside can be looked for.</summary>
    public IEnumerable<string> Bodies(string path) => _posts.Where(post => post.Path == path).Select(post => Encoding.Latin1.GetString(post.Body));

    /// <summary>Whether something that came to an address holds some words.</summary>
    public bool Has(string path, string words) => Bodies(path).Any(body => body.Contains(Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(words)), StringComparison.Ordinal));

    /// <summary>The addresses and content types of all that came.</summary>
    public IEnumerable<(string Path, string Type)> Posts => _posts.Select(post => (post.Path, post.Type)).Distinct();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async Task TakeAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        _posts.Enqueue((context.Request.Path, context.Request.ContentType ?? "", body.ToArray()));
        context.Response.ContentType = "application/x-protobuf";
    }
}
