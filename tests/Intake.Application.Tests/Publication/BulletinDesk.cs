using Intake.Application.Publication;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Publication;
using Intake.Domain.Tickets;
using Intake.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Tests.Publication;

/// <summary>The use cases, with the people who make bulletins.</summary>
internal sealed class BulletinDesk : IAsyncDisposable
{
    public const string Series = "rectification";
    public const string Limited = "supervision-monthly";
    public static readonly Actor Editor = Actor.Staff("publisher", "centre", Role.Publisher);
    public static readonly Actor Second = Actor.Staff("publisher-2", "centre", Role.Publisher);
    public static readonly DateOnly Today = new(2026, 3, 10);

    private BulletinDesk(TestIntake intake, TestClock clock) => (Intake, Clock) = (intake, clock);

    public TestIntake Intake { get; }

    public TestClock Clock { get; }

    public BulletinQueries Queries => Intake.Services.GetRequiredService<BulletinQueries>();

    public CandidateQueries Candidates => Intake.Services.GetRequiredService<CandidateQueries>();

    public PublicBulletinQueries Readers => Intake.Services.GetRequiredService<PublicBulletinQueries>();

    public static async Task<BulletinDesk> OpenAsync()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        return new(await TestIntake.StartAsync(clock), clock);
    }

    public Task<Ticket> TicketAsync(string matter = "路灯不亮", string reply = "已修好", TicketKind kind = TicketKind.Complaint, Application.Tickets.Contact? contact = null, bool isFixed = false, int? stars = null, string? place = null) =>
        WrittenOff.MakeAsync(Intake.Writer, matter, reply, kind, contact, isFixed, stars, place: place);

    public async Task<long> BeginAsync(string series = Series) =>
        TestIntake.Held(await Intake.Writer.WriteAsync(new BeginBulletin(Editor, series, Today.AddDays(-9), Today)));

    /// <summary>A draft with these tickets, every mask confirmed.</summary>
    public async Task<long> DraftAsync(params Ticket[] tickets)
    {
        var id = await BeginAsync();
        await DoAsync(new ChooseItems(id, Editor, [.. tickets.Select(ticket => ticket.Id)]));
        foreach (var ticket in tickets)
        {
            await DoAsync(new ConfirmMasks(id, Editor, new(TextPart.Matter, ticket.Id)));
            await DoAsync(new ConfirmMasks(id, Editor, new(TextPart.Reply, ticket.Id)));
        }

        return id;
    }

    /// <summary>A published bulletin with these tickets.</summary>
    public async Task<Bulletin> PublishedAsync(params Ticket[] tickets)
    {
        var id = await DraftAsync(tickets);
        await DoAsync(new SignOffBulletin(id, Second));
        await PublishDueAsync();
        return (await FindAsync(id)).Bulletin;
    }

    public Task<PublicationRun> PublishDueAsync() => Intake.Writer.WriteAsync(new PublishDueBulletins());

    public async Task<Bulletin> DoAsync(BulletinCommand command) => TestIntake.Held(await Intake.Writer.WriteAsync(command));

    public async Task<Refusal?> TryAsync(BulletinCommand command) => (await Intake.Writer.WriteAsync(command)).Refusal;

    public async Task<BulletinAtWork> FindAsync(long id) => (await Queries.FindAsync(id, CancellationToken.None))!;

    public ValueTask DisposeAsync() => Intake.DisposeAsync();
}
