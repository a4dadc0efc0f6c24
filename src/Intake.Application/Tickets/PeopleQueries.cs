using Intake.Application.Data;
using Intake.Application.Staff;
using Intake.Domain.Access;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tickets;

/// <summary>A member of staff as tickets name them.</summary>
/// <param name="User">User name, as the event log has it.</param>
/// <param name="Name">The name that others see.</param>
/// <param name="Unit">Code of the unit.</param>
public sealed record Person(string User, string Name, string? Unit);

/// <summary>Who the people are that tickets name: handlers, heads of units, authors of events.</summary>
public sealed class PeopleQueries(IDbContextFactory<IntakeDbContext> contexts)
{
    /// <summary>People by user name; those who have no account any more are left out.</summary>
    public async Task<IReadOnlyDictionary<string, Person>> NamedAsync(IReadOnlyCollection<string> users, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(users);
        if (users.Count == 0)
            return new Dictionary<string, Person>(StringComparer.Ordinal);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var people = await db.Users.Where(member => users.Contains(member.UserName!))
            .Select(member => new Person(member.UserName!, member.DisplayName, member.Unit))
            .ToListAsync(cancellationToken);
        return people.ToDictionary(person => person.User, StringComparer.Ordinal);
    }

    /// <summary>The people of a unit who can be given a ticket, by name.</summary>
    public async Task<IReadOnlyList<Person>> HandlersAsync(string unit, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var handling = Enum.GetValues<Role>().Where(role => AccessTable.Allows(role, Permission.Handle)).Select(role => role.ToString()).ToList();
        return await Named(OfRoles(db, handling).Where(member => member.Unit == unit)).ToListAsync(cancellationToken);
    }

    /// <summary>The heads of all units, by unit: those who stay responsible until a ticket is written off.</summary>
    public async Task<ILookup<string, Person>> HeadsAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var heads = await Named(OfRoles(db, [nameof(Role.UnitHead)]).Where(member => member.Unit != null)).ToListAsync(cancellationToken);
        return heads.ToLookup(person => person.Unit!, StringComparer.Ordinal);
    }

    private static IQueryable<StaffMember> OfRoles(IntakeDbContext db, List<string> roles) =>
        db.Users.AsNoTracking().Where(member => db.UserRoles.Any(link => link.UserId == member.Id && db.Roles.Any(role => role.Id == link.RoleId && roles.Contains(role.Name!))));

    private static IQueryable<Person> Named(IQueryable<StaffMember> members) =>
        members.OrderBy(member => member.DisplayName).Select(member => new Person(member.UserName!, member.DisplayName, member.Unit));
}
