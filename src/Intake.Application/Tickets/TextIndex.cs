using Intake.Application.Data;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tickets;

/// <summary>
/// Finds texts by their words. Each database has an index of its own kind, all of which hold the terms of
/// <see cref="SearchTerms"/> and answer alike: <see cref="SqliteTextIndex"/> is a table of FTS5,
/// <see cref="PostgreSqlTextIndex"/> a column of its type for text search, <see cref="SqlServerTextIndex"/> a table of
/// terms. Nothing else knows which one it is.
/// </summary>
internal abstract class TextIndex
{
    private static readonly SqliteIndex OnSqlite = new();
    private static readonly PostgreSqlTextIndex OnPostgreSql = new();
    private static readonly SqlServerTextIndex OnSqlServer = new();

    /// <summary>The index of a context's database.</summary>
    public static TextIndex Of(IntakeDbContext db) =>
        db.Database.IsNpgsql() ? OnPostgreSql : db.Database.IsSqlServer() ? OnSqlServer : OnSqlite;

    /// <summary>Makes what no migration makes, when it is missing; costs next to nothing when it is there.</summary>
    public abstract Task MakeAsync(IntakeDbContext db, CancellationToken cancellationToken);

    /// <summary>Whether this transaction is the one that may add to the index; false when another node is at it.</summary>
    public abstract Task<bool> TakeTurnAsync(IntakeDbContext db, CancellationToken cancellationToken);

    /// <summary>The keys of the texts that answer a question, each once; composes into larger queries.</summary>
    public abstract IQueryable<long> Matching(IntakeDbContext db, SearchQuestion question);

    /// <summary>The texts that were written lately and are not in the index, as far as a quick look shows them.</summary>
    public abstract Task<IQueryable<TicketTextRow>> NewAsync(IntakeDbContext db, CancellationToken cancellationToken);

    /// <summary>The keys of the texts that are not in the index, wherever they are; a text newer than all that it has may be left out.</summary>
    public abstract Task<IReadOnlyList<long>> MissingAsync(IntakeDbContext db, CancellationToken cancellationToken);

    /// <summary>Which of these keys it has.</summary>
    public abstract Task<IReadOnlySet<long>> KnownAsync(IntakeDbContext db, IReadOnlyList<long> ids, CancellationToken cancellationToken);

    /// <summary>Adds texts that are not in it yet.</summary>
    public abstract Task AddAsync(IntakeDbContext db, IReadOnlyList<IndexedText> texts, CancellationToken cancellationToken);

    /// <summary>Takes texts out, in the transaction that deletes them and before it does.</summary>
    public abstract Task ForgetAsync(IntakeDbContext db, IReadOnlyList<long> ids, CancellationToken cancellationToken);

    /// <summary>Clears away a piece of what was taken out, where the database does not do so by itself. Answers whether there may be more.</summary>
    public abstract Task<bool> MergeAsync(IntakeDbContext db, bool begins, CancellationToken cancellationToken);

    private sealed class SqliteIndex : TextIndex
    {
        public override Task MakeAsync(IntakeDbContext db, CancellationToken cancellationToken) => SqliteTextIndex.MakeAsync(db, cancellationToken);

        public override Task<bool> TakeTurnAsync(IntakeDbContext db, CancellationToken cancellationToken) => Task.FromResult(true);

        public override IQueryable<long> Matching(IntakeDbContext db, SearchQuestion question) => SqliteTextIndex.Matching(db, question.ForFts5());

        public override async Task<IQueryable<TicketTextRow>> NewAsync(IntakeDbContext db, CancellationToken cancellationToken)
        {
            var last = await SqliteTextIndex.LastAsync(db, cancellationToken);
            return db.TicketTexts.Where(text => text.Id > last);
        }

        public override async Task<IReadOnlyList<long>> MissingAsync(IntakeDbContext db, CancellationToken cancellationToken) => await SqliteTextIndex.Missing(db).ToListAsync(cancellationToken);

        public override Task<IReadOnlySet<long>> KnownAsync(IntakeDbContext db, IReadOnlyList<long> ids, CancellationToken cancellationToken) => SqliteTextIndex.KnownAsync(db, ids, cancellationToken);

        public override Task AddAsync(IntakeDbContext db, IReadOnlyList<IndexedText> texts, CancellationToken cancellationToken) => SqliteTextIndex.AddAsync(db, texts, cancellationToken);

        public override Task ForgetAsync(IntakeDbContext db, IReadOnlyList<long> ids, CancellationToken cancellationToken) => SqliteTextIndex.ForgetAsync(db, ids, cancellationToken);

        public override Task<bool> MergeAsync(IntakeDbContext db, bool begins, CancellationToken cancellationToken) => SqliteTextIndex.MergeAsync(db, begins, cancellationToken);
    }
}
