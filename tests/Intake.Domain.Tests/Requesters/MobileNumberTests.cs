using Intake.Domain.Requesters;

namespace Intake.Domain.Tests.Requesters;

public class MobileNumberTests
{
    [Theory]
    [InlineData("13911112222")]
    [InlineData(" 139 1111 2222 ")]
    [InlineData("139-1111-2222")]
    [InlineData("+8613911112222")]
    [InlineData("+86 139 1111 2222")]
    [InlineData("(+86)13911112222")]
    [InlineData("(86) 139.1111.2222")]
    [InlineData("008613911112222")]
    [InlineData("8613911112222")]
    [InlineData("１３９１１１１２２２２")]
    [InlineData("＋８６　１３９１１１１２２２２")]
    public void A_number_is_read_as_people_write_it(string written) => Assert.Equal("+8613911112222", MobileNumber.Read(written));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("010-65001234")] // a landline
    [InlineData("12345")] // the hotline
    [InlineData("1391111222")] // one digit short
    [InlineData("139111122223")] // one too many
    [InlineData("12911112222")] // no mobile prefix
    [InlineData("+8512911112222")] // elsewhere
    [InlineData("+1 202 555 0101")]
    [InlineData("+85291234567")] // Hong Kong
    [InlineData("+13911112222")]
    [InlineData("+0086139111122")]
    [InlineData("++8613911112222")]
    [InlineData("139+11112222")]
    [InlineData("13911112222转8")]
    [InlineData("一三九一一一一二二二二")]
    [InlineData("0000008613911112222")]
    public void What_no_text_message_reaches_is_none(string? written) => Assert.Null(MobileNumber.Read(written));

    [Fact]
    public void However_it_is_spaced_it_is_the_same_number_and_what_is_read_is_read_again()
    {
        var random = new Random(7);
        string[] prefixes = ["", "+86", "86", "0086", "+86 ", "(+86) "];
        for (var run = 0; run < 2_000; run++)
        {
            var digits = $"1{random.Next(3, 10)}{string.Concat(Enumerable.Range(0, 9).Select(_ => random.Next(10)))}";
            var spaced = string.Concat(digits.Select(digit => random.Next(4) == 0 ? $"{" -."[random.Next(3)]}{digit}" : $"{digit}"));
            var read = MobileNumber.Read(prefixes[random.Next(prefixes.Length)] + spaced);
            Assert.Equal("+86" + digits, read);
            Assert.Equal(read, MobileNumber.Read(read));
        }
    }

    [Fact]
    public void Nothing_that_anybody_types_breaks_it()
    {
        const string Signs = "+0186 9-().转\u3000１\ud83d";
        var random = new Random(8);
        for (var run = 0; run < 20_000; run++)
        {
            var written = string.Concat(Enumerable.Range(0, random.Next(20)).Select(_ => Signs[random.Next(Signs.Length)]));
            Assert.True(MobileNumber.Read(written) is null or { Length: 14 });
        }
    }
}
