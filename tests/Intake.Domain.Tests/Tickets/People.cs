using Intake.Domain.Access;
using Intake.Domain.Tickets;

namespace Intake.Domain.Tests.Tickets;

/// <summary>Who acts in the tests.</summary>
internal static class People
{
    public static readonly Actor Citizen = Actor.Requester("webchat");
    public static readonly Actor CallTaker = Actor.Staff("call-taker", "centre", Role.CallTaker);
    public static readonly Actor Dispatcher = Actor.Staff("dispatcher", "centre", Role.Dispatcher);
    public static readonly Actor Supervisor = Actor.Staff("supervisor", "centre", Role.Supervisor);
    public static readonly Actor Publisher = Actor.Staff("publisher", "centre", Role.Publisher);
    public static readonly Actor Administrator = Actor.Staff("administrator", "centre", Role.Administrator);
    public static readonly Actor Auditor = Actor.Staff("auditor", "centre", Role.Auditor);
    public static readonly Actor Program = Actor.Program("hall");

    public static Actor StaffOf(string unit) => Actor.Staff($"staff-{unit}", unit, Role.UnitStaff);

    public static Actor HeadOf(string unit) => Actor.Staff($"head-{unit}", unit, Role.UnitHead);

    /// <summary>Somebody who may do it to the ticket as it stands.</summary>
    public static Actor WhoMay(TicketAction action, string unit) => action switch
    {
        TicketAction.Tick or TicketAction.Archive => Actor.Clock,
        _ when TicketLifecycle.IsOfRequester(action) => Citizen,
        TicketAction.Assign => HeadOf(unit),
        _ => TicketLifecycle.PermissionFor(action) switch
        {
            Permission.Handle => StaffOf(unit),
            Permission.Verify => Supervisor,
            _ => Dispatcher,
        },
    };
}
