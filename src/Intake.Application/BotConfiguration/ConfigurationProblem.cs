namespace Intake.Application.BotConfiguration;

/// <summary>
/// One thing that is wrong in a configuration folder. The messages are English sentences in code, unlike every other text:
/// who reads them edits YAML files with English keys, in a terminal, a log or the administrators' page, often before any
/// text file could be read; and a message names keys and codes, which have no translation.
/// </summary>
/// <param name="File">Path below the configuration folder, with slashes.</param>
/// <param name="Line">Line in the file, from 1.</param>
/// <param name="Message">What is wrong and, where it is known, what would be right.</param>
/// <param name="IsWarning">Whether the configuration can be used all the same.</param>
public sealed record ConfigurationProblem(string File, int Line, string Message, bool IsWarning = false)
{
    /// <summary><c>file:line: message</c>, as compilers write it, so that editors can jump to it.</summary>
    public override string ToString() => $"{File}:{Line}: {(IsWarning ? "warning: " : "")}{Message}";
}
