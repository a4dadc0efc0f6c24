using System.Text.Json;
using Intake.Application.Tickets;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;

namespace Intake.Application.Ledgers;

/// <summary>The log of one ticket as it is stored, walked through once: whether its chain holds, and the ticket that it makes. Needs neither database nor configuration.</summary>
internal sealed class TicketChain
{
    private readonly TicketId _id;
    private readonly List<LedgerProblem> _problems = [];
    private byte[] _previous = EventChain.Start;
    private int _last;

    private TicketChain(TicketId id) => _id = id;

    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<LedgerProblem> Problems => _problems;

    /// <summary>The ticket that the events make; null as soon as one of them cannot be read or does not follow.</summary>
    public Ticket? Ticket { get; private set; }

    /// <summary>Keys of the texts that the log says were deleted.</summary>
    public HashSet<long> Deleted { get; } = [];

    /// <summary>Walks through the events of a ticket, in order.</summary>
    public static TicketChain Walk(TicketId id, IEnumerable<TicketEventRow> events)
    {
        var chain = new TicketChain(id);
        foreach (var row in events)
            chain.Add(row);
        return chain;
    }

    /// <summary>Looks whether a ticket's row ends where its log does.</summary>
    public void CompareWith(int version, string snapshot)
    {
        if (version != _last)
            Report(LedgerFault.VersionDiffers, version);
        if (LastHashOf(snapshot) != Convert.ToHexStringLower(_previous))
            Report(LedgerFault.LastHashDiffers, _last);
    }

    /// <summary>Looks whether the texts that the log names are there and unchanged, or recorded as deleted.</summary>
    public void CompareWith(IReadOnlyDictionary<long, StoredText> texts)
    {
        foreach (var text in Ticket?.Texts ?? [])
        {
            if (!texts.TryGetValue(text.Id, out var stored))
            {
                if (!Deleted.Contains(text.Id))
                    Report(LedgerFault.TextMissing, text.Id);
            }
            else if (stored.Ticket != _id.Value || Writing.WriteSession.HashOf(stored.Salt, stored.Body) != text.Hash)
            {
                Report(LedgerFault.TextDiffers, text.Id);
            }
        }
    }

    private void Add(TicketEventRow row)
    {
        var sequence = (int)(row.Id % TicketEventRow.Factor);
        var follows = sequence == _last + 1;
        if (!follows)
            Report(LedgerFault.Gap, sequence);
        // Over the hash as it is stored: one event that was changed is named once, and not all that follow it.
        else if (!EventChain.Hash(_id, sequence, row.At, row.Actor, row.NextDueAt, row.Json, _previous).AsSpan().SequenceEqual(row.Hash))
            Report(LedgerFault.HashDiffers, sequence);
        Fold(row, sequence);
        (_last, _previous) = (sequence, row.Hash);
    }

    private void Fold(TicketEventRow row, int sequence)
    {
        if (Ticket is null && sequence > 1)
            return;
        try
        {
            var happened = TicketRows.Read(row);
            if (happened.Change is TextsDeleted deleted)
                Deleted.UnionWith(deleted.Texts);
            Ticket = TicketFold.Apply(Ticket, happened);
        }
#pragma warning disable CA1031 // An event that somebody forged may make the fold fail in any way; which event it was is the answer.
        catch (Exception fault)
#pragma warning restore CA1031
        {
            Ticket = null;
            Report(fault is JsonException or NotSupportedException ? LedgerFault.Unreadable : LedgerFault.DoesNotFollow, sequence);
        }
    }

    private void Report(LedgerFault fault, long where) => _problems.Add(new(_id, fault, where));

    private static string? LastHashOf(string snapshot)
    {
        try
        {
            return TicketRows.Read(snapshot).LastHash;
        }
        catch (Exception fault) when (fault is JsonException or NotSupportedException)
        {
            return null;
        }
    }
}

/// <summary>A text as it is stored.</summary>
internal sealed record StoredText(long Id, long Ticket, byte[] Salt, string Body);
