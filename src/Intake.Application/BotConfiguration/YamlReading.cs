using Intake.Domain.Catalogue;

namespace Intake.Application.BotConfiguration;

/// <summary>One reading of a folder: hands out sections and gathers every problem, so that nothing stops at the first.</summary>
internal sealed class YamlReading(ConfigurationFiles files)
{
    private readonly List<ConfigurationProblem> problems = [.. files.Strangers()];

    /// <summary>Every problem so far, by file and line.</summary>
    internal IReadOnlyList<ConfigurationProblem> Problems =>
    [
        .. problems
            .OrderBy(problem => problem.File, StringComparer.Ordinal)
            .ThenBy(problem => problem.Line)
            .ThenBy(problem => problem.Message, StringComparer.Ordinal)
            .Distinct(),
    ];

    /// <summary>The languages that every text must have; known once the authority is read.</summary>
    internal IReadOnlyList<Language> Languages { get; set; } = [];

    /// <summary>The files of this reading.</summary>
    internal ConfigurationFiles Files => files;

    internal void Problem(string file, int line, string message) => problems.Add(new ConfigurationProblem(file, line, message));

    internal void Warning(string file, int line, string message) => problems.Add(new ConfigurationProblem(file, line, message, IsWarning: true));

    /// <summary>The top of a file; null with a problem when it is missing, empty or not a mapping.</summary>
    internal YamlSection? Open(string file)
    {
        if (!files.Texts.TryGetValue(file, out var text))
        {
            Problem(file, 1, "this file is missing");
            return null;
        }

        var before = problems.Count;
        var tree = new YamlTree(file, problems).Read(text);
        if (tree is YamlMap map)
            return new YamlSection(this, file, map);
        if (problems.Count == before)
            Problem(file, tree?.Line ?? 1, "expected keys with values (\"key: value\")");
        return null;
    }
}

/// <summary>The codes that one file defines, with their lines, for those that refer to them.</summary>
/// <param name="Noun">What they are, such as "limit class".</param>
/// <param name="File">Where they are defined.</param>
internal sealed record KnownCodes(string Noun, string File)
{
    private readonly Dictionary<string, int> lines = new(StringComparer.Ordinal);

    /// <summary>False when the file could not be read: then no reference into it is called wrong.</summary>
    internal bool IsComplete { get; init; } = true;

    /// <summary>The codes.</summary>
    internal IReadOnlyCollection<string> Codes => lines.Keys;

    /// <summary>Where a code is defined.</summary>
    internal int LineOf(string code) => lines.GetValueOrDefault(code, 1);

    /// <summary>Notes a code; a second one is a problem.</summary>
    internal void Add(YamlSection section, string code)
    {
        if (code.Length > 0 && !lines.TryAdd(code, section.LineOf("code")))
            section.Problem("code", $"the {Noun} \"{code}\" is there twice; the first is on line {lines[code]}");
    }

    /// <summary>Notes a code that is the name of a file.</summary>
    internal void Add(string code) => lines.TryAdd(code, 1);

    /// <summary>Reports a reference that leads nowhere.</summary>
    internal void Check(YamlSection section, int line, string code)
    {
        if (IsComplete && code.Length > 0 && !lines.ContainsKey(code))
            section.Report(line, $"there is no {Noun} \"{code}\" in {File}{Spelling.DidYouMean(code, lines.Keys)}");
    }
}
