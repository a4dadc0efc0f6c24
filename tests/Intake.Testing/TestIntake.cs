using Intake.Application;
using Intake.Application.BotConfiguration;
using Intake.Application.Calendars;
using Intake.Application.Data;
using Intake.Application.Deadlines;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Intake.Testing.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Contact = Intake.Application.Tickets.Contact;

namespace Intake.Testing;

/// <summary>The use cases on a real database of its own (the one of the test's class, see <see cref="TestDatabase"/>), with the example authority and the clock of the test. No HTTP.</summary>
public sealed class TestIntake : IAsyncDisposable
{
    private readonly ServiceProvider _services;
    private readonly List<IHostedService> _hosted;

    private TestIntake(ServiceProvider services, string folder) =>
        (_services, Folder, _hosted) = (services, folder, [.. services.GetServices<IHostedService>()]);

    /// <summary>The data folder.</summary>
    public string Folder { get; }

    /// <summary>The services.</summary>
    public IServiceProvider Services => _services;

    /// <summary>The one writer.</summary>
    public CommandWriter Writer => _services.GetRequiredService<CommandWriter>();

    /// <summary>The rules.</summary>
    public Authority Authority => _services.GetRequiredService<BotConfigurationSource>().Current.Authority;

    /// <summary>Starts on a new folder, or again on one that is left from before.</summary>
    /// <param name="clock">The clock of the test.</param>
    /// <param name="folder">A folder left by <see cref="StopAsync"/>; null makes one.</param>
    /// <param name="configuration">The configuration; null takes the example.</param>
    /// <param name="adjust">What the test adds.</param>
    public static async Task<TestIntake> StartAsync(
        TimeProvider clock,
        string? folder = null,
        BotConfigurationSource? configuration = null,
        Action<IServiceCollection>? adjust = null)
    {
        TestDatabase.Require();
        folder ??= Directory.CreateTempSubdirectory("intake-test-").FullName;
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton(clock);
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton(configuration ?? new BotConfigurationSource(ExampleAuthority.Snapshot()));
        services.AddIntakeApplication(await TestDatabase.OpenAsync(folder));
        // What EF warns of is a query that says something else than was meant, or that grows slow.
        services.ConfigureDbContext<IntakeDbContext>(builder => builder.ConfigureWarnings(warnings => warnings.Default(WarningBehavior.Throw)));
        services.AddSingleton<DeadlineEnforcement>();
        services.AddCalendars();
        adjust?.Invoke(services);
        var intake = new TestIntake(services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true }), folder);
        await using (var db = intake.Open())
            await db.Database.MigrateAsync();
        foreach (var hosted in intake._hosted)
            await hosted.StartAsync(CancellationToken.None);
        return intake;
    }

    /// <summary>A context for looking at what was written.</summary>
    public IntakeDbContext Open() => _services.GetRequiredService<IDbContextFactory<IntakeDbContext>>().CreateDbContext();

    /// <summary>Sends a request in; fails the test when it is refused.</summary>
    public async Task<Ticket> SubmitAsync(string text, string? service = null, TicketKind? kind = null, Contact? contact = null, Anonymity anonymity = Anonymity.CentreOnly)
    {
        var submission = new Submission { Text = text, Service = service, Kind = kind, Channel = "test", Language = Language.Chinese, Contact = contact, Anonymity = anonymity };
        return Held(await Writer.WriteAsync(new SubmitRequest(submission, Actor.Requester("test"))));
    }

    /// <summary>Does something to a ticket; fails the test when it is refused.</summary>
    public async Task<Ticket> DoAsync(TicketCommand command) => Held(await Writer.WriteAsync(command));

    /// <summary>The ticket as its row says.</summary>
    public async Task<Ticket> FindAsync(TicketId id)
    {
        await using var db = Open();
        return TicketRows.Read((await db.Tickets.AsNoTracking().SingleAsync(row => row.Id == id.Value)).Snapshot);
    }

    /// <summary>The value of an outcome.</summary>
    /// <exception cref="InvalidOperationException">It was refused; the message says why.</exception>
    public static T Held<T>(Outcome<T> outcome) =>
        outcome.Succeeded ? outcome.Value : throw new InvalidOperationException($"Refused: {outcome.Refusal.Code}");

    /// <summary>Stops, and leaves the folder.</summary>
    public async Task StopAsync()
    {
        foreach (var hosted in Enumerable.Reverse(_hosted))
            await hosted.StopAsync(CancellationToken.None);
        await _services.DisposeAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        var database = _services.GetRequiredService<DatabaseOptions>();
        await StopAsync();
        await TestDatabase.DropAsync(database);
        Directory.Delete(Folder, recursive: true);
    }
}
