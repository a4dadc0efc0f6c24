using System.Globalization;
using System.Text;
using Intake.Application.Conversations;
using Intake.Application.Data;
using Intake.Application.Writing;
using Intake.Testing;
using Intake.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Web.Tests.Channels.Email;

/// <summary>The program with a Maildir and an SMTP server of its own.</summary>
public class EmailApplication : IntakeApplication
{
    public const string OurAddress = "12345@xinghe.example";

    private const int MostSteps = 3_000;
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan OfTheProgram = TimeSpan.FromMilliseconds(500);

    private readonly TemporaryFolder _folder = new();
    private MailSink? _sink;
    private int _mails;

    /// <summary>Where letters go.</summary>
    internal MailSink Sink => _sink!;

    /// <summary>The Maildir.</summary>
    public string Maildir => _folder["mail"];

    /// <summary>The user and password that the program has, with an at sign behind them.</summary>
    protected virtual string User => "";

    /// <inheritdoc/>
    protected override IReadOnlyDictionary<string, string> Settings => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["Email:Maildir"] = Maildir,
        ["Email:Smtp"] = string.Create(CultureInfo.InvariantCulture, $"smtp://{User}127.0.0.1:{Sink.Port}"),
        ["Email:Address"] = OurAddress,
        ["Email:PollSeconds"] = "1",
    };

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        _sink = new MailSink();
        Prepare(_sink);
        foreach (var part in (string[])["new", "cur", "tmp"])
            Directory.CreateDirectory(Path.Combine(Maildir, part));
        await base.InitializeAsync();
    }

    /// <summary>Tells the SMTP server what to do before the program is there.</summary>
    internal virtual void Prepare(MailSink sink)
    {
    }

    /// <summary>Delivers a mail as servers do: whole, and by a rename. Answers its name.</summary>
    public string Deliver(string mail) => Deliver(Encoding.UTF8.GetBytes(mail));

    /// <inheritdoc cref="Deliver(string)"/>
    public string Deliver(byte[] mail)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"1773106200.M{Interlocked.Increment(ref _mails):000000}P1.host");
        var written = Path.Combine(Maildir, "tmp", name);
        File.WriteAllBytes(written, mail);
        File.Move(written, Path.Combine(Maildir, "new", name));
        return name;
    }

    /// <summary>A letter in words.</summary>
    public string Write(string from, string subject, string text, string to = OurAddress, string? id = null, string more = "") =>
        Deliver($"From: {from}\nTo: {to}\nSubject: {subject}\nMessage-ID: {id ?? $"<{Guid.CreateVersion7(Clock.GetUtcNow()):N}@example.org>"}\n{more}Content-Type: text/plain; charset=utf-8\n\n{text}\n");

    /// <summary>Lets time pass, on the program's clock too, until something holds; fails when it does not for a minute and more.</summary>
    public Task UntilAsync(Func<bool> holds) => UntilAsync(() => Task.FromResult(holds()));

    /// <inheritdoc cref="UntilAsync(Func{bool})"/>
    public async Task UntilAsync(Func<Task<bool>> holds)
    {
        for (var step = 0; !await holds(); step++)
        {
            Assert.True(step < MostSteps, $"It never came to hold. Log: {string.Join(" | ", Log)}");
            await Task.Delay(Step, TimeProvider.System);
            Clock.Advance(OfTheProgram);
        }
    }

    /// <summary>Waits until a mail has been handled.</summary>
    public Task HandledAsync(string name) => UntilAsync(() => File.Exists(Path.Combine(Maildir, "cur", name + ":2,S")));

    /// <summary>The letters to a receiver, once there are so many.</summary>
    internal async Task<IReadOnlyList<SunkMail>> SentAsync(string receiver, int atLeast)
    {
        await UntilAsync(() => Sink.To(receiver).Count >= atLeast);
        return Sink.To(receiver);
    }

    /// <summary>A context for looking at what was written.</summary>
    public IntakeDbContext Open() => Services.GetRequiredService<IDbContextFactory<IntakeDbContext>>().CreateDbContext();

    /// <summary>The rows of incoming mails that have this in what is kept of them, or all.</summary>
    public IReadOnlyList<InboundMessageRow> Inbound(string with = "")
    {
        using var db = Open();
        return [.. db.InboundMessages.Where(row => row.Channel == "email").AsEnumerable().Where(row => row.Raw.Contains(with, StringComparison.Ordinal))];
    }

    /// <summary>Does something in the staff's place.</summary>
    public Task<T> DoAsync<T>(Command<T> command) => Services.GetRequiredService<CommandWriter>().WriteAsync(command, TestContext.Current.CancellationToken);

    /// <inheritdoc/>
    protected override async ValueTask DisposeCoreAsync()
    {
        await base.DisposeCoreAsync();
        if (_sink is not null)
            await _sink.DisposeAsync();
        _folder.Dispose();
    }
}
