using FsCheck;
using FsCheck.Fluent;
using Intake.Domain.Tickets;

namespace Intake.Domain.Tests.Tickets;

/// <summary>The secret half of a receipt.</summary>
public class ReceiptSecretTests
{
    private static readonly ReceiptSecret Secrets = new([.. Enumerable.Range(0, 32).Select(i => (byte)i)]);
    private const string Number = "XH-20260310-00042-2";

    /// <summary>Computed apart from the program: HMAC-SHA256 of the number under the bytes 0 to 31, its first 50 bits in Crockford's base 32.</summary>
    [Fact]
    public void It_is_the_beginning_of_the_keyed_hash_of_the_number() => Assert.Equal("Q9KTKBS9TZ", Secrets.For(Number));

    [Fact]
    public void It_is_ten_characters_that_nobody_misreads() =>
        Prop.ForAll<int>(sequence => Secrets.For($"XH-{sequence}") is { Length: 10 } secret && secret.All("0123456789ABCDEFGHJKMNPQRSTVWXYZ".Contains)).QuickCheckThrowOnFailure();

    [Fact]
    public void Another_number_or_another_key_has_another_secret()
    {
        var all = Enumerable.Range(0, 20_000).Select(sequence => Secrets.For($"XH-20260310-{sequence}")).ToHashSet();
        Assert.Equal(20_000, all.Count);
        Assert.NotEqual(Secrets.For(Number), new ReceiptSecret([.. Enumerable.Range(1, 32).Select(i => (byte)i)]).For(Number));
    }

    [Fact]
    public void It_is_taken_as_people_write_it()
    {
        var secret = Secrets.For(Number);
        Assert.True(Secrets.Matches(Number, secret.ToLowerInvariant()));
        Assert.True(Secrets.Matches(Number, $" {secret[..5]}-{secret[5..]} "));
        Assert.True(Secrets.Matches(Number, string.Concat(secret.Select(c => (char)(c + 0xFEE0)))));
    }

    [Fact]
    public void Letters_that_look_like_digits_are_taken_for_them()
    {
        var number = Enumerable.Range(1, 10_000).Select(sequence => $"XH-{sequence}").First(one => Secrets.For(one) is { } secret && secret.Contains('0', StringComparison.Ordinal) && secret.Contains('1', StringComparison.Ordinal));
        Assert.True(Secrets.Matches(number, Secrets.For(number).Replace('0', 'O').Replace('1', 'l')));
        Assert.True(Secrets.Matches(number, Secrets.For(number).Replace('0', 'o').Replace('1', 'I')));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0000000000")]
    [InlineData("\ud83d")]
    [InlineData("秘密")]
    public void Nothing_else_matches(string? given) => Assert.False(Secrets.Matches(Number, given));

    [Fact]
    public void Every_wrong_character_is_refused()
    {
        var secret = Secrets.For(Number);
        for (var at = 0; at < secret.Length; at++)
        {
            foreach (var other in "0123456789ABCDEFGHJKMNPQRSTVWXYZ".Where(c => c != secret[at]))
                Assert.False(Secrets.Matches(Number, $"{secret[..at]}{other}{secret[(at + 1)..]}"));
        }

        Assert.False(Secrets.Matches(Number, secret + "0"));
        Assert.False(Secrets.Matches(Number, secret[..9]));
    }

    [Fact]
    public void A_short_key_is_refused() => Assert.Throws<ArgumentException>(() => new ReceiptSecret(new byte[31]));
}
