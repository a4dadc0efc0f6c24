using Intake.Application.Data;

namespace Intake.Application.Tickets;

/// <summary>Figures that a node counts once for all who ask within a while.</summary>
/// <param name="kept">How old they may be.</param>
/// <param name="clock">The host's clock.</param>
/// <param name="count">Counts them at an instant.</param>
internal sealed class CountedOnce<T>(TimeSpan kept, TimeProvider clock, Func<DateTimeOffset, CancellationToken, Task<T>> count) : IDisposable
    where T : class
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private (T Figures, DateTimeOffset At)? _last;

    /// <summary>The figures, at most so old as they may be.</summary>
    public async Task<T> ReadAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            var now = clock.NowToTheMillisecond();
            if (_last is not { } last || now - last.At >= kept)
                _last = last = (await count(now, cancellationToken), now);
            return last.Figures;
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();
}
