using Intake.Application.BotConfiguration;
using Intake.Testing;

namespace Intake.Application.Tests.BotConfiguration;

/// <summary>A copy of the example in a folder of its own, to be broken on purpose.</summary>
internal sealed class BrokenCopy : IDisposable
{
    private readonly TemporaryFolder folder = new();

    internal BrokenCopy()
    {
        foreach (var source in Directory.EnumerateFiles(ExampleAuthority.Folder, "*", SearchOption.AllDirectories))
        {
            var target = Full(Path.GetRelativePath(ExampleAuthority.Folder, source));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(source, target);
        }
    }

    internal string Folder => folder.Path;

    public void Dispose() => folder.Dispose();

    /// <summary>Replaces the first occurrence; the test is wrong when there is none.</summary>
    internal BrokenCopy Change(string file, string from, string to)
    {
        var text = Read(file);
        var at = text.IndexOf(from, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{file} does not hold: {from}");
        return Write(file, string.Concat(text.AsSpan(0, at), to, text.AsSpan(at + from.Length)));
    }

    /// <summary>Replaces every occurrence.</summary>
    internal BrokenCopy ChangeAll(string file, string from, string to)
    {
        Assert.Contains(from, Read(file), StringComparison.Ordinal);
        return Write(file, Read(file).Replace(from, to, StringComparison.Ordinal));
    }

    internal BrokenCopy Append(string file, string text) => Write(file, Read(file) + text);

    internal BrokenCopy Write(string file, string text)
    {
        File.WriteAllText(Full(file), text);
        return this;
    }

    internal BrokenCopy Remove(string file)
    {
        File.Delete(Full(file));
        return this;
    }

    /// <summary>The line, from 1, of the nth place where a text stands.</summary>
    internal int LineOf(string file, string text, int nth = 1)
    {
        var at = -1;
        for (var i = 0; i < nth; i++)
            at = Read(file).IndexOf(text, at + 1, StringComparison.Ordinal);
        Assert.True(at >= 0, $"{file} does not hold: {text}");
        return Read(file).AsSpan(0, at).Count('\n') + 1;
    }

    internal BotConfigurationResult Load(DateTimeOffset? at = null) => BotConfigurationLoader.Load(Folder, at ?? ExampleAuthority.At);

    /// <summary>Asserts that there is this one problem and no other, on the line where a text stands.</summary>
    internal void SaysOnly(string file, string at, string message, int nth = 1)
    {
        var result = Load();
        Assert.Equal([$"{file}:{LineOf(file, at, nth)}: {message}"], result.Problems.Select(problem => problem.ToString()));
        Assert.Null(result.Snapshot);
    }

    /// <summary>Asserts that this problem is among those found.</summary>
    internal void Says(string file, int line, string message)
        => Assert.Contains($"{file}:{line}: {message}", Load().Problems.Select(problem => problem.ToString()));

    private string Read(string file) => File.ReadAllText(Full(file));

    private string Full(string file) => folder[file];
}
