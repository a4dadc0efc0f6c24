using Intake.Domain.Deadlines;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Decisions;
using static Intake.Domain.Tests.Deadlines.Given;

namespace Intake.Domain.Tests.Deadlines;

/// <summary>An extension is counted from where the clock was due before it, and pauses hold in it too.</summary>
public class ExtensionTests
{
    private static readonly DateTimeOffset Tuesday = At("2025-06-03 10:00");

    [Fact]
    public void An_extension_is_counted_from_the_end_before_it() =>
        Assert.Equal(At("2025-06-10 17:00"), Due([WorkingDays(3)], []));

    [Fact]
    public void A_pause_within_the_extension_lengthens_it() =>
        Assert.Equal(At("2025-06-11 17:00"), Due([WorkingDays(3)], [Pause("2025-06-09 10:00", "2025-06-10 10:00")]));

    [Fact]
    public void An_open_pause_within_the_extension_lets_nothing_fall_due() =>
        Assert.Equal(WorkingClock.Never, Due([WorkingDays(3)], [Pause("2025-06-09 10:00", null)]));

    [Fact]
    public void An_extension_granted_while_the_limit_itself_is_paused_falls_due_never_either() =>
        Assert.Equal(WorkingClock.Never, Due([WorkingDays(3), Hours(24)], [Pause("2025-06-03 11:00", null)]));

    private static DateTimeOffset Due(IReadOnlyList<TimeLimit> extensions, IReadOnlyList<Pause> pauses) => TicketClocks.DueAt(PlainWeek, new Clock
    {
        Kind = ClockKind.UnitResolution,
        Limit = WorkingDays(2),
        Calendar = "default",
        StartedAt = Tuesday,
        DueAt = Tuesday,
        Extensions = extensions,
        Pauses = pauses,
    });
}
