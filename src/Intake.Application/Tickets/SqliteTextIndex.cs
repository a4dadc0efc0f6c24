using System.Data.Common;
using Intake.Application.Data;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Intake.Application.Tickets;

/// <summary>A text as it goes into the index.</summary>
/// <param name="Id">Key of the text.</param>
/// <param name="Texts">Its terms.</param>
/// <param name="Named">Terms of the requester's name, for a matter whose requester the unit may know.</param>
/// <param name="Centre">Terms of the requester's name, for a matter whose requester only the centre may know.</param>
internal sealed record IndexedText(long Id, string Texts, string Named, string Centre);

/// <summary>
/// The text index of a SQLite database: an FTS5 table without content of its own (<c>TextIndex</c>, rowid = key of the
/// text), so that nobody's words are kept twice. It is no part of the model and of no migration: it holds nothing that is
/// not in <c>TicketTexts</c>, is made when it is missing, and can be dropped at any time to be filled anew. Another
/// database has a class of its own beside this one.
/// </summary>
public static class SqliteTextIndex
{
    private const int PagesAtOnce = 500;

    private const string Make = """
        CREATE VIRTUAL TABLE IF NOT EXISTS "TextIndex" USING fts5(texts, named, centre, content='', tokenize='unicode61 remove_diacritics 2')
        """;

    /// <summary>Makes the index when it is missing; costs next to nothing when it is there.</summary>
    internal static Task MakeAsync(IntakeDbContext db, CancellationToken cancellationToken) => db.Database.ExecuteSqlRawAsync(Make, cancellationToken);

    /// <summary>The keys of the texts that answer a question made by <see cref="SearchTerms.ForQuery"/>; composes into larger queries.</summary>
    internal static IQueryable<long> Matching(IntakeDbContext db, string expression) =>
        db.Database.SqlQuery<long>($"SELECT rowid AS \"Value\" FROM \"TextIndex\" WHERE \"TextIndex\" MATCH {expression}");

    /// <summary>The key of the last text in the index; 0 when it is empty.</summary>
    internal static Task<long> LastAsync(IntakeDbContext db, CancellationToken cancellationToken) =>
        db.Database.SqlQuery<long>($"SELECT COALESCE(MAX(id), 0) AS \"Value\" FROM \"TextIndex_docsize\"").SingleAsync(cancellationToken);

    /// <summary>The keys of the texts below the last one that it does not have: those that another process wrote late. Asks only where there are gaps between the keys that it has.</summary>
    internal static IQueryable<long> Missing(IntakeDbContext db) => db.Database.SqlQuery<long>($"""
        SELECT text."Id" AS "Value"
        FROM (SELECT id AS "After", LAG(id, 1, 0) OVER (ORDER BY id) AS "Before" FROM "TextIndex_docsize") AS gap
        CROSS JOIN "TicketTexts" AS text ON text."Id" BETWEEN gap."Before" + 1 AND gap."After" - 1
        WHERE gap."After" > gap."Before" + 1
        """);

    /// <summary>Which of these keys it has. In plain SQL: EF would put a cast around the key, for which SQLite lists the whole index.</summary>
    internal static IQueryable<long> Known(IntakeDbContext db, IEnumerable<long> ids) =>
        db.Database.SqlQuery<long>($"SELECT id AS \"Value\" FROM \"TextIndex_docsize\" WHERE id IN (SELECT value FROM json_each({$"[{string.Join(',', ids)}]"}))");

    /// <summary>As <see cref="Known"/>, at once.</summary>
    internal static async Task<IReadOnlySet<long>> KnownAsync(IntakeDbContext db, IReadOnlyList<long> ids, CancellationToken cancellationToken) =>
        (await Known(db, ids).ToListAsync(cancellationToken)).ToHashSet();

    /// <summary>Adds texts that are not in it yet.</summary>
    internal static async Task AddAsync(IntakeDbContext db, IReadOnlyList<IndexedText> texts, CancellationToken cancellationToken) =>
        await RunAsync(db, "INSERT INTO \"TextIndex\"(rowid, texts, named, centre) VALUES ($id, $texts, $named, $centre)", texts, cancellationToken);

