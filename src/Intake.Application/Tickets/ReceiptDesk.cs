using Intake.Application.BotConfiguration;
using Intake.Domain;
using Intake.Domain.Tickets;

namespace Intake.Application.Tickets;

/// <summary>What came of showing a receipt.</summary>
/// <param name="Ticket">The ticket that it opens; null when it opens none.</param>
/// <param name="Refusal">Why not.</param>
/// <param name="Wait">How long to wait before another try, when there were too many.</param>
public sealed record ReceiptAnswer(TicketId? Ticket, Refusal? Refusal, TimeSpan? Wait);

/// <summary>
/// Takes receipts where there is no conversation: on the track page and from programs. A number that does not exist and a
/// secret that is wrong are one answer after the same work, and both count towards <see cref="ReceiptGuard"/>.
/// </summary>
public sealed class ReceiptDesk(ReceiptGuard guard, ReceiptSecret secrets, ReceiptQueries queries, BotConfigurationSource configuration, TimeProvider clock)
{
    private static readonly TicketId NoTicket = new(0);

    /// <summary>Checks a receipt.</summary>
    /// <param name="address">The client's address.</param>
    /// <param name="number">The number, as people write it.</param>
    /// <param name="secret">The secret, as people write it.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<ReceiptAnswer> OpenAsync(string address, string? number, string? secret, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var jurisdiction = configuration.Current.Authority.Jurisdiction;
        var isNumber = TicketNumber.TryParse(number, jurisdiction, out var id);
        var written = isNumber ? TicketNumber.Format(jurisdiction, id) : null;
        if (guard.WaitFor(address, written, now) is { } wait)
            return new(null, ReceiptGuard.TooMany(wait), wait);
        var matches = secrets.Matches(written ?? "", secret) && isNumber;
        // Counted before anything is waited for, so that tries at the same time are all counted.
        if (!matches && guard.Wrong(address, written, now) is { } late)
            return new(null, ReceiptGuard.TooMany(late), late);
        return await queries.ExistsAsync(isNumber ? id : NoTicket, cancellationToken) && matches
            ? new(id, null, null)
            : new(null, TicketRefusals.ReceiptUnknown, null);
    }

    /// <summary>What the receipt of a ticket shows now; null when there is no such ticket.</summary>
    public Task<ReceiptView?> ViewAsync(TicketId id, CancellationToken cancellationToken) =>
        queries.FindAsync(configuration.Current.Authority, id, clock.GetUtcNow(), cancellationToken);

    /// <summary>The secret of a number, for showing it again to who has just shown it.</summary>
    public string SecretOf(string number) => secrets.For(number);
}
