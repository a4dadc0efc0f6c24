using Intake.Application.Data;
using Intake.Application.Staff;
using Intake.Domain.Tickets;

namespace Intake.Web.Hosting;

/// <summary>
/// Before anything else starts: brings an embedded database to the tables of this version, and the accounts to what they
/// have to be. A server's database is migrated by the command <c>migrate</c>, once for all nodes.
/// </summary>
internal sealed class DataAtStart(IServiceScopeFactory scopes, IHostEnvironment environment) : IHostedLifecycleService
{
    /// <inheritdoc/>
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        await using (var scope = scopes.CreateAsyncScope())
        {
            await scope.ServiceProvider.PrepareIntakeAsync(cancellationToken);
            // Asked for here, so that a key that cannot be read shows at the start and not at the first receipt.
            scope.ServiceProvider.GetRequiredService<ReceiptSecret>();
        }

        await scopes.PrepareStaffAsync(demonstrates: environment.IsDevelopment());
    }

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
