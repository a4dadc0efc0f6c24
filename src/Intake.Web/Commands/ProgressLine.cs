using System.Globalization;
using Intake.Application;

namespace Intake.Web.Commands;

/// <summary>
/// Shows on the notes how far something is, how fast it goes and how long it will still take: one line that is written over
/// where somebody watches, else a line every ten seconds.
/// </summary>
internal sealed class ProgressLine(Terminal terminal, TimeProvider clock) : IProgress<Headway>, IDisposable
{
    private const int Width = 24;
    private static readonly TimeSpan Watched = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Unwatched = TimeSpan.FromSeconds(10);

    private readonly Lock _lock = new();
    private readonly long _started = clock.GetTimestamp();
    private TimeSpan _shown = TimeSpan.MinValue;
    private Headway _last;
    private Headway? _first;

    /// <inheritdoc/>
    public void Report(Headway value)
    {
        lock (_lock)
        {
            if (value.All == 0)
                return;
            // Reports of several workers may overtake each other.
            _last = value.Done < _last.Done ? _last : value;
            // What an earlier run did counts as done, and not towards the rate of this one.
            _first ??= value;
            var elapsed = clock.GetElapsedTime(_started);
            if (_shown != TimeSpan.MinValue && elapsed - _shown < (terminal.IsWatched ? Watched : Unwatched))
                return;
            _shown = elapsed;
            Show(elapsed);
        }
    }

    /// <summary>Shows the end.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_last.All == 0)
                return;
            Show(clock.GetElapsedTime(_started));
            if (terminal.IsWatched)
                terminal.Notes.WriteLine();
        }
    }

    private void Show(TimeSpan elapsed)
    {
        var share = _last.All == 0 ? 1 : Math.Clamp((double)_last.Done / _last.All, 0, 1);
        var rate = (_last.Done - (_first?.Done ?? 0)) / Math.Max(elapsed.TotalSeconds, 0.001);
        var left = rate > 0 ? TimeSpan.FromSeconds(Math.Min((_last.All - _last.Done) / rate, 359_999)) : TimeSpan.Zero;
        var full = (int)(share * Width);
        var line = terminal.Text(
            "progress.line",
            ("bar", new string('#', full) + new string('.', Width - full)),
            ("percent", Written((long)(share * 100))),
            ("done", Written(_last.Done)),
            ("all", Written(_last.All)),
            ("rate", Written((long)rate)),
            ("left", left.ToString(left.TotalHours >= 1 ? @"h\:mm\:ss" : @"m\:ss", CultureInfo.InvariantCulture)));
        if (terminal.IsWatched)
            terminal.Notes.Write($"\r{line}\u001b[K");
        else
            terminal.Notes.WriteLine(line);
    }

    private static string Written(long figure) => figure.ToString("N0", CultureInfo.InvariantCulture);
}
