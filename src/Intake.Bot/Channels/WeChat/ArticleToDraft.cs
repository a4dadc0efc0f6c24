using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using Intake.Application.Publication;

namespace Intake.Bot.Channels.WeChat;

/// <summary>From a bulletin's article to WeChat's draft: a pure function. Within WeChat's limits, and of its HTML only headings, paragraphs and line breaks.</summary>
internal static class ArticleToDraft
{
    private const int TitleCharacters = 32;
    private const int AuthorCharacters = 16;
    private const int DigestCharacters = 120;
    private const int ContentCharacters = 19_000;

    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    /// <summary>The draft.</summary>
    /// <param name="article">The bulletin.</param>
    /// <param name="cover">Id of the picture above it.</param>
    public static DraftArticleRequest Convert(Article article, string cover) => new(
        Cut(article.Title, TitleCharacters),
        Cut(article.Author, AuthorCharacters),
        Cut(string.Join(' ', article.Paragraphs.Where(paragraph => !paragraph.IsHeading).Select(paragraph => paragraph.Words.ReplaceLineEndings(" "))), DigestCharacters),
        Content(article),
        SourceOf(article),
        cover);

    /// <summary>The address of the page, with what tells this version from others: whether a draft is there already is seen by it.</summary>
    public static string SourceOf(Article article) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{article.Source.AbsoluteUri}?v={article.Version}");

    private static string Content(Article article)
    {
        var html = new StringBuilder();
        foreach (var paragraph in article.Paragraphs)
        {
            var next = Html(paragraph);
            if (html.Length + next.Length > ContentCharacters)
                return html.Append(Html(new(false, article.More))).ToString();
            html.Append(next);
        }

        return html.ToString();
    }

    private static string Html(ArticleParagraph paragraph)
    {
        var name = paragraph.IsHeading ? "h3" : "p";
        return $"<{name}>{string.Join("<br/>", ActivityToWeChat.Clean(paragraph.Words.ReplaceLineEndings("\n")).Split('\n').Select(Encoder.Encode))}</{name}>";
    }

    private static string Cut(string text, int most)
    {
        if (text.Length <= most)
            return text;
        var end = char.IsHighSurrogate(text[most - 2]) ? most - 2 : most - 1;
        return text[..end] + "…";
    }
}
