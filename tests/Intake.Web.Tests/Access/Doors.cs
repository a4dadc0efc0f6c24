using Intake.Application.Programs;
using Intake.Domain.Access;

namespace Intake.Web.Tests.Access;

/// <summary>Who may open an address.</summary>
/// <param name="Anyone">Open to everyone.</param>
/// <param name="AnyOf">Open to roles with any of these permissions; none, with the others null or false, is any signed-in person.</param>
/// <param name="Scope">Open to programs with this scope.</param>
/// <param name="Stops">What everybody meets who does not bring what the address itself asks for; null where accounts or keys decide.</param>
/// <param name="Methods">The methods that it takes.</param>
internal sealed record Door(bool Anyone, Permission[] AnyOf, string? Scope, string? Stops, params string[] Methods)
{
    /// <summary>What a stranger meets where accounts or keys decide.</summary>
    public string Stranger { get; init; } = "sign in";
}

/// <summary>
/// Every address of the program and who may open it: the one table. An address that is served and not listed here fails a
/// test; so does one that opens to others than it says.
/// </summary>
internal static class Doors
{
    /// <summary>The part of a route that is one of two endings.</summary>
    public const string Format = "{format:regex(^(xml|json)$)}";

    private static readonly string[] Read = ["GET"];
    private static readonly string[] Form = ["GET", "POST"];
    private static readonly Permission[] Tickets = [Permission.ReadOwnTickets, Permission.ReadAllTickets];
    private static readonly Permission[] Ledger = [Permission.ReadOwnTickets, Permission.ReadFigures];

