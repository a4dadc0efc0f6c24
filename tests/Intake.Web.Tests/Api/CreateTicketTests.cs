using System.Net;
using System.Text;
using System.Text.Json;
using Intake.Application.Data;
using Intake.Application.Programs;
using Intake.Application.Writing;
using Intake.Domain.Tickets;
using Intake.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Api;

public sealed class CreateTicketTests(IntakeApplication application) : IClassFixture<IntakeApplication>
{
    private const string Tickets = "/api/v1/tickets";
    private const string Light = """{"text": "人民路路口的路灯坏了三天", "requester": {"name": "张三", "phone": "13800000000", "anonymity": "centre-only"}}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_ticket_is_made_and_its_receipt_given()
    {
        using var caller = await application.CallerAsync(ApiScope.WriteTickets);
        using var answer = await caller.PostJsonAsync(Tickets, Light);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        var receipt = await answer.JsonAsync();
        Assert.Equal(["expectedAt", "number", "provisional", "secret", "service", "state", "unit"], receipt.EnumerateObject().Select(field => field.Name).Order(StringComparer.Ordinal));
        var number = receipt.GetProperty("number").GetString()!;
        Assert.True(TicketNumber.TryParse(number, "XH", out var id));
        Assert.True(application.Services.GetRequiredService<ReceiptSecret>().Matches(number, receipt.GetProperty("secret").GetString()));
        Assert.Equal(("street-lights", "centre", "received", true), (receipt.GetProperty("service").GetString(), receipt.GetProperty("unit").GetString(), receipt.GetProperty("state").GetString(), receipt.GetProperty("provisional").GetBoolean()));
        Assert.True(receipt.GetProperty("expectedAt").GetDateTimeOffset() > application.Clock.GetUtcNow());
        Assert.Equal($"{Tickets}/{number}", answer.Headers.Location?.OriginalString);

        await using var scope = application.Services.CreateAsyncScope();
        var row = await scope.ServiceProvider.GetRequiredService<IntakeDbContext>().Tickets.SingleAsync(ticket => ticket.Id == id.Value, Cancel);
        Assert.Equal(("api", TicketState.Received), (row.Channel, row.State));
        Assert.NotNull(row.Requester);
    }

    [Theory]
    [InlineData("""{"text": """, "JsonDoesNotFit")]
    [InlineData("", "JsonDoesNotFit")]
    [InlineData("[]", "JsonDoesNotFit")]
    [InlineData("null", "BodyIsNoObject")]
    [InlineData("""{"text": 1}""", "JsonDoesNotFit")]
    [InlineData("""{"text": "a", "text": "b"}""", "JsonDoesNotFit")]
    [InlineData("""{"text": "a", "urgent": true}""", "JsonDoesNotFit", "urgent")]
    [InlineData("""{"text": "a", "requester": {"anonymity": "named", "age": 3}}""", "JsonDoesNotFit", "requester.age")]
    [InlineData("""{"kind": "complaint"}""", "TextIsMissing", "text")]
    [InlineData("""{"text": " \n "}""", "TextIsMissing", "text")]
    [InlineData("""{"text": "a", "kind": "Complaint"}""", "ValueIsUnknown", "kind")]
    [InlineData("""{"text": "a", "service": "no-such-service"}""", "NoSuchService", "service")]
    [InlineData("""{"text": "a", "language": "fr"}""", "ValueIsUnknown", "language")]
    [InlineData("""{"text": "a", "requester": {"name": "x"}}""", "ValueIsUnknown", "requester.anonymity")]
    [InlineData("""{"text": "a", "requester": {"anonymity": "secret"}}""", "ValueIsUnknown", "requester.anonymity")]
    public async Task What_cannot_be_understood_is_refused_with_the_field(string body, string code, string? field = null)
    {
        using var caller = await application.CallerAsync(ApiScope.WriteTickets);
        using var answer = await caller.PostJsonAsync(Tickets, body);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.ProblemAsync();
        Assert.Equal(code, problem.GetProperty("code").GetString());
        if (field is not null)
            Assert.Equal(field, problem.GetProperty("field").GetString());
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused_in_words_and_one_of_just_the_length_is_taken()
    {
        using var caller = await application.CallerAsync(ApiScope.WriteTickets);
        var most = application.Services.GetRequiredService<Application.BotConfiguration.BotConfigurationSource>().Current.Authority.Policy.MessageCharacters;
        using var tooLong = await caller.PostJsonAsync(Tickets, JsonSerializer.Serialize(new { text = new string('灯', most + 1) }));
        Assert.Equal(HttpStatusCode.BadRequest, tooLong.StatusCode);
        Assert.Equal("TextIsTooLong", (await tooLong.ProblemAsync()).GetProperty("code").GetString());
        using var fits = await caller.PostJsonAsync(Tickets, JsonSerializer.Serialize(new { text = new string('灯', most) }));
        Assert.Equal(HttpStatusCode.Created, fits.StatusCode);
    }

    [Fact]
    public async Task A_kind_that_the_service_does_not_take_is_refused()
    {
        using var caller = await application.CallerAsync(ApiScope.WriteTickets);
        var services = application.Services.GetRequiredService<Application.BotConfiguration.BotConfigurationSource>().Current.Authority.Services.Values;
        var service = services.First(one => !one.Kinds.Contains(TicketKind.Praise));
        using var answer = await caller.PostJsonAsync(Tickets, $$"""{"text": "谢谢", "service": "{{service.Code}}", "kind": "praise"}""");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("KindNotTaken", (await answer.ProblemAsync()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task Without_a_key_that_holds_and_opens_the_scope_nothing_is_taken()
    {
        using var stranger = application.Visitor("en");
        using var without = await stranger.PostJsonAsync(Tickets, Light);
        Assert.Equal((HttpStatusCode.Unauthorized, "Bearer"), (without.StatusCode, without.Headers.WwwAuthenticate.Single().Scheme));
        Assert.Equal("KeyIsMissing", (await without.ProblemAsync()).GetProperty("code").GetString());

        stranger.DefaultRequestHeaders.Authorization = new("Bearer", "intake_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        using var unknown = await stranger.PostJsonAsync(Tickets, Light);
        Assert.Equal((HttpStatusCode.Unauthorized, "error=\"invalid_token\""), (unknown.StatusCode, unknown.Headers.WwwAuthenticate.Single().Parameter));

        using var reader = await application.CallerAsync(ApiScope.ReadTickets);
        using var forbidden = await reader.PostJsonAsync(Tickets, Light);
        Assert.Equal(HttpStatusCode.Forbidden, forbidden.StatusCode);
        Assert.Equal("ScopeIsMissing", (await forbidden.ProblemAsync()).GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_key_that_was_taken_back_opens_nothing_from_then_on()
    {
        using var caller = await application.CallerAsync(ApiScope.WriteTickets);
        using var before = await caller.PostJsonAsync(Tickets, Light);
        Assert.Equal(HttpStatusCode.Created, before.StatusCode);
        var keys = application.Services.GetRequiredService<ApiKeys>();
        var ring = application.Services.GetRequiredService<ApiKeyRing>();
        var own = (await ring.FindAsync(caller.DefaultRequestHeaders.Authorization!.Parameter!, Cancel))!;
        Assert.True(await keys.RevokeAsync(own.Id, Cancel));
        using var after = await caller.PostJsonAsync(Tickets, Light);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        Assert.False(await keys.RevokeAsync(own.Id, Cancel));
    }

    [Fact]
    public async Task Other_media_types_other_methods_and_bodies_too_large_are_said_to_be_so()
    {
        using var caller = await application.CallerAsync(ApiScope.WriteTickets);
        using var form = new FormUrlEncodedContent([new("text", "a")]);
        using var asForm = await caller.PostAsync(new Uri(Tickets, UriKind.Relative), form, Cancel);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, asForm.StatusCode);
        await asForm.ProblemAsync();
        using var latin = new StringContent(Light, Encoding.Latin1, "application/json");
        using var inLatin = await caller.PostAsync(new Uri(Tickets, UriKind.Relative), latin, Cancel);
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, inLatin.StatusCode);
        using var put = await caller.PutAsync(new Uri(Tickets, UriKind.Relative), null, Cancel);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, put.StatusCode);
        using var large = await caller.PostJsonAsync(Tickets, JsonSerializer.Serialize(new { text = new string('x', 300_000) }));
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.StatusCode);
        await large.ProblemAsync();
    }
}

public sealed class RepeatedRequestTests(IntakeApplication application) : IClassFixture<IntakeApplication>
{
    private const string Tickets = "/api/v1/tickets";
    private const string Light = """{"text": "人民路路口的路灯坏了三天"}""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_repeat_gets_the_same_answer_and_makes_no_second_ticket()
    {
        using var caller = await application.CallerAsync(ApiScope.WriteTickets);
        using var first = await caller.PostJsonAsync(Tickets, Light, "a-repeat");
        var count = await CountAsync();
        application.Clock.Advance(TimeSpan.FromHours(23));
        using var again = await caller.PostJsonAsync(Tickets, Light, "a-repeat");
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (first.StatusCode, again.StatusCode));
        Assert.False(first.Headers.Contains("Idempotency-Replayed"));
        Assert.Equal("true", again.Headers.GetValues("Idempotency-Replayed").Single());
        Assert.Equal(await first.Content.ReadAsStringAsync(Cancel), await again.Content.ReadAsStringAsync(Cancel));
        Assert.Equal(count, await CountAsync());

        using var other = await caller.PostJsonAsync(Tickets, """{"text": "井盖丢了"}""", "a-repeat");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        Assert.Equal("IdempotencyKeyHasAnotherBody", (await other.ProblemAsync()).GetProperty("code").GetString());

        using var otherProgram = await application.CallerAsync(ApiScope.WriteTickets);
        using var own = await otherProgram.PostJsonAsync(Tickets, Light, "a-repeat");
        Assert.Equal(HttpStatusCode.Created, own.StatusCode);
    }

