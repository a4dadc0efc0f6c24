using System.Text.RegularExpressions;
using Intake.Testing;

namespace Intake.Web.Tests.Architecture;

/// <summary>A rule on source text: in the files it is about, no line may match.</summary>
/// <param name="Name">What is not allowed, as the test's name says it.</param>
/// <param name="Folders">Where.</param>
/// <param name="Files">Which files.</param>
/// <param name="Forbidden">What no line may match; comments of C# are left out.</param>
/// <param name="Except">Paths that may, from the root: a file or a folder with a slash at its end.</param>
internal sealed record SourceRule(string Name, string[] Folders, string Files, string Forbidden, params string[] Except)
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    /// <summary>The lines that break the rule, as <c>file:line: text</c>.</summary>
    public IEnumerable<string> Broken()
        => Folders.SelectMany(folder => Repository.Sources(folder, Files))
            .Where(file => !Except.Any(except => except.EndsWith('/') ? file.Path.StartsWith(except, StringComparison.Ordinal) : file.Path == except))
            .SelectMany(file => file.Lines.Select((line, index) => (Line: Files == "*.cs" ? WithoutComment(line) : line, Text: $"{file.Path}:{index + 1}: {line.Trim()}")))
            .Where(line => Regex.IsMatch(line.Line, Forbidden, RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Longest))
            .Select(line => line.Text);

    /// <summary>The line up to a comment; a <c>//</c> inside a text is none.</summary>
    internal static string WithoutComment(string line)
    {
        var inText = false;
        for (var i = 0; i < line.Length - 1; i++)
        {
            if (line[i] == '"' && (i == 0 || line[i - 1] != '\\'))
                inText = !inText;
            else if (!inText && line[i] == '/' && line[i + 1] == '/')
                return line[..i];
        }

        return line;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}

/// <summary>The rules that no compiler knows, in one table.</summary>
internal static class SourceRules
{
    private static readonly string[] Everything = ["src", "migrations", "tests"];
    private const string TheseRules = "tests/Intake.Web.Tests/Architecture/";
    private static readonly string[] Product = ["src", "migrations"];
    private static readonly string[] BelowTheWeb = ["src/Intake.Domain", "src/Intake.Application"];

    public static IReadOnlyList<SourceRule> All { get; } =
    [
        // Who may know what.
        new("EF Core outside the use cases and the migrations", ["src/Intake.Domain", "src/Intake.Bot", "src/Intake.Web"], "*.cs", @"Microsoft\.EntityFrameworkCore|\bDbContext\b"),
        new("Quartz outside the use cases", ["src/Intake.Domain", "src/Intake.Bot", "src/Intake.Web"], "*.cs", @"\bQuartz\."),
        new("HTTP below the web", BelowTheWeb, "*.cs", @"Microsoft\.AspNetCore\.(Http|Mvc|Builder|Routing|Hosting)\b|\bHttpContext\b"),
        new("A chat protocol below the bot", BelowTheWeb, "*.cs", @"Intake\.Bot|TelegramBotClient|DirectLine\.|WeChat[A-Z]\w*\("),
        new("A chat protocol in the conversation", ["src/Intake.Bot/Conversation"], "*.cs", @"Intake\.Bot\.Channels\.\w+"),
        new("A chat protocol in pages", ["src/Intake.Web/Pages"], "*.cs*", @"Intake\.Bot\.Channels\.\w+"),

        // How code is written.
        new("Regions", Everything, "*.cs", @"^\s*#region", TheseRules),
        new("async void", Everything, "*.cs", @"\basync\s+void\b", TheseRules),
        new("Sleeping", Everything, "*.cs", @"Thread\.Sleep|Task\.Delay\((?!.*([cC]lock|[tT]ime))", TheseRules),
        new("Names that say nothing", Product, "*.cs", @"\b(class|record|interface|struct|enum)\s+(?!\w*TagHelper\b)\w+(Manager|Helper|Util|Utils|Base|Impl|Data|Info)\b", "migrations/"),
        new("Blocking on a task", Product, "*.cs", @"\.(GetAwaiter\(\)\.GetResult|Wait)\(\)"),
        new("A culture taken from the machine", Product, "*.cs", @"CultureInfo\.CurrentCulture\b(?! = )"),
        new("Text for people in code", Product, "*.cs", @"""[^""]*[\u3000-\u303f\u3400-\u9fff\uff00-\uffef][^""]*""", "src/Intake.Application/Privacy/", "src/Intake.Domain/Publication/", "src/Intake.Bot/Conversation/Hearing/", "src/Intake.Bot/Channels/Email/Mime/QuotedText.cs", "src/Intake.Bot/Channels/Email/Filters/AutoReplies.cs", "src/Intake.Bot/Channels/Email/LetterHeads.cs"), // what is read out of texts, not said

        // What pages may not have, or the content security policy would stop it in the browser.
        new("Inline styles", ["src/Intake.Web/Pages"], "*.cshtml", @"\sstyle=|<style\b"),
        new("Inline scripts", ["src/Intake.Web/Pages"], "*.cshtml", @"<script(?![^>]*\bsrc=)|\son[a-z]+=|javascript:|\bhx-on\b|""js:|\bhx-vals=.?js"),
        new("Raw HTML", ["src/Intake.Web/Pages"], "*.cshtml", @"Html\.Raw"),
        new("Files from another host", ["src/Intake.Web/Pages"], "*.cshtml", @"(src|href)=""(https?:)?//"),
        new("Text for people in pages", ["src/Intake.Web/Pages"], "*.cshtml", @"[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"),
    ];
}
