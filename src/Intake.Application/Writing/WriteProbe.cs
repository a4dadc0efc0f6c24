using System.Globalization;
using Intake.Application.Deadlines;

namespace Intake.Application.Writing;

/// <summary>Finds out whether a database that could not be written can be written again, so that a node to which nobody is sent any more is found well without a message.</summary>
public sealed class WriteProbe(CommandWriter writer, WriterHealth health, TimeProvider clock)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private readonly Lock _lock = new();
    private Task _running = Task.CompletedTask;

    /// <summary>Why the last transaction failed, after another try; null when it was saved, or the try was. Answers within about a second, however long the try takes.</summary>
    public async Task<string?> FaultAsync(CancellationToken cancellationToken)
    {
        if (health.Fault is null)
            return null;
        Task running;
        lock (_lock)
        {
            if (_running.IsCompleted)
                _running = TryAsync();
            running = _running;
        }

        await Task.WhenAny(running, Task.Delay(Patience, TimeProvider.System, cancellationToken));
        return health.Fault;
    }

    // Something that differs each time, so that a page is really written.
    private async Task TryAsync()
    {
        try
        {
            await writer.WriteAsync(new Remember("write-probe", clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture)));
        }
        catch (CannotBeSavedException)
        {
            // The writer's health says so already.
        }
    }
}
