using System.Globalization;
using Intake.Domain.Catalogue;
using YamlDotNet.Serialization;

namespace Intake.Web.Texts;

/// <summary>The texts of pages and commands, from the embedded files <c>Texts/TAG.yaml</c>.</summary>
internal static class SiteTexts
{
    private static readonly Dictionary<Language, Dictionary<string, string>> ByLanguage = new()
    {
        [Language.Chinese] = Read(Language.Chinese),
        [Language.English] = Read(Language.English),
    };

    /// <summary>The languages that pages are written in, the default first.</summary>
    public static IReadOnlyList<Language> Languages { get; } = [Language.Chinese, Language.English];

    /// <summary>The text for a key with its placeholders filled in.</summary>
    /// <exception cref="KeyNotFoundException">There is no such text.</exception>
    public static string Get(Language language, string key, params ReadOnlySpan<(string Name, string Value)> values)
    {
        var text = ByLanguage[language][key];
        foreach (var (name, value) in values)
            text = text.Replace("{" + name + "}", value, StringComparison.Ordinal);
        return text;
    }

    private static Dictionary<string, string> Read(Language language)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"Texts/{language.Tag}.yaml");
        using var stream = typeof(SiteTexts).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return new DeserializerBuilder().Build().Deserialize<Dictionary<string, string>>(reader);
    }
}
