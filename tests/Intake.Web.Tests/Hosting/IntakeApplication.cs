using System.Net;
using Intake.Testing;
using Intake.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Intake.Web.Tests.Hosting;

/// <summary>
/// The real program on a free port of this machine, with a data folder of its own and a clock that stands still: what a
/// browser or a client meets. Use one for a class (<c>IClassFixture</c>) where tests do not disturb each other.
/// </summary>
public class IntakeApplication : IAsyncLifetime
{
    private const int MostStopSteps = 600;
    private static readonly TimeSpan StopStep = TimeSpan.FromMilliseconds(100);

    private readonly TemporaryFolder data = new();
    private readonly KeptLog log = new();
    private WebApplication? host;

    /// <summary>The clock of the program.</summary>
    public TestClock Clock { get; } = new(TestClock.TuesdayMorning);

    /// <summary>Where it listens, with a slash at the end.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>The program's data folder.</summary>
    public string DataFolder => data.Path;

    /// <summary>The program itself.</summary>
    public WebApplication Host => host!;

    /// <summary>The program's services.</summary>
    public IServiceProvider Services => host!.Services;

    /// <summary>Warnings and errors that the program has logged.</summary>
    public IEnumerable<string> Log => log.Entries;

    /// <summary>Settings beside the usual ones, by name.</summary>
    protected virtual IReadOnlyDictionary<string, string> Settings { get; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The environment; Development where nothing else is said.</summary>
    protected virtual string Environment => "Development";

    /// <summary>Puts something in the place of the real thing.</summary>
    protected virtual void Adjust(WebApplicationBuilder builder)
    {
    }

    /// <summary>Puts away what the test has put beside the data, once the program has stopped and before the data folder goes.</summary>
    protected virtual ValueTask DisposeCoreAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public virtual async ValueTask InitializeAsync()
    {
        var settings = new Dictionary<string, string>(Settings, StringComparer.Ordinal)
        {
            ["environment"] = Environment,
            ["urls"] = "http://127.0.0.1:0",
            ["INTAKE_DATA"] = data.Path,
        };
        host = IntakeHost.Build([.. settings.SelectMany(setting => new[] { "--" + setting.Key, setting.Value })], Prepare);
        await host.StartAsync();
        var addresses = host.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>();
        Address = new Uri(addresses.Addresses.Single() + "/");
    }

    /// <summary>A client that follows nothing and keeps cookies, as one visitor.</summary>
    /// <param name="language">What it asks for in Accept-Language.</param>
    public HttpClient Visitor(string language = "zh-CN")
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() }) { BaseAddress = Address };
        client.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        return client;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (host is not null)
        {
            await StopAsync(host);
            await host.DisposeAsync();
        }

        await DisposeCoreAsync();
        log.Dispose();
        data.Dispose();
        GC.SuppressFinalize(this);
    }

    // The scheduler waits on this clock before it tries again what the database refused, also when it is asked to stop:
    // time has to pass for it, or it waits for ever.
    private async Task StopAsync(WebApplication running)
    {
        var stopping = running.StopAsync();
        for (var step = 0; !stopping.IsCompleted && step < MostStopSteps; step++)
        {
            await Task.WhenAny(stopping, Task.Delay(StopStep, TimeProvider.System));
            if (!stopping.IsCompleted)
                Clock.Advance(TimeSpan.FromSeconds(1));
        }

        await stopping.WaitAsync(TimeSpan.FromSeconds(1), TimeProvider.System);
    }

    private void Prepare(WebApplicationBuilder builder)
    {
        builder.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
        builder.Logging.ClearProviders().AddProvider(log);
        Adjust(builder);
    }
}
