using System.Text;

namespace Intake.Bot.Channels.Email.Mime;

/// <summary>
/// Reads the parts of a mail one after the other, without holding more of it than a line. ASP.NET's MultipartReader could
/// not be used: it knows neither lines that end with a line feed alone, as those of a Maildir do, nor folded headers, nor a
/// mail that ends too early, and takes a boundary for another one that begins alike. Whatever comes is read as far as it
/// can be; only the stream's own faults throw.
/// </summary>
internal sealed class MimeReader
{
    /// <summary>The most parts of one mail; what follows is left out.</summary>
    public const int MostParts = 300;

    private const int MostDepth = 20;
    private const int LongestBoundary = 200;

    private readonly MimeLines _lines;
    private readonly List<MimeContainer> _open = [];
    private MailHeaders? _first;
    private Func<CancellationToken, ValueTask>? _passOver;
    private Edge _edge;
    private int _parts;
    private int _containers;

    private MimeReader(MimeLines lines, MailHeaders headers) => (_lines, Headers, _first) = (lines, headers, headers);

    private enum Edge
    {
        None,
        Opens,
        Closes,
    }

    /// <summary>The mail's own headers.</summary>
    public MailHeaders Headers { get; }

    /// <summary>Whether there are more parts than are read.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Reads the headers of a mail.</summary>
    public static async ValueTask<MimeReader> OpenAsync(Stream stream, CancellationToken cancellationToken)
    {
        var lines = new MimeLines(stream);
        return new(lines, await HeadersAsync(lines, _ => false, cancellationToken));
    }

    /// <summary>The next part that holds no others; null when there is none.</summary>
    public async ValueTask<MimePart?> NextAsync(CancellationToken cancellationToken)
    {
        if (_passOver is not null)
            await _passOver(cancellationToken);
        _passOver = null;
        while (_first is not null || await ToPartAsync(cancellationToken))
        {
            if (++_parts > MostParts)
            {
                IsCut = true;
                return null;
            }

            var headers = _first ?? await PartHeadersAsync(cancellationToken);
            _first = null;
            var type = TypeOf(headers);
            while (IsMessage(type, headers) && _open.Count < MostDepth)
            {
                headers = await MessageAsync(cancellationToken);
                type = TypeOf(headers);
            }

            if (BoundaryOf(type) is not { } boundary || _open.Count >= MostDepth)
                return PartOf(headers, type);
            _open.Add(new(++_containers, type.Value, boundary));
        }

        return null;
    }

    private async ValueTask<MailHeaders> MessageAsync(CancellationToken cancellationToken)
    {
        var message = new MimeContainer(++_containers, "message/rfc822", null);
        _open.Add(message);
        var headers = await PartHeadersAsync(cancellationToken);
        // Unless it has ended already, in the middle of them.
        if (_open.IndexOf(message) is >= 0 and var at)
            _open[at] = message with { Headers = headers };
        return headers;
    }

    private MimePart PartOf(MailHeaders headers, HeaderParameters type)
    {
        var body = new PartBody(this);
        _passOver = body.PassOverAsync;
        return new() { Headers = headers, Type = type, Within = [.. _open], Body = new Transfer(body, Transfer.FormOf(headers.First("Content-Transfer-Encoding"))) };
    }

    /// <summary>Passes over what stands between parts, up to the beginning of one.</summary>
    private async ValueTask<bool> ToPartAsync(CancellationToken cancellationToken)
    {
        while (_edge != Edge.Opens)
        {
            _edge = Edge.None;
            if (_open.Count == 0 || !await _lines.ReadAsync(cancellationToken))
                return false;
            IsEdge();
        }

        _edge = Edge.None;
        return true;
    }

    private ValueTask<MailHeaders> PartHeadersAsync(CancellationToken cancellationToken) =>
        _edge == Edge.None ? HeadersAsync(_lines, _ => IsEdge(), cancellationToken) : new(MailHeaders.Read([]));

