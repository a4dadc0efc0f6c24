using Intake.Web.Pages.Staff;
using Intake.Web.Tests.Hosting;

namespace Intake.Web.Tests.Staff;

public sealed class SpreadsheetTextTests(DeskApplication application) : IClassFixture<DeskApplication>
{
    public static readonly string[] Formulas =
    [
        "=HYPERLINK(\"http://example.org\",\"点\")", "+1+1", "-1+1", "@SUM(1)", "＝1+1", "＋1", "－1", "＠SUM(1)", " =1+1", "\u3000＝1+1", "\u200b=1+1", "\ufeff=1+1", "\t=1+1", "\n=1+1", "\r=1+1", "\t路灯",
    ];

    [Fact]
    public void What_begins_like_a_formula_becomes_text() => Assert.All(Formulas, formula => Assert.Equal("'" + formula, SpreadsheetText.Of(formula)));

    [Theory]
    [InlineData("")]
    [InlineData("路灯=坏了")]
    [InlineData("12路公交")]
    [InlineData("'已经有撇号")]
    public void What_is_text_stays_as_it_is(string text) => Assert.Equal(text, SpreadsheetText.Of(text));

    [Fact]
    public async Task No_field_of_the_ledgers_table_begins_like_a_formula()
    {
        foreach (var formula in Formulas)
            await application.SubmitAsync(formula + "路灯坏了");
        using var client = await application.SignedInAsync("dispatcher");
        var table = await client.GetStringAsync("/staff/ledger.csv", TestContext.Current.CancellationToken);
        foreach (var formula in Formulas.Select(formula => formula.Trim()).Where(formula => formula[0] != '路'))
            Assert.Contains("'" + formula.Replace("\"", "\"\"", StringComparison.Ordinal), table, StringComparison.Ordinal);
    }
}
