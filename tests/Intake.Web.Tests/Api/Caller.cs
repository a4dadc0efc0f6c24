using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Intake.Application.Programs;
using Intake.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Api;

/// <summary>A program that calls the interface.</summary>
internal static class Caller
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A client with a key that opens these scopes.</summary>
    public static async Task<HttpClient> CallerAsync(this IntakeApplication application, params string[] scopes)
    {
        var key = await application.Services.GetRequiredService<ApiKeys>().MakeAsync($"test {Guid.CreateVersion7()}", scopes, Cancel);
        var client = application.Visitor("en");
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", key.Value);
        return client;
    }

    /// <summary>Posts JSON.</summary>
    public static async Task<HttpResponseMessage> PostJsonAsync(this HttpClient client, string path, string json, string? idempotencyKey = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(json, Encoding.UTF8, "application/json") };
        if (idempotencyKey is not null)
            request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
        return await client.SendAsync(request, Cancel);
    }

    /// <summary>An answer's JSON.</summary>
    public static async Task<JsonElement> JsonAsync(this HttpResponseMessage answer)
        => JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement.Clone();

    /// <summary>An answer's problem details, of the status that the answer has.</summary>
    public static async Task<JsonElement> ProblemAsync(this HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.JsonAsync();
        Assert.Equal((int)answer.StatusCode, problem.GetProperty("status").GetInt32());
        return problem;
    }
}
