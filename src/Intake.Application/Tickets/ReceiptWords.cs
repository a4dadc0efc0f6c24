using System.Globalization;
using Intake.Application.Texts;
using Intake.Domain.Catalogue;
using Intake.Domain.Deadlines;
using Intake.Domain.Tickets;

namespace Intake.Application.Tickets;

/// <summary>Says in words what a receipt shows.</summary>
public sealed record ReceiptWords(TextCatalogue Texts, Authority Authority, Language Language)
{
    private CultureInfo Culture => CultureInfo.GetCultureInfo(Language.Tag);

    /// <summary>A text.</summary>
    public string Text(string key, params ReadOnlySpan<(string Name, string Value)> values) => Texts.Get(Language, key, values);

    /// <summary>A value of an enumeration: the text <c>PREFIX.Value</c>.</summary>
    public string Name<T>(string prefix, T value)
        where T : struct, Enum => Text($"{prefix}.{value}");

    /// <summary>A unit's name; its code when it has left the configuration.</summary>
    public string Unit(string code) => Authority.Units.TryGetValue(code, out var unit) ? unit.Name[Language] : code;

    /// <summary>A service's name with its group's; the words for "not settled" when there is none.</summary>
    public string Service(string? code)
    {
        if (code is null || !Authority.Services.TryGetValue(code, out var service))
            return Text("service.open");
        var group = Authority.Groups.FirstOrDefault(group => group.Code == service.Group);
        return group is null ? service.Name[Language] : Text("service.named", ("group", group.Name[Language]), ("service", service.Name[Language]));
    }

    /// <summary>An instant on the authority's clock, with its day of the week.</summary>
    public string Instant(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, Authority.TimeZone).ToString(Text("when.instant"), Culture);

    /// <summary>A day.</summary>
    public string Day(DateOnly day) => day.ToString(Text("when.day"), Culture);

    /// <summary>One line of the history.</summary>
    public string Entry(ReceiptEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var what = Text(
            $"history.{entry.What}",
            ("unit", entry.Unit is null ? "" : Unit(entry.Unit)),
            ("stars", entry.Stars is { } stars ? Text($"rating.{stars.ToString(CultureInfo.InvariantCulture)}") : ""),
            ("outcome", entry.Outcome is { } outcome ? Name("outcome", outcome) : ""),
            ("until", entry.Until is { } until ? Instant(until) : ""));
        return entry.Words is null ? what : Text("history.quoted", ("what", what), ("words", entry.Words));
    }

    /// <summary>How the promised date came about, line by line: what was counted, what was passed over and why.</summary>
    public string Counting(Clock clock)
    {
        ArgumentNullException.ThrowIfNull(clock);
        if (!Authority.Calendars.TryGetValue(clock.Calendar, out var calendar))
            return Text("counting.due", ("due", Instant(clock.DueAt)));
        List<string> lines = [Text($"counting.{StartOf(clock.Limit)}", ("start", Instant(clock.StartedAt)), ("limit", Texts.Limit(Language, clock.Limit)))];
        var explanation = WorkingClock.Explain(calendar, clock.StartedAt, clock.Limit, clock.Pauses);
        AddDays(lines, explanation);
        foreach (var extension in clock.Extensions.TakeWhile(_ => explanation.DueAt != WorkingClock.Never))
        {
            lines.Add(Text("counting.extension", ("limit", Texts.Limit(Language, extension))));
            explanation = WorkingClock.Explain(calendar, explanation.DueAt, extension);
            AddDays(lines, explanation);
        }

        if (clock.IsPaused)
            lines.Add(Text("counting.paused"));
        else
            lines.Add(Text("counting.due", ("due", Instant(clock.DueAt))));
        if (clock.IsProvisional)
            lines.Add(Text("counting.provisional"));
        return string.Join('\n', lines);
    }

    private static string StartOf(TimeLimit limit) => limit switch
    {
        { Unit: TimeUnit.Hour } => "hours",
        { Unit: TimeUnit.WorkingHour } => "working-hours",
        { Amount: 0 } => "same-day",
        _ => "days",
    };

    private void AddDays(List<string> lines, DueExplanation explanation)
    {
        if (explanation.Limit.Unit == TimeUnit.Hour)
            return;
        if (explanation.Counted.Count > 0)
            lines.Add(Text("counting.counted", ("days", List(explanation.Counted.Select(Day)))));
        if (explanation.Skipped.Count > 0)
            lines.Add(Text("counting.skipped", ("days", List(explanation.Skipped.Select(Named)))));
        if (explanation.Paused.Count > 0)
            lines.Add(Text("counting.paused-days", ("days", List(explanation.Paused.Select(Day)))));
        if (explanation.MovedFrom is { } moved)
            lines.Add(Text("counting.moved", ("day", Named(moved))));
    }

    private string Named(SkippedDay day) => day.Name is null
        ? Text("counting.weekend", ("day", Day(day.Date)))
        : Text("counting.holiday", ("day", Day(day.Date)), ("name", Authority.DayName(day.Name, Language)));

    private string List(IEnumerable<string> items) => string.Join(Text("list.separator"), items);
}
