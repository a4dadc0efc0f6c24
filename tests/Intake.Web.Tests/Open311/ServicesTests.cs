using System.Net;
using System.Text.Json;
using Intake.Application.BotConfiguration;
using Intake.Domain.Catalogue;
using Intake.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Open311;

public sealed class ServicesTests(IntakeApplication application) : IClassFixture<IntakeApplication>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Authority Authority => application.Services.GetRequiredService<BotConfigurationSource>().Current.Authority;

    [Fact]
    public async Task Discovery_leads_to_the_endpoint_in_both_forms()
    {
        using var visitor = application.Visitor("en");
        using var inXml = await visitor.GetAsync(new Uri("/open311/discovery.xml", UriKind.Relative), Cancel);
        using var inJson = await visitor.GetAsync(new Uri("/open311/discovery.json", UriKind.Relative), Cancel);
        var xml = await inXml.XmlAsync();
        Assert.Equal(["changeset", "contact", "key_service", "endpoints"], xml.Elements().Select(element => element.Name.ToString()));
        var endpoint = Assert.Single(xml.Element("endpoints")!.Elements("endpoint"));
        Assert.Equal(["specification", "url", "changeset", "type", "formats"], endpoint.Elements().Select(element => element.Name.ToString()));
        Assert.Equal($"{application.Address}open311/v2", (string?)endpoint.Element("url"));
        Assert.Equal(["text/xml", "application/json"], endpoint.Element("formats")!.Elements("format").Select(format => format.Value));

        var json = JsonDocument.Parse(await inJson.Content.ReadAsStringAsync(Cancel)).RootElement;
        var same = Assert.Single(json.GetProperty("endpoints").EnumerateArray());
        Assert.Equal(("http://wiki.open311.org/GeoReport_v2", "test"), (same.GetProperty("specification").GetString(), same.GetProperty("type").GetString()));
        Assert.Equal(["text/xml", "application/json"], same.GetProperty("formats").EnumerateArray().Select(format => format.GetString()));
        Assert.Contains("privacy@xinghe.example", json.GetProperty("contact").GetString(), StringComparison.Ordinal);
        Assert.Contains("12345", json.GetProperty("key_service").GetString(), StringComparison.Ordinal);

        using var found = await visitor.GetAsync(new Uri($"{same.GetProperty("url").GetString()}/services.json"), Cancel);
        Assert.Equal(HttpStatusCode.OK, found.StatusCode);
    }

    [Fact]
    public async Task Services_are_those_that_the_catalogue_marks_public()
    {
        using var client = await Open311Client.StartAsync(application);
        using var inJson = await client.GetAsync("services.json");
        var services = await inJson.ArrayAsync();
        Assert.Equal(Authority.Services.Values.Where(service => service.IsPublic).Select(service => service.Code).Order(StringComparer.Ordinal), services.Select(service => service.GetProperty("service_code").GetString()!).Order(StringComparer.Ordinal));
        var noise = services.Single(service => service.GetProperty("service_code").GetString() == "building-site-noise");
        Assert.Equal(["service_code", "service_name", "description", "metadata", "type", "keywords", "group"], noise.EnumerateObject().Select(field => field.Name));
        Assert.Equal(("Noise from building sites", true, "realtime", "Noise and environment"), (noise.GetProperty("service_name").GetString(), noise.GetProperty("metadata").GetBoolean(), noise.GetProperty("type").GetString(), noise.GetProperty("group").GetString()));
        Assert.Contains("pile driving, ", noise.GetProperty("keywords").GetString(), StringComparison.Ordinal);
        Assert.False(services.Single(service => service.GetProperty("service_code").GetString() == "street-lights").GetProperty("metadata").GetBoolean());

        using var inXml = await client.GetAsync("services.xml");
        var xml = await inXml.XmlAsync();
        Assert.Equal("services", xml.Name.ToString());
        Assert.Equal(services.Select(service => service.GetProperty("service_code").GetString()), xml.Elements("service").Select(service => (string?)service.Element("service_code")));
        Assert.Equal("true", (string?)xml.Elements("service").Single(service => (string?)service.Element("service_code") == "building-site-noise").Element("metadata"));
    }

    [Fact]
    public async Task A_definition_has_the_service_s_questions_as_attributes()
    {
        using var client = await Open311Client.StartAsync(application);
        using var inJson = await client.GetAsync("services/building-site-noise.json");
        var definition = JsonDocument.Parse(await inJson.Content.ReadAsStringAsync(Cancel)).RootElement;
        Assert.Equal("building-site-noise", definition.GetProperty("service_code").GetString());
        var attributes = definition.GetProperty("attributes").EnumerateArray().ToList();
        Assert.Equal([("hours", "multivaluelist", 1), ("site", "string", 2)], attributes.Select(attribute => (attribute.GetProperty("code").GetString()!, attribute.GetProperty("datatype").GetString()!, attribute.GetProperty("order").GetInt32())));
        Assert.Equal(["variable", "code", "datatype", "required", "datatype_description", "order", "description", "values"], attributes[0].EnumerateObject().Select(field => field.Name));
        Assert.Equal(("noon", "At noon (12 to 14)"), attributes[0].GetProperty("values").EnumerateArray().Select(value => (value.GetProperty("key").GetString()!, value.GetProperty("name").GetString()!)).First());
        Assert.Equal((true, false), (attributes[0].GetProperty("variable").GetBoolean(), attributes[0].GetProperty("required").GetBoolean()));

        using var inXml = await client.GetAsync("services/property-management.xml");
        var estate = Assert.Single((await inXml.XmlAsync()).Element("attributes")!.Elements("attribute"));
        Assert.Equal(("estate", "true"), ((string?)estate.Element("code"), (string?)estate.Element("required")));
        using var without = await client.GetAsync("services/street-lights.json");
        Assert.Empty(JsonDocument.Parse(await without.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("attributes").EnumerateArray());
    }

    [Fact]
    public async Task Words_are_in_the_language_that_is_asked_for()
    {
        using var client = await Open311Client.StartAsync(application, "zh-CN");
        using var answer = await client.GetAsync("services/building-site-noise.json");
        Assert.Equal("zh-CN", answer.Content.Headers.ContentLanguage.Single());
        Assert.Contains("一般在什么时间吵", await answer.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("services/no-such-service", 404, "open311.no-service")]
    [InlineData("services/wages-owed", 404, "open311.no-service")]
    [InlineData("services", 404, "open311.no-jurisdiction", "?jurisdiction_id=elsewhere.example")]
    [InlineData("services/street-lights", 404, "open311.no-jurisdiction", "?jurisdiction_id=elsewhere.example")]
    [InlineData("tokens", 400, "open311.token-missing")]
    [InlineData("tokens/no-such-token", 404, "open311.no-token")]
    [InlineData("requests/no-such-report", 404, "open311.no-report")]
    [InlineData("requests/XH-20260310-09999-3", 404, "open311.no-report")]
    [InlineData("nothing", 404, "open311.no-such-address")]
    public async Task What_there_is_not_is_said_in_both_forms(string path, int status, string text, string query = "")
    {
        using var client = await Open311Client.StartAsync(application);
        foreach (var format in new[] { "xml", "json" })
        {
            using var answer = await client.GetAsync($"{path}.{format}{query}");
            Assert.Equal(status, (int)answer.StatusCode);
            Assert.Equal(client.Words(text), await answer.ErrorAsync());
        }
    }

    [Fact]
    public async Task The_jurisdiction_may_be_named_where_there_is_one_and_an_ending_that_is_no_form_leads_nowhere()
    {
        using var client = await Open311Client.StartAsync(application);
        using var named = await client.GetAsync("services.json?jurisdiction_id=Xinghe.example");
        using var empty = await client.GetAsync("services.json?jurisdiction_id=");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (named.StatusCode, empty.StatusCode));
        using var other = await client.GetAsync("services.csv");
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
        await other.XmlAsync();
        using var deleted = await client.Http.DeleteAsync(new Uri("/open311/v2/services.json", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, deleted.StatusCode);
        Assert.Equal(client.Words("open311.other-method"), await deleted.ErrorAsync());
    }

    [Fact]
    public async Task Administrators_see_that_it_is_on()
    {
        using var administrator = await application.SignedInAsync("administrator");
        var page = await administrator.PageAsync("/admin/channels");
        var row = page.QuerySelectorAll("tbody tr").Single(one => one.TextContent.Contains("Open311", StringComparison.Ordinal));
        Assert.Contains("已开通", row.TextContent, StringComparison.Ordinal);
        Assert.Contains("/open311/v2", row.TextContent, StringComparison.Ordinal);
    }
}
