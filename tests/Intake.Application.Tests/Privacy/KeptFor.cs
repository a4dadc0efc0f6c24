using Intake.Application.Data;
using Intake.Application.Deadlines;
using Intake.Application.Ledgers;
using Intake.Application.Privacy;
using Intake.Application.Tests.Tickets;
using Intake.Application.Tickets;
using Intake.Domain.Tickets;
using Intake.Testing;
using Intake.Testing.Databases;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Contact = Intake.Application.Tickets.Contact;

namespace Intake.Application.Tests.Privacy;

/// <summary>The use cases with the deletion of what is over its time, and a clock that is told to go on for years.</summary>
internal sealed class KeptFor : IAsyncDisposable
{
    public static readonly Contact Somebody = new("周晓芸", "13912340077", "zhou@example.org");

    private KeptFor(TestIntake intake, TestClock clock) => (Intake, Clock) = (intake, clock);

    public TestIntake Intake { get; }

    public TestClock Clock { get; }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<KeptFor> StartAsync()
    {
        var clock = new TestClock(TestClock.TuesdayMorning);
        return new(await TestIntake.StartAsync(clock, adjust: services => services.AddLedgers().AddRetention().AddDeskQueries().AddSingleton<TextIndexing>()), clock);
    }

    /// <summary>A ticket that was written off and, after its look-backs, archived.</summary>
    public async Task<Ticket> ArchivedAsync(string matter, string reply = "已经现场处理。", Contact? contact = null, TicketKind kind = TicketKind.Complaint)
    {
        var ticket = await WrittenOff.MakeAsync(Intake.Writer, matter, reply, kind, contact);
        return await ArchiveAsync(ticket.Id);
    }

    public async Task<Ticket> ArchiveAsync(TicketId id)
    {
        for (var month = 0; month < 12 && (await Intake.FindAsync(id)).State != TicketState.Archived; month++)
        {
            Clock.Advance(TimeSpan.FromDays(30));
            await Intake.Get<DeadlineEnforcement>().RunAsync(Token);
        }

        var ticket = await Intake.FindAsync(id);
        Assert.Equal(TicketState.Archived, ticket.State);
        return ticket;
    }

    public Task<int> DeleteAsync() => Intake.Get<DeleteExpired>().RunAsync(Token);

    /// <summary>Verifies every chain and rebuilds every ticket; fails the test when one of them does not hold.</summary>
    public async Task AssertLedgerHoldsAsync()
    {
        Assert.Empty(await Intake.Get<LedgerVerification>().RunAsync(null, Token));
        Assert.Empty(await Intake.Get<LedgerRebuild>().CheckAsync(null, Token));
    }

    public async Task<int> TextsAsync(TicketId id)
    {
        await using var db = Intake.Open();
        return await db.TicketTexts.CountAsync(row => row.Ticket == id.Value, Token);
    }

    /// <summary>Every value of every table, those of the text index among them, as text.</summary>
    public async Task<string> EverythingAsync()
    {
        await using var db = Intake.Open();
        return await DatabaseDump.ReadAsync(db, Token);
    }

    /// <summary>The bytes of the database's file, once everything is in it; null where the database is no file.</summary>
    public async Task<byte[]?> FileAsync()
    {
        if (TestDatabase.Provider != DatabaseProvider.Sqlite)
            return null;
        await using var db = Intake.Open();
        await db.Database.ExecuteSqlRawAsync("PRAGMA wal_checkpoint(TRUNCATE)", Token);
        return await File.ReadAllBytesAsync(Path.Combine(Intake.Folder, "intake.db"), Token);
    }

    public ValueTask DisposeAsync() => Intake.DisposeAsync();
}
