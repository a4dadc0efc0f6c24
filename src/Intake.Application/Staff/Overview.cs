using Intake.Application.Conversations;
using Intake.Application.Data;
using Intake.Application.Notifications;
using Intake.Application.Tickets;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Staff;

/// <summary>The counts that tell an administrator whether things run.</summary>
public sealed record Overview
{
    /// <summary>Tickets that came in today, by the authority's clock.</summary>
    public required int ReceivedToday { get; init; }

    /// <summary>Tickets in open states.</summary>
    public required int Open { get; init; }

    /// <summary>Open tickets with a clock whose time is over.</summary>
    public required int Overdue { get; init; }

    /// <summary>Open tickets with a clock whose time ends today.</summary>
    public required int DueToday { get; init; }

    /// <summary>Tickets that the centre has not looked at.</summary>
    public required int Unseen { get; init; }

    /// <summary>Outgoing messages that wait.</summary>
    public required int Waiting { get; init; }

    /// <summary>Outgoing messages that were given up.</summary>
    public required int Dead { get; init; }

    /// <summary>Incoming messages that nobody could handle.</summary>
    public required int Parked { get; init; }

    /// <summary>Accounts that may be used.</summary>
    public required int Accounts { get; init; }

    /// <summary>Keys of programs that hold.</summary>
    public required int Keys { get; init; }

    /// <summary>The counts at an instant.</summary>
    /// <param name="db">The database.</param>
    /// <param name="zone">The authority's time zone.</param>
    /// <param name="now">The instant.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Overview> CountAsync(IntakeDbContext db, TimeZoneInfo zone, DateTimeOffset now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        var today = TicketId.Of(DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime), 1).Value;
        var (waiting, dead) = await OutboxQueries.CountsAsync(db, cancellationToken);
        return new()
        {
            ReceivedToday = await db.Tickets.CountAsync(ticket => ticket.Id >= today, cancellationToken),
            Open = await GroupAsync(LedgerGroup.Open),
            Overdue = await GroupAsync(LedgerGroup.Overdue),
            DueToday = await GroupAsync(LedgerGroup.DueToday),
            Unseen = await db.Tickets.CountAsync(ticket => ticket.State == TicketState.Received, cancellationToken),
            Waiting = waiting,
            Dead = dead,
            Parked = await InboundQueries.ParkedCountAsync(db, cancellationToken),
            Accounts = await db.Users.CountAsync(member => member.DisabledAt == null, cancellationToken),
            Keys = await db.ApiKeys.CountAsync(key => key.RevokedAt == null, cancellationToken),
        };

        Task<int> GroupAsync(LedgerGroup group) => db.Tickets.In(LedgerGroupAt.Of(group, zone, now)).CountAsync(cancellationToken);
    }
}
