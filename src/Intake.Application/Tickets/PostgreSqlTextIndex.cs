using Intake.Application.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using NpgsqlTypes;

namespace Intake.Application.Tickets;

/// <summary>The terms of a text as PostgreSQL keeps them for its text search: each with its places, so that a phrase is found as one.</summary>
internal sealed class TextVectorRow
{
    /// <summary>Key of the text.</summary>
    public long Id { get; set; }

    /// <summary><see cref="IndexedText.Texts"/>.</summary>
    public required NpgsqlTsVector Texts { get; set; }

    /// <summary><see cref="IndexedText.Named"/>.</summary>
    public required NpgsqlTsVector Named { get; set; }

    /// <summary><see cref="IndexedText.Centre"/>.</summary>
    public required NpgsqlTsVector Centre { get; set; }
}

[OneDatabase]
internal sealed class TextVectorMapping : IEntityTypeConfiguration<TextVectorRow>
{
    public void Configure(EntityTypeBuilder<TextVectorRow> builder)
    {
        builder.ToTable("TextIndex");
        builder.Property(row => row.Id).ValueGeneratedNever();
        // A text that is deleted takes its words along, whichever node is adding them at that moment.
        builder.HasOne<TicketTextRow>().WithOne().HasForeignKey<TextVectorRow>(row => row.Id).OnDelete(DeleteBehavior.Cascade);
        builder.HasIndex(row => new { row.Texts, row.Named, row.Centre }).HasMethod("gin");
    }
}

/// <summary>
/// The text index of PostgreSQL: vectors of the product's own terms, with an index of the server's own kind (GIN). The terms
/// are handed over as they are, so that no dictionary, extension or language of the server has a say in them.
/// </summary>
internal sealed class PostgreSqlTextIndex : ServerTextIndex
{
    // The server's limits for a term and for a place; what is beyond is found by its beginning, or without its neighbours.
    private const int LongestTerm = 500;
    private const int LastPlace = 16_383;
    private const int MostPlaces = 255;

    public override async Task<bool> TakeTurnAsync(IntakeDbContext db, CancellationToken cancellationToken) =>
        await AskAsync(db, PostgreSqlStatements.TakeIndexTurn, cancellationToken) is true;

    public override IQueryable<long> Matching(IntakeDbContext db, SearchQuestion question)
    {
        var rows = db.Set<TextVectorRow>().AsNoTracking();
        foreach (var part in question.Parts)
            rows = With(rows, QueryOf(part), question.Columns);
        return rows.Select(row => row.Id);
    }

    public override Task AddAsync(IntakeDbContext db, IReadOnlyList<IndexedText> texts, CancellationToken cancellationToken)
    {
        var rows = db.Set<TextVectorRow>();
        foreach (var text in texts.Where(text => rows.Local.FindEntry(text.Id) is null))
            rows.Add(new() { Id = text.Id, Texts = VectorOf(text.Texts), Named = VectorOf(text.Named), Centre = VectorOf(text.Centre) });
        return Task.CompletedTask;
    }

    public override Task ForgetAsync(IntakeDbContext db, IReadOnlyList<long> ids, CancellationToken cancellationToken) =>
        db.Set<TextVectorRow>().Where(row => ids.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);

    protected override IQueryable<long> Keys(IntakeDbContext db) => db.Set<TextVectorRow>().Select(row => row.Id);

    // Each way written out, so that the server's index is asked for nothing that the person may not search.
    private static IQueryable<TextVectorRow> With(IQueryable<TextVectorRow> rows, NpgsqlTsQuery query, SearchColumns columns) => columns switch
    {
        SearchColumns.Texts => rows.Where(row => row.Texts.Matches(query)),
        SearchColumns.Texts | SearchColumns.Named => rows.Where(row => row.Texts.Matches(query) || row.Named.Matches(query)),
        SearchColumns.Texts | SearchColumns.Named | SearchColumns.CentreOnly => rows.Where(row => row.Texts.Matches(query) || row.Named.Matches(query) || row.Centre.Matches(query)),
        _ => throw new ArgumentOutOfRangeException(nameof(columns), columns, "Nobody searches names without texts."),
    };

    private static NpgsqlTsQuery QueryOf(SearchPart part) => part.Terms
        .Select(term => (NpgsqlTsQuery)new NpgsqlTsQueryLexeme(Cut(term), NpgsqlTsQueryLexeme.Weight.None, part.IsBeginning))
        .Aggregate((before, term) => new NpgsqlTsQueryFollowedBy(before, 1, term));

    // Terms are letters and digits: nothing has to be quoted, and nothing is left for the server to interpret, which is what the warning is about.
#pragma warning disable CS0618
    private static NpgsqlTsVector VectorOf(string terms) => NpgsqlTsVector.Parse(string.Join(' ', terms
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select((term, place) => (Term: Cut(term), Place: Math.Min(place + 1, LastPlace)))
        .GroupBy(term => term.Term, term => term.Place, StringComparer.Ordinal)
        .Select(group => $"'{group.Key}':{string.Join(',', group.Distinct().Take(MostPlaces))}")));
#pragma warning restore CS0618

    private static string Cut(string term) => term.Length > LongestTerm ? term[..LongestTerm] : term;
}
