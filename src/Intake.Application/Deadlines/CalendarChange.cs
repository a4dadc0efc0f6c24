using Intake.Application.BotConfiguration;
using Intake.Application.Calendars;
using Intake.Application.Data;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Deadlines;

/// <summary>
/// After a change of the working calendars, moves the deadlines of open tickets. What the deadlines were last computed
/// with is remembered in the database, so that a change made while the product was stopped is found at its start.
/// </summary>
public sealed class CalendarChange(IDbContextFactory<IntakeDbContext> contexts, CommandWriter writer, BotConfigurationSource configuration, CalendarBook calendars)
{
    private const string Setting = "deadlines-computed-with";
    private const int BatchLength = 250;

    /// <summary>How far it is, while it moves deadlines; null otherwise.</summary>
    public Headway? UnderWay { get; private set; }

    /// <summary>Moves what has to move; does nothing when the calendars are those of the last time. Answers how many tickets moved.</summary>
    public async Task<int> ApplyAsync(CancellationToken cancellationToken)
    {
        // What another node has changed since counts here, too; or this one would move back what that one has moved.
        await calendars.RefreshAsync(cancellationToken);
        var version = VersionOf(configuration.Current.Authority);
        if (await contexts.RememberedAsync(Setting, cancellationToken) == version)
            return 0;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var (moved, looked) = (0, 0L);
        var all = await Counting(db).LongCountAsync(cancellationToken);
        long last = 0;
        try
        {
            while (true)
            {
                UnderWay = new(Math.Min(looked, all), all);
                var batch = await Counting(db).Where(row => row.Id > last).OrderBy(row => row.Id).Select(row => row.Id).Take(BatchLength).ToListAsync(cancellationToken);
                if (batch.Count == 0)
                    break;
                moved += await writer.WriteAsync(new MoveDeadlines(batch), cancellationToken);
                (last, looked) = (batch[^1], looked + batch.Count);
            }
        }
        finally
        {
            UnderWay = null;
        }

        await writer.WriteAsync(new Remember(Setting, version), cancellationToken);
        return moved;
    }

    /// <summary>The tickets whose clocks may run.</summary>
    internal static IQueryable<TicketRow> Counting(IntakeDbContext db) => db.Tickets.AsNoTracking().Where(row => row.IsOpen || row.State == TicketState.WrittenOff);

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
