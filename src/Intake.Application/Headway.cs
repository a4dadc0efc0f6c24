namespace Intake.Application;

/// <summary>How far something long is.</summary>
/// <param name="Done">What is behind it.</param>
/// <param name="All">All that there is, as counted at its start.</param>
public readonly record struct Headway(long Done, long All);
