namespace Intake.Domain.Access;

/// <summary>Who does something.</summary>
public enum ActorKind
{
    /// <summary>The requester, known by the receipt.</summary>
    Requester,

    /// <summary>A member of staff.</summary>
    Staff,

    /// <summary>The clock: a job.</summary>
    Clock,

    /// <summary>A program with a key.</summary>
    Program,
}

/// <summary>Who does something, with what the rules ask about them.</summary>
/// <param name="Kind">What kind of actor.</param>
/// <param name="Name">User name, channel or key name; never a citizen's name.</param>
/// <param name="Unit">The unit's code of a member of staff, else null.</param>
/// <param name="Roles">The roles of a member of staff, else empty.</param>
public sealed record Actor(ActorKind Kind, string Name, string? Unit, IReadOnlyList<Role> Roles)
{
    /// <summary>The clock.</summary>
    public static readonly Actor Clock = new(ActorKind.Clock, "clock", null, []);

    /// <summary>The requester, by channel.</summary>
    public static Actor Requester(string channel) => new(ActorKind.Requester, channel, null, []);

    /// <summary>A program, by the name of its key.</summary>
    public static Actor Program(string key) => new(ActorKind.Program, key, null, []);

    /// <summary>A member of staff.</summary>
    public static Actor Staff(string user, string? unit, params IReadOnlyList<Role> roles) => new(ActorKind.Staff, user, unit, roles);

    /// <summary>Whether the actor has a permission by a role.</summary>
    public bool May(Permission permission) => AccessTable.Allows(Roles, permission);

    /// <summary>As the event log writes it: <c>staff:li.wei</c>, <c>requester:webchat</c>, <c>clock:clock</c>.</summary>
    public string Signature => $"{Word}:{Name}";

    private string Word => Kind switch
    {
        ActorKind.Requester => "requester",
        ActorKind.Staff => "staff",
        ActorKind.Clock => "clock",
        ActorKind.Program => "program",
    };
}
