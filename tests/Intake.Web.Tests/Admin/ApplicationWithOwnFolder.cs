using Intake.Application.BotConfiguration;
using Intake.Testing;
using Intake.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Admin;

/// <summary>The program with a configuration folder of its own, to be broken on purpose.</summary>
public class ApplicationWithOwnFolder : IntakeApplication
{
    public ApplicationWithOwnFolder()
    {
        foreach (var file in Directory.EnumerateFiles(ExampleAuthority.Folder, "*", SearchOption.AllDirectories))
        {
            var copy = this[Path.GetRelativePath(ExampleAuthority.Folder, file)];
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        Settings = new Dictionary<string, string>(StringComparer.Ordinal) { ["BotConfig:Folder"] = this["."] };
    }

    /// <summary>The full path of a file of the configuration.</summary>
    public string this[string file] => Path.GetFullPath(Path.Combine(DataFolder, "authority", file));

    protected override IReadOnlyDictionary<string, string> Settings { get; }

    /// <summary>Writes a file, then lets the watch look twice: it reads what two looks see alike.</summary>
    public async Task ChangeAsync(string file, string text)
    {
        var source = Services.GetRequiredService<BotConfigurationSource>();
        var before = source.LastAttemptAt;
        await File.WriteAllTextAsync(this[file], text, TestContext.Current.CancellationToken);
        using var visitor = Visitor();
        for (var looks = 0; looks < 200 && source.LastAttemptAt == before; looks++)
        {
            Clock.Advance(TimeSpan.FromSeconds(2));
            using var answer = await visitor.GetAsync(new Uri("/health/live", UriKind.Relative), TestContext.Current.CancellationToken); // lets the watch have its turn
        }

        Assert.NotEqual(before, source.LastAttemptAt);
    }
}
