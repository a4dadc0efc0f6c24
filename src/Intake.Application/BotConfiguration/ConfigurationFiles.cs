using System.Security.Cryptography;
using System.Text;

namespace Intake.Application.BotConfiguration;

/// <summary>
/// The YAML files of a folder, read once, so that what is validated, what is used and what the version is made of
/// are the same bytes even while somebody is saving.
/// </summary>
internal sealed class ConfigurationFiles
{
    internal static readonly IReadOnlyList<string> Sections =
    [
        "authority.yaml", "limits.yaml", "units.yaml", "places.yaml", "services.yaml",
        "dispatch.yaml", "boxes.yaml", "questionnaires.yaml", "knowledge.yaml", "retention.yaml", "demo-staff.yaml",
    ];

    private const string Calendars = "calendars/";
    private const string TextFiles = "texts/";

    private readonly string _folder;

    private ConfigurationFiles(string folder, IReadOnlyDictionary<string, string> texts, string version) => (_folder, Texts, Version) = (folder, texts, version);

    /// <summary>Content by path below the folder, with slashes.</summary>
    internal IReadOnlyDictionary<string, string> Texts { get; }

    /// <summary>See <see cref="BotConfigurationSnapshot.Version"/>.</summary>
    internal string Version { get; }

    /// <summary>Paths of the calendar files.</summary>
    internal IEnumerable<string> CalendarPaths => In(Calendars);

    /// <summary>Paths of the text files.</summary>
    internal IEnumerable<string> TextPaths => In(TextFiles);

    /// <summary>The content of a picture beside the YAML files, by its name; null when there is no such file, or it is larger than allowed.</summary>
    internal byte[]? Picture(string name, long mostBytes)
    {
        var file = new FileInfo(Path.Combine(_folder, Path.GetFileName(name)));
        return file.Exists && file.Length <= mostBytes && file.Name == name ? File.ReadAllBytes(file.FullName) : null;
    }

    /// <exception cref="IOException">A file could not be read.</exception>
    internal static ConfigurationFiles Read(string folder)
    {
        var texts = new SortedDictionary<string, string>(StringComparer.Ordinal);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (path, full) in Paths(folder))
        {
            var bytes = File.ReadAllBytes(full);
            hash.AppendData(Encoding.UTF8.GetBytes($"{path}\0{bytes.Length}\0"));
            hash.AppendData(bytes);
            using var reader = new StreamReader(new MemoryStream(bytes), Encoding.UTF8);
            texts[path] = reader.ReadToEnd();
        }

        return new ConfigurationFiles(folder, texts, Convert.ToHexStringLower(hash.GetHashAndReset())[..16]);
    }

    /// <summary>Every YAML file with its time and size: cheap to take, and different after any save.</summary>
    internal static string Fingerprint(string folder)
    {
        try
        {
            return string.Join('\n', Paths(folder).Select(pair => $"{pair.Path} {Stamp(pair.Full)}"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A state like any other: whoever reads the folder then says what is wrong with it.
            return $"unreadable {exception.GetType().Name}";
        }
    }

    /// <summary>Files that nothing reads: mostly a misspelt name.</summary>
    internal IEnumerable<ConfigurationProblem> Strangers()
        => from path in Texts.Keys
           where !Sections.Contains(path, StringComparer.Ordinal) && !IsIn(path, Calendars) && !IsIn(path, TextFiles)
           select new ConfigurationProblem(path, 1, $"nothing reads this file{Spelling.DidYouMean(path, Sections)}");

    private IEnumerable<string> In(string start) => Texts.Keys.Where(path => IsIn(path, start));

    private static bool IsIn(string path, string start)
        => path.StartsWith(start, StringComparison.Ordinal)
            && path.EndsWith(".yaml", StringComparison.Ordinal)
            && !path[start.Length..].Contains('/', StringComparison.Ordinal);

    private static string Stamp(string full)
    {
        var file = new FileInfo(full);
        return file.Exists ? $"{file.Length} {file.LastWriteTimeUtc.Ticks}" : "gone";
    }

    private static IEnumerable<(string Path, string Full)> Paths(string folder)
        => from full in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
           let path = Path.GetRelativePath(folder, full).Replace('\\', '/')
           where Path.GetExtension(full) is ".yaml" or ".yml" && !path.Split('/').Any(part => part.StartsWith('.'))
           orderby path
           select (path, full);
}
