using Intake.Domain.Catalogue;

namespace Intake.Application.BotConfiguration;

/// <summary>Reads <c>services.yaml</c>: groups, and the services in them.</summary>
internal sealed class ReadServices
{
    private static readonly Dictionary<string, QuestionType> Types = new(StringComparer.Ordinal)
    {
        ["string"] = QuestionType.String,
        ["number"] = QuestionType.Number,
        ["datetime"] = QuestionType.DateTime,
        ["text"] = QuestionType.Text,
        ["singlevaluelist"] = QuestionType.SingleValueList,
        ["multivaluelist"] = QuestionType.MultiValueList,
    };

    private ReadServices(YamlSection? file)
        => (Groups, Services) = (new("group", "services.yaml", file), new("service", "services.yaml", file));

    internal Catalogued<ServiceGroup> Groups { get; }

    internal Catalogued<Service> Services { get; }

    internal static ReadServices From(YamlReading reading, KnownCodes limits)
    {
        using var file = reading.Open("services.yaml");
        var read = new ReadServices(file);
        foreach (var section in file?.Sections("groups") ?? [])
        {
            using (section)
                read.ReadGroup(section, limits);
        }

        return read;
    }

    private void ReadGroup(YamlSection section, KnownCodes limits)
    {
        var group = new ServiceGroup(section.Code(), section.Local("name"));
        if (Services.ByCode.ContainsKey(group.Code))
            section.Problem("code", $"\"{group.Code}\" is already a service; the dispatch catalogue could not tell them apart");
        Groups.Add(section, group, each => each.Code);
        foreach (var inner in section.Sections("services"))
        {
            using (inner)
                ReadService(inner, group.Code, limits);
        }
    }

    private void ReadService(YamlSection section, string group, KnownCodes limits)
    {
        var service = new Service
        {
            Code = section.Code(),
            Group = group,
            Name = section.Local("name"),
            Description = section.Local("description"),
            Keywords = section.Keywords("keywords"),
            Kinds = section.KindList("kinds"),
            LimitClass = section.Reference("limit", limits),
            Questions = Questions(section),
            AsksPlace = section.Flag("asksPlace", true),
            EvidenceRequired = section.Flag("evidenceRequired", false),
            ExpressLane = section.Flag("expressLane", false),
            IsPublic = section.Flag("public", true),
            DescriptionIsPublic = section.Flag("descriptionPublic", false),
            RetentionMonths = section.Has("retentionMonths") ? section.Whole("retentionMonths", null, 1, 1200) : null,
        };
        if (service.DescriptionIsPublic && !service.IsPublic)
            section.Problem("descriptionPublic", "a description cannot be public when its service is not");
        if (Groups.ByCode.ContainsKey(service.Code))
            section.Problem("code", $"\"{service.Code}\" is already a group; the dispatch catalogue could not tell them apart");
        Services.Add(section, service, each => each.Code);
    }

    private static IReadOnlyList<ExtraQuestion> Questions(YamlSection section)
    {
        var questions = new Catalogued<ExtraQuestion>("question", "services.yaml", section);
        foreach (var inner in section.Sections("questions", isRequired: false))
        {
            using (inner)
                questions.Add(inner, Question(inner), each => each.Code);
        }

        return [.. questions.ByCode.Values];
    }

    private static ExtraQuestion Question(YamlSection section)
    {
        var type = section.Choice("type", Types, QuestionType.String);
        var isList = type is QuestionType.SingleValueList or QuestionType.MultiValueList;
        var values = Values(section);
        if (isList && values.Count < 2)
            section.Problem(section.Has("values") ? "values" : "type", "a question of a list type needs two \"values\" or more");
        if (!isList && section.Has("values"))
            section.Problem("values", "only the list types have \"values\"");
        return new ExtraQuestion(section.Code(), section.Local("prompt"), type, section.Flag("required", false), values);
    }

    private static IReadOnlyList<QuestionValue> Values(YamlSection section)
    {
        var values = new Dictionary<string, QuestionValue>(StringComparer.Ordinal);
        foreach (var inner in section.Sections("values", isRequired: false))
        {
            using (inner)
            {
                var value = new QuestionValue(inner.Code("key"), inner.Local("name"));
                if (!values.TryAdd(value.Key, value))
                    inner.Problem("key", $"the value \"{value.Key}\" is there twice");
            }
        }

        return [.. values.Values];
    }
}
