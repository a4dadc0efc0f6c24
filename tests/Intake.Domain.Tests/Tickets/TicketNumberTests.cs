using FsCheck;
using FsCheck.Fluent;
using Intake.Domain.Tickets;

namespace Intake.Domain.Tests.Tickets;

/// <summary>Numbers that people read out over the telephone, and what goes wrong when they do.</summary>
public class TicketNumberTests
{
    private static readonly Arbitrary<TicketId> Ids = Arb.From(
        from day in Gen.Choose(0, 36_500)
        from sequence in Gen.OneOf(Gen.Choose(1, 99_999), Gen.Choose(1, TicketId.MostInADay))
        select TicketId.Of(new DateOnly(2000, 1, 1).AddDays(day), sequence));

    [Fact]
    public void A_number_is_read_back_as_the_ticket_that_it_is_of() =>
        Prop.ForAll(Ids, id => TicketNumber.TryParse(TicketNumber.Format("XH", id), "XH", out var read) && read == id).QuickCheckThrowOnFailure();

    [Fact]
    public void Numbers_sort_by_time() => Prop.ForAll(Ids, Ids, (one, other) => (one < other) == (one.Value < other.Value)).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_single_wrong_digit_is_found() => Prop.ForAll(Ids, id =>
    {
        var number = TicketNumber.Format("XH", id);
        return Positions(number).All(at => "0123456789".Where(digit => digit != number[at]).All(digit => !Reads(Replaced(number, at, digit))));
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Every_swap_of_neighbours_is_found() => Prop.ForAll(Ids, id =>
    {
        var digits = string.Concat(TicketNumber.Format("XH", id).Where(char.IsAsciiDigit));
        return Enumerable.Range(0, digits.Length - 1).Where(at => digits[at] != digits[at + 1])
            .All(at => !Reads($"XH{digits[..at]}{digits[at + 1]}{digits[at]}{digits[(at + 2)..]}"));
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("XH-20260310-00042-2")]
    [InlineData("xh-20260310-00042-2")]
    [InlineData("XH20260310000422")]
    [InlineData(" xh 20260310 00042 2 ")]
    [InlineData("ＸＨ－２０２６０３１０－０００４２－２")]
    [InlineData("XH—20260310—00042—2。")]
    public void It_is_read_as_people_write_it(string written)
    {
        Assert.True(TicketNumber.TryParse(written, "XH", out var id));
        Assert.Equal(TicketId.Of(new(2026, 3, 10), 42), id);
        Assert.Equal("XH-20260310-00042-2", TicketNumber.Format("XH", id));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("XH")]
    [InlineData("XH-20260310-00042")]
    [InlineData("BJ-20260310-00042-2")]
    [InlineData("XH-20261310-00042-0")]
    [InlineData("你好，我想问一下")]
    [InlineData("XH-2026031O-00042-2")]
    [InlineData("\ud83d")]
    [InlineData("XH-20260310-00042-2\ud83d\ud83d20260310000422")]
    public void Nothing_else_is_a_number(string? written) => Assert.False(TicketNumber.TryParse(written, "XH", out _));

    [Fact]
    public void The_number_of_no_ticket_of_the_day_is_none()
    {
        var digits = Enumerable.Range(0, 10).Select(digit => $"XH-20260310-00000-{digit}");
        Assert.DoesNotContain(digits, Reads);
    }

    [Fact]
    public void A_number_has_one_spelling()
    {
        // A zero more in front of the sequence may keep the check digit right and must still be refused.
        var read = Enumerable.Range(1, 300).SelectMany(sequence => Enumerable.Range(0, 10).Select(digit => $"XH-20260310-0{sequence:00000}-{digit}")).Where(Reads);
        Assert.Empty(read);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(10_000_000)]
    public void A_day_has_no_other_tickets(int sequence) => Assert.Throws<ArgumentOutOfRangeException>(() => TicketId.Of(new(2026, 3, 10), sequence));

    private static bool Reads(string written) => TicketNumber.TryParse(written, "XH", out _);

    private static IEnumerable<int> Positions(string number) => Enumerable.Range(0, number.Length).Where(at => char.IsAsciiDigit(number[at]));

    private static string Replaced(string number, int at, char digit) => string.Concat(number.AsSpan(0, at), [digit], number.AsSpan(at + 1));
}
