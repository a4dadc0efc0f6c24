using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Intake.Application.Publication;
using Microsoft.Net.Http.Headers;

namespace Intake.Web.Pages.Citizens.Bulletins;

/// <summary>
/// <c>/bulletins/feed.atom</c> (Atom, RFC 4287) and <c>/bulletins/feed.json</c> (JSON Feed 1.1): the public issues that
/// changed last, withdrawn ones with their note, in the language of the request.
/// </summary>
internal static class Feeds
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Xhtml = "http://www.w3.org/1999/xhtml";
    private static readonly JsonSerializerOptions Readable = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.Create(System.Text.Unicode.UnicodeRanges.All) };

    /// <summary>Maps both.</summary>
    public static void MapBulletinFeeds(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapMethods("/bulletins/feed.atom", Methods, (HttpContext context, PublicBulletinQueries queries, IssueWords words) => AnswerAsync(context, queries, words, "application/atom+xml", AtomOf))
            .AllowAnonymous().ExcludeFromDescription();
        endpoints.MapMethods("/bulletins/feed.json", Methods, (HttpContext context, PublicBulletinQueries queries, IssueWords words) => AnswerAsync(context, queries, words, "application/feed+json", JsonOf))
            .AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> AnswerAsync(HttpContext context, PublicBulletinQueries queries, IssueWords words, string type, Func<Feed, byte[]> write)
    {
        var issues = await queries.LatestAsync(words.Public, context.RequestAborted);
        var body = write(new Feed(context.Request, words, [.. issues.Select(issue => FeedEntry.Of(issue, words))]));
        // May be kept, but asked for each time: what is withdrawn is gone at once. What has not changed is not sent again.
        context.Response.Headers.CacheControl = "public, no-cache";
        context.Response.Headers.Vary = "Accept-Language, Cookie";
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(body)[..12])}\"");
        return Results.Bytes(body, $"{type}; charset=utf-8", entityTag: tag);
    }

    private static byte[] AtomOf(Feed feed)
    {
        var document = new XElement(
            Atom + "feed",
            new XAttribute(XNamespace.Xml + "lang", feed.Words.Texts.Language.Tag),
            new XElement(Atom + "id", FeedEntry.FeedId(feed.Words.Authority.JurisdictionId)),
            new XElement(Atom + "title", feed.Title),
            new XElement(Atom + "updated", Written(feed.UpdatedAt)),
            new XElement(Atom + "author", new XElement(Atom + "name", feed.Words.Texts.Authority)),
            Link("self", feed.Address("/bulletins/feed.atom"), "application/atom+xml"),
            Link("alternate", feed.Address("/bulletins"), "text/html"),
            feed.Entries.Select(entry => EntryOf(feed, entry)));
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new() { Encoding = new UTF8Encoding(false), Indent = false }))
            document.Save(writer);
        return stream.ToArray();
    }

    private static XElement EntryOf(Feed feed, FeedEntry entry) => new(
        Atom + "entry",
        new XElement(Atom + "id", entry.Id),
        new XElement(Atom + "title", entry.Title),
        new XElement(Atom + "published", Written(entry.PublishedAt)),
        new XElement(Atom + "updated", Written(entry.UpdatedAt)),
        Link("alternate", feed.Address(entry.Path), "text/html"),
        new XElement(
            Atom + "content",
            new XAttribute("type", "xhtml"),
            new XElement(Xhtml + "div", entry.Paragraphs.Select(paragraph => new XElement(Xhtml + (paragraph.Heading ? "h3" : "p"), Lines(paragraph.Words))))));

    private static IEnumerable<object> Lines(string words) =>
        words.Split('\n').SelectMany((line, i) => i == 0 ? new object[] { line } : [new XElement(Xhtml + "br"), line]);

    private static XElement Link(string relation, string address, string type) =>
        new(Atom + "link", new XAttribute("rel", relation), new XAttribute("type", type), new XAttribute("href", address));

    private static byte[] JsonOf(Feed feed)
    {
        var author = new[] { new { name = feed.Words.Texts.Authority } };
        return JsonSerializer.SerializeToUtf8Bytes(
            new Dictionary<string, object>(StringComparer.Ordinal)
            {
                ["version"] = "https://jsonfeed.org/version/1.1",
                ["title"] = feed.Title,
                ["home_page_url"] = feed.Address("/bulletins"),
                ["feed_url"] = feed.Address("/bulletins/feed.json"),
                ["language"] = feed.Words.Texts.Language.Tag,
                ["authors"] = author,
                ["items"] = feed.Entries.Select(entry => new Dictionary<string, object>(StringComparer.Ordinal)
                {
                    ["id"] = entry.Id,
                    ["url"] = feed.Address(entry.Path),
                    ["title"] = entry.Title,
                    ["content_text"] = string.Join("\n\n", entry.Paragraphs.Select(paragraph => paragraph.Words)),
                    ["date_published"] = Written(entry.PublishedAt),
                    ["date_modified"] = Written(entry.UpdatedAt),
                }),
            },
            Readable);
    }

    private static string Written(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private sealed record Feed(HttpRequest Request, IssueWords Words, IReadOnlyList<FeedEntry> Entries)
    {
        public string Title => Words.Texts["issue.feed.title", ("authority", Words.Texts.Authority)];

        /// <summary>The last change; the beginning of time while nothing is published, so that the feed is the same every time.</summary>
        public DateTimeOffset UpdatedAt => Entries.Select(entry => entry.UpdatedAt).DefaultIfEmpty(DateTimeOffset.UnixEpoch).Max();

        public string Address(string path) => $"{Request.Scheme}://{Request.Host}{Request.PathBase}{path}";
    }
}
