using System.Text;
using Intake.Bot.Channels.Email;
using Intake.Bot.Channels.Email.Mime;
using Intake.Testing;

namespace Intake.Bot.Tests.Channels.Email;

/// <summary>A mail as it was read, with its files.</summary>
internal sealed record FixtureMail(Mail Mail, IReadOnlyList<(MailFile File, byte[] Content)> Files);

/// <summary>Mails as they come from all kinds of programs, written for these tests.</summary>
internal static class MailFixture
{
    public static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(one => (byte)one)];

    private static readonly string Folder = Path.Combine(Repository.Root, "tests/Intake.Bot.Tests/Channels/Email/Fixtures");

    /// <summary>Every fixture by name.</summary>
    public static IReadOnlyDictionary<string, byte[]> All { get; } =
        Directory.EnumerateFiles(Folder, "*.eml").ToDictionary(file => Path.GetFileNameWithoutExtension(file), File.ReadAllBytes, StringComparer.Ordinal);

    public static Task<FixtureMail> ReadAsync(string name) => ReadAsync(All[name]);

    public static Task<FixtureMail> ReadTextAsync(string mail) => ReadAsync(Encoding.UTF8.GetBytes(mail));

    public static async Task<FixtureMail> ReadAsync(byte[] mail)
    {
        var files = new List<(MailFile, byte[])>();
        using var stream = new Dripping(mail);
        var read = await MailReading.ReadAsync(
            stream,
            async (file, content) =>
            {
                using var kept = new MemoryStream();
                await content.CopyToAsync(kept);
                files.Add((file, kept.ToArray()));
            },
            CancellationToken.None);
        return new(read, files);
    }

    /// <summary>The headers of a mail, with a signed address in the place of <c>+BOUNCE</c>.</summary>
    public static async Task<MailEnvelope> EnvelopeAsync(string name, SignedAddresses addresses, string? receiver = null)
    {
        var mail = Encoding.Latin1.GetString(All[name]);
        if (receiver is not null)
            mail = mail.Replace("12345+BOUNCE@xinghe.example", receiver, StringComparison.Ordinal).Replace("To: 12345@xinghe.example", $"To: {receiver}", StringComparison.Ordinal);
        using var stream = new MemoryStream(Encoding.Latin1.GetBytes(mail));
        return MailEnvelope.Read((await MimeReader.OpenAsync(stream, CancellationToken.None)).Headers, addresses);
    }

    public static SignedAddresses Addresses(TimeProvider clock) => new(Key, new("12345@xinghe.example", null), clock);

    /// <summary>Gives a few bytes at a time, as a slow disk does, so that no reading depends on where one ends.</summary>
    private sealed class Dripping(byte[] content) : MemoryStream(content)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(buffer.Length, 37)], cancellationToken);
    }
}
