using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Intake.Application.Data;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Programs;

/// <summary>What is known of a request that may be a repeat.</summary>
/// <param name="BodyHash">Hash of the body that came first.</param>
/// <param name="Ticket">The ticket as it was when it was made, so that the same answer can be given again.</param>
public sealed record KnownRequest(string BodyHash, Ticket Ticket);

/// <summary>Recognises repeated requests of programs, for 24 hours.</summary>
public sealed class Repeats(IDbContextFactory<IntakeDbContext> contexts, CommandWriter writer, TimeProvider clock)
{
    /// <summary>How long an idempotency key is kept.</summary>
    public static readonly TimeSpan Kept = TimeSpan.FromHours(24);

    private readonly ConcurrentDictionary<string, byte> _underWay = new(StringComparer.Ordinal);

    /// <summary>What tells a repeat of this request.</summary>
    /// <param name="sender">Id of the program's key, or which form it is.</param>
    /// <param name="idempotencyKey">What the sender gave.</param>
    /// <param name="body">The body's bytes.</param>
    public static RepeatKey KeyOf(string sender, string idempotencyKey, ReadOnlySpan<byte> body)
    {
        return new(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{sender}\n{idempotencyKey}"))), Convert.ToHexStringLower(SHA256.HashData(body)));
    }

    /// <summary>Marks a request as under way on this node; false when it already is. <see cref="End"/> it.</summary>
    public bool Begin(RepeatKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        return _underWay.TryAdd(key.Id, 0);
    }

    /// <summary>The request is answered.</summary>
    public void End(RepeatKey key)
    {
        ArgumentNullException.ThrowIfNull(key);
        _underWay.TryRemove(key.Id, out _);
    }

    /// <summary>The request that had this key before; null when there is none, or its time is over.</summary>
    public async Task<KnownRequest?> FindAsync(RepeatKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var row = await db.IdempotencyKeys.AsNoTracking().FirstOrDefaultAsync(known => known.Id == key.Id, cancellationToken);
        if (row is null)
            return null;
        if (row.CreatedAt + Kept <= clock.GetUtcNow())
        {
            await writer.WriteAsync(new ForgetRepeat(key.Id), cancellationToken);
            return null;
        }

        var first = (row.Ticket * TicketEventRow.Factor) + 1;
        var received = await db.TicketEvents.AsNoTracking().SingleAsync(happened => happened.Id == first, cancellationToken);
        return new(row.BodyHash, TicketFold.Apply(null, TicketRows.Read(received)));
    }
}