    private static async ValueTask<MailHeaders> HeadersAsync(MimeLines lines, Func<MimeLines, bool> ends, CancellationToken cancellationToken)
    {
        var read = new List<byte[]>();
        var length = 0;
        while (await lines.ReadAsync(cancellationToken) && !ends(lines))
        {
            var piece = lines.Piece;
            if (lines.IsStart && piece.Span.TrimEnd("\r\n"u8).IsEmpty)
                break;
            length += piece.Length;
            if (length > MailHeaders.MostBytes)
                continue;
            if (lines.IsStart)
                read.Add(piece.ToArray());
            else
                read[^1] = [.. read[^1], .. piece.Span];
        }

        return MailHeaders.Read(read);
    }

    /// <summary>Whether the line parts the parts of what is open; what is open inside of that ends with it, also when it was never closed.</summary>
    private bool IsEdge()
    {
        var line = _lines.Piece.Span;
        if (!_lines.IsStart || !line.StartsWith("--"u8))
            return false;
        for (var i = _open.Count - 1; i >= 0; i--)
        {
            if (_open[i].Boundary is not { } boundary || !line[2..].StartsWith(boundary))
                continue;
            var rest = line[(2 + boundary.Length)..].TrimEnd(" \t\r\n"u8);
            if (!rest.IsEmpty && !rest.SequenceEqual("--"u8))
                continue; // a longer boundary that begins alike
            _edge = rest.IsEmpty ? Edge.Opens : Edge.Closes;
            _open.RemoveRange(rest.IsEmpty ? i + 1 : i, _open.Count - (rest.IsEmpty ? i + 1 : i));
            return true;
        }

        return false;
    }

    private static HeaderParameters TypeOf(MailHeaders headers) => HeaderParameters.Read(headers.First("Content-Type"));

    // One that is itself written as base 64 cannot be read line by line: it is a file.
    private static bool IsMessage(HeaderParameters type, MailHeaders headers) =>
        type.Value is "message/rfc822" or "message/global" && Transfer.FormOf(headers.First("Content-Transfer-Encoding")) == TransferForm.AsIs;

    private static byte[]? BoundaryOf(HeaderParameters type) =>
        type.Value.StartsWith("multipart/", StringComparison.Ordinal) && type["boundary"]?.TrimEnd() is { Length: > 0 and <= LongestBoundary } boundary ? Encoding.UTF8.GetBytes(boundary) : null;

    /// <summary>The lines of a part up to its edge; the line end before that belongs to the edge.</summary>
    private sealed class PartBody(MimeReader reader) : Stream
    {
        private readonly byte[] _held = new byte[2];
        private int _heldLength;
        private ReadOnlyMemory<byte> _piece;
        private bool _isOver;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public async ValueTask PassOverAsync(CancellationToken cancellationToken)
        {
            while (!_isOver)
                await NextAsync(cancellationToken);
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (buffer.Length < 2)
                throw new ArgumentException("A line end needs two bytes.", nameof(buffer));
            while (_piece.IsEmpty && !_isOver)
            {
                // The one held belongs to the part when another line follows.
                var before = _heldLength;
                _held.AsSpan(0, before).CopyTo(buffer.Span);
                await NextAsync(cancellationToken);
                if (before > 0 && !_isOver)
                    return before;
            }

            var length = Math.Min(buffer.Length, _piece.Length);
            _piece[..length].CopyTo(buffer);
            _piece = _piece[length..];
            return length;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Parts of mails are read without blocking.");

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private async ValueTask NextAsync(CancellationToken cancellationToken)
        {
            _piece = default;
            _heldLength = 0;
            _isOver = reader._edge != Edge.None || !await reader._lines.ReadAsync(cancellationToken) || reader.IsEdge();
            if (_isOver)
                return;
            var line = reader._lines.Piece;
            var words = line.Span.TrimEnd("\r\n"u8).Length;
            // At most one line end; others are words of a piece that consists of them.
            words = Math.Max(words, line.Length - 2);
            line.Span[words..].CopyTo(_held);
            _heldLength = line.Length - words;
            _piece = line[..words];
        }
    }
}
