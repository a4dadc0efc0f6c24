using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Intake.Bot.Channels.Email.Mime;

namespace Intake.Bot.Channels.Email;

/// <summary>What a signed address of ours is for.</summary>
internal enum AddressPurpose
{
    /// <summary>Answers to a conversation (<c>Reply-To</c>).</summary>
    Reply,

    /// <summary>Reports that a letter of ours could not be delivered (the envelope's sender).</summary>
    Bounce,
}

/// <summary>What is known of a signed address that somebody has written to.</summary>
internal enum AddressProof
{
    /// <summary>Ours, and not old.</summary>
    Right,

    /// <summary>Ours, given out too long ago.</summary>
    Old,

    /// <summary>Not made by this installation.</summary>
    Wrong,
}

/// <summary>A signed address.</summary>
/// <param name="Purpose">What it is for.</param>
/// <param name="Token">The conversation, or the outgoing message.</param>
/// <param name="Proof">Whether it can be believed.</param>
internal sealed record SignedAddress(AddressPurpose Purpose, string Token, AddressProof Proof);

/// <summary>
/// Addresses that nobody else can make: behind a plus sign a letter for the purpose, 13 characters for the conversation or
/// outgoing message, 3 for the day on which it was given out, and 12 of an HMAC-SHA256 over all that under a key that is
/// made from the installation's. Small letters and digits only, because some servers change capitals.
/// </summary>
internal sealed class SignedAddresses
{
    /// <summary>How long an address is believed after it was given out: 400 days, longer than any request takes.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(400);

    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
    private const int TokenLength = 13;
    private const int DayLength = 3;
    private const int SignatureLength = 12;
    private const int Length = 1 + TokenLength + DayLength + SignatureLength;
    private static readonly DateTimeOffset FirstDay = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly byte[] _key;
    private readonly Mailbox _address;
    private readonly TimeProvider _clock;

    /// <summary>Addresses under a key of the installation.</summary>
    public SignedAddresses(byte[] key, Mailbox address, TimeProvider clock) =>
        (_key, _address, _clock) = (HMACSHA256.HashData(key, "email-addresses"u8), address, clock);

    /// <summary>The address to which answers to a conversation are sent.</summary>
    public string ForReply(string conversation) => Make('r', conversation);

    /// <summary>The address to which it is reported that an outgoing message could not be delivered.</summary>
    public string ForBounce(long outbox) => Make('b', Written((ulong)outbox, TokenLength));

    /// <summary>The name of a conversation that begins with a letter: nobody can guess or choose it, and the same letter makes the same one.</summary>
    public string ConversationOf(string letter) => Short(HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes($"conversation\n{letter}")), TokenLength);

    /// <summary>The outgoing message that a bounce is about.</summary>
    public static long OutboxOf(string token) => (long)token.Aggregate(0UL, (value, c) => (value << 5) | (uint)Alphabet.IndexOf(c, StringComparison.Ordinal));

    /// <summary>Whether mail to this address comes here: it is ours, with or without something behind a plus sign.</summary>
    public bool IsOurs(Mailbox other)
    {
        var local = other.Local.Split('+', 2)[0];
        return string.Equals(local, _address.Local, StringComparison.OrdinalIgnoreCase) && string.Equals(other.Domain, _address.Domain, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The signed address among those that a mail was sent to: a right one before any other; null when there is none.</summary>
    public SignedAddress? Find(IEnumerable<Mailbox> receivers) =>
        receivers.Where(IsOurs).Select(Read).OfType<SignedAddress>().OrderBy(found => found.Proof).FirstOrDefault();

    private SignedAddress? Read(Mailbox receiver)
    {
        if (receiver.Local.Split('+', 2) is not [_, { Length: > 0 } detail])
            return null;
        var written = detail.ToLowerInvariant();
        var token = written.Length == Length ? written[1..(1 + TokenLength)] : "";
        if (written.Length != Length || written[0] is not ('r' or 'b') || written[1..].Any(c => !Alphabet.Contains(c, StringComparison.Ordinal)))
            return new(AddressPurpose.Reply, "", AddressProof.Wrong);
        var purpose = written[0] == 'b' ? AddressPurpose.Bounce : AddressPurpose.Reply;
        var signed = written[..^SignatureLength];
        if (!CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(SignatureOf(signed)), Encoding.ASCII.GetBytes(written[^SignatureLength..])))
            return new(purpose, token, AddressProof.Wrong);
        var day = signed[^DayLength..].Aggregate(0, (value, c) => (value << 5) | Alphabet.IndexOf(c, StringComparison.Ordinal));
        return new(purpose, token, FirstDay.AddDays(day) + Lasts < _clock.GetUtcNow() ? AddressProof.Old : AddressProof.Right);
    }

    private string Make(char purpose, string token)
    {
        var day = Math.Max(0, (int)(_clock.GetUtcNow() - FirstDay).TotalDays);
        var signed = $"{purpose}{token}{Written((ulong)day, DayLength)}";
        return string.Create(CultureInfo.InvariantCulture, $"{_address.Local}+{signed}{SignatureOf(signed)}@{_address.Domain}");
    }

    private string SignatureOf(string signed) => Short(HMACSHA256.HashData(_key, Encoding.ASCII.GetBytes(signed)), SignatureLength);

    private static string Short(byte[] hash, int length) => Written(BitConverter.ToUInt64(hash), length);

    private static string Written(ulong value, int length) => string.Create(length, value, static (span, rest) =>
    {
        for (var i = span.Length - 1; i >= 0; i--, rest >>= 5)
            span[i] = Alphabet[(int)(rest & 31)];
    });
}
