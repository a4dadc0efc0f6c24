using Intake.Application.Attachments;
using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;
using Intake.Domain.Tickets.Decisions;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tickets;

/// <summary>
/// Something that is done to one ticket: loads it, lets the domain decide, appends what it decides. Answers the ticket
/// after it, or the refusal. With <paramref name="seenVersion"/> it is refused when somebody changed the ticket since.
/// </summary>
public abstract class TicketCommand(TicketId id, Actor actor, int? seenVersion) : Command<Outcome<Ticket>>
{
    /// <inheritdoc/>
    protected internal sealed override void Foresee(Foreseen foreseen)
    {
        ArgumentNullException.ThrowIfNull(foreseen);
        foreseen.Tickets.Add(id.Value);
    }

    /// <summary>The decision of the domain.</summary>
    protected abstract ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts);

    /// <inheritdoc/>
    protected internal sealed override async ValueTask<Outcome<Ticket>> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        if (await session.FindTicketAsync(id, cancellationToken) is not { } ticket)
            return TicketRefusals.NoSuchTicket;
        if (seenVersion is { } seen && seen != ticket.Version)
            return TicketRefusals.ChangedMeanwhile;
        var drafts = new TicketDrafts(session, id, cancellationToken);
        var decision = await DecideAsync(session.By(actor, ticket), ticket, drafts);
        if (!decision.Succeeded)
            return decision.Refusal;
        if (drafts.Problem is { } problem)
            return problem;
        drafts.Keep();
        return await session.AppendAsync(ticket, actor, decision.Value, cancellationToken);
    }
}

/// <summary>Texts and files that a decision names; kept only when it holds.</summary>
public sealed class TicketDrafts
{
    private readonly WriteSession _session;
    private readonly TicketId _ticket;
    private readonly CancellationToken _cancellationToken;
    private readonly List<TicketTextRow> _texts = [];
    private readonly List<AttachmentRow> _files = [];

    internal TicketDrafts(WriteSession session, TicketId ticket, CancellationToken cancellationToken) =>
        (_session, _ticket, _cancellationToken) = (session, ticket, cancellationToken);

    /// <summary>What is wrong with a text, if anything.</summary>
    internal Refusal? Problem { get; private set; }

    /// <summary>The session, for what else a decision has to load.</summary>
    internal WriteSession Session => _session;

    /// <summary>Gives up.</summary>
    internal CancellationToken CancellationToken => _cancellationToken;

    /// <summary>A text that must be there.</summary>
    public async ValueTask<TextRef> RequiredAsync(TextRole role, string? body)
    {
        if (string.IsNullOrWhiteSpace(body))
            Problem ??= TicketRefusals.TextIsMissing(role);
        return await TextAsync(role, body?.Trim() ?? "");
    }

    /// <summary>A text that may be there.</summary>
    public async ValueTask<TextRef?> OptionalAsync(TextRole role, string? body) =>
        string.IsNullOrWhiteSpace(body) ? null : await TextAsync(role, body.Trim());

    /// <summary>Files taken in before, by key. Keys that are unknown or belong to another ticket are left out.</summary>
    public async ValueTask<IReadOnlyList<AttachmentRef>> FilesAsync(IReadOnlyList<long> keys)
    {
        if (keys.Count == 0)
            return [];
        var rows = await _session.Db.Attachments.Where(row => keys.Contains(row.Id) && (row.Ticket == null || row.Ticket == _ticket.Value)).ToListAsync(_cancellationToken);
        _files.AddRange(rows);
        return [.. rows.OrderBy(row => row.Id).Select(row => new AttachmentRef(row.Id, row.ContentType, row.Length, row.Hash))];
    }

    internal void Keep()
    {
        _session.Db.TicketTexts.AddRange(_texts);
        foreach (var file in _files)
        {
            file.Ticket = _ticket.Value;
            _session.Changed(file);
        }
    }

    private async ValueTask<TextRef> TextAsync(TextRole role, string body)
    {
        var most = _session.Authority.Policy.MessageCharacters;
        if (body.Length > most)
            Problem ??= TicketRefusals.TextIsTooLong(most);
        var (row, text) = await _session.DraftTextAsync(_ticket, role, body, _cancellationToken);
        _texts.Add(row);
        return text;
    }
}
