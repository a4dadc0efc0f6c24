using System.Collections.Concurrent;
using System.Reflection;
using Intake.Application.BotConfiguration;

namespace Intake.Application.Texts;

/// <summary>
/// The texts that come with the product: the files <c>Texts/TAG.yaml</c> beside the sources of each project, embedded
/// under that name. An authority's own texts go before them.
/// </summary>
public static class EmbeddedTexts
{
    private const string Start = "Texts/";
    private const string End = ".yaml";
    private static readonly ConcurrentDictionary<Assembly, TextCatalogue> Read = new();

    /// <summary>The texts of the assemblies, later ones before earlier ones; read once for each.</summary>
    /// <exception cref="BotConfigurationException">A text file of the product itself is broken.</exception>
    public static TextCatalogue From(params IEnumerable<Assembly> assemblies)
        => assemblies.Select(assembly => Read.GetOrAdd(assembly, ReadAll)).Aggregate(TextCatalogue.Empty, TextCatalogue.Merge);

    /// <summary>The texts of this assembly, with those of the conversation.</summary>
    public static TextCatalogue BuiltIn => From(typeof(EmbeddedTexts).Assembly);

    private static TextCatalogue ReadAll(Assembly assembly)
        => assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Start, StringComparison.Ordinal) && name.EndsWith(End, StringComparison.Ordinal))
            .OrderBy(name => name, StringComparer.Ordinal)
            .Select(name => ReadOne(assembly, name))
            .Aggregate(TextCatalogue.Empty, TextCatalogue.Merge);

    private static TextCatalogue ReadOne(Assembly assembly, string name)
    {
        using var stream = assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        var problems = new List<ConfigurationProblem>();
        var file = TextFile.Read(name, Path.GetFileNameWithoutExtension(name), reader.ReadToEnd(), problems);
        return problems.Count == 0 ? file.ToCatalogue() : throw new BotConfigurationException(assembly.GetName().Name!, problems);
    }
}
