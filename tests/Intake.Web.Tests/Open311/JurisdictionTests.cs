using System.Net;
using Intake.Web.Open311;
using Intake.Web.Tests.Admin;
using Intake.Web.Tests.Citizens;

namespace Intake.Web.Tests.Open311;

/// <summary>An authority two of whose districts have sites of their own.</summary>
public sealed class ApplicationWithDistricts : ApplicationWithOwnFolder
{
    public ApplicationWithDistricts()
    {
        var file = this["authority.yaml"];
        File.AppendAllText(file, "\nplaceJurisdictions:\n  - { id: xingbei.xinghe.example, place: xingbei }\n  - { id: xingnan.xinghe.example, place: xingnan }\n");
    }
}

public sealed class JurisdictionTests(ApplicationWithDistricts application) : IClassFixture<ApplicationWithDistricts>
{
    [Theory]
    [InlineData("services")]
    [InlineData("services/street-lights")]
    [InlineData("requests")]
    [InlineData("requests/XH-20260310-00001-2")]
    [InlineData("tokens/XH-20260310-00001-2")]
    public async Task Where_there_are_several_one_has_to_be_named_and_to_be_there(string path)
    {
        using var client = await Open311Client.StartAsync(application);
        foreach (var format in new[] { "xml", "json" })
        {
            using var missing = await client.GetAsync($"{path}.{format}");
            Assert.Equal((HttpStatusCode.BadRequest, client.Words("open311.jurisdiction-missing")), (missing.StatusCode, await missing.ErrorAsync()));
            using var unknown = await client.GetAsync($"{path}.{format}?jurisdiction_id=elsewhere.example");
            Assert.Equal((HttpStatusCode.NotFound, client.Words("open311.no-jurisdiction")), (unknown.StatusCode, await unknown.ErrorAsync()));
        }
    }

    [Fact]
    public async Task A_district_takes_what_is_reported_to_it_and_shows_its_own_alone()
    {
        using var client = await Open311Client.StartAsync(application);
        using var nowhere = await client.PostAsync(("service_code", "street-lights"), ("lat", "30"), ("long", "120"));
        Assert.Equal((HttpStatusCode.BadRequest, client.Words("open311.jurisdiction-missing")), (nowhere.StatusCode, await nowhere.ErrorAsync()));
        var north = await client.ReportAsync(more: ("jurisdiction_id", "xingbei.xinghe.example"));
        var south = await client.ReportAsync(more: ("jurisdiction_id", "xingnan.xinghe.example"));
        using var elsewhere = await client.PostAsync(("jurisdiction_id", "xingbei.xinghe.example"), ("service_code", "street-lights"), ("address_id", "xingnan"));
        Assert.Equal((HttpStatusCode.NotFound, client.Words("open311.no-address")), (elsewhere.StatusCode, await elsewhere.ErrorAsync()));

        var all = await client.RequestsAsync("?jurisdiction_id=xinghe.example");
        Assert.Equal([north, south], all.Select(request => request.GetProperty("service_request_id").GetString()!).Order(StringComparer.Ordinal));
        var own = Assert.Single(await client.RequestsAsync("?jurisdiction_id=xingbei.xinghe.example"));
        Assert.Equal((north, "xingbei"), (own.GetProperty("service_request_id").GetString(), own.GetProperty("address_id").GetString()));
        Assert.Empty(await client.RequestsAsync($"?jurisdiction_id=xingbei.xinghe.example&service_request_id={south}"));
        using var other = await client.GetAsync($"requests/{south}.json?jurisdiction_id=xingbei.xinghe.example");
        Assert.Equal(HttpStatusCode.NotFound, other.StatusCode);
    }
}

public sealed class ReadingLimitTests(ApplicationForManyClients application) : IClassFixture<ApplicationForManyClients>
{
    [Fact]
    public async Task An_address_that_reads_without_end_is_told_to_wait_and_others_are_not()
    {
        using var busy = application.VisitorFrom("203.0.113.31");
        using var other = application.VisitorFrom("203.0.113.32");
        // A minute of the machine's clock may begin anew between two of them.
        HttpResponseMessage? refused = null;
        for (var i = 0; i < 4 * Open311Limit.ReadingsAMinute && refused is null; i++)
        {
            var answer = await busy.GetAsync(new Uri("/open311/v2/tokens.json", UriKind.Relative), TestContext.Current.CancellationToken);
            if (answer.StatusCode == HttpStatusCode.TooManyRequests)
                refused = answer;
            else
                answer.Dispose();
        }

        Assert.NotNull(refused);
        Assert.NotNull(refused.Headers.RetryAfter?.Delta);
        await refused.ErrorAsync();
        refused.Dispose();
        using var free = await other.GetAsync(new Uri("/open311/v2/services.json", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, free.StatusCode);
    }
}
