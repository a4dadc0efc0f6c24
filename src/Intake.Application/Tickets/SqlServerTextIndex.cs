using Intake.Application.Data;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Intake.Application.Tickets;

/// <summary>One term of a text at one place.</summary>
internal sealed class TextTermRow
{
    /// <summary>The term; empty once for each text that is in the index.</summary>
    public string Term { get; set; } = "";

    /// <summary>Key of the text.</summary>
    public long Text { get; set; }

    /// <summary>Which of the columns of a search it belongs to.</summary>
    public SearchColumns Column { get; set; }

    /// <summary>Its place among the terms of the column, from 1; 0 for the empty one.</summary>
    public int Place { get; set; }
}

[OneDatabase]
internal sealed class TextTermMapping : IEntityTypeConfiguration<TextTermRow>
{
    public void Configure(EntityTypeBuilder<TextTermRow> builder)
    {
        builder.ToTable("TextTerms");
        builder.HasKey(row => new { row.Term, row.Text, row.Column, row.Place });
        builder.Property(row => row.Term).HasMaxLength(SqlServerTextIndex.LongestTerm);
        // A text that is deleted takes its words along, whichever node is adding them at that moment.
        builder.HasOne<TicketTextRow>().WithMany().HasForeignKey(row => row.Text).OnDelete(DeleteBehavior.Cascade);
    }
}

/// <summary>
/// The text index of SQL Server: a table of terms and their places, ordered by term, because the server's own text search is a
/// component that not every installation has. Written without a word of its SQL, so that it is held to the same tests on
/// another database where there is no server.
/// </summary>
internal sealed class SqlServerTextIndex : ServerTextIndex
{
    internal const int LongestTerm = 64;

    public override async Task<bool> TakeTurnAsync(IntakeDbContext db, CancellationToken cancellationToken) =>
        await AskAsync(db, SqlServerStatements.TakeIndexTurn, cancellationToken) is >= 0;

    public override IQueryable<long> Matching(IntakeDbContext db, SearchQuestion question)
    {
        var keys = Keys(db);
        foreach (var part in question.Parts)
        {
            var places = PlacesOf(db, part, question.Columns);
            keys = keys.Where(key => places.Any(row => row.Text == key));
        }

        return keys;
    }

    public override Task AddAsync(IntakeDbContext db, IReadOnlyList<IndexedText> texts, CancellationToken cancellationToken)
    {
        var rows = db.Set<TextTermRow>();
        foreach (var text in texts.Where(text => rows.Local.FindEntryUntyped(["", text.Id, SearchColumns.Texts, 0]) is null))
        {
            rows.Add(new() { Text = text.Id, Column = SearchColumns.Texts });
            rows.AddRange(TermsOf(text.Id, SearchColumns.Texts, text.Texts));
            rows.AddRange(TermsOf(text.Id, SearchColumns.Named, text.Named));
            rows.AddRange(TermsOf(text.Id, SearchColumns.CentreOnly, text.Centre));
        }

        return Task.CompletedTask;
    }

    public override Task ForgetAsync(IntakeDbContext db, IReadOnlyList<long> ids, CancellationToken cancellationToken) =>
        db.Set<TextTermRow>().Where(row => ids.Contains(row.Text)).ExecuteDeleteAsync(cancellationToken);

    protected override IQueryable<long> Keys(IntakeDbContext db) => db.Set<TextTermRow>().Where(row => row.Term == "").Select(row => row.Text);

    // Pairs overlap, so that every second one and the last say the whole run.
    private static IQueryable<TextTermRow> PlacesOf(IntakeDbContext db, SearchPart part, SearchColumns columns)
    {
        var rows = db.Set<TextTermRow>();
        var first = Cut(part.Terms[0]);
        var places = rows.Where(row => (row.Column & columns) == row.Column);
        places = part.IsBeginning ? places.Where(row => row.Term.StartsWith(first)) : places.Where(row => row.Term == first);
        foreach (var i in Enumerable.Range(1, part.Terms.Count - 1).Where(i => i % 2 == 0 || i == part.Terms.Count - 1))
        {
            var term = part.Terms[i];
            places = places.Where(row => rows.Any(next => next.Term == term && next.Text == row.Text && next.Column == row.Column && next.Place == row.Place + i));
        }

        return places;
    }

    private static IEnumerable<TextTermRow> TermsOf(long text, SearchColumns column, string terms) => terms
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select((term, i) => new TextTermRow { Term = Cut(term), Text = text, Column = column, Place = i + 1 });

    private static string Cut(string term) => term.Length > LongestTerm ? term[..LongestTerm] : term;
}
