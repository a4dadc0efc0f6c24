using System.Net;
using System.Text;
using System.Text.Json;
using System.Xml.Linq;
using Intake.Application.BotConfiguration;
using Intake.Application.Programs;
using Intake.Domain.Catalogue;
using Intake.Web.Tests.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Open311;

/// <summary>A map application: reads as everybody does, and reports with its key.</summary>
internal sealed class Open311Client(IntakeApplication application, HttpClient client, string key) : IDisposable
{
    /// <summary>Where the endpoint is.</summary>
    public const string Root = "/open311/v2";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A client with a key for reporting.</summary>
    public static async Task<Open311Client> StartAsync(IntakeApplication application, string language = "en", string scope = ApiScope.WriteOpen311)
    {
        var key = await application.Services.GetRequiredService<ApiKeys>().MakeAsync($"map {Guid.CreateVersion7()}", [scope], Cancel);
        return new(application, application.Visitor(language), key.Value!);
    }

    /// <summary>Its key.</summary>
    public string Key => key;

    /// <summary>Its connection.</summary>
    public HttpClient Http => client;

    /// <summary>The example's words for a text, in English.</summary>
    public string Words(string text, params ReadOnlySpan<(string Name, string Value)> values) =>
        application.Services.GetRequiredService<BotConfigurationSource>().Current.Texts.Get(Language.English, text, values);

    /// <summary>Reports, with the key.</summary>
    public Task<HttpResponseMessage> PostAsync(params (string Name, string Value)[] fields) => PostAsync("json", fields);

    /// <summary>The same, answered in a form.</summary>
    public Task<HttpResponseMessage> PostAsync(string format, (string Name, string Value)[] fields, string? idempotencyKey = null) =>
        SendAsync(format, string.Join('&', fields.Prepend(("api_key", key)).Select(field => $"{Uri.EscapeDataString(field.Item1)}={Uri.EscapeDataString(field.Item2)}")), idempotencyKey: idempotencyKey);

    /// <summary>Sends a body as it is.</summary>
    public async Task<HttpResponseMessage> SendAsync(string format, string body, string contentType = "application/x-www-form-urlencoded; charset=utf-8", string? idempotencyKey = null, string query = "")
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Root}/requests.{format}{query}") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
        if (idempotencyKey is not null)
            request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await client.SendAsync(request, Cancel);
    }

    /// <summary>Reports something with a lamp and gives its id.</summary>
    public async Task<string> ReportAsync(string description = "The lamp is dark", string service = "street-lights", params (string Name, string Value)[] more)
    {
        using var answer = await PostAsync([("service_code", service), ("lat", "30.27415"), ("long", "120.15515"), ("description", description), .. more]);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return (await answer.ArrayAsync())[0].GetProperty("service_request_id").GetString()!;
    }

    /// <summary>Reads an address below the endpoint.</summary>
    public Task<HttpResponseMessage> GetAsync(string path) => client.GetAsync(new Uri($"{Root}/{path}", UriKind.Relative), Cancel);

    /// <summary>The reports of a query.</summary>
    public async Task<List<JsonElement>> RequestsAsync(string query = "")
    {
        using var answer = await GetAsync($"requests.json{query}");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.ArrayAsync();
    }

    /// <summary>One report.</summary>
    public async Task<JsonElement> RequestAsync(string id)
    {
        using var answer = await GetAsync($"requests/{id}.json");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Assert.Single(await answer.ArrayAsync());
    }

    public void Dispose() => client.Dispose();
}

/// <summary>Reads answers in either form.</summary>
internal static class Open311Reading
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The elements of an answer in JSON.</summary>
    public static async Task<List<JsonElement>> ArrayAsync(this HttpResponseMessage answer)
    {
        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        return [.. JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancel)).RootElement.Clone().EnumerateArray()];
    }

    /// <summary>The outermost element of an answer in XML.</summary>
    public static async Task<XElement> XmlAsync(this HttpResponseMessage answer)
    {
        Assert.Equal("text/xml; charset=utf-8", answer.Content.Headers.ContentType?.ToString());
        var text = await answer.Content.ReadAsStringAsync(Cancel);
        Assert.StartsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>", text, StringComparison.Ordinal);
        return XDocument.Parse(text).Root!;
    }

    /// <summary>Codes and words of what is wrong, in whichever form.</summary>
    public static async Task<List<(int Code, string Words)>> ErrorsAsync(this HttpResponseMessage answer)
    {
        if (answer.Content.Headers.ContentType?.MediaType == "application/json")
            return [.. (await answer.ArrayAsync()).Select(error => (int.Parse(error.GetProperty("code").GetString()!, System.Globalization.CultureInfo.InvariantCulture), error.GetProperty("description").GetString()!))];
        var root = await answer.XmlAsync();
        Assert.Equal("errors", root.Name.ToString());
        return [.. root.Elements("error").Select(error => ((int)error.Element("code")!, (string)error.Element("description")!))];
    }

    /// <summary>The one thing that is wrong, with the status that the answer has.</summary>
    public static async Task<string> ErrorAsync(this HttpResponseMessage answer)
    {
        var (code, words) = Assert.Single(await answer.ErrorsAsync());
        Assert.Equal((int)answer.StatusCode, code);
        Assert.False(string.IsNullOrWhiteSpace(words));
        return words;
    }
}
