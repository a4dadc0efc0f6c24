using Intake.Application.BotConfiguration;
using Intake.Domain;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;

namespace Intake.Application.Batches;

/// <summary>The columns that a file has, and the problems found so far.</summary>
internal sealed class BatchCells(IReadOnlyDictionary<BatchColumn, (int Index, string Head)> columns)
{
    public List<BatchProblem> Problems { get; } = [];

    public string At(SheetRow row, BatchColumn column) => columns.TryGetValue(column, out var found) ? row.At(found.Index) : "";

    /// <summary>The cell; null where it is empty.</summary>
    public string? Given(SheetRow row, BatchColumn column) => At(row, column) is { Length: > 0 } text ? text : null;

    public void Refuse(SheetRow row, BatchColumn column, Refusal why) =>
        Problems.Add(columns.TryGetValue(column, out var found) ? new(row.Number, found.Index, found.Head, why) : new(row.Number, null, "", why));

    /// <summary>What the cell names; the default where it is empty, and a problem where nothing is called so.</summary>
    public T? Known<T>(SheetRow row, BatchColumn column, IReadOnlyDictionary<string, T> names, Refusal unknown)
    {
        if (Given(row, column) is not { } text)
            return default;
        if (names.TryGetValue(text, out var value))
            return value;
        Refuse(row, column, unknown);
        return default;
    }

    /// <summary>The cell where it is not longer than a line.</summary>
    public string? Line(SheetRow row, BatchColumn column)
    {
        if (Given(row, column) is not { } text)
            return null;
        if (text.Length <= BatchCheck.LongestLine)
            return text;
        Refuse(row, column, BatchCheck.LineIsTooLong);
        return null;
    }
}

/// <summary>What cells may name, in every language of the authority, however it is written.</summary>
internal sealed class BatchNames
{
    public BatchNames(BotConfigurationSnapshot configuration)
    {
        var (authority, texts) = (configuration.Authority, configuration.Texts);
        foreach (var kind in Enum.GetValues<TicketKind>())
            Add(Kinds, kind, [kind.ToString(), .. authority.Languages.Select(language => texts.Get(language, $"kind.{kind}"))]);
        foreach (var level in Enum.GetValues<Anonymity>())
            Add(Anonymities, level, [level.ToString(), .. authority.Languages.Select(language => texts.Get(language, $"anonymity.{level}"))]);
        foreach (var service in authority.Services.Values)
            Add(Services, service, [service.Code, .. service.Name.ByTag.Values]);
        foreach (var place in authority.Places.Values)
            Add(Places, place.Code, [place.Code, .. place.Name.ByTag.Values, .. place.Aliases]);
        foreach (var language in authority.Languages)
            Add(Languages, language, [language.Tag, .. authority.Languages.Select(other => texts.Get(other, $"batch.language.{language.Tag}"))]);
    }

    public Dictionary<string, TicketKind?> Kinds { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, Anonymity?> Anonymities { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, Service> Services { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, string> Places { get; } = new(StringComparer.OrdinalIgnoreCase);

    public Dictionary<string, Language?> Languages { get; } = new(StringComparer.OrdinalIgnoreCase);

    private static void Add<T>(Dictionary<string, T> names, T value, IEnumerable<string> all)
    {
        foreach (var name in all)
            names.TryAdd(name, value);
    }
}
