using System.Globalization;
using Intake.Application.Knowledge;
using Intake.Domain.Knowledge;

namespace Intake.Application.BotConfiguration;

/// <summary>Reads <c>knowledge.yaml</c>, which an authority may leave out: articles can be written on a page as well.</summary>
internal static class ReadKnowledge
{
    private const string File = "knowledge.yaml";

    internal static IReadOnlyDictionary<string, Article> From(YamlReading reading, KnownCodes services)
    {
        var articles = new Catalogued<Article>("article", File, null);
        if (!reading.Files.Texts.ContainsKey(File))
            return articles.ByCode;
        using var file = reading.Open(File);
        foreach (var section in file?.Sections("articles") ?? [])
        {
            using (section)
                articles.Add(section, Read(section, services), each => each.Code);
        }

        return articles.ByCode;
    }

    private static Article Read(YamlSection section, KnownCodes services)
    {
        var (titles, texts, sources) = (Spoken(section, "title", isRequired: true), Spoken(section, "text", isRequired: true), Spoken(section, "source", isRequired: false));
        var article = new Article
        {
            Code = section.Code(),
            Words = titles.Keys.Union(texts.Keys).Union(sources.Keys).ToDictionary(
                tag => tag,
                tag => new ArticleWords(titles.GetValueOrDefault(tag, ""), texts.GetValueOrDefault(tag, ""), sources.GetValueOrDefault(tag)),
                StringComparer.Ordinal),
            Services = section.References("services", services),
            ValidUntil = Day(section, "validUntil"),
        };
        foreach (var problem in ArticleRules.Problems(article))
            Tell(section, problem);
        return article with { Version = ArticleContent.Of(article).Hash };
    }

    // Another language may be missing, as a whole: half of one would be an answer without its question.
    private static Dictionary<string, string> Spoken(YamlSection section, string key, bool isRequired)
    {
        var byTag = new Dictionary<string, string>(StringComparer.Ordinal);
        using var texts = section.Section(key, isRequired);
        if (texts is null)
            return byTag;
        foreach (var tag in SectionTexts.Tags(section, texts))
        {
            if (texts.OptionalText(tag) is { } text)
                byTag[tag] = text.Trim();
        }

        return byTag;
    }

    private static DateOnly? Day(YamlSection section, string key)
    {
        if (section.OptionalText(key) is not { } text)
            return null;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day))
            return day;
        section.Problem(key, $"\"{key}\" must be a day such as 2026-12-31, not \"{text}\"");
        return null;
    }

    private static void Tell(YamlSection section, ArticleProblem problem)
    {
        var key = problem.Field.ToString().ToLowerInvariant();
        switch (problem.Why.Code)
        {
            case "ArticleNeedsCode" when section.OptionalText("code") is { Length: > ArticleRules.LongestCode }:
                section.Problem(key, $"the code of an article has {ArticleRules.LongestCode} characters at most");
                break;
            case "ArticleNeedsTitle" or "ArticleNeedsText":
                section.Problem(key, $"\"{key}\" has no text in {problem.Language}; leave out {problem.Language} in \"title\", \"text\" and \"source\", or write all that belongs to it");
                break;
            case "ArticleIsTooLong":
                section.Problem(key, $"\"{key}\" in {problem.Language} has more than {problem.Why.Values["most"]} characters");
                break;
            default:
                // A code that is none and an article without words have been told as what they are in the file.
                break;
        }
    }
}
