namespace Intake.Application.BotConfiguration;

/// <summary>Holds the configuration in force.</summary>
public sealed class BotConfigurationSource(BotConfigurationSnapshot first)
{
    /// <summary>The configuration in force.</summary>
    public BotConfigurationSnapshot Current { get; } = first;
}
