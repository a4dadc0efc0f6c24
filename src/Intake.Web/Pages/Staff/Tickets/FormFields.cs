using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;

namespace Intake.Web.Pages.Staff.Tickets;

/// <summary>A box for text. Drawn by <c>Forms/_Text</c>.</summary>
/// <param name="Id">Id on the page.</param>
/// <param name="Name">Name in the form.</param>
/// <param name="Label">What it asks for.</param>
/// <param name="Value">What is in it.</param>
internal sealed record TextField(string Id, string Name, string Label, string? Value)
{
    /// <summary>Lines shown.</summary>
    public int Rows { get; init; } = 3;

    /// <summary>Whether it must be filled in.</summary>
    public bool IsRequired { get; init; } = true;

    /// <summary>Most characters.</summary>
    public required int Most { get; init; }

    /// <summary>Advice beneath it.</summary>
    public string? Hint { get; init; }
}

/// <summary>A choice of one. Drawn by <c>Forms/_Choice</c>.</summary>
/// <param name="Id">Id on the page.</param>
/// <param name="Name">Name in the form.</param>
/// <param name="Label">What it asks for.</param>
/// <param name="Groups">What can be chosen, by group; a group without a name stands alone.</param>
internal sealed record ChoiceField(string Id, string Name, string Label, IReadOnlyList<ChoiceGroup> Groups)
{
    /// <summary>What is chosen.</summary>
    public string? Value { get; init; }

    /// <summary>What stands for nothing; null where something must be chosen that is chosen already.</summary>
    public string? Nothing { get; init; }

    /// <summary>Whether something must be chosen.</summary>
    public bool IsRequired { get; init; } = true;

    /// <summary>Advice beneath it.</summary>
    public string? Hint { get; init; }
}

/// <summary>Choices under one name.</summary>
internal sealed record ChoiceGroup(string Name, IReadOnlyList<Choice> Choices);

/// <summary>One choice.</summary>
internal sealed record Choice(string Value, string Words);

/// <summary>The choices that forms offer.</summary>
internal static class Choices
{
    /// <summary>Every service, by its group; those proposed come first under a name of their own.</summary>
    public static IReadOnlyList<ChoiceGroup> Services(Authority authority, Language language, IReadOnlyList<Service> proposed, string proposedName)
    {
        var groups = authority.Groups.Select(group => new ChoiceGroup(
            group.Name[language],
            [.. authority.Services.Values.Where(service => service.Group == group.Code).Select(service => new Choice(service.Code, service.Name[language]))]));
        return proposed.Count == 0
            ? [.. groups]
            : [new(proposedName, [.. proposed.Select(service => new Choice(service.Code, service.Name[language]))]), .. groups];
    }

    /// <summary>Every unit that can lead.</summary>
    public static IReadOnlyList<ChoiceGroup> LeadUnits(Authority authority, Language language) =>
        Alone(authority.Units.Values.Where(unit => !unit.IsCentre).Select(unit => new Choice(unit.Code, unit.Name[language])));

    /// <summary>The rows of the dispatch catalogue that give a matter to another unit than the one that has it: those for the same service first.</summary>
    public static IReadOnlyList<ChoiceGroup> ReturnBases(Authority authority, Language language, Ticket ticket, Func<string, string> unitName, string sameName, string otherName)
    {
        var rows = authority.Dispatch.Rules.Where(rule => rule.Lead != ticket.Lead).ToList();
        var group = ticket.Service is { } code && authority.Services.TryGetValue(code, out var service) ? service.Group : null;
        var same = rows.Where(rule => rule.Services.Count == 0 || rule.Services.Contains(ticket.Service ?? "") || rule.Services.Contains(group ?? "")).ToList();
        return [.. new ChoiceGroup[] { new(sameName, Named(same)), new(otherName, Named(rows.Except(same))) }.Where(one => one.Choices.Count > 0)];

        List<Choice> Named(IEnumerable<RoutingRule> rules) =>
            [.. rules.Select(rule => new Choice(rule.Code, $"{unitName(rule.Lead)} · {What(rule)} · {rule.LegalBasis[language]}"))];

        string What(RoutingRule rule) => string.Join(" / ", rule.Services.Select(one =>
            authority.Services.TryGetValue(one, out var known) ? known.Name[language] : authority.Groups.FirstOrDefault(all => all.Code == one)?.Name[language] ?? one));
    }

    /// <summary>Choices without a group.</summary>
    public static IReadOnlyList<ChoiceGroup> Alone(IEnumerable<Choice> choices) => [new("", [.. choices])];
}
