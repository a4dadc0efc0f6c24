using Intake.Application.Texts;
using Intake.Domain.Catalogue;

namespace Intake.Application.BotConfiguration;

/// <summary>
/// Reads a configuration folder whole: either a valid <see cref="BotConfigurationSnapshot"/>, or every problem at once.
/// Files are read in the order in which they refer to each other, so that a reference that leads nowhere is found on its line.
/// </summary>
public static class BotConfigurationLoader
{
    /// <summary>Reads and validates a folder.</summary>
    /// <param name="folder">The folder, such as <c>bot-config/example</c>.</param>
    /// <param name="now">The instant: stamped on the snapshot, and the year that the calendars must have.</param>
    /// <param name="builtIn">The product's own texts; null is <see cref="EmbeddedTexts.BuiltIn"/>.</param>
    public static BotConfigurationResult Load(string folder, DateTimeOffset now, TextCatalogue? builtIn = null)
    {
        if (!Directory.Exists(folder))
            return new(null, [new ConfigurationProblem(folder, 1, "there is no such folder")]);
        try
        {
            var reading = new YamlReading(ConfigurationFiles.Read(folder));
            var snapshot = Read(reading, now, builtIn ?? EmbeddedTexts.BuiltIn);
            var problems = reading.Problems;
            return new(problems.Any(problem => !problem.IsWarning) ? null : snapshot, problems);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new(null, [new ConfigurationProblem(folder, 1, $"cannot be read: {exception.Message}")]);
        }
    }

    private static BotConfigurationSnapshot? Read(YamlReading reading, DateTimeOffset now, TextCatalogue builtIn)
    {
        using var file = reading.Open("authority.yaml");
        var head = file is null ? null : ReadAuthority.From(file);
        var limits = ReadLimits.From(reading);
        var calendars = ReadCalendars.From(reading, head?.TimeZone ?? TimeZoneInfo.Utc, now);
        var units = ReadUnits.From(reading, calendars.Codes);
        var places = ReadPlaces.From(reading);
        var services = ReadServices.From(reading, limits.Codes);
        var dispatch = ReadDispatch.From(reading, services, places, units);
        var boxes = ReadBoxes.From(reading, places.Codes);
        var questionnaires = ReadQuestionnaires.From(reading, services.Services);
        var articles = ReadKnowledge.From(reading, services.Services.Codes);
        var retention = ReadRetention.From(reading);
        var staff = ReadDemoStaff.From(reading, units.Codes);
        var texts = ReadTexts.From(reading, builtIn);
        if (file is null || head is null)
            return null;
        var authority = new Authority
        {
            Jurisdiction = head.Jurisdiction,
            JurisdictionId = head.JurisdictionId,
            PlaceJurisdictions = ReadAuthority.PlaceJurisdictions(file, head.JurisdictionId, places.Codes),
            Name = head.Name,
            TimeZone = head.TimeZone,
            Languages = reading.Languages,
            Contact = head.Contact,
            Groups = [.. services.Groups.ByCode.Values],
            Services = services.Services.ByCode,
            Units = units.ByCode,
            Places = places.ByCode,
            Boxes = boxes,
            Questionnaires = questionnaires,
            Articles = articles,
            Dispatch = dispatch,
            Limits = limits.ByCode,
            Calendars = calendars.ByCode,
            DayNames = calendars.DayNames,
            Policy = ReadPolicy.From(file, retention.TicketMonths, limits.Codes),
            Bulletins = ReadPublication.Bulletins(file, units.Codes),
            RightDoors = ReadPublication.RightDoors(file),
            OfficialAccount = ReadOfficialAccount.From(file),
            Retention = retention,
        };
        return new BotConfigurationSnapshot { Authority = authority, Texts = texts, DemoStaff = staff, Version = reading.Files.Version, LoadedAt = now };
    }
}
