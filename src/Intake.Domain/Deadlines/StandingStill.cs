namespace Intake.Domain.Deadlines;

/// <summary>Pauses in order, those that touch made one, in ticks; an open one ends at <see cref="long.MaxValue"/>.</summary>
internal readonly struct StandingStill
{
    private readonly List<(long From, long To)>? _spans;

    private StandingStill(List<(long From, long To)> spans) => _spans = spans;

    public static StandingStill Of(IReadOnlyList<Pause>? pauses)
    {
        if (pauses is null || pauses.Count == 0)
            return default;
        var spans = new List<(long From, long To)>(pauses.Count);
        foreach (var pause in pauses.OrderBy(pause => pause.From))
        {
            var (from, to) = (pause.From.UtcTicks, pause.To?.UtcTicks ?? long.MaxValue);
            if (to < from)
                throw new ArgumentException("A pause ends before it begins.", nameof(pauses));
            if (spans.Count > 0 && from <= spans[^1].To)
                spans[^1] = (spans[^1].From, Math.Max(to, spans[^1].To));
            else
                spans.Add((from, to));
        }

        return new StandingStill(spans);
    }

    /// <summary>The pauses as far as they lie after an instant.</summary>
    public IEnumerable<(long From, long To)> After(long instant)
    {
        foreach (var (from, to) in _spans ?? [])
        {
            if (to > instant)
                yield return (Math.Max(from, instant), to);
        }
    }

    /// <summary>When the open pause began; null when none is open.</summary>
    public long? OpenSince => _spans is [.., (var from, long.MaxValue)] ? from : null;

    public bool None => _spans is null;

    /// <summary>Whether a moment falls in a pause: after its beginning, its end included.</summary>
    public bool Holds(long moment)
    {
        foreach (var (from, to) in _spans ?? [])
        {
            if (from < moment && moment <= to)
                return true;
        }

        return false;
    }
}
