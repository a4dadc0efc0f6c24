using Intake.Application.BotConfiguration;
using Intake.Application.Data;
using Intake.Application.Writing;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Deadlines;

/// <summary>
/// After a change of the working calendars, moves the deadlines of open tickets. What the deadlines were last computed
/// with is remembered in the database, so that a change made while the product was stopped is found at its start.
/// </summary>
public sealed class CalendarChange(IDbContextFactory<IntakeDbContext> contexts, CommandWriter writer, BotConfigurationSource configuration)
{
    private const string Setting = "deadlines-computed-with";
    private const int BatchLength = 250;

    /// <summary>Moves what has to move; does nothing when the calendars are those of the last time. Answers how many tickets moved.</summary>
    public async Task<int> ApplyAsync(CancellationToken cancellationToken)
    {
        var version = VersionOf(configuration.Current.Authority);
        if (await contexts.RememberedAsync(Setting, cancellationToken) == version)
            return 0;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var moved = 0;
        long last = 0;
        while (true)
        {
            var batch = await db.Tickets.AsNoTracking().Where(row => row.Id > last && (row.IsOpen || row.State == TicketState.WrittenOff))
                .OrderBy(row => row.Id).Select(row => row.Id).Take(BatchLength).ToListAsync(cancellationToken);
            if (batch.Count == 0)
                break;
            moved += await writer.WriteAsync(new MoveDeadlines(batch), cancellationToken);
            last = batch[^1];
        }

        await writer.WriteAsync(new Remember(Setting, version), cancellationToken);
        return moved;
    }

    private static string VersionOf(Authority authority) =>
        string.Join(';', authority.Calendars.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => $"{pair.Key}={pair.Value.Version}"));
}

/// <summary>Remembers a value under a name.</summary>
public sealed class Remember(string name, string value) : Command<bool>
{
    /// <inheritdoc/>
    protected internal override async ValueTask<bool> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (await session.Db.Settings.FindAsync([name], cancellationToken) is not { } row)
        {
            session.Db.Settings.Add(new() { Id = name, Value = value });
            return true;
        }

        row.Value = value;
        session.Changed(row);
        return true;
    }
}
