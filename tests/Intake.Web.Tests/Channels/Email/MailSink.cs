using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Intake.Web.Tests.Channels.Email;

/// <summary>A letter that was handed over.</summary>
internal sealed record SunkMail(string Sender, string Receiver, byte[] Content)
{
    public string Text => Encoding.UTF8.GetString(Content);

    /// <summary>A header, unfolded.</summary>
    public string? Header(string name)
    {
        var head = Text[..Text.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Replace("\r\n ", " ", StringComparison.Ordinal);
        return head.Split("\r\n").FirstOrDefault(line => line.StartsWith(name + ": ", StringComparison.OrdinalIgnoreCase))?[(name.Length + 2)..];
    }

    /// <summary>What it says.</summary>
    public string Body => Encoding.UTF8.GetString(Convert.FromBase64String(Text[Text.IndexOf("\r\n\r\n", StringComparison.Ordinal)..].Replace("\r\n", "", StringComparison.Ordinal)));
}

/// <summary>An SMTP server (RFC 5321) on a free port that keeps what it gets, and refuses what it is told to.</summary>
internal sealed class MailSink : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentQueue<SunkMail> _mails = new();
    private readonly Task _running;

    public MailSink()
    {
        _listener.Start();
        _running = ListenAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Everything that was handed over, in order.</summary>
    public IReadOnlyList<SunkMail> Mails => [.. _mails];

    /// <summary>The password of <c>intake</c>; null lets everybody in.</summary>
    public string? Password { get; set; }

    /// <summary>What is answered to a command instead; null for the usual.</summary>
    public Func<string, string?> Instead { get; set; } = _ => null;

    /// <summary>What was handed over for a receiver.</summary>
    public IReadOnlyList<SunkMail> To(string receiver) => [.. _mails.Where(mail => mail.Receiver == receiver)];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _running;
        _stop.Dispose();
    }

    private async Task ListenAsync()
    {
        var serving = new List<Task>();
        try
        {
            while (true)
                serving.Add(ServeAsync(await _listener.AcceptTcpClientAsync(_stop.Token)));
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            await Task.WhenAll(serving);
        }
    }

    private async Task ServeAsync(TcpClient client)
    {
        try
        {
            using (client)
            await using (var stream = client.GetStream())
            using (var reader = new StreamReader(stream, Encoding.Latin1))
            {
                await using var writer = new StreamWriter(stream, Encoding.Latin1) { NewLine = "\r\n", AutoFlush = true };
                await TalkAsync(reader, writer);
            }
        }
        catch (Exception end) when (end is IOException or OperationCanceledException)
        {
            // The client has gone.
        }
    }

    private async Task TalkAsync(StreamReader reader, StreamWriter writer)
    {
        var (sender, receiver) = ("", "");
        await writer.WriteLineAsync(Instead("CONNECT") ?? "220 sink");
        while (await reader.ReadLineAsync(_stop.Token) is { } line)
        {
            var verb = line.Split(' ')[0].ToUpperInvariant();
            if (Instead(line) is { } other)
            {
                await writer.WriteLineAsync(other);
                continue;
            }

            switch (verb)
            {
                case "EHLO":
                    await writer.WriteLineAsync("250-sink\r\n250-8BITMIME\r\n250 AUTH PLAIN LOGIN");
                    break;
                case "AUTH":
                    await writer.WriteLineAsync(line == $"AUTH PLAIN {Convert.ToBase64String(Encoding.UTF8.GetBytes($"\0intake\0{Password}"))}" ? "235 2.7.0 welcome" : "535 5.7.8 no");
                    break;
                case "MAIL" or "RCPT":
                    var address = line[(line.IndexOf('<', StringComparison.Ordinal) + 1)..line.IndexOf('>', StringComparison.Ordinal)];
                    (sender, receiver) = verb == "MAIL" ? (address, receiver) : (sender, address);
                    await writer.WriteLineAsync("250 2.1.0 fine");
                    break;
                case "DATA":
                    await writer.WriteLineAsync("354 go on");
                    _mails.Enqueue(new(sender, receiver, await ContentAsync(reader)));
                    await writer.WriteLineAsync("250 2.0.0 kept");
                    break;
                case "QUIT":
                    await writer.WriteLineAsync("221 bye");
                    return;
                default:
                    await writer.WriteLineAsync("502 5.5.1 unknown");
                    break;
            }
        }
    }

    private async Task<byte[]> ContentAsync(StreamReader reader)
    {
        var content = new StringBuilder();
        while (await reader.ReadLineAsync(_stop.Token) is { } line && line != ".")
            content.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        return Encoding.Latin1.GetBytes(content.ToString());
    }
}
