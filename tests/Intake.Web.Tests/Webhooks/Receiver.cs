using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Intake.Web.Tests.Webhooks;

/// <summary>What came to a receiver.</summary>
/// <param name="Path">The path.</param>
/// <param name="Id">The header webhook-id.</param>
/// <param name="Timestamp">The header webhook-timestamp.</param>
/// <param name="Signature">The header webhook-signature.</param>
/// <param name="ContentType">The type of the body.</param>
/// <param name="Body">The body.</param>
internal sealed record Posted(string Path, string Id, string Timestamp, string Signature, string? ContentType, string Body);

/// <summary>Another system: a real server on a free port that keeps what is posted and answers as it is told.</summary>
internal sealed class Receiver : IAsyncDisposable
{
    private readonly WebApplication _host;

    private Receiver(WebApplication host) => _host = host;

    /// <summary>What came, in order.</summary>
    public ConcurrentQueue<Posted> All { get; } = new();

    /// <summary>Answers; 204 where nothing is said.</summary>
    public Func<Posted, HttpContext, HttpStatusCode> Answer { get; set; } = (_, _) => HttpStatusCode.NoContent;

    /// <summary>Where it listens, without a slash at the end.</summary>
    public string Address => _host.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.Single();

    /// <summary>Starts one.</summary>
    public static async Task<Receiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new Receiver(builder.Build());
        receiver._host.Run(receiver.TakeAsync);
        await receiver._host.StartAsync();
        return receiver;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        await _host.DisposeAsync();
    }

    private async Task TakeAsync(HttpContext context)
    {
        using var reader = new StreamReader(context.Request.Body);
        var headers = context.Request.Headers;
        var posted = new Posted(context.Request.Path, headers["webhook-id"].ToString(), headers["webhook-timestamp"].ToString(), headers["webhook-signature"].ToString(), context.Request.ContentType, await reader.ReadToEndAsync());
        All.Enqueue(posted);
        context.Response.StatusCode = (int)Answer(posted, context);
    }
}
