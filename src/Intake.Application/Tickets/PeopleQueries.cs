using Intake.Application.Data;
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
        return await OfRoles(db, handling).Where(person => person.Unit == unit).Distinct().OrderBy(person => person.Name).ToListAsync(cancellationToken);
    }

    /// <summary>The heads of all units, by unit: those who stay responsible until a ticket is written off.</summary>
    public async Task<ILookup<string, Person>> HeadsAsync(CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var heads = await OfRoles(db, [nameof(Role.UnitHead)]).OrderBy(person => person.Name).ToListAsync(cancellationToken);
        return heads.Where(person => person.Unit is not null).ToLookup(person => person.Unit!, StringComparer.Ordinal);
    }

    private static IQueryable<Person> OfRoles(IntakeDbContext db, List<string> roles) =>
        from member in db.Users.AsNoTracking()
        join link in db.UserRoles on member.Id equals link.UserId
        join role in db.Roles on link.RoleId equals role.Id
        where roles.Contains(role.Name!)
        select new Person(member.UserName!, member.DisplayName, member.Unit);
}