    /// <summary>By route, as the program has it; where methods ask for different things, by the method and the route.</summary>
    public static IReadOnlyDictionary<string, Door> All { get; } = new Dictionary<string, Door>(StringComparer.Ordinal)
    {
        // Everyone.
        ["/"] = Anyone(Read),
        ["/{**path:file}"] = Anyone(Read),
        ["/error"] = Anyone(Form),
        ["/language"] = Anyone(Read),
        ["/theme"] = Anyone(Read),
        ["/health/live"] = Anyone(Read),
        ["/health/ready"] = Anyone(Read),
        ["/metrics"] = Anyone(Read), // from this machine, as in tests; see MetricsAccessTests
        ["/openapi/{documentName}.json"] = Anyone(Read),
        ["/patterns"] = Anyone(Form),
        ["/track"] = Anyone(Form),
        ["/box/{code?}"] = Anyone(Form),
        ["/privacy"] = Anyone(Read),
        ["/questionnaire"] = Anyone(Read),
        ["/questionnaire/{code:maxlength(64)}"] = Anyone(Form),
        ["/wall/{handler:regex(^board$)?}"] = Anyone(Form), // asks for a key of its own; see WallPageTests
        ["/sign-in"] = Anyone(Form),
        ["/invitation/{token:maxlength(64)}"] = Anyone(Form),

        // Whoever is signed in.
        ["/start"] = SignedIn(Read),
        ["/account"] = SignedIn(Form),
        ["/sign-out"] = SignedIn(Form),

        // The desks of staff.
        ["/staff"] = SignedIn(Read),
        ["/staff/batches"] = May(Permission.TakeIn, Form),
        ["/staff/batches/{id:long}"] = May(Permission.TakeIn, Form),
        ["/staff/openings"] = May(Permission.TakeIn, Read),
        ["/staff/openings/new"] = May(Permission.TakeIn, Form),
        ["/staff/openings/{id:long}"] = May(Permission.TakeIn, Form),
        ["/staff/openings/{id:long}/protocol"] = May(Permission.TakeIn, Read),
        ["/staff/openings/{id:long}/sheets"] = May(Permission.TakeIn, Form),
        ["/staff/openings/{id:long}/witness"] = SignedIn(Form), // who was present confirms, whatever their role; see OpeningPagesTests
        ["/staff/inbox"] = May(Permission.ReadOwnTickets, Read),
        ["/staff/dispatch"] = May(Permission.Dispatch, Form),
        ["/staff/verification"] = May(Permission.Verify, Read),
        ["/staff/ledger"] = MayOne(Ledger, Read),
        ["/staff/ledger.csv"] = MayOne(Ledger, Read),
        ["/staff/questionnaires"] = May(Permission.ReadAllTickets, Read),
        ["/staff/questionnaires/{id:long}"] = May(Permission.ReadAllTickets, Read),
        ["/staff/questionnaires/{id:long}/words/{question:maxlength(64)}"] = May(Permission.ReadAllTickets, Read),
        ["/staff/search"] = MayOne(Tickets, Read),
        ["/staff/take-in"] = May(Permission.TakeIn, Form),
        ["/staff/notices"] = MayOne(Tickets, Form),
        ["/staff/tickets/{number}"] = MayOne(Tickets, Form),
        ["/staff/files/{id:long}"] = MayOne(Tickets, Read),
        ["/staff/live"] = MayOne(Tickets, Read) with { Stranger = "unknown" }, // a stream of events cannot lead to a page

        // Administrators.
        ["/admin"] = May(Permission.Administer, Read),
        ["/admin/staff"] = May(Permission.Administer, Read),
        ["/admin/staff/new"] = May(Permission.Administer, Form),
        ["/admin/staff/{user}"] = May(Permission.Administer, Form),
        ["/admin/access"] = May(Permission.Administer, Read),
        ["/admin/configuration"] = May(Permission.Administer, Read),
        ["/admin/calendars"] = May(Permission.Administer, Form),
        ["/admin/channels"] = May(Permission.Administer, Read),
        ["/admin/inbound"] = May(Permission.Administer, Form),
        ["/admin/outbox"] = May(Permission.Administer, Form),
        ["/admin/knowledge"] = May(Permission.Administer, Read),
        ["/admin/knowledge/new"] = May(Permission.Administer, Form),
        ["/admin/knowledge/articles/{code}"] = May(Permission.Administer, Form),
        ["/admin/keys"] = May(Permission.Administer, Form),
        ["/admin/webhooks"] = May(Permission.Administer, Form),
        ["/admin/boxes"] = May(Permission.Administer, Read),

        // Bulletins: for readers, and for those who make them.
        ["/bulletins"] = Anyone(Read),
        ["/bulletins/{series}/{issue:int:min(1)}"] = Anyone(Read),
        ["/bulletins/feed.atom"] = Anyone(Read),
        ["/bulletins/feed.json"] = Anyone(Read),
        ["/admin/bulletins"] = May(Permission.EditBulletins, Read),
        ["/admin/bulletins/new"] = May(Permission.EditBulletins, Form),
        ["/admin/bulletins/{id:long}"] = May(Permission.EditBulletins, Form),
        ["/admin/bulletins/{id:long}/choose"] = May(Permission.EditBulletins, Form),
        ["/admin/bulletins/{id:long}/items/{ticket:long}"] = May(Permission.EditBulletins, Form),
        ["/admin/bulletins/{id:long}/items/{ticket:long}/words"] = May(Permission.EditBulletins, Form),
        ["/admin/bulletins/{id:long}/preview"] = May(Permission.EditBulletins, Read),
        ["/admin/bulletins/{id:long}/sign"] = May(Permission.SignBulletins, Form),

        // Conversations, each with its own token.
        ["/v3/directline/tokens/page"] = Token("forbidden", "POST"),
        ["/v3/directline/tokens/generate"] = Token("unknown", "POST"),
        ["/v3/directline/tokens/refresh"] = Token("unknown", "POST"),
        ["/v3/directline/conversations"] = Token("unknown", "POST"),
        ["/v3/directline/conversations/{conversation}"] = Token("unknown", "GET"),
        ["/v3/directline/conversations/{conversation}/activities"] = Token("unknown", "GET", "POST"),
        ["/v3/directline/conversations/{conversation}/stream"] = Token("unknown", "GET"),
        ["/v3/directline/conversations/{conversation}/upload"] = Token("unknown", "POST"),

        // Programs.
        ["/api/v1/tickets/{number}"] = Key(ApiScope.ReadTickets, "GET"),
        ["POST /api/v1/tickets"] = Key(ApiScope.WriteTickets, "POST"),
        ["GET /api/v1/tickets"] = Key(ApiScope.ReadTickets, "GET"),

        // Open311: everyone reads what is public; who has no key for reporting is forbidden to, as the specification has it.
        ["/open311/discovery." + Format] = Anyone(Read),
        ["/open311/v2/discovery." + Format] = Anyone(Read),
        ["/open311/v2/services." + Format] = Anyone(Read),
        ["/open311/v2/services/{code}." + Format] = Anyone(Read),
        ["GET /open311/v2/requests." + Format] = Anyone(Read),
        ["POST /open311/v2/requests." + Format] = Key(ApiScope.WriteOpen311, "POST") with { Stranger = "forbidden" },
        ["/open311/v2/requests/{id}." + Format] = Anyone(Read),
        ["/open311/v2/tokens." + Format] = Anyone(Read),
        ["/open311/v2/tokens/{token}." + Format] = Anyone(Read),
    };

    /// <summary>The route of a key of the table.</summary>
    public static string RouteOf(string key) => key[key.IndexOf('/', StringComparison.Ordinal)..];

    private static Door Anyone(params string[] methods) => new(true, [], null, null, methods);

    private static Door SignedIn(params string[] methods) => new(false, [], null, null, methods);

    private static Door May(Permission permission, params string[] methods) => new(false, [permission], null, null, methods);

    private static Door MayOne(Permission[] anyOf, params string[] methods) => new(false, anyOf, null, null, methods);

    private static Door Key(string scope, params string[] methods) => new(false, [], scope, null, methods) { Stranger = "unknown" };

    private static Door Token(string stops, params string[] methods) => new(false, [], null, stops, methods);
}
