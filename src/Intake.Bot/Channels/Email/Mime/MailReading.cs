using System.Security.Cryptography;
using System.Text;

namespace Intake.Bot.Channels.Email.Mime;

/// <summary>Reads a whole mail: its words, by the best of the forms in which they come, and its files.</summary>
internal sealed class MailReading
{
    private const int MostTextBytes = 2_000_000;
    private const string PgpMessage = "-----BEGIN PGP MESSAGE-----";
    private const string PgpSigned = "-----BEGIN PGP SIGNED MESSAGE-----";
    private const string PgpSignature = "-----BEGIN PGP SIGNATURE-----";

    private readonly MimeReader _reader;
    private readonly Func<MailFile, Stream, ValueTask> _take;
    private readonly List<Words> _words = [];
    private readonly HashSet<int> _told = [];
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private bool _isEncrypted;
    private bool _isCut;

    private MailReading(MimeReader reader, Func<MailFile, Stream, ValueTask> take) => (_reader, _take) = (reader, take);

    /// <summary>Reads a mail.</summary>
    /// <param name="stream">The mail.</param>
    /// <param name="take">Takes a file; what it does not read of it is passed over.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<Mail> ReadAsync(Stream stream, Func<MailFile, Stream, ValueTask> take, CancellationToken cancellationToken)
    {
        var reading = new MailReading(await MimeReader.OpenAsync(stream, cancellationToken), take);
        while (await reading._reader.NextAsync(cancellationToken) is { } part)
            await reading.ReadAsync(part, cancellationToken);
        return reading.Finish();
    }

    private async ValueTask ReadAsync(MimePart part, CancellationToken cancellationToken)
    {
        Tell(part);
        var type = part.Type.Value;
        if (part.IsWithin("multipart/encrypted") || type is "application/pkcs7-mime" or "application/x-pkcs7-mime" or "application/pgp-encrypted")
            _isEncrypted = true;
        else if (IsPassedOver(part))
            return;
        else if (IsWords(part))
            await ReadWordsAsync(part, cancellationToken);
        else
            await TakeAsync(part, cancellationToken);
    }

    // Signatures prove nothing here, keys are for programs, and an invitation beside words says the same again.
    private static bool IsPassedOver(MimePart part) =>
        part.Type.Value is "application/pkcs7-signature" or "application/x-pkcs7-signature" or "application/pgp-signature" or "application/pgp-keys"
        || (part.Type.Value == "text/calendar" && part.IsWithin("multipart/alternative"));

    private static bool IsWords(MimePart part) =>
        part.FileName is null && part.Disposition.Value != "attachment"
        && (part.Type.Value is "text/plain" or "text/html" or "text/enriched" or "" || !part.Type.Value.Contains('/', StringComparison.Ordinal) || part.Type.Value.StartsWith("multipart/", StringComparison.Ordinal));

    private async ValueTask ReadWordsAsync(MimePart part, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        var buffer = new byte[8_192];
        while (await part.Body.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            _isCut |= bytes.Length + read > MostTextBytes;
            bytes.Write(buffer, 0, (int)Math.Min(read, MostTextBytes - bytes.Length));
        }

        var isHtml = part.Type.Value == "text/html";
        var text = MailCharset.Decode(bytes.GetBuffer().AsSpan(0, (int)bytes.Length), part.Type["charset"]).ReplaceLineEndings("\n");
        if (isHtml)
            text = HtmlText.Of(text);
        else if (string.Equals(part.Type["format"], "flowed", StringComparison.OrdinalIgnoreCase))
            text = FlowedText.Join(text, string.Equals(part.Type["delsp"], "yes", StringComparison.OrdinalIgnoreCase));
        text = WithoutPgp(text).Trim('\n', ' ');
        // Only one of the forms of the same words is taken.
        var choice = part.Within.FirstOrDefault(container => container.Type == "multipart/alternative")?.Id;
        _words.Add(new(choice, isHtml, text));
    }

    private async ValueTask TakeAsync(MimePart part, CancellationToken cancellationToken)
    {
        var isAttached = part.Disposition.Value == "attachment";
        var isOfOutlook = part.Type.Value is "application/ms-tnef" or "application/vnd.ms-tnef" || string.Equals(part.FileName, "winmail.dat", StringComparison.OrdinalIgnoreCase);
        _hash.AppendData(Encoding.UTF8.GetBytes($"\nfile {part.FileName}\n"));
        await using var content = new HashedStream(part.Body, _hash);
        await _take(new(part.FileName ?? (part.Type.Value == "text/calendar" ? "invitation.ics" : null), !isAttached && part.Headers.Has("Content-ID"), isOfOutlook), content);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>A mail that was handed on as a whole is named by its sender and subject before its words.</summary>
    private void Tell(MimePart part)
    {
        foreach (var message in part.Within.Where(container => container.Headers is not null && _told.Add(container.Id)))
        {
            string[] lines = [message.Headers!.Text("Subject"), message.Headers.Text("From")];
            _words.Add(new(null, false, string.Join('\n', lines.Where(line => line.Length > 0))));
        }
    }

    private string WithoutPgp(string text)
    {
        if (text.Contains(PgpMessage, StringComparison.Ordinal))
        {
            _isEncrypted = true;
            return text[..text.IndexOf(PgpMessage, StringComparison.Ordinal)];
        }

        var signed = text.IndexOf(PgpSigned, StringComparison.Ordinal);
        if (signed < 0)
            return text;
        var words = text.IndexOf("\n\n", signed, StringComparison.Ordinal);
        var end = text.IndexOf(PgpSignature, signed, StringComparison.Ordinal);
        return words < 0 || end < words ? text : text[words..end];
    }

    private Mail Finish()
    {
        var text = string.Join("\n\n", Chosen().Where(words => words.Length > 0));
        var headers = _reader.Headers;
        // Without an id, only when it was written tells a mail from one that says the same.
        var known = headers.First("Message-ID") is { Length: > 0 } id ? id : headers.First("Date");
        _hash.AppendData(Encoding.UTF8.GetBytes($"\n{known}\n{headers.First("From")}\n{headers.Text("Subject")}\n{text}"));
        return new()
        {
            Headers = headers,
            Text = text,
            ContentHash = Convert.ToHexStringLower(_hash.GetHashAndReset()),
            IsEncrypted = _isEncrypted,
            IsCut = _isCut || _reader.IsCut,
        };
    }

    private IEnumerable<string> Chosen()
    {
        foreach (var form in _words.GroupBy(words => (object?)words.Choice ?? words))
        {
            var plain = string.Join("\n\n", form.Where(words => !words.IsHtml && words.Text.Length > 0).Select(words => words.Text));
            yield return plain.Length > 0 ? plain : string.Join("\n\n", form.Where(words => words.Text.Length > 0).Select(words => words.Text));
        }
    }

    private sealed class Words(int? choice, bool isHtml, string text)
    {
        public int? Choice { get; } = choice;

        public bool IsHtml { get; } = isHtml;

        public string Text { get; } = text;
    }
}
