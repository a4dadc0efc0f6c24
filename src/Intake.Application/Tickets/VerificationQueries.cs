using System.Globalization;
using Intake.Application.Data;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tickets;

/// <summary>The parts of the checkers' queue.</summary>
public enum VerificationTab
{
    /// <summary>Claimed as done, or being checked.</summary>
    Claims,

    /// <summary>Written off, and a look-back is due.</summary>
    LookBacks,
}

/// <summary>A claim in the checkers' queue.</summary>
/// <param name="Line">The ticket.</param>
/// <param name="Reply">The beginning of the reply to the requester.</param>
/// <param name="Evidence">The files that prove it.</param>
public sealed record ClaimLine(TicketLine Line, string Reply, IReadOnlyList<FileLine> Evidence);

/// <summary>A file of a ticket in a list.</summary>
/// <param name="Id">Key.</param>
/// <param name="Name">The sender's name for it.</param>
/// <param name="ContentType">Media type found by content.</param>
/// <param name="Length">Bytes.</param>
public sealed record FileLine(long Id, string Name, string ContentType, long Length)
{
    /// <summary>Whether browsers show it as a picture.</summary>
    public bool IsImage => ContentType is "image/jpeg" or "image/png" or "image/webp";
}

/// <summary>One page of the checkers' queue.</summary>
/// <param name="Claims">The claims, in order.</param>
/// <param name="More">Whether there are further ones.</param>
public sealed record ClaimPage(IReadOnlyList<ClaimLine> Claims, bool More);

/// <summary>The checkers' queue: what units claim to have done, and look-backs that are due.</summary>
public sealed class VerificationQueries(IDbContextFactory<IntakeDbContext> contexts)
{
    /// <summary>Lines of a page.</summary>
    public const int PageSize = 20;

    private static readonly TicketState[] Claimed = [TicketState.Resolved, TicketState.Verifying];

    /// <summary>One page of a part.</summary>
    public async Task<ClaimPage> ReadAsync(VerificationTab tab, DuePlace? after, CancellationToken cancellationToken = default)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = db.Tickets.AsNoTracking();
        var ids = tab switch
        {
            VerificationTab.Claims => [.. (await ByDue.FirstAsync(rows, Claimed, after, PageSize + 1, cancellationToken)).Select(place => place.Id)],
            VerificationTab.LookBacks => await LookBacksAsync(rows, after?.Id ?? 0, cancellationToken),
        };
        var page = await TicketLines.PageAsync(db, ids, PageSize, cancellationToken);
        return new(await WithClaimsAsync(db, page.Lines, cancellationToken), page.More);
    }

    private static Task<List<long>> LookBacksAsync(IQueryable<TicketRow> rows, long after, CancellationToken cancellationToken) =>
        rows.Where(row => row.Awaits == CentreTask.LookBack && row.Id > after).OrderBy(row => row.Id).Take(PageSize + 1).Select(row => row.Id).ToListAsync(cancellationToken);

    private static async Task<IReadOnlyList<ClaimLine>> WithClaimsAsync(IntakeDbContext db, IReadOnlyList<TicketLine> lines, CancellationToken cancellationToken)
    {
        var replies = lines.Where(line => line.Reply is not null).Select(line => line.Reply!.Value).ToList();
        var files = lines.SelectMany(line => Keys(line.Evidence)).ToList();
        var words = replies.Count == 0 ? [] : await db.TicketTexts.Where(text => replies.Contains(text.Id))
            .Select(text => new { text.Id, Body = text.Body.Substring(0, TicketLines.SnippetLength) })
            .ToDictionaryAsync(text => text.Id, text => text.Body, cancellationToken);
        var known = files.Count == 0 ? [] : await db.Attachments.Where(file => files.Contains(file.Id))
            .Select(file => new FileLine(file.Id, file.Name, file.ContentType, file.Length))
            .ToDictionaryAsync(file => file.Id, cancellationToken);
        return [.. lines.Select(line => new ClaimLine(
            line,
            line.Reply is { } reply ? words.GetValueOrDefault(reply, "") : "",
            [.. Keys(line.Evidence).Where(known.ContainsKey).Select(key => known[key])]))];
    }

    private static IEnumerable<long> Keys(string list) =>
        list.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(key => long.Parse(key, CultureInfo.InvariantCulture));
}
