using Intake.Domain.Catalogue;
using Intake.Domain.Tickets.Changes;

namespace Intake.Domain.Tickets.Decisions;

/// <summary>What of a ticket is kept no longer: its texts and its files each have their time, counted from the ticket's end.</summary>
public static class Forgetting
{
    /// <summary>
    /// Keys of the texts whose time is over, in order; none before. Why somebody opened contact data is kept for its own
    /// time, so that the requester can still see it.
    /// </summary>
    /// <param name="authority">The rules in force.</param>
    /// <param name="ticket">The ticket.</param>
    /// <param name="endedAt">Its end; for a merged ticket that of the ticket which it is a part of, when that is later. Null while it has none.</param>
    /// <param name="now">The instant.</param>
    public static IReadOnlyList<long> TextsOver(Authority authority, Ticket ticket, DateTimeOffset? endedAt, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(authority);
        ArgumentNullException.ThrowIfNull(ticket);
        if (endedAt is not { } end || end.AddMonths(MonthsFor(authority, ticket)) > now)
            return [];
        var kept = ticket.ContactAccesses.Where(access => access.At.AddMonths(authority.Retention.AccessLogMonths) > now).Select(access => access.Reason)
            .Concat(ticket.DeletedTexts).ToHashSet();
        return [.. ticket.Texts.Select(text => text.Id).Where(text => !kept.Contains(text))];
    }

    /// <summary>Whether the time of the files is over.</summary>
    /// <inheritdoc cref="TextsOver" path="/param[@name='authority' or @name='endedAt' or @name='now']"/>
    public static bool AreFilesOver(Authority authority, DateTimeOffset? endedAt, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(authority);
        return endedAt is { } end && end.AddMonths(authority.Retention.AttachmentMonths) <= now;
    }

    /// <summary>The record of a deletion; null when nothing is deleted.</summary>
    public static TextsDeleted? Record(IReadOnlyList<long> texts, IReadOnlyList<long> files)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentNullException.ThrowIfNull(files);
        return texts.Count + files.Count == 0 ? null : new TextsDeleted(texts) { Files = files };
    }

    private static int MonthsFor(Authority authority, Ticket ticket) =>
        authority.Retention.MonthsFor(ticket.Service is null ? null : authority.Services.GetValueOrDefault(ticket.Service), ticket.Kind);
}
