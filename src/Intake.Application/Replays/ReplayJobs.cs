using Intake.Application.Deadlines;
using Intake.Application.Ledgers;
using Intake.Application.Publication;
using Intake.Application.Writing;
using Intake.Domain.Tickets;

namespace Intake.Application.Replays;

/// <summary>
/// The jobs of a replay. They run at the ends of half minutes, as the schedule has it. What is over its time is not deleted:
/// a replay is there to be looked at, and knows by the messages it has said where it goes on. A server that is started on
/// the database deletes it in its first night.
/// </summary>
public sealed class ReplayJobs(CommandWriter writer, ReconcileDaily reconciliation)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(30);

    /// <summary>When a job runs for what falls due at an instant.</summary>
    internal static DateTimeOffset RunAfter(DateTimeOffset due) => new((due.UtcTicks / Interval.Ticks + 1) * Interval.Ticks, TimeSpan.Zero);

    /// <summary>The deadline job, for one ticket. Answers the ticket after it, and whether somebody is told of it.</summary>
    internal Task<(Ticket Ticket, bool IsTold)> TickAsync(TicketId ticket, CancellationToken cancellationToken) => writer.WriteAsync(new TickOne(ticket), cancellationToken);

    /// <summary>Publishes what is to be published by now.</summary>
    internal Task PublishAsync(CancellationToken cancellationToken) => writer.WriteAsync(new PublishDueBulletins(), cancellationToken);

    /// <summary>The reconciliation. Daily in the schedule, but in a replay thousands of days pass in seconds, and each would count all messages anew.</summary>
    internal Task ReconcileAsync(CancellationToken cancellationToken) => reconciliation.RunAsync(cancellationToken);

    private sealed class TickOne(TicketId ticket) : Command<(Ticket Ticket, bool IsTold)>
    {
        protected internal override void Foresee(Foreseen foreseen) => foreseen.Tickets.Add(ticket.Value);

        protected internal override async ValueTask<(Ticket Ticket, bool IsTold)> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
        {
            var before = session.Outgoing;
            await session.RunAsync(new TickTickets([ticket.Value]), cancellationToken);
            var after = await session.FindTicketAsync(ticket, cancellationToken) ?? throw new InvalidOperationException($"Ticket {ticket} is gone.");
            return (after, session.Outgoing > before);
        }
    }
}
