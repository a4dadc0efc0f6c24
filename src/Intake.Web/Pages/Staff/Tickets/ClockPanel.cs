using Intake.Domain.Catalogue;
using Intake.Domain.Deadlines;
using Intake.Domain.Tickets;

namespace Intake.Web.Pages.Staff.Tickets;

/// <summary>A clock of the ticket with how its date came about.</summary>
/// <param name="Clock">The clock.</param>
/// <param name="Holder">Code of the unit that has to keep it; null for the requester's own.</param>
/// <param name="Steps">The limit, and each extension from where it was due before: the days counted and passed over.</param>
internal sealed record ExplainedClock(Clock Clock, string? Holder, IReadOnlyList<DueExplanation> Steps);

/// <summary>The clocks of a ticket, explained: those that run first, by when they are due.</summary>
internal static class ClockPanel
{
    /// <summary>Every clock of a ticket.</summary>
    public static IReadOnlyList<ExplainedClock> Of(Authority authority, Ticket ticket)
    {
        ArgumentNullException.ThrowIfNull(authority);
        ArgumentNullException.ThrowIfNull(ticket);
        return
        [
            .. ticket.Clocks
                .OrderBy(clock => clock.StoppedAt is not null)
                .ThenBy(clock => clock.DueAt)
                .Select(clock => new ExplainedClock(clock, HolderOf(authority, ticket, clock.Kind), Explain(authority, clock))),
        ];
    }

    private static List<DueExplanation> Explain(Authority authority, Clock clock)
    {
        // A calendar may have left the configuration while its clocks run.
        var calendar = authority.Calendars.GetValueOrDefault(clock.Calendar) ?? authority.Calendar;
        List<DueExplanation> steps = [WorkingClock.Explain(calendar, clock.StartedAt, clock.Limit, clock.Pauses)];
        foreach (var extension in clock.Extensions)
        {
            if (steps[^1].DueAt != WorkingClock.Never)
                steps.Add(WorkingClock.Explain(calendar, steps[^1].DueAt, extension, clock.Pauses));
        }

        return steps;
    }

    private static string? HolderOf(Authority authority, Ticket ticket, ClockKind kind) => kind switch
    {
        ClockKind.Acceptance or ClockKind.ReturnRuling or ClockKind.FollowUp or ClockKind.LookBack => authority.Centre.Code,
        ClockKind.Acknowledgement or ClockKind.FirstContact or ClockKind.UnitResolution => ticket.Lead,
        ClockKind.Resolution => null,
    };
}
