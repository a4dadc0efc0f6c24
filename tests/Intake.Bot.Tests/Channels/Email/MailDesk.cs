using System.Text;
using Intake.Application.Data;
using Intake.Bot.Channels.Email;
using Intake.Bot.Conversation.Handling;
using Intake.Domain.Tickets;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Bot.Tests.Channels.Email;

/// <summary>The channel without its folder and server: mails go in, and what is answered stands in the outbox.</summary>
internal sealed class MailDesk : IAsyncDisposable
{
    public const string Us = "12345@xinghe.example";
    public const string Lan = "lan@example.org";
    public const string Matter = "滨江路上的建筑工地半夜施工，打桩声吵得一家人睡不着，请尽快处理。";

    private MailDesk(TestIntake intake, TestClock clock) => (Intake, Clock) = (intake, clock);

    public TestIntake Intake { get; }

    public TestClock Clock { get; }

    public SignedAddresses Addresses => Intake.Services.GetRequiredService<SignedAddresses>();

    public static async Task<MailDesk> StartAsync()
    {
        var clock = new TestClock(ExampleAuthority.At);
        var settings = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Email:Maildir"] = "/nowhere",
            ["Email:Smtp"] = "smtp://127.0.0.1:1",
            ["Email:Address"] = Us,
        }).Build();
        var intake = await TestIntake.StartAsync(clock, adjust: services =>
        {
            services.AddIntakeBot();
            services.AddEmail(settings);
            services.Remove(services.Single(service => service.ImplementationType == typeof(EmailService)));
        });
        return new(intake, clock);
    }

    public async Task TakeAsync(byte[] mail)
    {
        using var stream = new MemoryStream(mail);
        await Intake.Services.GetRequiredService<EmailIntake>().TakeAsync(stream, CancellationToken.None);
    }

    public Task TakeAsync(Stream mail) => Intake.Services.GetRequiredService<EmailIntake>().TakeAsync(mail, CancellationToken.None);

    public Task TakeAsync(string mail) => TakeAsync(Encoding.UTF8.GetBytes(mail));

    /// <summary>A letter in words.</summary>
    public static string Letter(string text, string id = "<1@example.org>", string from = Lan, string to = Us, string subject = "夜间施工", string more = "") =>
        $"From: {from}\nTo: {to}\nSubject: {subject}\nMessage-ID: {id}\n{more}Content-Type: text/plain; charset=utf-8\n\n{text}\n";

    /// <summary>The signed address under which the letter that came last is answered.</summary>
    public async Task<string> ReplyAddressAsync()
    {
        await using var db = Open();
        return Addresses.ForReply(await db.Conversations.OrderByDescending(row => row.Id).Select(row => row.ExternalId).FirstAsync());
    }

    /// <summary>What became of all mails: tickets, letters that are answered, further words of tickets, mails by status and reason.</summary>
    public async Task<string> OutcomeAsync()
    {
        await using var db = Open();
        var tickets = await db.Tickets.CountAsync();
        var answers = await db.Outbox.CountAsync(row => row.Kind == "email");
        var added = await db.TicketTexts.CountAsync(row => row.Role == TextRole.Supplement);
        var mails = (await db.InboundMessages.ToListAsync()).GroupBy(row => row.Reason is null ? row.Status.ToString() : $"{row.Status} {row.Reason}").Select(group => $"{group.Count()} {group.Key}").Order(StringComparer.Ordinal);
        return $"{tickets} tickets, {answers} answers, {added} added, {string.Join(", ", mails)}";
    }

    /// <summary>All that the bot said, as its letters have it.</summary>
    public async Task<string> SaidAsync()
    {
        await using var db = Open();
        var secrets = Intake.Services.GetRequiredService<ReceiptSecret>();
        var rows = await db.Outbox.Where(row => row.Kind == "email").OrderBy(row => row.Id).ToListAsync();
        return string.Join("\n\n", rows.SelectMany(row => ReplySecrets.FromJson(row.Payload, secrets)).Select(reply => reply.Text));
    }

    public IntakeDbContext Open() => Intake.Services.GetRequiredService<IDbContextFactory<IntakeDbContext>>().CreateDbContext();

    public ValueTask DisposeAsync() => Intake.DisposeAsync();
}
