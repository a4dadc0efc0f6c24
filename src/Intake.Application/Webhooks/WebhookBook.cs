using Intake.Application.Data;
using Intake.Application.Writing;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Webhooks;

/// <summary>
/// Who is told of what, as the writer remembers it, and the messages that follow from a change. Used by the writer alone,
/// so it needs no lock. What another node switches on or off counts here within <see cref="Fresh"/>.
/// </summary>
internal sealed class WebhookBook(TimeProvider clock)
{
    /// <summary>How old what is remembered may be.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromSeconds(10);

    private List<(string Id, HashSet<string> Types)>? _listening;
    private long _readAt;
    private bool _isChanging;

    /// <summary>Says that the running transaction changes who is told.</summary>
    public void Change() => _isChanging = true;

    /// <summary>The transaction is over, however it ended: what it changed is read when it is next needed.</summary>
    public void Settle()
    {
        if (_isChanging)
            _listening = null;
        _isChanging = false;
    }

    /// <summary>Writes for everybody who wants to know what has happened to a ticket.</summary>
    public async ValueTask TellAsync(WriteSession session, Ticket ticket, TicketChange change, CancellationToken cancellationToken)
    {
        if (WebhookTypes.Of(change) is not { } type)
            return;
        string? message = null;
        foreach (var (hook, types) in await ListeningAsync(session.Db, cancellationToken))
        {
            if (types.Count > 0 && !types.Contains(type))
                continue;
            message ??= WebhookMessage.About(type, ticket, session.Authority.Jurisdiction, session.Now).ToJson();
            await session.SendAsync(WebhooksRegistration.Kind, hook, message, $"webhook-{hook}-{TicketNumber.Format(session.Authority.Jurisdiction, ticket.Id)}-{ticket.Version}", cancellationToken);
        }
    }

    private async ValueTask<IReadOnlyList<(string Id, HashSet<string> Types)>> ListeningAsync(IntakeDbContext db, CancellationToken cancellationToken)
    {
        if (_listening is not null && clock.GetElapsedTime(_readAt) < Fresh)
            return _listening;
        _readAt = clock.GetTimestamp();
        var rows = await db.Webhooks.AsNoTracking().Where(row => row.IsOn).OrderBy(row => row.Id).Select(row => new { row.Id, row.Types }).ToListAsync(cancellationToken);
        return _listening = [.. rows.Select(row => (row.Id, WebhookDraft.Split(row.Types).ToHashSet(StringComparer.Ordinal)))];
    }
}
