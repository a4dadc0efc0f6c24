using Intake.Application.Replays;

namespace Intake.Application.Tests.Replays;

public sealed class CsvRecordsTests
{
    [Fact]
    public void Fields_are_cut_at_commas_and_records_at_line_ends_of_either_kind() =>
        Assert.Equal(["1: a|b", "2: c|d", "3: |"], Read("a,b\r\nc,d\n,"));

    [Fact]
    public void A_quoted_field_keeps_its_commas_quotes_and_line_breaks_and_the_lines_are_counted() =>
        Assert.Equal(["1: a,b\"c|x\ny\r\nz", "4: next|one"], Read("\"a,b\"\"c\",\"x\ny\r\nz\"\nnext,one\n"));

    [Fact]
    public void Empty_lines_are_no_records_and_still_count() =>
        Assert.Equal(["2: a", "5: b"], Read("\na\n\n\r\nb"));

    [Theory]
    [InlineData("a,\"open\nb,c\nd,e\n")]
    [InlineData("a,\"closed\"and more\nb,c\nd,e\n")]
    public void A_quote_that_goes_wrong_costs_its_own_line_only(string text) =>
        Assert.Equal(["1: broken", "2: b|c", "3: d|e"], Read(text));

    [Fact]
    public void A_record_without_end_is_given_up_and_the_lines_in_it_are_read()
    {
        var text = "\"" + new string('x', CsvRecords.LongestRecord) + "\nb,c\n" + new string('y', 10) + "\"\n";
        Assert.Equal(["1: broken", "2: b|c", "3: yyyyyyyyyy\""], Read(text));
    }

    [Fact]
    public void A_quote_inside_a_plain_field_is_a_character() => Assert.Equal(["1: 5\" pipe|b"], Read("5\" pipe,b"));

    [Fact]
    public void Nothing_has_no_records() => Assert.Empty(Read(""));

    private static IEnumerable<string> Read(string text) =>
        CsvRecords.Of(text).Select(record => $"{record.Line}: {(record.Fields is null ? "broken" : string.Join('|', record.Fields))}");
}
