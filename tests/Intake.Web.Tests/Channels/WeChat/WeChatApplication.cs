using System.Diagnostics.Metrics;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Intake.Application.Data;
using Intake.Application.Writing;
using Intake.Web.Tests.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Channels.WeChat;

/// <summary>What the program answers to a message.</summary>
internal sealed record GivenAnswer(HttpStatusCode Status, string Body)
{
    /// <summary>The words of a passive reply; null when there is none.</summary>
    public string? Text => Body.StartsWith("<xml>", StringComparison.Ordinal) ? XDocument.Parse(Body).Root!.Element("Content")?.Value : null;
}

/// <summary>Counts who has hung up before the answer, once the program knows it.</summary>
internal sealed class HangUps : IStartupFilter
{
    private int _count;

    /// <summary>How many that were.</summary>
    public int Count => _count;

    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, rest) =>
        {
            context.RequestAborted.Register(() => Interlocked.Increment(ref _count));
            return rest(context);
        });
        next(app);
    };
}

/// <summary>The program with a WeChat of its own, and a way to write to it as WeChat does.</summary>
public class WeChatApplication : IntakeApplication
{
    public const string Token = "aTokenOfTheOperator";
    private const int MostSteps = 3_000;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan OfTheProgram = TimeSpan.FromMilliseconds(100);

    private FakeWeChat? _weChat;
    private int _people;
    private long _messages = 24_000_000_000_000_000;

    /// <summary>The stand-in.</summary>
    internal FakeWeChat WeChat => _weChat!;

    /// <summary>The account's secret as the program has it.</summary>
    protected virtual string Secret => FakeWeChat.AppSecret;

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["WeChat:AppId"] = FakeWeChat.AppId,
        ["WeChat:AppSecret"] = Secret,
        ["WeChat:Token"] = Token,
        ["WeChat:BaseUrl"] = WeChat.Address.AbsoluteUri,
    };

    /// <summary>Who has hung up.</summary>
    internal HangUps HungUp { get; } = new();

    /// <inheritdoc/>
    protected override void Adjust(WebApplicationBuilder builder) => builder.Services.AddSingleton<IStartupFilter>(HungUp);

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        _weChat = new FakeWeChat(Clock);
        await _weChat.StartAsync();
        await base.InitializeAsync();
    }

    /// <summary>A person who has not written before.</summary>
    public string NewPerson() => string.Create(CultureInfo.InvariantCulture, $"oPerson-{Interlocked.Increment(ref _people):D20}");

    /// <summary>The id of a new message.</summary>
    public string NewMessage() => Interlocked.Increment(ref _messages).ToString(CultureInfo.InvariantCulture);

    /// <summary>A text as WeChat writes it.</summary>
    public string Text(string person, string words, string? message = null) => Xml(person, ("MsgType", "text"), ("Content", words), ("MsgId", message ?? NewMessage()));

    /// <summary>An event as WeChat writes it.</summary>
    public string Event(string person, string what, string key = "") => Xml(person, ("MsgType", "event"), ("Event", what), ("EventKey", key));

    /// <summary>A message or event as WeChat writes it.</summary>
    public string Xml(string person, params (string Name, string Value)[] fields)
    {
        (string Name, string Value)[] all = [("ToUserName", "gh_1a2b3c4d5e6f"), ("FromUserName", person), ("CreateTime", Written(Clock.GetUtcNow())), .. fields];
        return $"<xml>{string.Concat(all.Select(field => $"<{field.Name}><![CDATA[{field.Value}]]></{field.Name}>"))}</xml>";
    }

    /// <summary>What WeChat writes behind the address: signed by the test's own code.</summary>
    public string Query(string? signature = null, DateTimeOffset? at = null, string? nonce = null, string? encrypted = null)
    {
        var (time, once) = (Written(at ?? Clock.GetUtcNow()), nonce ?? Guid.CreateVersion7(Clock.GetUtcNow()).ToString("N"));
        var query = $"signature={signature ?? Sign(time, once)}&timestamp={time}&nonce={once}";
        return encrypted is null ? query : $"{query}&openid=o&encrypt_type=aes&msg_signature={Sign(time, once, encrypted)}";
    }

    /// <summary>Delivers a message.</summary>
    internal async Task<GivenAnswer> PostAsync(string body, string? query = null, string type = "text/xml") => await PostAsync(Encoding.UTF8.GetBytes(body), query ?? Query(), type);

    /// <summary>Delivers bytes.</summary>
    internal async Task<GivenAnswer> PostAsync(byte[] body, string query, string type = "text/xml")
    {
        using var client = Visitor();
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", type);
        using var answer = await client.PostAsync($"channels/wechat?{query}", content, TestContext.Current.CancellationToken);
        return new(answer.StatusCode, await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

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

    /// <summary>Commands that wait for the writer, as the program's own meter says.</summary>
    public long Queued()
    {
        var queued = 0L;
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, one) =>
            {
                if (instrument.Name == "intake.writer.waiting" && ReferenceEquals(instrument.Meter.Scope, Services.GetRequiredService<IMeterFactory>()))
                    one.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<int>((_, value, _, _) => queued += value);
        listener.Start();
        listener.RecordObservableInstruments();
        return queued;
    }

    /// <summary>A context for looking at what was written.</summary>
    public IntakeDbContext Open() => Services.GetRequiredService<IDbContextFactory<IntakeDbContext>>().CreateDbContext();

    /// <summary>Does something in the staff's place.</summary>
    public Task<T> DoAsync<T>(Command<T> command) => Services.GetRequiredService<CommandWriter>().WriteAsync(command, TestContext.Current.CancellationToken);

    /// <summary>WeChat's signature.</summary>
    public static string Sign(params string[] parts)
    {
#pragma warning disable CA5350 // WeChat signs so.
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(parts.Append(Token).Order(StringComparer.Ordinal)))));
#pragma warning restore CA5350
    }

    /// <summary>An instant as WeChat writes it.</summary>
    public static string Written(DateTimeOffset at) => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    /// <inheritdoc/>
    protected override async ValueTask DisposeCoreAsync()
    {
        await base.DisposeCoreAsync();
        if (_weChat is not null)
            await _weChat.DisposeAsync();
    }
}