    /// <summary>
    /// Takes texts out of the index. To be called before their bodies, or the names of their requesters, are deleted, in
    /// the same transaction: what leaves an index without content must be handed to it once more.
    /// </summary>
    public static async Task ForgetAsync(IntakeDbContext db, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(db);
        await MakeAsync(db, cancellationToken);
        // Asked first: in one question with the texts, SQLite would list the whole index for it.
        var known = await KnownAsync(db, ids, cancellationToken);
        var texts = await TextsToIndex.ReadAsync(db, db.TicketTexts.Where(text => known.Contains(text.Id)), cancellationToken);
        await RunAsync(db, "INSERT INTO \"TextIndex\"(\"TextIndex\", rowid, texts, named, centre) VALUES ('delete', $id, $texts, $named, $centre)", texts, cancellationToken);
    }

    /// <summary>
    /// Merges what the index is made of, a piece at a time, so that what was taken out leaves the file too and not only the
    /// answers. Answers whether there may be more to do.
    /// </summary>
    /// <param name="db">The context of the running transaction.</param>
    /// <param name="begins">Whether it is the first piece: everything is to be merged, not only what has grown.</param>
    /// <param name="cancellationToken">Ends it.</param>
    internal static async Task<bool> MergeAsync(IntakeDbContext db, bool begins, CancellationToken cancellationToken)
    {
        await MakeAsync(db, cancellationToken);
        var before = await ChangesAsync(db, cancellationToken);
        await db.Database.ExecuteSqlAsync($"INSERT INTO \"TextIndex\"(\"TextIndex\", rank) VALUES ('merge', {(begins ? -PagesAtOnce : PagesAtOnce)})", cancellationToken);
        // A merge that found nothing to do changes one row or none, says SQLite's manual.
        return await ChangesAsync(db, cancellationToken) - before >= 2;
    }

    private static Task<long> ChangesAsync(IntakeDbContext db, CancellationToken cancellationToken) =>
        db.Database.SqlQuery<long>($"SELECT total_changes() AS \"Value\"").SingleAsync(cancellationToken);

    private static async Task RunAsync(IntakeDbContext db, string sql, IReadOnlyList<IndexedText> texts, CancellationToken cancellationToken)
    {
        if (texts.Count == 0)
            return;
        await db.Database.OpenConnectionAsync(cancellationToken);
        try
        {
            await using var command = db.Database.GetDbConnection().CreateCommand();
            command.CommandText = sql;
            command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
            foreach (var text in texts)
            {
                Set(command, "$id", text.Id);
                Set(command, "$texts", text.Texts);
                Set(command, "$named", text.Named);
                Set(command, "$centre", text.Centre);
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static void Set(DbCommand command, string name, object value)
    {
        if (command.Parameters.Contains(name))
        {
            command.Parameters[name].Value = value;
            return;
        }

        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}

/// <summary>Reads texts the way the index has them.</summary>
internal static class TextsToIndex
{
    /// <summary>The texts in the order of their keys. Names come with the matter alone: one row of the index for each requester's ticket.</summary>
    public static async Task<IReadOnlyList<IndexedText>> ReadAsync(IntakeDbContext db, IQueryable<TicketTextRow> texts, CancellationToken cancellationToken)
    {
        var read = await (from text in texts.AsNoTracking()
                          join ticket in db.Tickets on text.Ticket equals ticket.Id
                          join person in db.Requesters on ticket.Requester equals person.Id into people
                          from requester in people.DefaultIfEmpty()
                          orderby text.Id
                          select new { text.Id, text.Role, text.Body, ticket.Matter, ticket.Anonymity, requester.Name }).ToListAsync(cancellationToken);
        return [.. read.Select(text => new IndexedText(
            text.Id,
            SearchTerms.ForIndex(TextWords.Of(text.Role, text.Body)),
            HasName(text.Id, text.Matter, text.Body) && text.Anonymity == Anonymity.Named ? Terms(text.Name) : "",
            HasName(text.Id, text.Matter, text.Body) && text.Anonymity == Anonymity.CentreOnly ? Terms(text.Name) : ""))];
    }

    // A matter that was deleted takes its requester's name with it.
    private static bool HasName(long id, long matter, string body) => id == matter && body.Length > 0;

    private static string Terms(string? name) => name is null ? "" : SearchTerms.ForIndex(name);
}
