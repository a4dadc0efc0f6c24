namespace Intake.Web.Commands;

/// <summary>
/// A command of the program. Its words are the texts <c>command.NAME.summary</c> (one line) and
/// <c>command.NAME.help</c> (what <c>--help</c> prints).
/// </summary>
/// <param name="Name">What is typed.</param>
/// <param name="Run">Does it: from what follows the name to the exit code, 0 or 1.</param>
internal sealed record Command(string Name, Func<IReadOnlyList<string>, Terminal, Task<int>> Run);
