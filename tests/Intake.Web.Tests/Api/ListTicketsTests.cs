using System.Net;
using System.Text.Json;
using Intake.Application.Programs;
using Intake.Web.Tests.Hosting;

namespace Intake.Web.Tests.Api;

public sealed class ListTicketsTests(IntakeApplication application) : IClassFixture<IntakeApplication>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Pages_go_on_behind_the_last_number_whatever_comes_in_meanwhile()
    {
        using var program = await application.CallerAsync(ApiScope.ReadTickets, ApiScope.WriteTickets);
        var made = new List<string>();
        for (var i = 0; i < 120; i++)
            made.Add(await MakeAsync(program));
        var seen = new List<string>();
        for (string? next = "", before = ""; next is not null; before = $"&before={next}")
        {
            var page = await PageAsync(program, $"?service=street-lights&state=received&kind=complaint&from=2026-03-10&to=2026-03-10{before}");
            seen.AddRange(page.GetProperty("tickets").EnumerateArray().Select(ticket => ticket.GetProperty("number").GetString()!));
            next = page.GetProperty("next").GetString();
            await MakeAsync(program);
        }

        Assert.Equal(made.AsEnumerable().Reverse(), seen);
        var first = (await PageAsync(program, "")).GetProperty("tickets")[0];
        Assert.Equal(["channel", "createdAt", "expectedAt", "kind", "number", "outcome", "place", "service", "state", "unit"], first.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
        Assert.Empty((await PageAsync(program, "?from=2026-03-11")).GetProperty("tickets").EnumerateArray());
        Assert.Empty((await PageAsync(program, "?unit=housing")).GetProperty("tickets").EnumerateArray());
    }

    [Theory]
    [InlineData("?state=Received", "ValueIsUnknown", "state")]
    [InlineData("?kind=x", "ValueIsUnknown", "kind")]
    [InlineData("?from=yesterday", "ValueIsUnknown", "from")]
    [InlineData("?to=2026-13-01", "ValueIsUnknown", "to")]
    [InlineData("?before=1", "PageIsUnknown", "before")]
    public async Task What_cannot_be_understood_is_refused_with_the_field(string query, string code, string field)
    {
        using var program = await application.CallerAsync(ApiScope.ReadTickets);
        using var answer = await program.GetAsync(new Uri($"/api/v1/tickets{query}", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.ProblemAsync();
        Assert.Equal((code, field), (problem.GetProperty("code").GetString(), problem.GetProperty("field").GetString()));
    }

    private static async Task<string> MakeAsync(HttpClient program)
    {
        using var answer = await program.PostJsonAsync("/api/v1/tickets", """{"text": "路灯不亮", "service": "street-lights", "kind": "complaint"}""");
        return (await answer.JsonAsync()).GetProperty("number").GetString()!;
    }

    private static async Task<JsonElement> PageAsync(HttpClient program, string query)
    {
        using var answer = await program.GetAsync(new Uri($"/api/v1/tickets{query}", UriKind.Relative), Cancel);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.JsonAsync();
    }
}
