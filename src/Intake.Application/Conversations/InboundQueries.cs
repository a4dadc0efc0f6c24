using Intake.Application.Data;
using Intake.Application.Writing;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Conversations;

/// <summary>An incoming message that nobody could handle.</summary>
/// <param name="Id">Key.</param>
/// <param name="Channel">Channel.</param>
/// <param name="ExternalId">The channel's id.</param>
/// <param name="ReceivedAt">When it came.</param>
/// <param name="Raw">The message as it came, or its beginning.</param>
/// <param name="Reason">Why it was parked.</param>
public sealed record ParkedMessage(long Id, string Channel, string ExternalId, DateTimeOffset ReceivedAt, string Raw, string? Reason);

/// <summary>What came by a channel.</summary>
/// <param name="Channel">Channel.</param>
/// <param name="Received">Messages.</param>
/// <param name="Parked">Those that wait for a person.</param>
/// <param name="LastAt">When the last one came.</param>
public sealed record ChannelTraffic(string Channel, int Received, int Parked, DateTimeOffset LastAt);

/// <summary>What is read about incoming messages.</summary>
public static class InboundQueries
{
    /// <summary>Parked messages on one page.</summary>
    public const int PageLength = 50;

    private const int LongestRaw = 4_000;

    /// <summary>A page of parked messages, the newest first, and whether more follow.</summary>
    /// <param name="db">The database.</param>
    /// <param name="before">The key that the page before ended with; null for the first page.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<(IReadOnlyList<ParkedMessage> Messages, bool HasMore)> ParkedAsync(IntakeDbContext db, long? before, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var rows = await db.InboundMessages.Where(row => row.Status == InboundStatus.Parked && (before == null || row.Id < before))
            .OrderByDescending(row => row.Id).Take(PageLength + 1)
            .Select(row => new ParkedMessage(row.Id, row.Channel, row.ExternalId, row.ReceivedAt, row.Raw.Substring(0, LongestRaw), row.Reason))
            .ToListAsync(cancellationToken);
        return ([.. rows.Take(PageLength)], rows.Count > PageLength);
    }

    /// <summary>How many messages are parked.</summary>
    public static Task<int> ParkedCountAsync(IntakeDbContext db, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return db.InboundMessages.CountAsync(row => row.Status == InboundStatus.Parked, cancellationToken);
    }

    /// <summary>What came by each channel since an instant.</summary>
    public static async Task<IReadOnlyList<ChannelTraffic>> TrafficAsync(IntakeDbContext db, DateTimeOffset since, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        return await db.InboundMessages.Where(row => row.ReceivedAt >= since).GroupBy(row => row.Channel)
            .Select(group => new ChannelTraffic(group.Key, group.Count(), group.Count(row => row.Status == InboundStatus.Parked), group.Max(row => row.ReceivedAt)))
            .ToListAsync(cancellationToken);
    }
}

/// <summary>A person has dealt with a parked message by hand: it counts as handled from now on.</summary>
/// <param name="id">Key.</param>
public sealed class SettleParkedMessage(long id) : Command<bool>
{
    /// <inheritdoc/>
    protected internal override async ValueTask<bool> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (await session.Db.InboundMessages.FindAsync([id], cancellationToken) is not { Status: InboundStatus.Parked } row)
            return false;
        row.Status = InboundStatus.Handled;
        session.Changed(row);
        return true;
    }
}
