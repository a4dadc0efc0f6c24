namespace Intake.Application.BotConfiguration;

/// <summary>The start was refused because the configuration does not hold together. The message names every problem.</summary>
public sealed class BotConfigurationException : Exception
{
    /// <summary>A refusal for these problems.</summary>
    /// <param name="folder">The configuration folder.</param>
    /// <param name="problems">Everything that is wrong.</param>
    public BotConfigurationException(string folder, IReadOnlyList<ConfigurationProblem> problems)
        : base($"The configuration in {folder} has {problems?.Count ?? 0} problem(s):{Environment.NewLine}{string.Join(Environment.NewLine, problems ?? [])}")
        => Problems = problems ?? [];

    /// <summary>Everything that is wrong, by file and line.</summary>
    public IReadOnlyList<ConfigurationProblem> Problems { get; }
}
