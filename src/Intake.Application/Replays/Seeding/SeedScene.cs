using Intake.Application.BotConfiguration;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;

namespace Intake.Application.Replays.Seeding;

/// <summary>What all made-up tickets share.</summary>
/// <param name="Configuration">The configuration in force.</param>
/// <param name="Now">The product's clock.</param>
/// <param name="Random">The first of all random numbers.</param>
/// <param name="FirstText">The first free key of a text; each ticket has <see cref="TextsOfOne"/>.</param>
/// <param name="FirstRequester">The first free key of a requester; each ticket has one.</param>
/// <param name="FirstFile">The first free key of a file; each ticket has <see cref="FilesOfOne"/>.</param>
/// <param name="Evidence">The file that proves every result.</param>
internal sealed record SeedScene(BotConfigurationSnapshot Configuration, DateTimeOffset Now, int Random, long FirstText, long FirstRequester, long FirstFile, AttachmentRef Evidence)
{
    /// <summary>Keys of texts set aside for one ticket.</summary>
    public const int TextsOfOne = 40;

    /// <summary>Keys of files set aside for one ticket.</summary>
    public const int FilesOfOne = 4;

    private readonly Service[] _services = [.. Configuration.Authority.Services.Values];
    private readonly Place[] _places = [.. Configuration.Authority.Places.Values];
    private readonly StandIns _staff = new(Configuration);

    /// <summary>The authority.</summary>
    public Authority Authority => Configuration.Authority;

    /// <summary>Who dispatches and rules.</summary>
    public Actor Dispatcher => _staff.Dispatcher;

    /// <summary>Who checks.</summary>
    public Actor Checker => _staff.Checker;

    /// <summary>Who handles in a unit: an account of the demonstration where there is one.</summary>
    public Actor HandlerOf(string unit) => _staff.HandlerOf(unit);

    /// <summary>A service; the first ones of the catalogue come more often.</summary>
    public Service ServiceFor(Random random) => _services[(int)(_services.Length * Math.Pow(random.NextDouble(), 1.6))];

    /// <summary>A place, or none.</summary>
    public Place? PlaceFor(Random random) => _places.Length == 0 || random.Next(10) == 0 ? null : _places[random.Next(_places.Length)];
}
