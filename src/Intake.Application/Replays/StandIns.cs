using Intake.Application.BotConfiguration;
using Intake.Domain.Access;

namespace Intake.Application.Replays;

/// <summary>Who stands in for the staff where tickets are replayed or made up: the accounts of the demonstration, where the configuration has some.</summary>
internal sealed class StandIns
{
    private readonly BotConfigurationSnapshot _configuration;
    private readonly ILookup<string, string> _handlers;
    private readonly string[] _publishers;

    public StandIns(BotConfigurationSnapshot configuration)
    {
        _configuration = configuration;
        _handlers = configuration.DemoStaff.Where(one => one.Roles.Contains(Role.UnitStaff)).ToLookup(one => one.Unit, one => one.User, StringComparer.Ordinal);
        _publishers = [.. UsersWith(Role.Publisher), "publisher", "publisher-2"];
        Dispatcher = Of(Role.Dispatcher, "dispatcher");
        Checker = Of(Role.Supervisor, "supervisor");
        Editor = OfCentre(_publishers[0], Role.Publisher);
        Signer = OfCentre(_publishers.First(user => user != _publishers[0]), Role.Publisher);
    }

    /// <summary>Who dispatches and rules.</summary>
    public Actor Dispatcher { get; }

    /// <summary>Who checks.</summary>
    public Actor Checker { get; }

    /// <summary>Who makes bulletins.</summary>
    public Actor Editor { get; }

    /// <summary>Who signs them off.</summary>
    public Actor Signer { get; }

    /// <summary>Who handles in a unit.</summary>
    public Actor HandlerOf(string unit) => Actor.Staff(_handlers[unit].FirstOrDefault() ?? unit, unit, Role.UnitStaff);

    private Actor Of(Role role, string otherwise) => OfCentre(UsersWith(role).FirstOrDefault() ?? otherwise, role);

    private Actor OfCentre(string user, Role role) => Actor.Staff(user, _configuration.Authority.Centre.Code, role);

    private IEnumerable<string> UsersWith(Role role) => _configuration.DemoStaff.Where(one => one.Roles.Contains(role)).Select(one => one.User);
}