    [Fact]
    public async Task After_24_hours_the_key_may_be_used_anew()
    {
        using var caller = await application.CallerAsync(ApiScope.WriteTickets);
        using var first = await caller.PostJsonAsync(Tickets, Light, "for-a-day");
        application.Clock.Advance(Repeats.Kept);
        using var anew = await caller.PostJsonAsync(Tickets, Light, "for-a-day");
        Assert.Equal(HttpStatusCode.Created, anew.StatusCode);
        Assert.NotEqual((await first.JsonAsync()).GetProperty("number").GetString(), (await anew.JsonAsync()).GetProperty("number").GetString());
    }

    [Fact]
    public async Task Of_twenty_at_once_one_makes_the_ticket_and_the_others_wait_or_repeat_it()
    {
        using var caller = await application.CallerAsync(ApiScope.WriteTickets);
        var count = await CountAsync();
        var answers = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => caller.PostJsonAsync(Tickets, Light, "at-once")));
        Assert.Single(answers, answer => answer.StatusCode == HttpStatusCode.Created);
        Assert.All(answers, answer => Assert.True(answer.StatusCode is HttpStatusCode.Created or HttpStatusCode.OK || (answer.StatusCode == HttpStatusCode.Conflict && answer.Headers.RetryAfter is not null)));
        Assert.Equal(count + 1, await CountAsync());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(129)]
    public async Task A_key_of_another_length_is_refused(int length)
    {
        using var caller = await application.CallerAsync(ApiScope.WriteTickets);
        using var answer = await caller.PostJsonAsync(Tickets, Light, new string('k', length));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var longest = await caller.PostJsonAsync(Tickets, Light, new string('k', 128));
        Assert.True(longest.IsSuccessStatusCode);
    }

    [Fact]
    public async Task The_daily_clean_up_takes_what_has_run_out_and_nothing_else()
    {
        using var caller = await application.CallerAsync(ApiScope.WriteTickets);
        using var old = await caller.PostJsonAsync(Tickets, Light, "old");
        application.Clock.Advance(Repeats.Kept);
        using var recent = await caller.PostJsonAsync(Tickets, Light, "recent");
        var writer = application.Services.GetRequiredService<CommandWriter>();
        // The night that passed has its own clean-up, which may have been here first.
        await writer.WriteAsync(new CleanUp(), Cancel);
        Assert.Equal(0, await writer.WriteAsync(new CleanUp(), Cancel));
        Assert.Equal(0, await OlderThanADayAsync());
        using var again = await caller.PostJsonAsync(Tickets, Light, "recent");
        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    private async Task<int> OlderThanADayAsync()
    {
        var dayAgo = application.Clock.GetUtcNow() - Repeats.Kept;
        await using var scope = application.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IntakeDbContext>().IdempotencyKeys.CountAsync(row => row.CreatedAt <= dayAgo, Cancel);
    }

    private async Task<int> CountAsync()
    {
        await using var scope = application.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<IntakeDbContext>().Tickets.CountAsync(Cancel);
    }
}

public sealed class DatabaseFaultTests(IntakeApplication application) : IClassFixture<IntakeApplication>
{
    [Fact]
    public async Task What_cannot_be_saved_is_not_acknowledged()
    {
        using var caller = await application.CallerAsync(ApiScope.WriteTickets);
        await using var scope = application.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<IntakeDbContext>().Database.ExecuteSqlRawAsync("ALTER TABLE TicketTexts RENAME TO Away", TestContext.Current.CancellationToken);
        using var answer = await caller.PostJsonAsync("/api/v1/tickets", """{"text": "路灯坏了"}""");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        await answer.ProblemAsync();
        using var repeated = await caller.PostJsonAsync("/api/v1/tickets", """{"text": "路灯坏了"}""", "try-again");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, repeated.StatusCode);

        await scope.ServiceProvider.GetRequiredService<IntakeDbContext>().Database.ExecuteSqlRawAsync("ALTER TABLE Away RENAME TO TicketTexts", TestContext.Current.CancellationToken);
        using var after = await caller.PostJsonAsync("/api/v1/tickets", """{"text": "路灯坏了"}""", "try-again");
        Assert.Equal(HttpStatusCode.Created, after.StatusCode);
    }
}
