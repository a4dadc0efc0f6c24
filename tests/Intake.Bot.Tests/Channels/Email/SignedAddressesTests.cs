using Intake.Bot.Channels.Email;
using Intake.Bot.Channels.Email.Mime;
using Intake.Testing;

namespace Intake.Bot.Tests.Channels.Email;

public sealed class SignedAddressesTests
{
    private readonly TestClock _clock = new(TestClock.TuesdayMorning);

    private SignedAddresses Addresses => MailFixture.Addresses(_clock);

    [Fact]
    public void An_address_given_out_is_known_again_also_in_capitals()
    {
        var conversation = Addresses.ConversationOf("a letter");
        var address = Addresses.ForReply(conversation);
        Assert.True(MailAddresses.IsAddress(address));
        Assert.InRange(address.IndexOf('@', StringComparison.Ordinal), 1, 64);
        foreach (var written in (string[])[address, address.ToUpperInvariant()])
            Assert.Equal(new SignedAddress(AddressPurpose.Reply, conversation, AddressProof.Right), Addresses.Find([new("other@example.org", null), new(written, null)]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7_340_032_001)]
    [InlineData(long.MaxValue)]
    public void A_bounce_names_its_message(long outbox)
    {
        var found = Addresses.Find([new(Addresses.ForBounce(outbox), null)])!;
        Assert.Equal((AddressPurpose.Bounce, AddressProof.Right, outbox), (found.Purpose, found.Proof, SignedAddresses.OutboxOf(found.Token)));
    }

    [Fact]
    public void A_changed_sign_anywhere_makes_it_wrong()
    {
        var address = Addresses.ForReply(Addresses.ConversationOf("a letter"));
        var at = address.IndexOf('@', StringComparison.Ordinal);
        for (var i = address.IndexOf('+', StringComparison.Ordinal) + 1; i < at; i++)
        {
            var changed = string.Concat(address.AsSpan(0, i), address[i] == '0' ? "1" : "0", address.AsSpan(i + 1));
            Assert.Equal(AddressProof.Wrong, Addresses.Find([new(changed, null)])?.Proof);
        }
    }

    [Fact]
    public void It_is_old_after_400_days_and_of_another_installation_wrong()
    {
        var address = new Mailbox(Addresses.ForReply(Addresses.ConversationOf("a letter")), null);
        _clock.Advance(SignedAddresses.Lasts - TimeSpan.FromDays(1));
        Assert.Equal(AddressProof.Right, Addresses.Find([address])?.Proof);
        _clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(AddressProof.Old, Addresses.Find([address])?.Proof);
        Assert.Equal(AddressProof.Wrong, new SignedAddresses(new byte[32], new("12345@xinghe.example", null), _clock).Find([address])?.Proof);
    }

    [Theory]
    [InlineData("12345@xinghe.example")]
    [InlineData("other+abc@xinghe.example")]
    public void An_address_that_is_not_signed_is_none(string address) => Assert.Null(Addresses.Find([new(address, null)]));

    [Theory]
    [InlineData("12345+abc@xinghe.example")]
    [InlineData("12345+@xinghe.example")]
    [InlineData("12345+rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr@xinghe.example")]
    public void Something_else_behind_the_plus_sign_is_never_right(string address) => Assert.NotEqual(AddressProof.Right, Addresses.Find([new(address, null)])?.Proof);
}
