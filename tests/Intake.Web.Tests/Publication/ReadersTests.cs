using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Xml.Linq;
using Intake.Application.Publication;
using Intake.Web.Tests.Hosting;
using static Intake.Web.Tests.Publication.BulletinSteps;

namespace Intake.Web.Tests.Publication;

/// <summary>What readers get: the list, issues, feeds; and what a limited circle keeps to itself.</summary>
public sealed class ReadersTests : IAsyncLifetime
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private readonly IntakeApplication application = new();

    [Fact]
    public async Task While_nothing_is_published_the_list_says_so_and_feeds_are_valid()
    {
        using var reader = application.Visitor("en");
        Assert.Contains("Nothing has been published yet", (await reader.PageAsync("/bulletins")).Read(), StringComparison.Ordinal);
        var feed = XElement.Parse(await reader.GetStringAsync("/bulletins/feed.atom", TestContext.Current.CancellationToken));
        CheckAtom(feed);
        Assert.Empty(feed.Elements(Atom + "entry"));
        Assert.Equal(0, (await JsonAsync(reader)).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task The_Atom_feed_has_what_the_standard_asks_for_and_text_stays_text()
    {
        await application.PublishedAsync(Series, await application.TicketAsync("<b>路灯</b> & 井盖\u0001\n第二行，电话13812345678", "已修😀"));
        using var reader = application.Visitor();
        using var answer = await reader.GetAsync("/bulletins/feed.atom", TestContext.Current.CancellationToken);
        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("public, no-cache", answer.Headers.CacheControl!.ToString());
        var feed = XElement.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        CheckAtom(feed);
        var entry = Assert.Single(feed.Elements(Atom + "entry"));
        Assert.Equal("tag:xinghe.example,2026:bulletins/rectification/1", entry.Element(Atom + "id")!.Value);
        Assert.Equal($"{application.Address}bulletins/rectification/1", entry.Element(Atom + "link")!.Attribute("href")!.Value);
        var content = entry.Element(Atom + "content")!;
        Assert.Equal("xhtml", content.Attribute("type")!.Value);
        Assert.Contains("<b>路灯</b> & 井盖第二行，电话138****5678", content.Value, StringComparison.Ordinal);
        Assert.DoesNotContain(content.Descendants(), element => element.Name.LocalName == "b");
    }

    [Fact]
    public async Task A_feed_that_has_not_changed_is_not_sent_again()
    {
        await application.PublishedAsync(Series, await application.TicketAsync("路灯不亮"));
        using var reader = application.Visitor();
        using var first = await reader.GetAsync("/bulletins/feed.atom", TestContext.Current.CancellationToken);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/bulletins/feed.atom");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await reader.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("/bulletins")]
    [InlineData($"/bulletins/{Series}/1")]
    public async Task A_page_is_not_sent_again_until_it_changes(string path)
    {
        var bulletin = await application.PublishedAsync(Series, await application.TicketAsync("路灯不亮"));
        using var reader = application.Visitor();
        using var first = await reader.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal("public, no-cache", first.Headers.CacheControl!.ToString());
        Assert.Equal("Accept-Language,Cookie", string.Concat(first.Headers.Vary.Order(StringComparer.Ordinal).Select(one => $"{one},")).TrimEnd(','));
        var tag = first.Headers.ETag!;
        Assert.Equal((HttpStatusCode.NotModified, ""), await AgainAsync(reader, path, tag));

        using var english = application.Visitor("en");
        Assert.Equal(HttpStatusCode.OK, (await AgainAsync(english, path, tag)).Status);
        using var staff = await application.SignedInAsync("housing");
        using var own = await staff.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(("no-store", null), (own.Headers.CacheControl!.ToString(), own.Headers.ETag));

        await application.DoAsync(new WithdrawBulletin(bulletin.Id, Editor, "内容有误"));
        var (status, body) = await AgainAsync(reader, path, tag);
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.DoesNotContain("路灯不亮", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_corrected_issue_is_sent_again_and_what_is_not_there_is_not_kept()
    {
        var bulletin = await application.PublishedAsync(Series, await application.TicketAsync("路灯不亮"));
        using var reader = application.Visitor();
        using var first = await reader.GetAsync($"/bulletins/{Series}/1", TestContext.Current.CancellationToken);
        await application.DoAsync(new CorrectBulletin(bulletin.Id, Editor, "更正一处"));
        Assert.Equal(HttpStatusCode.NotModified, (await AgainAsync(reader, $"/bulletins/{Series}/1", first.Headers.ETag!)).Status);
        await application.DoAsync(new SignOffBulletin(bulletin.Id, Second));
        Assert.Contains("更正一处", (await AgainAsync(reader, $"/bulletins/{Series}/1", first.Headers.ETag!)).Body, StringComparison.Ordinal);
        using var nothing = await reader.GetAsync($"/bulletins/{Series}/7", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.NotFound, "no-store"), (nothing.StatusCode, nothing.Headers.CacheControl!.ToString()));
    }

    [Fact]
    public async Task The_JSON_feed_is_of_version_1_1_and_tells_withdrawals()
    {
        var first = await application.PublishedAsync(Series, await application.TicketAsync("甲事"));
        application.Clock.Advance(TimeSpan.FromHours(1));
        await application.PublishedAsync(Series, await application.TicketAsync("乙事"));
        application.Clock.Advance(TimeSpan.FromHours(1));
        await application.DoAsync(new WithdrawBulletin(first.Id, Editor, "内容有误"));

        using var reader = application.Visitor();
        var feed = await JsonAsync(reader);
        Assert.Equal("https://jsonfeed.org/version/1.1", feed.GetProperty("version").GetString());
        Assert.Equal($"{application.Address}bulletins/feed.json", feed.GetProperty("feed_url").GetString());
        var items = feed.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal([$"整改进行时 第 1 期（已撤回）", "整改进行时 第 2 期"], items.Select(item => item.GetProperty("title").GetString()));
        Assert.Contains("内容有误", items[0].GetProperty("content_text").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("甲事", items[0].GetProperty("content_text").GetString(), StringComparison.Ordinal);
        Assert.Equal("2026-03-10T03:30:00Z", items[0].GetProperty("date_modified").GetString());
        Assert.Equal("2026-03-10T01:30:00Z", items[0].GetProperty("date_published").GetString());
    }

    [Fact]
    public async Task A_limited_circle_is_read_by_its_units_staff_only()
    {
        await application.PublishedAsync(Limited, await application.TicketAsync("内部通报的事"));
        foreach (var (user, may) in new[] { ("housing", true), ("auditor", true), ("education", false) })
        {
            using var staff = await application.SignedInAsync(user);
            using var answer = await staff.GetAsync($"/bulletins/{Limited}/1", TestContext.Current.CancellationToken);
            Assert.Equal(may ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Equal(may, (await staff.PageAsync("/bulletins")).Read().Contains("督查月报", StringComparison.Ordinal));
        }

        using var reader = application.Visitor();
        using var hidden = await reader.GetAsync($"/bulletins/{Limited}/1", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.DoesNotContain("督查月报", (await reader.PageAsync("/bulletins")).Read(), StringComparison.Ordinal);
        using var insider = await application.SignedInAsync("housing");
        Assert.Equal(0, (await JsonAsync(insider)).GetProperty("items").GetArrayLength());
    }

    [Theory]
    [InlineData("/bulletins/rectification/7")]
    [InlineData("/bulletins/rectification/0")]
    [InlineData("/bulletins/none/1")]
    [InlineData("/bulletins/rectification/99999999999")]
    public async Task What_is_not_there_is_not_found(string path)
    {
        using var reader = application.Visitor();
        using var answer = await reader.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Theory]
    [InlineData("/bulletins?after=x")]
    [InlineData("/bulletins?after=9999999999999999999-1")]
    [InlineData("/bulletins?after=999999999999999999-1")]
    [InlineData("/bulletins?after=1-")]
    public async Task A_broken_place_in_the_list_begins_at_the_beginning(string path)
    {
        using var reader = application.Visitor();
        using var answer = await reader.GetAsync(path, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    public ValueTask InitializeAsync() => application.InitializeAsync();

    public ValueTask DisposeAsync() => application.DisposeAsync();

    /// <summary>What RFC 4287, section 4.1.1 and 4.1.2 ask for.</summary>
    private static void CheckAtom(XElement feed)
    {
        Assert.Equal(Atom + "feed", feed.Name);
        foreach (var element in feed.Elements(Atom + "entry").Prepend(feed))
        {
            Assert.True(Uri.TryCreate(Assert.Single(element.Elements(Atom + "id")).Value, UriKind.Absolute, out _));
            Assert.NotEmpty(Assert.Single(element.Elements(Atom + "title")).Value);
            Assert.Matches("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$", Assert.Single(element.Elements(Atom + "updated")).Value);
        }

        Assert.NotEmpty(Assert.Single(feed.Elements(Atom + "author")).Element(Atom + "name")!.Value);
        Assert.Single(feed.Elements(Atom + "link"), link => link.Attribute("rel")!.Value == "self");
        Assert.Distinct(feed.Elements(Atom + "entry").Select(entry => entry.Element(Atom + "id")!.Value));
    }

    private static async Task<(HttpStatusCode Status, string Body)> AgainAsync(HttpClient reader, string path, EntityTagHeaderValue known)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.IfNoneMatch.Add(known);
        using var answer = await reader.SendAsync(request, TestContext.Current.CancellationToken);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    private static async Task<JsonElement> JsonAsync(HttpClient reader)
    {
        using var answer = await reader.GetAsync("/bulletins/feed.json", TestContext.Current.CancellationToken);
        Assert.Equal("application/feed+json", answer.Content.Headers.ContentType!.MediaType);
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
    }
}
