using Intake.Application.Data;
using Intake.Application.Tickets;
using Intake.Domain.Tickets;
using Intake.Testing;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;

namespace Intake.Application.Tests.Tickets;

/// <summary>SQL Server's text index, which is a table like any other, held to its answers on SQLite where there is no SQL Server.</summary>
public sealed class TermIndexTests : IAsyncLifetime
{
    private const long First = 1;
    private const long Second = 2;
    private readonly SqlServerTextIndex _index = new();
    private readonly TemporaryFolder _folder = new();
    private IntakeDbContext _db = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var builder = new DbContextOptionsBuilder<IntakeDbContext>();
        DatabaseRegistration.Configure(builder, new(DatabaseProvider.Sqlite, $"Data Source={_folder["terms.db"]};Pooling=False", _folder.Path));
        _db = new(builder.ReplaceService<IModelCustomizer, WithTerms>().Options);
        await _db.Database.EnsureCreatedAsync(Token);
        _db.TicketTexts.AddRange(new() { Id = First, Role = TextRole.Matter }, new TicketTextRow { Id = Second, Role = TextRole.Matter });
        await _index.AddAsync(
            _db,
            [
                new(First, SearchTerms.ForIndex("夜里Block 7工地施工噪声太大，没法睡觉"), SearchTerms.ForIndex("王小明"), ""),
                new(Second, SearchTerms.ForIndex("路灯不亮，噪声不大"), "", SearchTerms.ForIndex("李四海")),
            ],
            Token);
        await _db.SaveChangesAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _db.DisposeAsync();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("施工", First)]
    [InlineData("施工噪声", First)]
    [InlineData("工地施工噪声太大", First)]
    [InlineData("觉", First)]
    [InlineData("夜里 睡觉", First)]
    [InlineData("ＢＬＯＣＫ", First)]
    [InlineData("bloc", First)]
    [InlineData("噪声", First, Second)]
    [InlineData("工施")]
    [InlineData("噪声施工")]
    [InlineData("工地噪声")]
    [InlineData("lock")]
    [InlineData("夜里 路灯")]
    [InlineData("小明")]
    public async Task A_word_inside_a_sentence_is_found_and_nothing_else(string question, params long[] found) =>
        Assert.Equal(found, await FindAsync(question, SearchColumns.Texts));

    [Theory]
    [InlineData("小明", SearchColumns.Texts | SearchColumns.Named, First)]
    [InlineData("四海", SearchColumns.Texts | SearchColumns.Named)]
    [InlineData("四海", SearchColumns.Texts | SearchColumns.Named | SearchColumns.CentreOnly, Second)]
    [InlineData("四海 路灯", SearchColumns.Texts | SearchColumns.Named | SearchColumns.CentreOnly, Second)]
    public async Task Names_are_found_where_they_may_be_looked_for(string question, SearchColumns columns, params long[] found) =>
        Assert.Equal(found, await FindAsync(question, columns));

    [Fact]
    public async Task What_is_missing_is_known_and_what_is_forgotten_is_gone()
    {
        Assert.Equal([First, Second], (await _index.KnownAsync(_db, [First, Second, 3], Token)).Order());
        Assert.Empty(await _index.MissingAsync(_db, Token));
        await _index.ForgetAsync(_db, [First], Token);
        Assert.Empty(await FindAsync("施工", SearchColumns.Texts));
        Assert.Equal([First], await _index.MissingAsync(_db, Token));
        Assert.Equal([First], await (await _index.NewAsync(_db, Token)).Select(text => text.Id).ToListAsync(Token));
    }

    [Fact]
    public async Task A_text_that_is_deleted_takes_its_words_along()
    {
        await _db.TicketTexts.Where(text => text.Id == First).ExecuteDeleteAsync(Token);
        Assert.False(await _db.Set<TextTermRow>().AnyAsync(row => row.Text == First, Token));
        Assert.True(await _db.Set<TextTermRow>().AnyAsync(row => row.Text == Second, Token));
    }

    [Fact]
    public void The_questions_can_be_put_to_SQL_Server()
    {
        using var db = Data.EveryModel.Open(DatabaseProvider.SqlServer);
        var sql = _index.Matching(db, SearchTerms.Ask("施工噪声 bloc", SearchColumns.Texts)!).OrderDescending().Take(31).ToQueryString();
        Assert.Empty(Data.SqlServerScriptTests.Errors(sql));
        Assert.Contains("[TextTerms]", sql, StringComparison.Ordinal);
    }

    private async Task<IReadOnlyList<long>> FindAsync(string question, SearchColumns columns) =>
        await _index.Matching(_db, SearchTerms.Ask(question, columns)!).Order().ToListAsync(Token);

    private sealed class WithTerms(ModelCustomizerDependencies dependencies) : RelationalModelCustomizer(dependencies)
    {
        public override void Customize(ModelBuilder modelBuilder, DbContext context)
        {
            base.Customize(modelBuilder, context);
            modelBuilder.ApplyConfiguration(new TextTermMapping());
        }
    }
}
