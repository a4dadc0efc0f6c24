using System.Net;
using System.Net.Http.Headers;
using Intake.Application.Data;
using Intake.Application.Programs;
using Intake.Application.Tickets;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Intake.Web.Tests.Api;
using Intake.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Open311;

public sealed class PostReportTests(IntakeApplication application) : IClassFixture<IntakeApplication>
{
    private static readonly (string, string)[] Light = [("service_code", "street-lights"), ("address_string", "Riverside Road 12"), ("description", "The lamp is dark")];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_report_with_everything_is_one_durable_ticket_with_a_receipt()
    {
        using var client = await Open311Client.StartAsync(application);
        using var answer = await client.PostAsync(
            ("jurisdiction_id", "xinghe.example"), ("service_code", "building-site-noise"), ("lat", "30.274152"), ("long", "120.155149"), ("address_string", "星北区学府路12号"), ("address_id", "xingbei"),
            ("attribute[hours][]", "night"), ("attribute[hours][]", "noon"), ("attribute[site]", "宏达建设"), ("description", "半夜打桩\r\n请管管"),
            ("email", "zhang@example.com"), ("first_name", "三"), ("last_name", "张"), ("phone", "13800000000"), ("device_id", "device-9"), ("account_id", "account-7"), ("media_url", "https://pictures.example/1.jpg"));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var made = Assert.Single(await answer.ArrayAsync());
        Assert.Equal(["service_request_id", "service_notice", "account_id"], made.EnumerateObject().Select(field => field.Name));
        Assert.Equal("account-7", made.GetProperty("account_id").GetString());
        var number = made.GetProperty("service_request_id").GetString()!;
        Assert.True(TicketNumber.TryParse(number, "XH", out var id));

        var dossier = (await application.Services.GetRequiredService<TicketQueries>().FindAsync(id, Actor.Staff("dispatcher", "centre", Role.Dispatcher), Cancel))!;
        var ticket = dossier.Ticket;
        Assert.Equal(("open311", "building-site-noise", "xingbei", "星北区学府路12号", Anonymity.CentreOnly, "en"), (ticket.Channel, ticket.Service, ticket.Place, ticket.PlaceText, ticket.Anonymity, ticket.Language));
        Assert.Equal((new MapPoint(30.274152m, 120.155149m), "https://pictures.example/1.jpg"), (ticket.Point, ticket.MediaUrl));
        Assert.Equal([("hours", "noon,night"), ("site", "宏达建设")], ticket.Answers.OrderBy(answer => answer.Key, StringComparer.Ordinal).Select(answer => (answer.Key, answer.Value)));
        Assert.Equal("半夜打桩\n请管管", dossier.Words(ticket.Texts[0]));
        await using var db = await application.Services.GetRequiredService<IDbContextFactory<IntakeDbContext>>().CreateDbContextAsync(Cancel);
        var requester = await db.Requesters.SingleAsync(row => row.Id == ticket.Requester, Cancel);
        Assert.Equal(("张三", "13800000000", "zhang@example.com"), (requester.Name, requester.Phone, requester.Email));

        var secret = answer.Headers.GetValues("Intake-Receipt-Secret").Single();
        Assert.Contains(number, made.GetProperty("service_notice").GetString(), StringComparison.Ordinal);
        Assert.Contains(secret, made.GetProperty("service_notice").GetString(), StringComparison.Ordinal);
        using var citizen = application.Visitor("en");
        citizen.DefaultRequestHeaders.Add("Intake-Receipt-Secret", secret);
        using var receipt = await citizen.GetAsync(new Uri($"/api/v1/tickets/{number}", UriKind.Relative), Cancel);
        Assert.Equal("半夜打桩\n请管管", (await receipt.JsonAsync()).GetProperty("text").GetString());

        using var dispatcher = await application.SignedInAsync("dispatcher");
        var page = (await dispatcher.PageAsync($"/staff/tickets/{number}")).Body!.TextContent;
        Assert.Contains("30.274152, 120.155149", page, StringComparison.Ordinal);
        Assert.Contains("https://pictures.example/1.jpg", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_person_it_is_anonymous_without_a_description_it_is_the_service_s_name_and_xml_answers_the_same()
    {
        using var client = await Open311Client.StartAsync(application);
        using var answer = await client.PostAsync("xml", [("service_code", "street-lights"), ("address_id", "xingnan")]);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var xml = await answer.XmlAsync();
        Assert.Equal("service_requests", xml.Name.ToString());
        var request = Assert.Single(xml.Elements("request"));
        Assert.Equal("", (string?)request.Element("account_id"));
        Assert.True(TicketNumber.TryParse((string?)request.Element("service_request_id"), "XH", out var id));
        var dossier = (await application.Services.GetRequiredService<TicketQueries>().FindAsync(id, Actor.Staff("dispatcher", "centre", Role.Dispatcher), Cancel))!;
        Assert.Equal((Anonymity.Anonymous, null, "Street lights"), (dossier.Ticket.Anonymity, dossier.Ticket.Requester, dossier.Words(dossier.Ticket.Texts[0])));
    }

    public static TheoryData<string, string, int, string, string> Wrong => new()
    {
        // what, form, status, text, value of {code} or {field}
        { "service missing", "lat=30&long=120", 400, "open311.service-missing", "" },
        { "service empty", "service_code=&lat=30&long=120", 400, "open311.service-missing", "" },
        { "service unknown", "service_code=no-such&lat=30&long=120", 404, "open311.no-service", "" },
        { "service not public", "service_code=wages-owed&lat=30&long=120&attribute[employer]=x", 404, "open311.no-service", "" },
        { "service twice", "service_code=street-lights&service_code=manholes&lat=30&long=120", 400, "open311.given-twice", "service_code" },
        { "place missing", "service_code=street-lights&description=a", 400, "open311.location-missing", "" },
        { "place empty", "service_code=street-lights&lat=&long=&address_string=+&address_id=", 400, "open311.location-missing", "" },
        { "half a point", "service_code=street-lights&lat=30", 400, "open311.wrong-point", "" },
        { "point out of range", "service_code=street-lights&lat=91&long=120", 400, "open311.wrong-point", "" },
        { "point in words", "service_code=street-lights&lat=north&long=120", 400, "open311.wrong-point", "" },
        { "point not a number", "service_code=street-lights&lat=NaN&long=120", 400, "open311.wrong-point", "" },
        { "address unknown", "service_code=street-lights&address_id=atlantis", 404, "open311.no-address", "" },
        { "jurisdiction unknown", "jurisdiction_id=elsewhere.example&service_code=street-lights&lat=30&long=120", 404, "open311.no-jurisdiction", "" },
        { "attribute unknown", "service_code=street-lights&lat=30&long=120&attribute[colour]=red", 400, "open311.unknown-attribute", "colour" },
        { "attribute malformed", "service_code=street-lights&lat=30&long=120&attribute[colour=red", 400, "open311.unknown-attribute", "attribute[colour" },
        { "attribute missing", "service_code=property-management&lat=30&long=120", 400, "open311.attribute-missing", "estate" },
        { "attribute empty", "service_code=property-management&lat=30&long=120&attribute[estate]=++", 400, "open311.attribute-missing", "estate" },
        { "attribute twice", "service_code=property-management&lat=30&long=120&attribute[estate]=a&attribute[estate]=b", 400, "open311.wrong-attribute", "estate" },
        { "line too long", "service_code=property-management&lat=30&long=120&attribute[estate]=" + new string('x', 201), 400, "open311.wrong-attribute", "estate" },
        { "value outside the list", "service_code=illegal-building&lat=30&long=120&attribute[stage]=demolished", 400, "open311.wrong-choice", "stage" },
        { "values outside the list", "service_code=building-site-noise&lat=30&long=120&attribute[hours][]=noon&attribute[hours][]=never", 400, "open311.wrong-choice", "hours" },
        { "wrong date", "service_code=water-supply&lat=30&long=120&attribute[since]=last+week", 400, "open311.wrong-attribute", "since" },
        { "date without a zone", "service_code=water-supply&lat=30&long=120&attribute[since]=2026-03-09T10:00:00", 400, "open311.wrong-attribute", "since" },
        { "wrong number", "service_code=heating&lat=30&long=120&attribute[temperature]=cold", 400, "open311.wrong-attribute", "temperature" },
        { "e-mail", "service_code=street-lights&lat=30&long=120&email=nobody", 400, "open311.wrong-email", "" },
        { "phone too long", "service_code=street-lights&lat=30&long=120&phone=" + new string('1', 201), 400, "open311.too-long", "phone" },
        { "media is no address", "service_code=street-lights&lat=30&long=120&media_url=javascript:alert(1)", 400, "open311.wrong-media", "" },
        { "media is a file", "service_code=street-lights&lat=30&long=120&media_url=file:///etc/passwd", 400, "open311.wrong-media", "" },
        { "percent without digits", "service_code=street-lights&lat=30&long=120&description=50%", 400, "open311.form-malformed", "" },
        { "percent with others", "service_code=street-lights&lat=30&long=120&description=%zz", 400, "open311.form-malformed", "" },
        { "GB 18030 that says UTF-8", "service_code=street-lights&lat=30&long=120&description=%C2%B7%B5%C6", 400, "open311.form-malformed", "" },
        { "too many fields", "service_code=street-lights&lat=30&long=120" + string.Concat(Enumerable.Repeat("&x=1", 600)), 400, "open311.form-too-many", "" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public async Task What_is_wrong_with_a_report_is_said_in_both_forms_and_nothing_is_made(string what, string form, int status, string text, string value)
    {
        using var client = await Open311Client.StartAsync(application);
        var count = await CountAsync();
        foreach (var format in new[] { "xml", "json" })
        {
            using var answer = await client.SendAsync(format, $"api_key={client.Key}&{form}");
            Assert.Equal((what, status), (what, (int)answer.StatusCode));
            Assert.Equal(client.Words(text, ("code", value), ("field", value), ("most", "200"), ("type", TypeOf(value)), ("known", value == "stage" ? "under-way, finished" : "noon, evening, night, day")), await answer.ErrorAsync());
        }

        Assert.Equal(count, await CountAsync());
    }

    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once()
    {
        using var client = await Open311Client.StartAsync(application);
        using var answer = await client.PostAsync("xml", [("service_code", "property-management"), ("email", "nobody"), ("address_id", "atlantis"), ("attribute[x]", "1")]);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal([404, 400, 400, 400], (await answer.ErrorsAsync()).Select(error => error.Code));
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/x-www-form-urlencoded; charset=gb18030")]
    [InlineData("text/plain")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task A_body_that_is_no_form_in_utf_8_is_refused(string contentType)
    {
        using var client = await Open311Client.StartAsync(application);
        using var answer = await client.SendAsync("json", $"api_key={client.Key}&service_code=street-lights&lat=30&long=120", contentType);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal(client.Words("open311.not-a-form"), await answer.ErrorAsync());
    }

    [Fact]
    public async Task A_text_of_just_the_length_is_taken_one_longer_is_not_and_a_body_too_large_is_said_to_be_so()
    {
        using var client = await Open311Client.StartAsync(application);
        using var fits = await client.PostAsync([("service_code", "street-lights"), ("lat", "30"), ("long", "120"), ("description", new string('灯', 4_000))]);
        Assert.Equal(HttpStatusCode.Created, fits.StatusCode);
        using var tooLong = await client.PostAsync([("service_code", "street-lights"), ("lat", "30"), ("long", "120"), ("description", new string('灯', 4_001))]);
        Assert.Equal(HttpStatusCode.BadRequest, tooLong.StatusCode);
        Assert.Contains("4000", await tooLong.ErrorAsync(), StringComparison.Ordinal);
        foreach (var format in new[] { "xml", "json" })
        {
            using var tooLarge = await client.SendAsync(format, $"api_key={client.Key}&description={new string('x', 300_000)}");
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, tooLarge.StatusCode);
            Assert.Equal(client.Words("open311.too-large"), await tooLarge.ErrorAsync());
        }
    }

    [Fact]
    public async Task Without_a_key_that_holds_and_allows_reporting_it_is_403()
    {
        using var client = await Open311Client.StartAsync(application);
        using var other = await Open311Client.StartAsync(application, scope: ApiScope.WriteTickets);
        foreach (var key in new[] { "", "&api_key=", "&api_key=intake_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", $"&api_key={other.Key}", $"&api_key={new string('k', 5_000)}", $"&api_key={client.Key}&api_key={client.Key}" })
        {
            using var answer = await client.SendAsync("json", $"service_code=street-lights&lat=30&long=120{key}");
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Equal(client.Words("open311.key"), await answer.ErrorAsync());
        }

        // In the address a key would stand in every log on the way.
        using var inAddress = await client.SendAsync("json", "service_code=street-lights&lat=30&long=120", query: $"?api_key={client.Key}");
        Assert.Equal(HttpStatusCode.Forbidden, inAddress.StatusCode);
        client.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", client.Key);
        using var inHeader = await client.SendAsync("json", "service_code=street-lights&lat=30&long=120", query: "?jurisdiction_id=xinghe.example");
        Assert.Equal(HttpStatusCode.Created, inHeader.StatusCode);
    }

    [Fact]
    public async Task A_repeat_with_its_key_makes_no_second_report_and_without_one_it_is_another()
    {
        using var client = await Open311Client.StartAsync(application);
        using var first = await client.PostAsync("json", Light, "lamp-1");
        var count = await CountAsync();
        using var again = await client.PostAsync("json", Light, "lamp-1");
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(await first.Content.ReadAsStringAsync(Cancel), await again.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(count, await CountAsync());

        using var changed = await client.PostAsync("json", [.. Light, ("phone", "13800000000")], "lamp-1");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, changed.StatusCode);
        await changed.ErrorAsync();
        using var badKey = await client.PostAsync("json", Light, new string('k', 129));
        Assert.Equal(HttpStatusCode.BadRequest, badKey.StatusCode);
        using var another = await client.PostAsync("json", Light);
        Assert.Equal(HttpStatusCode.Created, another.StatusCode);
        Assert.Equal(count + 1, await CountAsync());
    }

    [Fact]
    public async Task Of_twenty_at_once_with_one_key_one_makes_the_report()
    {
        using var client = await Open311Client.StartAsync(application);
        var count = await CountAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => client.PostAsync("json", Light, "at-once")));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK || (answer.StatusCode == HttpStatusCode.Conflict && answer.Headers.RetryAfter is not null)));
        Assert.Equal(count + 1, await CountAsync());
    }

    private static string TypeOf(string attribute) => attribute switch { "since" => "datetime", "temperature" => "number", _ => "string" };

    private async Task<int> CountAsync()
    {
        await using var db = await application.Services.GetRequiredService<IDbContextFactory<IntakeDbContext>>().CreateDbContextAsync(Cancel);
        return await db.Tickets.CountAsync(Cancel);
    }
}
