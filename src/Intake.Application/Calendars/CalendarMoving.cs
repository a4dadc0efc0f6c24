using Intake.Application.Deadlines;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Intake.Application.Calendars;

/// <summary>Keeps the calendars of this node as the database has them, and moves deadlines as soon as somebody has changed one here. What a stop interrupts, the scheduled job goes on with.</summary>
public sealed partial class CalendarMoving(CalendarBook book, CalendarChange change, TimeProvider clock, ILogger<CalendarMoving> logger) : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);
    private readonly SemaphoreSlim _begun = new(0);

    /// <summary>Has deadlines moved now.</summary>
    public void Begin() => _begun.Release();

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        // Before anything is counted: without it the first requests would be promised by the files alone.
        await book.RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _begun.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        await Task.WhenAll(LookAsync(timer, stoppingToken), MoveAsync(stoppingToken));
    }

    private async Task LookAsync(PeriodicTimer timer, CancellationToken stoppingToken)
    {
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
                await TryAsync(book.RefreshAsync, stoppingToken);
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task MoveAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                await _begun.WaitAsync(stoppingToken);
                await TryAsync(change.ApplyAsync, stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host stops.
        }
    }

    private async Task TryAsync(Func<CancellationToken, Task> act, CancellationToken stoppingToken)
    {
        try
        {
            await act(stoppingToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            // The database is away: the next look, or the scheduled job, does it.
            LogFailed(fault);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Calendars could not be read or deadlines not be moved; it is tried again")]
    private partial void LogFailed(Exception fault);
}
