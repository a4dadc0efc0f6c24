using System.Text;
using Intake.Bot.Channels.Email;
using Intake.Bot.Channels.Email.Filters;
using Intake.Bot.Channels.Email.Mime;
using Intake.Testing;

namespace Intake.Bot.Tests.Channels.Email;

/// <summary>Whatever is done to a mail, it is read. Bounded by a number and not by time, so that it is the same everywhere.</summary>
public sealed class MailFuzzTests
{
    private const int Rounds = 4_000;

    private static readonly string[] Pieces =
    [
        "\n", "\r\n", "\n\n", "--", "--outer\n", "--outer--\n", "Content-Type: multipart/mixed; boundary=outer\n", "Content-Type: message/rfc822\n\n", "Content-Transfer-Encoding: base64\n", "Content-Transfer-Encoding: quoted-printable\n",
        "=?", "?=", "=?utf-8?B?", "=?gb2312?Q?=", "=\n", "=", "\"", "\\", "<", ">", "(", ";", ":", "charset=", "charset=utf-16\n", "charset=utf-7\n", "charset=iso-2022-jp\n", "filename*0*=", "filename*=utf-8''%", "From: ", "To: 12345+r@xinghe.example\n", "Subject: ",
        "\0", "\u00ff\u00fe", "\u00e4\u00b8", "<b><table><p>", "</", "<!--", "&#x110000;", "-----BEGIN PGP MESSAGE-----", "-----BEGIN PGP SIGNED MESSAGE-----", "> ", "-- \n", " 写道：\n",
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task A_changed_mail_never_throws(int seed)
    {
        var random = new Random(seed);
        var fixtures = MailFixture.All.OrderBy(one => one.Key, StringComparer.Ordinal).Select(one => one.Value).ToList();
        var addresses = MailFixture.Addresses(new TestClock(TestClock.TuesdayMorning));
        var (words, files, verdicts) = (0, 0, new HashSet<string>(StringComparer.Ordinal));
        for (var round = 0; round < Rounds; round++)
        {
            var mail = Changed(fixtures[random.Next(fixtures.Count)], random);
            try
            {
                var read = await MailFixture.ReadAsync(mail);
                var envelope = MailEnvelope.Read(read.Mail.Headers, addresses);
                verdicts.Add(MailFilters.Judge(envelope)?.ToString() ?? "letter");
                if (envelope.From is { } from)
                    LetterToMail.Convert(new() { From = from, ReplyTo = "a@b.c", To = "a@b.c", Subject = LetterHeads.SubjectOf(envelope), MessageId = "1@b.c", At = default, IsAnswer = true, Text = QuotedText.Cut(read.Mail.Text), Language = "en" }, LetterHeads.Of(envelope, from));
                using var stream = new MemoryStream(mail);
                await DeliveryStatus.FailureAsync(await MimeReader.OpenAsync(stream, default), default);
                words += read.Mail.Text.Length > 0 ? 1 : 0;
                files += read.Files.Count;
            }
            catch (Exception fault)
            {
                Assert.Fail($"Round {round}: {fault}\n{Convert.ToBase64String(mail)}");
            }
        }

        // Or it would prove nothing.
        Assert.True(words > Rounds / 4 && files > Rounds / 10 && verdicts.Count >= 6, $"{words} with words, {files} files, {string.Join(", ", verdicts)}");
    }

    private static byte[] Changed(byte[] mail, Random random)
    {
        var bytes = new List<byte>(mail);
        for (var changes = random.Next(1, 6); changes > 0 && bytes.Count > 1; changes--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, random.Next(1, 40)));
                    break;
                case 2:
                    bytes.InsertRange(at, Encoding.Latin1.GetBytes(Pieces[random.Next(Pieces.Length)]));
                    break;
                case 3:
                    bytes.InsertRange(at, [.. bytes.Skip(random.Next(bytes.Count)).Take(random.Next(300))]);
                    break;
                case 4 when random.Next(4) == 0:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
            }
        }

        return [.. bytes];
    }
}
