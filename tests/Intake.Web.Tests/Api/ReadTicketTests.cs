using System.Net;
using Intake.Application.Programs;
using Intake.Application.Tickets;
using Intake.Web.Tests.Citizens;

namespace Intake.Web.Tests.Api;

public sealed class ReadTicketTests(ApplicationForManyClients application) : IClassFixture<ApplicationForManyClients>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_receipt_or_a_key_shows_the_ticket_with_its_deadline_and_history()
    {
        var ticket = await TicketSteps.ReceivedAsync(application);
        await ticket.InHandAsync();
        using var requester = application.VisitorFrom("203.0.113.1");
        using var byReceipt = await GetAsync(requester, ticket.Number, ticket.Secret);
        Assert.Equal(HttpStatusCode.OK, byReceipt.StatusCode);
        var shown = await byReceipt.JsonAsync();
        Assert.Equal(
            ["createdAt", "deadline", "expectedAt", "heldSince", "history", "kind", "number", "outcome", "provisional", "service", "state", "text", "unit"],
            shown.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
        Assert.Equal((ticket.Number, "complaint", "in-hand", "housing", "三单元电梯坏了一周"), (shown.GetProperty("number").GetString(), shown.GetProperty("kind").GetString(), shown.GetProperty("state").GetString(), shown.GetProperty("unit").GetString(), shown.GetProperty("text").GetString()));
        Assert.Equal(["received", "accepted", "dispatched", "acknowledged"], shown.GetProperty("history").EnumerateArray().Select(entry => entry.GetProperty("what").GetString()));
        var deadline = shown.GetProperty("deadline");
        Assert.Equal(shown.GetProperty("expectedAt").GetDateTimeOffset(), deadline.GetProperty("dueAt").GetDateTimeOffset());
        if (deadline.GetProperty("unit").GetString() is "working-day")
            Assert.Equal(deadline.GetProperty("amount").GetInt32(), deadline.GetProperty("counted").GetArrayLength());

        using var program = await application.CallerAsync(ApiScope.ReadTickets);
        using var byKey = await GetAsync(program, ticket.Number, null);
        Assert.Equal(await byReceipt.Content.ReadAsStringAsync(Cancel), await byKey.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Without_either_it_is_401_and_a_wrong_receipt_is_the_same_404_as_no_ticket()
    {
        var ticket = await TicketSteps.ReceivedAsync(application);
        using var stranger = application.VisitorFrom("203.0.113.2");
        using var nothing = await GetAsync(stranger, ticket.Number, null);
        Assert.Equal(HttpStatusCode.Unauthorized, nothing.StatusCode);
        using var wrong = await GetAsync(stranger, ticket.Number, "0000000000");
        using var none = await GetAsync(stranger, "XH-20260310-09999-3", "0000000000");
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (wrong.StatusCode, none.StatusCode));
        Assert.Equal((await wrong.ProblemAsync()).GetProperty("detail").GetString(), (await none.ProblemAsync()).GetProperty("detail").GetString());

        using var program = await application.CallerAsync(ApiScope.ReadTickets);
        using var byKey = await GetAsync(program, "XH-20260310-09999-3", null);
        Assert.Equal("NoSuchTicket", (await byKey.ProblemAsync()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Too_many_wrong_receipts_are_told_to_wait()
    {
        var ticket = await TicketSteps.ReceivedAsync(application);
        using var stranger = application.VisitorFrom("203.0.113.3");
        var answers = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => GetAsync(stranger, ticket.Number, "0000000000")));
        Assert.Equal(ReceiptGuard.MostOfAddress, answers.Count(answer => answer.StatusCode == HttpStatusCode.NotFound));
        var refused = answers.Where(answer => answer.StatusCode == HttpStatusCode.TooManyRequests).ToList();
        Assert.Equal(30 - ReceiptGuard.MostOfAddress, refused.Count);
        Assert.All(refused, answer => Assert.NotNull(answer.Headers.RetryAfter?.Delta));
    }

    private static async Task<HttpResponseMessage> GetAsync(HttpClient client, string number, string? secret)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/tickets/{number}");
        if (secret is not null)
            request.Headers.Add("Intake-Receipt-Secret", secret);
        return await client.SendAsync(request, Cancel);
    }
}
