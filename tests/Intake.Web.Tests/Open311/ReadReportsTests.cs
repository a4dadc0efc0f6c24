using System.Globalization;
using System.Net;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Intake.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Open311;

/// <summary>A program of its own for each test: what is read is all that there is.</summary>
public sealed class ReadReportsTests : IAsyncLifetime
{
    private static readonly Actor Dispatcher = Actor.Staff("dispatcher", "centre", Role.Dispatcher);
    private static readonly string[] RequestFields =
    [
        "service_request_id", "status", "status_notes", "service_name", "service_code", "description", "agency_responsible", "service_notice", "requested_datetime",
        "updated_datetime", "expected_datetime", "address", "address_id", "zipcode", "lat", "long", "media_url",
    ];

    private static readonly string[] HiddenFields = ["description", "lat", "long"];

    private readonly IntakeApplication _application = new();
    private Open311Client _client = null!;

    public async ValueTask InitializeAsync()
    {
        await _application.InitializeAsync();
        _client = await Open311Client.StartAsync(_application);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _application.DisposeAsync();
    }

    [Fact]
    public async Task A_report_is_shown_without_a_name_a_number_a_house_or_a_link()
    {
        var id = await _client.ReportAsync(
            "学府路12号3单元501室王小纳家门口的路灯坏了，请打13912345678，邮箱 wang@example.com，车牌湘A12345，王小纳急盼",
            more: [("address_string", "星北区学府路12号3单元501室"), ("first_name", "小纳"), ("last_name", "王"), ("phone", "13912345678"), ("email", "wang@example.com"), ("media_url", "https://pictures.example/home.jpg"), ("account_id", "account-7"), ("device_id", "device-9")]);
        using var inJson = await _client.GetAsync($"requests/{id}.json");
        var text = await inJson.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        using var inXml = await _client.GetAsync($"requests/{id}.xml");
        var xml = await inXml.XmlAsync();
        foreach (var secret in new[] { "王小纳", "小纳", "13912345678", "wang@", "A12345", "501", "12号", "pictures.example", "account-7", "device-9", "30.27415", "120.15515" })
        {
            Assert.DoesNotContain(secret, text, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, xml.ToString(), StringComparison.Ordinal);
        }

        var shown = Assert.Single(await inJson.ArrayAsync());
        Assert.Equal(RequestFields, shown.EnumerateObject().Select(field => field.Name));
        Assert.Equal(RequestFields, xml.Element("request")!.Elements().Select(element => element.Name.ToString()));
        Assert.Equal((id, "open", "street-lights", "Xingbei District", "xingbei"), (shown.GetProperty("service_request_id").GetString(), shown.GetProperty("status").GetString(), shown.GetProperty("service_code").GetString(), shown.GetProperty("address").GetString(), shown.GetProperty("address_id").GetString()));
        Assert.Contains("路灯坏了", shown.GetProperty("description").GetString(), StringComparison.Ordinal);
        Assert.Equal((30.274m, 120.155m), (shown.GetProperty("lat").GetDecimal(), shown.GetProperty("long").GetDecimal()));
        Assert.Equal(("2026-03-10T01:30:00Z", "2026-03-10T01:30:00Z"), (shown.GetProperty("requested_datetime").GetString(), shown.GetProperty("updated_datetime").GetString()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, shown.GetProperty("media_url").ValueKind);
        Assert.True(shown.GetProperty("expected_datetime").GetDateTimeOffset() > _application.Clock.GetUtcNow());
    }

    [Fact]
    public async Task Where_the_catalogue_does_not_allow_the_words_neither_they_nor_the_point_are_shown()
    {
        var id = await _client.ReportAsync("物业费涨了", "property-fees");
        var shown = await _client.RequestAsync(id);
        Assert.All(HiddenFields, field => Assert.Equal(System.Text.Json.JsonValueKind.Null, shown.GetProperty(field).ValueKind));
        Assert.Equal("Property fees", shown.GetProperty("service_name").GetString());
    }

    [Fact]
    public async Task A_report_of_wrongdoing_and_a_service_that_is_not_public_are_what_there_is_not()
    {
        var wrongdoing = await _client.ReportAsync("楼顶加盖", "illegal-building");
        var wages = await SubmitAsync("老板欠薪", "wages-owed", TicketKind.Complaint);
        var open = await SubmitAsync("没有人知道是什么", null, TicketKind.Complaint);
        var report = await SubmitAsync("路边倒垃圾的人是谁", "refuse", TicketKind.Report);
        foreach (var id in new[] { wrongdoing, wages, open, report })
        {
            foreach (var path in new[] { $"requests/{id}.json", $"tokens/{id}.xml" })
            {
                using var answer = await _client.GetAsync(path);
                Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
                await answer.ErrorAsync();
            }
        }

        Assert.Empty(await _client.RequestsAsync());
        Assert.Empty(await _client.RequestsAsync($"?service_request_id={wrongdoing},{wages},{open},{report}"));
    }

    [Fact]
    public async Task What_came_by_other_ways_is_shown_without_its_words_and_so_is_what_was_taken_back()
    {
        var chat = await SubmitAsync("路灯不亮", "street-lights", TicketKind.Complaint);
        Assert.Equal(System.Text.Json.JsonValueKind.Null, (await _client.RequestAsync(chat)).GetProperty("description").ValueKind);
        var id = await _client.ReportAsync("路灯不亮");
        Assert.Equal("路灯不亮", (await _client.RequestAsync(id)).GetProperty("description").GetString());
        Assert.True(TicketNumber.TryParse(id, "XH", out var ticket));
        _application.Clock.Advance(TimeSpan.FromHours(2));
        await DoAsync(new WithdrawTicket(ticket, Actor.Requester("open311")));
        _application.Clock.Advance(TimeSpan.FromHours(2));
        var shown = await _client.RequestAsync(id);
        Assert.Equal(("closed", "Withdrawn", "2026-03-10T03:30:00Z"), (shown.GetProperty("status").GetString(), shown.GetProperty("status_notes").GetString(), shown.GetProperty("updated_datetime").GetString()));
        Assert.Equal(System.Text.Json.JsonValueKind.Null, shown.GetProperty("description").ValueKind);
        Assert.Equal([chat], await IdsAsync("?status=open"));
        Assert.Equal([id], await IdsAsync("?status=closed"));
    }

    [Fact]
    public async Task What_the_unit_says_is_done_stays_open_and_says_so_in_the_notes()
    {
        var id = await _client.ReportAsync("Cars stand on the pavement", "parking");
        Assert.True(TicketNumber.TryParse(id, "XH", out var ticket));
        var handler = Actor.Staff("city-management", "city-management", Role.UnitStaff);
        await DoAsync(new AcceptTicket(ticket, Dispatcher, TicketKind.Complaint, "parking", null));
        await DoAsync(new DispatchTicket(ticket, Dispatcher, "city-management", [], "请尽快办理"));
        await DoAsync(new AcknowledgeTicket(ticket, handler));
        await DoAsync(new ResolveTicket(ticket, handler, TicketOutcome.PartlySolved, "换了灯泡，联系电话 13800000000", "已修", []));
        var shown = await _client.RequestAsync(id);
        Assert.Equal(("open", "Answered by the unit, to be checked; Solved in part"), (shown.GetProperty("status").GetString(), shown.GetProperty("status_notes").GetString()));
        Assert.DoesNotContain("换了灯泡", shown.ToString(), StringComparison.Ordinal);
        Assert.NotEqual("", shown.GetProperty("agency_responsible").GetString());
    }

    [Fact]
    public async Task The_filters_find_what_they_say()
    {
        var lamp = await _client.ReportAsync();
        _application.Clock.Advance(TimeSpan.FromDays(40));
        var lid = await _client.ReportAsync("A lid is missing", "manholes");
        _application.Clock.Advance(TimeSpan.FromDays(40));
        var second = await _client.ReportAsync("Another lamp");

        Assert.Equal([second, lid, lamp], await IdsAsync(""));
        Assert.Equal([second, lamp], await IdsAsync("?service_code=street-lights"));
        Assert.Equal([second, lid, lamp], await IdsAsync("?service_code=street-lights,manholes&status=open,closed"));
        Assert.Equal([second, lid, lamp], await IdsAsync("?service_code=street-lights&service_code=manholes&status="));
        Assert.Empty(await IdsAsync("?status=closed"));
        Assert.Equal([lamp], await IdsAsync("?start_date=2026-03-01T00:00:00Z&end_date=2026-03-31T00:00:00%2B08:00"));
        Assert.Equal([lamp], await IdsAsync("?start_date=2026-03-10T01:30:00Z&end_date=2026-03-10T09:30:00+08:00"));
        Assert.Equal([second], await IdsAsync("?start_date=2026-05-01T00:00:00Z"));
        Assert.Equal([lid, lamp], await IdsAsync("?end_date=2026-05-01T00:00:00Z"));
        Assert.Equal([lid, lamp], await IdsAsync($"?service_request_id={lamp},{lid},XH-1,nonsense&status=closed&start_date=nonsense"));

        _application.Clock.Advance(TimeSpan.FromDays(40));
        Assert.Equal([second, lid], await IdsAsync(""));
        Assert.Equal([lamp], await IdsAsync($"?service_request_id={lamp}"));
    }

    [Theory]
    [InlineData("?status=new", 400, "open311.wrong-status")]
    [InlineData("?service_code=no-such", 404, "open311.no-service")]
    [InlineData("?service_code=wages-owed", 404, "open311.no-service")]
    [InlineData("?start_date=2026-03-01", 400, "open311.wrong-date", "start_date")]
    [InlineData("?end_date=2026-03-01T00:00:00", 400, "open311.wrong-date", "end_date")]
    [InlineData("?start_date=0001-01-01T00:00:00Z", 400, "open311.wrong-date", "start_date")]
    [InlineData("?end_date=9999-12-31T23:59:59-12:00", 400, "open311.wrong-date", "end_date")]
    [InlineData("?start_date=2026-02-30T00:00:00Z", 400, "open311.wrong-date", "start_date")]
    [InlineData("?start_date=2026-03-02T00:00:00Z&end_date=2026-03-01T00:00:00Z", 400, "open311.dates-reversed")]
    [InlineData("?start_date=2026-01-01T00:00:00Z&end_date=2026-04-01T00:00:01Z", 400, "open311.span-too-long")]
    [InlineData("?jurisdiction_id=elsewhere.example", 404, "open311.no-jurisdiction")]
    public async Task A_filter_that_cannot_be_is_said_in_both_forms(string query, int status, string text, string field = "")
    {
        foreach (var format in new[] { "xml", "json" })
        {
            using var answer = await _client.GetAsync($"requests.{format}{query}");
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal(_client.Words(text, ("field", field)), await answer.ErrorAsync());
        }

        using var span = await _client.GetAsync("requests.json?start_date=2026-01-01T00:00:00Z&end_date=2026-04-01T00:00:00Z");
        Assert.Equal(HttpStatusCode.OK, span.StatusCode);
    }

    [Fact]
    public async Task An_id_asked_for_as_a_token_gives_itself_and_an_empty_list_is_one()
    {
        var id = await _client.ReportAsync();
        using var answer = await _client.GetAsync($"tokens/{id}.json");
        var found = Assert.Single(await answer.ArrayAsync());
        Assert.Equal((id, id), (found.GetProperty("service_request_id").GetString(), found.GetProperty("token").GetString()));
        using var none = await _client.GetAsync("requests.xml?status=closed");
        Assert.Empty((await none.XmlAsync()).Elements());
    }

    [Fact]
    public async Task Of_more_than_a_thousand_the_newest_thousand_come()
    {
        var writer = _application.Services.GetRequiredService<CommandWriter>();
        var oldest = await SubmitAsync("最早的一盏灯", "street-lights", TicketKind.Complaint);
        _application.Clock.Advance(TimeSpan.FromMinutes(1));
        var submission = new Submission { Text = "路灯不亮", Service = "street-lights", Channel = "webchat", Language = Domain.Catalogue.Language.Chinese };
        await Task.WhenAll(Enumerable.Range(0, 1_000).Select(_ => writer.WriteAsync(new SubmitRequest(submission, Actor.Requester("webchat")), TestContext.Current.CancellationToken)));
        var ids = await IdsAsync("");
        Assert.Equal(1_000, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.DoesNotContain(oldest, ids);
        Assert.Equal([oldest], await IdsAsync($"?end_date={_application.Clock.GetUtcNow().AddSeconds(-30).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)}"));
    }

    private async Task<List<string>> IdsAsync(string query) => [.. (await _client.RequestsAsync(query)).Select(request => request.GetProperty("service_request_id").GetString()!)];

    private async Task<string> SubmitAsync(string text, string? service, TicketKind kind)
    {
        var submission = new Submission { Text = text, Service = service, Kind = kind, Channel = "webchat", Language = Domain.Catalogue.Language.Chinese };
        return TicketNumber.Format("XH", (await DoAsync(new SubmitRequest(submission, Actor.Requester("webchat")))).Id);
    }

    private async Task<Ticket> DoAsync(Command<Domain.Outcome<Ticket>> command)
    {
        var outcome = await _application.Services.GetRequiredService<CommandWriter>().WriteAsync(command, TestContext.Current.CancellationToken);
        return outcome.Succeeded ? outcome.Value : throw new InvalidOperationException(outcome.Refusal.Code);
    }
}
