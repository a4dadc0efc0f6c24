namespace Intake.Application.TextMessages;

/// <summary>Which text messages somebody wants.</summary>
[Flags]
public enum Texting
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary>The receipt.</summary>
    Receipt = 1,

    /// <summary>What happens to the ticket later.</summary>
    News = 2,
}
