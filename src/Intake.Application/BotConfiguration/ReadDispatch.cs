using Intake.Domain.Catalogue;

namespace Intake.Application.BotConfiguration;

/// <summary>Reads <c>dispatch.yaml</c>, and looks whether every service finds a unit at every place.</summary>
internal static class ReadDispatch
{
    internal static DispatchCatalogue From(YamlReading reading, ReadServices services, Catalogued<Place> places, Catalogued<Unit> units)
    {
        using var file = reading.Open("dispatch.yaml");
        var rules = new Catalogued<RoutingRule>("rule", "dispatch.yaml", file);
        foreach (var section in file?.Sections("rules") ?? [])
        {
            using (section)
                rules.Add(section, Read(section, services, places, units), each => each.Code);
        }

        var catalogue = new DispatchCatalogue([.. rules.ByCode.Values]);
        if (file is not null && services.Services.Codes.IsComplete && places.Codes.IsComplete)
            CheckReach(reading, file, catalogue, services.Services, places, rules);
        return catalogue;
    }

    private static RoutingRule Read(YamlSection section, ReadServices services, Catalogued<Place> places, Catalogued<Unit> units)
    {
        var rule = new RoutingRule(
            section.Code(),
            section.References("services", services.Services.Codes, services.Groups.Codes),
            section.References("places", places.Codes),
            section.Reference("lead", units.Codes),
            section.References("coHandlers", units.Codes),
            section.Local("legalBasis"));
        if (units.ByCode.TryGetValue(rule.Lead, out var lead) && lead.IsCentre)
            section.Problem("lead", "the centre dispatches and verifies; it cannot be the lead unit");
        if (rule.CoHandlers.Any(code => units.ByCode.TryGetValue(code, out var unit) && unit.IsCentre))
            section.Problem("coHandlers", "the centre dispatches and verifies; it cannot be a co-handling unit");
        if (rule.CoHandlers.Contains(rule.Lead, StringComparer.Ordinal))
            section.Problem("coHandlers", $"\"{rule.Lead}\" is the lead unit and cannot be a co-handling unit as well");
        return rule;
    }

    private static void CheckReach(
        YamlReading reading, YamlSection file, DispatchCatalogue catalogue, Catalogued<Service> services, Catalogued<Place> places, Catalogued<RoutingRule> rules)
    {
        var used = new HashSet<string>(StringComparer.Ordinal);
        foreach (var service in services.ByCode.Values)
        {
            var found = places.ByCode.Keys.Cast<string?>().Append(null).Select(place => (place, rule: catalogue.Find(service, place))).ToList();
            used.UnionWith(found.Select(each => each.rule?.Code).OfType<string>());
            var missing = found.Where(each => each.rule is null).Select(each => each.place ?? "a place that is not known").ToList();
            if (missing.Count > 0)
                reading.Problem("services.yaml", services.Codes.LineOf(service.Code), $"no rule in dispatch.yaml sends \"{service.Code}\" anywhere for: {string.Join(", ", missing)}");
        }

        foreach (var code in rules.ByCode.Keys.Where(code => !used.Contains(code)))
            file.Warn(rules.Codes.LineOf(code), $"the rule \"{code}\" is never used: for all that it names, others go before it");
    }
}
