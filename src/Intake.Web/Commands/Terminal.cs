using System.Globalization;
using Intake.Domain.Catalogue;
using Intake.Web.Texts;

namespace Intake.Web.Commands;

/// <summary>Where a command reads and writes: results and notes are kept apart, so that results can be piped on.</summary>
/// <param name="In">What is piped in.</param>
/// <param name="Results">Standard output.</param>
/// <param name="Notes">Standard error: progress, problems, advice.</param>
/// <param name="Language">The language of the words.</param>
/// <param name="Stopping">Cancelled when the process is asked to end.</param>
internal sealed record Terminal(TextReader In, TextWriter Results, TextWriter Notes, Language Language, CancellationToken Stopping)
{
    /// <summary>Whether a person looks at the notes, so that a line may be written over. Default false.</summary>
    public bool IsWatched { get; init; }

    /// <summary>The terminal that this process was started in, in its language.</summary>
    public static Terminal OfThisProcess()
    {
        var stopping = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            // The first time the command may finish what it has begun; the second time the process ends.
            pressed.Cancel = !stopping.IsCancellationRequested;
            stopping.Cancel();
        };
        var language = CultureInfo.CurrentUICulture.Name.StartsWith("zh", StringComparison.OrdinalIgnoreCase) ? Language.Chinese : Language.English;
        return new Terminal(Console.In, Console.Out, Console.Error, language, stopping.Token) { IsWatched = !Console.IsErrorRedirected };
    }

    /// <summary>Shows on the notes how a command is used, for one that was typed wrongly.</summary>
    /// <returns>The exit code, 1.</returns>
    public async Task<int> ShowHelpAsync(Command command)
    {
        await Notes.WriteLineAsync(Text($"command.{command.Name}.help").TrimEnd());
        return 1;
    }

    /// <summary>A text of the program in the terminal's language.</summary>
    public string Text(string key, params ReadOnlySpan<(string Name, string Value)> values) => ProductTexts.All.Get(Language, key, values);
}
