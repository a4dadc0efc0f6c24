namespace Intake.Application.Tickets;

/// <summary>A question for a text index, whatever database it is in.</summary>
/// <param name="Columns">Where to look.</param>
/// <param name="Parts">What all has to be there; never empty.</param>
internal sealed record SearchQuestion(SearchColumns Columns, IReadOnlyList<SearchPart> Parts)
{
    /// <summary>The question in the language of SQLite's full-text search.</summary>
    public string ForFts5() => $"{{{string.Join(' ', Names())}}} : ({string.Join(" AND ", Parts.Select(part => part.ForFts5()))})";

    private IEnumerable<string> Names()
    {
        if (Columns.HasFlag(SearchColumns.Texts))
            yield return "texts";
        if (Columns.HasFlag(SearchColumns.Named))
            yield return "named";
        if (Columns.HasFlag(SearchColumns.CentreOnly))
            yield return "centre";
    }
}

/// <summary>A word, or a run of ideographs.</summary>
/// <param name="Terms">Terms that follow each other; never empty.</param>
/// <param name="IsBeginning">Whether the one term is the beginning of what is looked for.</param>
internal sealed record SearchPart(IReadOnlyList<string> Terms, bool IsBeginning)
{
    /// <summary>The part in the language of SQLite's full-text search.</summary>
    public string ForFts5() => $"\"{string.Join(' ', Terms)}\"{(IsBeginning ? " *" : "")}";
}
