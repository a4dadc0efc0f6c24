using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Intake.Application.Data;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Intake.Application.Ledgers;

/// <summary>Where a ticket's row is not what its log says.</summary>
/// <param name="Ticket">Of which ticket.</param>
/// <param name="What">The columns that differ, with both values; <c>Snapshot</c> with the names of what differs in it. Empty when the log itself cannot be folded.</param>
/// <param name="CanBeRebuilt">Whether the log makes a ticket.</param>
public sealed record TicketDifference(TicketId Ticket, IReadOnlyList<string> What, bool CanBeRebuilt);

/// <summary>Makes every ticket anew from its log and compares it with its row, or writes it there.</summary>
public sealed class LedgerRebuild(IDbContextFactory<IntakeDbContext> contexts, CommandWriter writer)
{
    private const int TicketsInOneCommand = 100;

    /// <summary>Compares, and changes nothing.</summary>
    /// <param name="progress">Hears how far it is; null when nobody listens.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <returns>The tickets whose row is not what the log says; empty when all are.</returns>
    public async Task<IReadOnlyList<TicketDifference>> CheckAsync(IProgress<Headway>? progress, CancellationToken cancellationToken)
    {
        var differences = new ConcurrentBag<TicketDifference>();
        long all;
        await using (var db = await contexts.CreateDbContextAsync(cancellationToken))
            all = await db.Tickets.LongCountAsync(cancellationToken);
        var done = 0L;
        await Parallel.ForEachAsync(LedgerWindows.OfAsync(contexts, cancellationToken), cancellationToken, async (window, token) =>
        {
            foreach (var difference in await CheckAsync(window, token))
                differences.Add(difference);
            progress?.Report(new(Interlocked.Add(ref done, window.Tickets), all));
        });
        return [.. differences.OrderBy(one => one.Ticket)];
    }

    /// <summary>Writes the tickets that differ as their logs make them. Answers how many.</summary>
    public async Task<int> WriteAsync(IReadOnlyList<TicketDifference> differences, CancellationToken cancellationToken)
    {
        var rebuilt = 0;
        foreach (var some in differences.Where(one => one.CanBeRebuilt).Select(one => one.Ticket.Value).Chunk(TicketsInOneCommand))
            rebuilt += await writer.WriteAsync(new RebuildTickets(some), cancellationToken);
        return rebuilt;
    }

    private async Task<List<TicketDifference>> CheckAsync(LedgerWindow window, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var look = await LedgerWindows.LookAsync(db, cancellationToken);
        var rows = await db.Tickets.AsNoTracking().Where(row => row.Id >= window.From && row.Id <= window.To).ToDictionaryAsync(row => row.Id, cancellationToken);
        var events = await LedgerWindows.EventsAsync(db, window, cancellationToken);
        var columns = db.Model.FindEntityType(typeof(TicketRow))!.GetProperties().Where(column => column.PropertyInfo is not null).ToList();
        return
        [
            .. rows.Keys.Union(events.Keys)
                .Select(ticket => Compare(new(ticket), rows.GetValueOrDefault(ticket), events.GetValueOrDefault(ticket) ?? [], columns))
                .OfType<TicketDifference>(),
        ];
    }

    private static TicketDifference? Compare(TicketId id, TicketRow? row, List<TicketEventRow> events, List<IProperty> columns)
    {
        if (TicketChain.Walk(id, events).Ticket is not { } ticket || ticket.Version != events.Count)
            return new(id, [], CanBeRebuilt: false);
        if (row is null)
            return new(id, ["Id"], CanBeRebuilt: true);
        var made = new TicketRow();
        TicketRows.Write(ticket, made);
        var what = columns.SelectMany(column => Differing(column, row, made)).ToList();
        return what.Count == 0 ? null : new(id, what, CanBeRebuilt: true);
    }

    private static IEnumerable<string> Differing(IProperty column, TicketRow row, TicketRow made)
    {
        var (stored, expected) = (column.PropertyInfo!.GetValue(row), column.PropertyInfo.GetValue(made));
        if (Equals(stored, expected))
            return [];
        // The snapshot may hold the requester's words: only the names of what differs in it leave here.
        return column.Name == nameof(TicketRow.Snapshot)
            ? [$"Snapshot ({string.Join(", ", DifferingNames(row.Snapshot, made.Snapshot))})"]
            : [string.Create(CultureInfo.InvariantCulture, $"{column.Name} {Written(stored)} -> {Written(expected)}")];
    }

    private static string Written(object? value) => value switch
    {
        null => "null",
        DateTimeOffset at => at.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture),
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };

    private static List<string> DifferingNames(string stored, string expected)
    {
        try
        {
            using var one = JsonDocument.Parse(stored);
            using var other = JsonDocument.Parse(expected);
            var (left, right) = (Members(one), Members(other));
            return [.. left.Keys.Union(right.Keys).Where(name => left.GetValueOrDefault(name) != right.GetValueOrDefault(name)).Order(StringComparer.Ordinal)];
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return ["unreadable"];
        }
    }

    private static Dictionary<string, string> Members(JsonDocument json) =>
        json.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetRawText(), StringComparer.Ordinal);
}

/// <summary>Writes tickets as their logs make them; rows that are missing are made. Answers how many. Logs that do not fold are left alone.</summary>
internal sealed class RebuildTickets(IReadOnlyList<long> tickets) : Command<int>
{
    protected internal override async ValueTask<int> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        var rebuilt = 0;
        foreach (var id in tickets)
        {
            var (first, end) = (id * TicketEventRow.Factor, (id + 1) * TicketEventRow.Factor);
            var events = await session.Db.TicketEvents.AsNoTracking().Where(row => row.Id >= first && row.Id < end).OrderBy(row => row.Id).ToListAsync(cancellationToken);
            if (TicketChain.Walk(new(id), events).Ticket is not { } ticket || ticket.Version != events.Count)
                continue;
            await session.ReplaceAsync(ticket, cancellationToken);
            rebuilt++;
        }

        return rebuilt;
    }
}
