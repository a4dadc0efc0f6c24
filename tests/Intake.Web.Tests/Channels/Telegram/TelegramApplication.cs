using Intake.Application.Data;
using Intake.Application.Writing;
using Intake.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Channels.Telegram;

/// <summary>The program with a Telegram of its own, from which it fetches.</summary>
public class TelegramApplication : IntakeApplication
{
    private const int MostSteps = 3_000;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan OfTheProgram = TimeSpan.FromMilliseconds(100);

    private FakeTelegram? _telegram;
    private long _chats = 6_100_000_000;

    /// <summary>The stand-in.</summary>
    internal FakeTelegram Telegram => _telegram!;

    /// <summary>The token that the program has.</summary>
    protected virtual string Token => FakeTelegram.Token;

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Telegram:Token"] = Token,
        ["Telegram:BaseUrl"] = Telegram.Address.AbsoluteUri,
    };

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        _telegram = new FakeTelegram(Clock);
        await _telegram.StartAsync();
        await base.InitializeAsync();
    }

    /// <summary>A person who has not written before.</summary>
    public long NewChat() => Interlocked.Increment(ref _chats);

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

    /// <summary>The messages to a chat, once there are so many.</summary>
    internal async Task<IReadOnlyList<SentMessage>> SentAsync(long chat, int atLeast)
    {
        await UntilAsync(() => Telegram.To(chat).Count >= atLeast);
        return Telegram.To(chat);
    }

    /// <summary>A context for looking at what was written.</summary>
    public IntakeDbContext Open() => Services.GetRequiredService<IDbContextFactory<IntakeDbContext>>().CreateDbContext();

    /// <summary>Does something in the staff's place.</summary>
    public Task<T> DoAsync<T>(Command<T> command) => Services.GetRequiredService<CommandWriter>().WriteAsync(command, TestContext.Current.CancellationToken);

    /// <inheritdoc/>
    protected override async ValueTask DisposeCoreAsync()
    {
        await base.DisposeCoreAsync();
        if (_telegram is not null)
            await _telegram.DisposeAsync();
    }
}
