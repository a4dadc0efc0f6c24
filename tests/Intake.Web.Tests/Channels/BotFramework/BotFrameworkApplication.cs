using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Intake.Application.Data;
using Intake.Application.Writing;
using Intake.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Channels.BotFramework;

/// <summary>The program with a Bot Framework of its own.</summary>
public class BotFrameworkApplication : IntakeApplication
{
    private const int MostSteps = 3_000;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan OfTheProgram = TimeSpan.FromMilliseconds(100);

    private FakeConnector? _connector;
    private int _conversations;

    /// <summary>The stand-in.</summary>
    internal FakeConnector Connector => _connector!;

    /// <summary>Whether the issuer answers from the beginning.</summary>
    protected virtual bool HasMetadata => true;

    /// <summary>The password that the program has.</summary>
    protected virtual string Password => FakeConnector.AppPassword;

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["BotFramework:AppId"] = FakeConnector.AppId,
        ["BotFramework:AppPassword"] = Password,
        ["BotFramework:OpenIdMetadata"] = $"{Connector.Address}.well-known/openidconfiguration",
        ["BotFramework:LoginUrl"] = $"{Connector.Address}login",
    };

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        _connector = new FakeConnector(Clock) { HasMetadata = HasMetadata };
        await _connector.StartAsync();
        await base.InitializeAsync();
    }

    /// <summary>A conversation in which nobody has said anything.</summary>
    public string NewConversation() => $"conversation {Interlocked.Increment(ref _conversations)}/ä"; // with signs that an address has to escape

    /// <summary>Lets time pass, on the program's clock too, until something holds; fails when it does not for a minute and more.</summary>
    public async Task UntilAsync(Func<bool> holds)
    {
        for (var step = 0; !holds(); step++)
        {
            Assert.True(step < MostSteps, $"It never came to hold. Log: {string.Join(" | ", Log)}");
            await Task.Delay(Step, TimeProvider.System);
            Clock.Advance(OfTheProgram);
        }
    }

    /// <summary>What was sent to a conversation, once there is so much.</summary>
    internal async Task<IReadOnlyList<SentActivity>> SentAsync(string conversation, int atLeast)
    {
        await UntilAsync(() => Connector.To(conversation).Count >= atLeast);
        return Connector.To(conversation);
    }

    /// <summary>Whether something waits to be sent to anybody.</summary>
    internal bool IsAnythingOnItsWay()
    {
        using var db = Open();
        return db.Outbox.Any(row => row.NextAttemptAt != null);
    }

    /// <summary>Delivers an activity as the Connector does. Answers the status.</summary>
    internal async Task<int> DeliverAsync(JsonObject activity, string? token = null)
    {
        using var answer = await PostAsync(activity.ToJsonString(), token ?? Connector.Token());
        return (int)answer.StatusCode;
    }

    /// <summary>Posts whatever.</summary>
    internal Task<HttpResponseMessage> PostAsync(string body, string? token, string contentType = "application/json; charset=utf-8") => PostAsync(Encoding.UTF8.GetBytes(body), token, contentType);

    /// <summary>Posts whatever.</summary>
    internal async Task<HttpResponseMessage> PostAsync(byte[] body, string? token, string contentType = "application/json; charset=utf-8")
    {
        using var client = Visitor();
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/messages") { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        if (token is not null)
            request.Headers.Authorization = new("Bearer", token);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>A context for looking at what was written.</summary>
    public IntakeDbContext Open() => Services.GetRequiredService<IDbContextFactory<IntakeDbContext>>().CreateDbContext();

    /// <summary>Does something in the staff's place.</summary>
    public Task<T> DoAsync<T>(Command<T> command) => Services.GetRequiredService<CommandWriter>().WriteAsync(command, TestContext.Current.CancellationToken);

    /// <inheritdoc/>
    protected override async ValueTask DisposeCoreAsync()
    {
        await base.DisposeCoreAsync();
        if (_connector is not null)
            await _connector.DisposeAsync();
    }
}
