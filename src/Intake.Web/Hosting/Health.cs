using System.Data.Common;
using System.Globalization;
using System.Text.Json;
using Intake.Application.Data;
using Intake.Application.Ledgers;
using Intake.Application.Writing;
using Intake.Bot.Channels;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Intake.Web.Hosting;

/// <summary>
/// <c>/health/live</c>: the process answers. <c>/health/ready</c>: what it needs works too; 503 and the reason when not.
/// A part adds its check with <c>services.AddHealthChecks().AddCheck(...)</c>; every check counts for ready.
/// </summary>
internal static class Health
{
    /// <summary>Maps both addresses.</summary>
    public static void MapHealth(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapHealthChecks("/health/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).AllowAnonymous();
        endpoints.MapHealthChecks("/health/ready", new HealthCheckOptions { ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    // Reasons are descriptions that a check wrote for outsiders; exceptions stay in the log.
    private static Task WriteAsync(HttpContext context, HealthReport report)
        => context.Response.WriteAsJsonAsync(
            new
            {
                status = Name(report.Status),
                checks = report.Entries.Select(entry => new { name = entry.Key, status = Name(entry.Value.Status), why = entry.Value.Description }),
            },
            JsonSerializerOptions.Web,
            "application/json",
            context.RequestAborted);

    private static string Name(HealthStatus status) => status switch
    {
        HealthStatus.Healthy => "healthy",
        HealthStatus.Degraded => "degraded",
        HealthStatus.Unhealthy => "unhealthy",
    };
}

/// <summary>Ready needs a data folder that can be written to.</summary>
internal sealed class DataFolderCheck(DataFolder folder) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var probe = Path.Combine(folder.Path, ".ready");
        try
        {
            await File.WriteAllTextAsync(probe, "ready", cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            return HealthCheckResult.Unhealthy(IsFull(failure) ? "The disk of the data folder is full." : "The data folder cannot be written to.", failure);
        }
    }

    // What the system calls it: ENOSPC, and ERROR_DISK_FULL within the HRESULT that Windows makes of it.
    private static bool IsFull(Exception failure) =>
        failure is IOException && (OperatingSystem.IsWindows() ? (failure.HResult & 0xFFFF) == 112 : failure.HResult == 28);
}

/// <summary>Ready needs a database that can be read, and whose last transaction was saved.</summary>
internal sealed class DatabaseCheck(WriteProbe writer, DatabaseProbe probe) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (await writer.FaultAsync(cancellationToken) is { } fault)
            return HealthCheckResult.Unhealthy($"The last transaction could not be saved: {fault}");
        return await probe.FaultAsync(cancellationToken) is { } unreadable
            ? HealthCheckResult.Unhealthy($"The database cannot be read: {unreadable}")
            : HealthCheckResult.Healthy();
    }
}

/// <summary>Ready all the same, but somebody should look: the last daily reconciliation did not come out on some channel.</summary>
internal sealed class ReconciliationCheck(ReconcileDaily reconciliation, DatabaseProbe probe) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        // Asked first, since it answers soon.
        if (await probe.FaultAsync(cancellationToken) is not null)
            return Unreadable;
        try
        {
            return await reconciliation.LastAsync(cancellationToken) is { Holds: false } last
                ? HealthCheckResult.Degraded(string.Join("; ", last.Broken.Select(channel => WordsFor(channel, last.At))))
                : HealthCheckResult.Healthy();
        }
        catch (DbException)
        {
            return Unreadable;
        }
    }

    private static HealthCheckResult Unreadable => HealthCheckResult.Degraded("The last reconciliation cannot be read.");

    private static string WordsFor(ChannelBalance channel, DateTimeOffset at) => string.Create(
        CultureInfo.InvariantCulture,
        $"Channel {channel.Channel} did not reconcile on {at:yyyy-MM-dd}: received {channel.Received}, handled {channel.Handled}, parked {channel.Parked}, refused {channel.Refused}, overdue {channel.Overdue}, without their ticket {channel.WithoutTicket}");
}

/// <summary>Ready all the same, but somebody should look: a channel whose keys are wrong, or whose carrier cannot be reached.</summary>
internal sealed class ChannelsCheck(IEnumerable<ChannelStatus> channels) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var troubles = channels.Select(WordsFor).OfType<string>().ToList();
        return Task.FromResult(troubles.Count == 0 ? HealthCheckResult.Healthy() : HealthCheckResult.Degraded(string.Join("; ", troubles)));
    }

    private static string? WordsFor(ChannelStatus channel) => channel.State switch
    {
        ChannelState.Off or ChannelState.On => null,
        ChannelState.WrongKey => $"Channel {channel.Code} is closed: its key is wrong",
        ChannelState.Unreachable => $"Channel {channel.Code} cannot be reached",
    };
}
