using Intake.Application.Staff;
using Intake.Application.Tickets;
using Intake.Domain.Access;
using Intake.Testing;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tests.Tickets;

public class PeopleQueriesTests
{
    [Fact]
    public async Task People_are_found_by_name_unit_and_role()
    {
        await using var intake = await Given.DesksAsync(new TestClock(TestClock.TuesdayMorning));
        await AddAsync(intake, "li", "李", "housing", Role.UnitStaff, Role.UnitHead);
        await AddAsync(intake, "an", "安", "housing", Role.UnitStaff);
        await AddAsync(intake, "wu", "吴", "ecology", Role.UnitHead);
        await AddAsync(intake, "zhou", "周", "housing", Role.Publisher);
        var people = intake.Get<PeopleQueries>();
        Assert.Equal(["an", "li"], (await people.HandlersAsync("housing", TestContext.Current.CancellationToken)).Select(person => person.User).Order());
        var heads = await people.HeadsAsync(TestContext.Current.CancellationToken);
        Assert.Equal(new Person("li", "李", "housing"), Assert.Single(heads["housing"]));
        Assert.Equal("吴", Assert.Single(heads["ecology"]).Name);
        var named = await people.NamedAsync(["li", "nobody"], TestContext.Current.CancellationToken);
        Assert.Equal(("李", 1), (named["li"].Name, named.Count));
    }

    private static async Task AddAsync(TestIntake intake, string user, string name, string unit, params Role[] roles)
    {
        await using var db = intake.Open();
        db.Users.Add(new StaffMember { Id = user, UserName = user, NormalizedUserName = user.ToUpperInvariant(), DisplayName = name, Unit = unit });
        foreach (var role in roles)
        {
            if (!await db.Roles.AnyAsync(one => one.Name == role.ToString(), TestContext.Current.CancellationToken))
                db.Roles.Add(new IdentityRole { Id = role.ToString(), Name = role.ToString(), NormalizedName = role.ToString().ToUpperInvariant() });
            db.UserRoles.Add(new() { UserId = user, RoleId = role.ToString() });
        }

        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
    }
}
