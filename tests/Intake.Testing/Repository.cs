namespace Intake.Testing;

/// <summary>The repository that the tests were built from.</summary>
public static class Repository
{
    /// <summary>Full path of the folder that has <c>Intake.sln</c>.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>Folder for what tests leave for people to look at; not in version control.</summary>
    public static string Results(string name) => Directory.CreateDirectory(Path.Combine(Root, "TestResults", name)).FullName;

    /// <summary>Source files under a folder of the repository, without what is built or installed; none where there is no such folder.</summary>
    /// <param name="folder">The folder, from the root.</param>
    /// <param name="pattern">Such as <c>*.cs</c>.</param>
    public static IEnumerable<SourceFile> Sources(string folder, string pattern)
        => FilesUnder(Path.Combine(Root, folder), pattern)
            .Select(file => new SourceFile(Path.GetRelativePath(Root, file).Replace('\\', '/'), file))
            .Where(file => !file.Path.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "wwwroot"))
            .OrderBy(file => file.Path, StringComparer.Ordinal);

    private static IEnumerable<string> FilesUnder(string folder, string pattern)
        => Directory.Exists(folder) ? Directory.EnumerateFiles(folder, pattern, SearchOption.AllDirectories) : [];

    private static string Find(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Intake.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("No folder above the tests has Intake.sln.");
    }
}

/// <summary>A source file.</summary>
/// <param name="Path">From the root, with forward slashes.</param>
/// <param name="FullPath">On this machine.</param>
public sealed record SourceFile(string Path, string FullPath)
{
    /// <summary>The text.</summary>
    public string Text { get; } = File.ReadAllText(FullPath);

    /// <summary>The lines.</summary>
    public string[] Lines => Text.Split('\n');
}
