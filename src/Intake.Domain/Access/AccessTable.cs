namespace Intake.Domain.Access;

/// <summary>What a member of staff is to the authority. One person may have several.</summary>
public enum Role
{
    /// <summary>Takes in what comes by phone, letter and visit.</summary>
    CallTaker,

    /// <summary>Accepts, dispatches and rules on returns.</summary>
    Dispatcher,

    /// <summary>Handles the tickets of one unit.</summary>
    UnitStaff,

    /// <summary>Heads a unit: also assigns.</summary>
    UnitHead,

    /// <summary>Checks results, writes off, relists and supervises.</summary>
    Supervisor,

    /// <summary>Makes and signs off bulletins.</summary>
    Publisher,

    /// <summary>Runs the system; handles no ticket.</summary>
    Administrator,

    /// <summary>Reads all and changes nothing.</summary>
    Auditor,
}

/// <summary>What can be allowed.</summary>
public enum Permission
{
    /// <summary>See the tickets of one's own unit.</summary>
    ReadOwnTickets,

    /// <summary>See every ticket.</summary>
    ReadAllTickets,

    /// <summary>Take in a ticket for somebody.</summary>
    TakeIn,

    /// <summary>Answer or fix at once what no unit has yet.</summary>
    AnswerAtOnce,

    /// <summary>Accept, decline, dispatch, merge.</summary>
    Dispatch,

    /// <summary>Rule on returns and extensions.</summary>
    Rule,

    /// <summary>Work on a ticket of one's own unit.</summary>
    Handle,

    /// <summary>Assign tickets of one's own unit.</summary>
    AssignHandler,

    /// <summary>Verify, write off, relist, look back.</summary>
    Verify,

    /// <summary>Write an internal remark on a ticket that one may see.</summary>
    Remark,

    /// <summary>Give an instruction (批示).</summary>
    Instruct,

    /// <summary>Open a requester's contact data, with a reason.</summary>
    ReadContact,

    /// <summary>Make bulletins.</summary>
    EditBulletins,

    /// <summary>Sign off another person's bulletin.</summary>
    SignBulletins,

    /// <summary>Accounts, configuration, calendars, channels, dead letters.</summary>
    Administer,

    /// <summary>Read the audit pages and the export of the event log.</summary>
    Audit,

    /// <summary>Read figures and the ledger.</summary>
    ReadFigures,
}

/// <summary>Who may do what: the one table. Pages, endpoints and actions ask it, and nothing else.</summary>
public static class AccessTable
{
    private static readonly Dictionary<Role, Permission[]> Rows = new()
    {
        [Role.CallTaker] = [Permission.TakeIn, Permission.AnswerAtOnce, Permission.ReadAllTickets, Permission.Remark, Permission.ReadContact],
        [Role.Dispatcher] = [Permission.ReadAllTickets, Permission.TakeIn, Permission.AnswerAtOnce, Permission.Dispatch, Permission.Rule, Permission.Remark, Permission.Instruct, Permission.ReadContact, Permission.ReadFigures],
        [Role.UnitStaff] = [Permission.ReadOwnTickets, Permission.Handle, Permission.Remark, Permission.ReadContact],
        [Role.UnitHead] = [Permission.ReadOwnTickets, Permission.Handle, Permission.AssignHandler, Permission.Remark, Permission.ReadContact, Permission.ReadFigures],
        [Role.Supervisor] = [Permission.ReadAllTickets, Permission.Verify, Permission.Remark, Permission.Instruct, Permission.ReadContact, Permission.ReadFigures],
        [Role.Publisher] = [Permission.ReadAllTickets, Permission.EditBulletins, Permission.SignBulletins, Permission.ReadFigures],
        [Role.Administrator] = [Permission.Administer, Permission.ReadFigures],
        [Role.Auditor] = [Permission.ReadAllTickets, Permission.Audit, Permission.ReadFigures],
    };

    /// <summary>Whether a role has a permission.</summary>
    public static bool Allows(Role role, Permission permission) => Rows[role].Contains(permission);

    /// <summary>Whether any of the roles has the permission.</summary>
    public static bool Allows(IEnumerable<Role> roles, Permission permission)
    {
        ArgumentNullException.ThrowIfNull(roles);
        return roles.Any(role => Allows(role, permission));
    }
}
