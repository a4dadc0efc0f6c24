using System.Globalization;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace Intake.Bot.Channels.Email.Smtp;

/// <summary>
/// A conversation with an SMTP server (RFC 5321). .NET's own SmtpClient is not used: it knows no TLS from the first byte
/// on, takes the envelope's sender from the letter, and does not tell which step was refused.
/// </summary>
internal sealed partial class SmtpConnection : IAsyncDisposable
{
    private const int LongestLine = 2_000;
    private const int MostLines = 200;

    private readonly SmtpServer _server;
    private readonly TcpClient _client = new();
    private Stream _stream = Stream.Null;
    private readonly byte[] _buffer = new byte[4_096];
    private (int At, int End) _read;
    private HashSet<string> _offers = [];
    private string _ways = "";

    private SmtpConnection(SmtpServer server) => _server = server;

    /// <summary>Connects, encrypts and signs in.</summary>
    /// <exception cref="SmtpRefusal">The server refuses.</exception>
    public static async Task<SmtpConnection> OpenAsync(SmtpServer server, CancellationToken cancellationToken)
    {
        var connection = new SmtpConnection(server);
        try
        {
            await connection.BeginAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Hands a letter over. When it returns, the server answers for it.</summary>
    /// <param name="sender">The envelope's sender, where failures are reported to.</param>
    /// <param name="receiver">The envelope's receiver.</param>
    /// <param name="letter">The letter, its lines ended by CR LF.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="SmtpRefusal">The server refuses.</exception>
    public async Task SendAsync(string sender, string receiver, ReadOnlyMemory<byte> letter, CancellationToken cancellationToken)
    {
        await AskAsync(SmtpStep.Sender, $"MAIL FROM:<{sender}>", cancellationToken);
        await AskAsync(SmtpStep.Receiver, $"RCPT TO:<{receiver}>", cancellationToken);
        await AskAsync(SmtpStep.Content, "DATA", cancellationToken);
        await _stream.WriteAsync(Stuffed(letter.Span), cancellationToken);
        await _stream.FlushAsync(cancellationToken);
        await AnswerAsync(SmtpStep.Content, cancellationToken);
    }

    /// <summary>Takes leave. What was handed over is the server's by then, whatever it answers.</summary>
    public async Task QuitAsync(CancellationToken cancellationToken)
    {
        await WriteAsync("QUIT", cancellationToken);
        await ReadLineAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _stream.DisposeAsync();
        _client.Dispose();
    }

    private async Task BeginAsync(CancellationToken cancellationToken)
    {
        await _client.ConnectAsync(_server.Host, _server.Port, cancellationToken);
        _stream = _client.GetStream();
        if (_server.IsTlsAtOnce)
            await EncryptAsync(cancellationToken);
        await AnswerAsync(SmtpStep.Connection, cancellationToken);
        await HelloAsync(cancellationToken);
        if (!_server.IsTlsAtOnce && !_server.IsPlain && _offers.Contains("STARTTLS"))
        {
            await AskAsync(SmtpStep.Connection, "STARTTLS", cancellationToken);
            // What came before TLS could be anybody's.
            _read = default;
            await EncryptAsync(cancellationToken);
            await HelloAsync(cancellationToken);
        }
        else if (!_server.IsTlsAtOnce && _server.NeedsTls)
        {
            throw new SmtpRefusal(SmtpStep.SignIn, 530, "no STARTTLS");
        }

        await SignInAsync(cancellationToken);
    }

    private async Task EncryptAsync(CancellationToken cancellationToken)
    {
        var encrypted = new SslStream(_stream);
        _stream = encrypted;
        await encrypted.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = _server.Host }, cancellationToken);
    }

    private async Task HelloAsync(CancellationToken cancellationToken)
    {
        var name = string.Concat(Environment.MachineName.Where(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '.'));
        var lines = await AskAsync(SmtpStep.Connection, $"EHLO {(name.Length == 0 ? "localhost" : name)}", cancellationToken);
        _offers = [.. lines.Skip(1).Select(line => line.Split(' ')[0].ToUpperInvariant())];
        _ways = lines.Skip(1).FirstOrDefault(line => line.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase))?.ToUpperInvariant() ?? "";
    }

    private async Task SignInAsync(CancellationToken cancellationToken)
    {
        if (_server.User is not { } user)
            return;
        if (_ways.Contains("PLAIN", StringComparison.Ordinal))
        {
            await AskAsync(SmtpStep.SignIn, $"AUTH PLAIN {Base64($"\0{user}\0{_server.Password}")}", cancellationToken);
        }
        else
        {
            await AskAsync(SmtpStep.SignIn, "AUTH LOGIN", cancellationToken);
            await AskAsync(SmtpStep.SignIn, Base64(user), cancellationToken);
            await AskAsync(SmtpStep.SignIn, Base64(_server.Password!), cancellationToken);
        }
    }

    private async Task<List<string>> AskAsync(SmtpStep step, string line, CancellationToken cancellationToken)
    {
        await WriteAsync(line, cancellationToken);
        return await AnswerAsync(step, cancellationToken);
    }

    private async Task WriteAsync(string line, CancellationToken cancellationToken)
    {
        // One line is one command.
        if (line.AsSpan().ContainsAny('\r', '\n'))
            throw new ArgumentException("A command has one line.", nameof(line));
        await _stream.WriteAsync(Encoding.UTF8.GetBytes(line + "\r\n"), cancellationToken);
        await _stream.FlushAsync(cancellationToken);
    }

    private async Task<List<string>> AnswerAsync(SmtpStep step, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        string line;
        do
        {
            line = await ReadLineAsync(cancellationToken);
            if (line.Length < 3 || !int.TryParse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture, out _) || lines.Count == MostLines)
                throw new IOException("The server does not speak SMTP.");
            lines.Add(line.Length > 4 ? line[4..] : "");
        }
        while (line.Length > 3 && line[3] == '-');

        var code = int.Parse(line.AsSpan(0, 3), NumberStyles.None, CultureInfo.InvariantCulture);
        return code < 400 ? lines : throw new SmtpRefusal(step, code, Detail().Match(lines[^1]) is { Success: true } detail ? detail.Value : null);
    }

    private async Task<string> ReadLineAsync(CancellationToken cancellationToken)
    {
        var line = new List<byte>();
        while (true)
        {
            if (_read.At == _read.End)
                _read = (0, await _stream.ReadAsync(_buffer, cancellationToken));
            if (_read.End == 0)
                throw new IOException("The server has closed the connection.");
            var one = _buffer[_read.At++];
            if (one == '\n')
                return Encoding.UTF8.GetString([.. line]).TrimEnd('\r');
            if (line.Count == LongestLine)
                throw new IOException("The server does not speak SMTP.");
            line.Add(one);
        }
    }

    // A line that is a dot alone ends the letter (section 4.5.2).
    private static byte[] Stuffed(ReadOnlySpan<byte> letter)
    {
        var stuffed = new List<byte>(letter.Length + 16);
        var isStart = true;
        foreach (var one in letter)
        {
            if (isStart && one == '.')
                stuffed.Add((byte)'.');
            stuffed.Add(one);
            isStart = one == '\n';
        }

        if (!isStart)
            stuffed.AddRange("\r\n"u8);
        stuffed.AddRange(".\r\n"u8);
        return [.. stuffed];
    }

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    // RFC 3463
    [GeneratedRegex(@"^[245]\.\d{1,3}\.\d{1,3}(?=\s|$)", RegexOptions.CultureInvariant)]
    private static partial Regex Detail();
}
