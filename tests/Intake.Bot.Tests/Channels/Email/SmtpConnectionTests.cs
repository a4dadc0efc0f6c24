using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Intake.Bot.Channels.Email.Smtp;

namespace Intake.Bot.Tests.Channels.Email;

/// <summary>What is said to a server, word by word, and what is never said to one.</summary>
public sealed class SmtpConnectionTests
{
    [Fact]
    public async Task A_letter_is_handed_over_and_a_dot_at_the_beginning_of_a_line_is_two()
    {
        await using var server = new ScriptedServer("220 here", "250-here\r\n250 8BITMIME", "250 ok", "250 ok", "354 go on", "250 kept", "221 bye");
        await using (var connection = await SmtpConnection.OpenAsync(server.At(null, isPlain: true), default))
        {
            await connection.SendAsync("a@x.org", "b@y.org", Encoding.ASCII.GetBytes("Subject: x\r\n\r\n.\r\n..end"), default);
            await connection.QuitAsync(default);
        }

        var heard = await server.HeardAsync();
        Assert.StartsWith("EHLO ", heard, StringComparison.Ordinal);
        Assert.EndsWith("MAIL FROM:<a@x.org>\r\nRCPT TO:<b@y.org>\r\nDATA\r\nSubject: x\r\n\r\n..\r\n...end\r\n.\r\nQUIT\r\n", heard, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("550 5.1.1 <b@y.org>: no such user", "550 5.1.1", true)]
    [InlineData("550-5.7.1 first\r\n550 5.7.1 last", "550 5.7.1", true)]
    [InlineData("451 greylisted for b@y.org", "451", false)]
    public async Task A_refusal_is_known_by_its_step_and_codes_and_names_nobody(string answer, string why, bool isForGood)
    {
        await using var server = new ScriptedServer("220 here", "250 here", "250 ok", answer);
        await using var connection = await SmtpConnection.OpenAsync(server.At(null, isPlain: true), default);
        var refusal = await Assert.ThrowsAsync<SmtpRefusal>(() => connection.SendAsync("a@x.org", "b@y.org", "x"u8.ToArray(), default));
        Assert.Equal((SmtpStep.Receiver, why, isForGood), (refusal.Step, refusal.Why, refusal.IsForGood));
        Assert.DoesNotContain("y.org", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_password_never_goes_to_a_server_without_TLS()
    {
        await using var server = new ScriptedServer("220 here", "250-here\r\n250 AUTH PLAIN LOGIN");
        var refusal = await Assert.ThrowsAsync<SmtpRefusal>(() => SmtpConnection.OpenAsync(server.At("user", isPlain: false), default));
        Assert.Equal(SmtpStep.SignIn, refusal.Step);
        Assert.DoesNotContain("AUTH", await server.HeardAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_server_whose_certificate_nobody_vouches_for_gets_neither_password_nor_letter(bool isTlsAtOnce)
    {
        await using var server = isTlsAtOnce ? new ScriptedServer([], withTls: true) : new ScriptedServer(["220 here", "250-here\r\n250-STARTTLS\r\n250 AUTH PLAIN", "220 go on"], withTls: true);
        await Assert.ThrowsAsync<AuthenticationException>(() => SmtpConnection.OpenAsync(server.At("user", isPlain: false) with { IsTlsAtOnce = isTlsAtOnce }, default));
        var heard = await server.HeardAsync();
        Assert.DoesNotContain("AUTH", heard, StringComparison.Ordinal);
        Assert.Equal(!isTlsAtOnce, heard.EndsWith("STARTTLS\r\n", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("HTTP/1.1 400 Bad Request")]
    [InlineData("")]
    public async Task What_is_no_mail_server_is_not_waited_for(string answer)
    {
        await using var server = new ScriptedServer(answer);
        await Assert.ThrowsAsync<IOException>(() => SmtpConnection.OpenAsync(server.At(null, isPlain: true), default));
    }

    /// <summary>Says its lines one by one, each when it has heard something, and then, where it is told to, begins TLS with a certificate of its own making.</summary>
    private sealed class ScriptedServer : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly Task<string> _heard;

        public ScriptedServer(params string[] lines)
            : this(lines, withTls: false)
        {
        }

        public ScriptedServer(string[] lines, bool withTls)
        {
            _listener.Start();
            _heard = TalkAsync(lines, withTls);
        }

        public SmtpServer At(string? user, bool isPlain) => new("localhost", ((IPEndPoint)_listener.LocalEndpoint).Port, false, user, user is null ? null : "secret", isPlain);

        public Task<string> HeardAsync() => _heard;

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _heard;
        }

        private async Task<string> TalkAsync(string[] lines, bool withTls)
        {
            var heard = new StringBuilder();
            using var client = await _listener.AcceptTcpClientAsync();
            await using var stream = client.GetStream();
            var buffer = new byte[65_536];
            for (var i = 0; i < lines.Length; i++)
            {
                if (i > 0)
                    heard.Append(await HearAsync(stream, buffer, inLetter: lines[i - 1].StartsWith("354", StringComparison.Ordinal)));
                await stream.WriteAsync(Encoding.ASCII.GetBytes(lines[i] + "\r\n"));
            }

            if (withTls)
                await EncryptAsync(stream);
            return heard.ToString();
        }

        private static async Task<string> HearAsync(NetworkStream stream, byte[] buffer, bool inLetter)
        {
            var length = 0;
            while (!Encoding.ASCII.GetString(buffer, 0, length).EndsWith(inLetter ? "\r\n.\r\n" : "\r\n", StringComparison.Ordinal))
            {
                if (await stream.ReadAsync(buffer.AsMemory(length)) is > 0 and var read)
                    length += read;
                else
                    break;
            }

            return Encoding.ASCII.GetString(buffer, 0, length);
        }

        private static async Task EncryptAsync(NetworkStream stream)
        {
            using var key = RSA.Create(2_048);
            var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            using var certificate = request.CreateSelfSigned(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero), new(2099, 1, 1, 0, 0, 0, TimeSpan.Zero));
            await using var encrypted = new SslStream(stream);
            try
            {
                await encrypted.AuthenticateAsServerAsync(certificate);
                // The client may notice only when it has heard all of it.
                Assert.Equal(0, await encrypted.ReadAtLeastAsync(new byte[1], 1, throwOnEndOfStream: false));
            }
            catch (Exception end) when (end is IOException or AuthenticationException)
            {
                // The client has left, as it should.
            }
        }
    }
}
