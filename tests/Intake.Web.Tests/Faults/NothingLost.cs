using System.Globalization;
using Intake.Application.Data;
using Intake.Application.Tickets;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;
using Intake.Web.Tests.Hosting;
using Microsoft.EntityFrameworkCore;

namespace Intake.Web.Tests.Faults;

/// <summary>What has to hold after every fault: nothing acknowledged is lost, nothing is there twice, nobody is reminded twice.</summary>
internal static class NothingLost
{
    private static readonly string[][] Checks = [["verify-ledger"], ["rebuild", "--check"], ["reconcile"]];

    // Notices of what happens to a ticket once for each step of each limit; others come as often as somebody does something.
    private static readonly string[] OfReminders = ["received", "reminder", "overdue", "circular", "look-back"];

    /// <summary>The marks in all that was said and handed in, as often as they are there.</summary>
    public static async Task<IReadOnlyList<string>> MarksAsync(IntakeDbContext db)
    {
        var said = await db.InboundMessages.Where(row => row.Channel == "webchat").Select(row => row.Raw).ToListAsync();
        var shown = await db.TicketTexts.Where(text => text.Role == TextRole.Matter).Select(text => text.Body).ToListAsync();
        return [.. said.Concat(shown).Select(Mark).OfType<string>()];
    }

    /// <summary>Looks through everything that a load has left.</summary>
    public static async Task CheckAsync(IntakeDbContext db, Load load)
    {
        var marks = await MarksAsync(db);
        Assert.Empty(load.Acknowledged.Keys.Except(marks));
        Assert.Equal(marks.Distinct().Count(), marks.Count);
        await ReceiptsHoldAsync(db, load);
        // What somebody said stands in the conversation once, and so was handled once.
        var shown = (await db.ChatActivities.Where(row => !row.FromBot).Select(row => row.Json).ToListAsync()).Select(Mark).OfType<string>().ToList();
        Assert.Equal(shown.Distinct().Count(), shown.Count);
        await NothingTwiceAsync(db);
    }

    /// <summary>No outgoing message, no card, no reminder and no notice of one is there twice, and no ticket's log goes back in time.</summary>
    /// <returns>How many cards and reminders there are.</returns>
    public static async Task<int> NothingTwiceAsync(IntakeDbContext db)
    {
        Assert.Empty(await db.Outbox.GroupBy(row => row.IdempotencyKey).Where(some => some.Count() > 1).Select(some => some.Key).ToListAsync());
        var notices = await db.Notices.Where(row => OfReminders.Contains(row.Kind)).Select(row => new { row.Ticket, row.Unit, row.Kind, row.At }).ToListAsync();
        Assert.Equal(notices.Distinct().Count(), notices.Count);
        var events = (await db.TicketEvents.AsNoTracking().OrderBy(row => row.Id).ToListAsync()).Select(TicketRows.Read).ToList();
        var steps = events.Select(StepOf).OfType<string>().ToList();
        Assert.Equal(steps.Distinct().Count(), steps.Count);
        Assert.Empty(events.Zip(events.Skip(1)).Where(two => two.First.Ticket == two.Second.Ticket && two.Second.At < two.First.At).Select(two => $"{two.Second.Ticket} {two.Second.Sequence}: {two.First.At:O} and then {two.Second.At:O}"));
        return steps.Count;
    }

    // A ticket that was not put back on the list goes through each step of each of its limits once.
    private static string? StepOf(TicketEvent happened) => happened.Change switch
    {
        CardRaised card => string.Create(CultureInfo.InvariantCulture, $"{happened.Ticket.Value} {card.Clock} {card.Card}"),
        Reminded reminded => string.Create(CultureInfo.InvariantCulture, $"{happened.Ticket.Value} {reminded.Clock} {reminded.Step}"),
        _ => null,
    };

    /// <summary>The chains are intact, the tables are what the log says, and every message that came in is accounted for.</summary>
    /// <param name="run">Runs a command on the data.</param>
    public static async Task LedgerHoldsAsync(Func<string[], Task<CommandRun>> run)
    {
        foreach (var command in Checks)
        {
            var answer = await run(command);
            Assert.True(answer.Code == 0, $"{string.Join(' ', command)}: {answer.Results}{answer.Notes}");
        }
    }

    private static async Task ReceiptsHoldAsync(IntakeDbContext db, Load load)
    {
        var tickets = (await db.TicketTexts.Where(text => text.Role == TextRole.Matter).Select(text => new { text.Ticket, text.Body }).ToListAsync())
            .Where(text => Mark(text.Body) is not null).ToDictionary(text => Mark(text.Body)!, text => text.Ticket);
        foreach (var (mark, receipt) in load.Acknowledged)
        {
            if (receipt is null)
                continue;
            Assert.True(TicketNumber.TryParse(receipt.Number, receipt.Number.Split('-')[0], out var ticket), receipt.Number);
            Assert.Equal(tickets[mark], ticket.Value);
        }
    }

    private static string? Mark(string text) => Load.MarkIn().Match(text) is { Success: true } match ? match.Value : null;
}
