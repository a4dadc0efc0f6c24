namespace Intake.Application.Programs;

/// <summary>What the key of a program opens.</summary>
public static class ApiScope
{
    /// <summary>Read any ticket.</summary>
    public const string ReadTickets = "tickets:read";

    /// <summary>Hand tickets in.</summary>
    public const string WriteTickets = "tickets:write";

    /// <summary>Hand reports in by Open311.</summary>
    public const string WriteOpen311 = "open311:write";

    /// <summary>Read figures.</summary>
    public const string ReadFigures = "figures:read";

    /// <summary>Show the wall board.</summary>
    public const string ReadWall = "wall:read";

    /// <summary>Every scope.</summary>
    public static IReadOnlyList<string> All { get; } = [ReadTickets, WriteTickets, WriteOpen311, ReadFigures, ReadWall];
}
