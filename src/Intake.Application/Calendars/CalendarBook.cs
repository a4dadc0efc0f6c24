using Intake.Application.BotConfiguration;
using Intake.Application.Data;
using Intake.Domain;
using Intake.Domain.Deadlines;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Calendars;

/// <summary>Lays the changes in the database over the calendars of the files, on every node.</summary>
public sealed class CalendarBook(IDbContextFactory<IntakeDbContext> contexts, BotConfigurationSource configuration)
{
    private readonly Lock _laying = new();
    private string _laid = "0:0";

    /// <summary>Changes that the files do not allow any more, and why; to be shown.</summary>
    public IReadOnlyList<(CalendarEdit Edit, Refusal Why)> PassedOver { get; private set; } = [];

    /// <summary>Reads the changes, and lays them over the files when they are others than before.</summary>
    public async Task RefreshAsync(CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await db.CalendarEdits.AsNoTracking().OrderBy(row => row.Sequence).ToListAsync(cancellationToken);
        var state = StateOf(rows);
        lock (_laying)
        {
            if (state == _laid)
                return;
            var edits = EditsOf(rows);
            configuration.Amend(authority =>
            {
                var passedOver = new List<(CalendarEdit, Refusal)>();
                var amended = CalendarEdits.Apply(authority, edits, (edit, why) => passedOver.Add((edit, why)));
                PassedOver = passedOver;
                return amended;
            });
            _laid = state;
        }
    }

    /// <summary>By what it is known that nothing was changed in between.</summary>
    internal static string StateOf(IReadOnlyCollection<CalendarEditRow> rows) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{rows.Count}:{rows.Count(row => row.UndoneAt is not null)}");

    /// <summary>The changes that hold, in order.</summary>
    internal static IReadOnlyList<CalendarEdit> EditsOf(IEnumerable<CalendarEditRow> rows) =>
        [.. rows.Where(row => row.UndoneAt is null).OrderBy(row => row.Sequence).Select(row => CalendarEditJson.Read(row.Content)).OfType<CalendarEdit>()];
}
