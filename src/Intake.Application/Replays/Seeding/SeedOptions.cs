namespace Intake.Application.Replays.Seeding;

/// <summary>How much is to be made.</summary>
/// <param name="Tickets">How many tickets.</param>
/// <param name="Open">How many of them are open at the end; null is three tenths.</param>
/// <param name="Due">How many of the open ones the clock has something to do on now. Default 0: everything that was due was done.</param>
/// <param name="Random">The same number makes the same tickets, but for the keys. Default 1.</param>
public sealed record SeedOptions(int Tickets, int? Open = null, int Due = 0, int Random = 1)
{
    /// <summary>How many are open at the end.</summary>
    public int OpenTickets => Open ?? Math.Max((int)(Tickets * 0.3), Due);
}
