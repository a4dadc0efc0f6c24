namespace Intake.Bot.Channels.Email.Mime;

/// <summary>
/// Reads a mail line by line, whatever its lines end with, in pieces of at most 16 KiB: a line may be as long as its sender likes.
/// </summary>
internal sealed class MimeLines(Stream stream)
{
    private readonly byte[] _buffer = new byte[16_384];
    private int _start;
    private int _end;
    private bool _isOver;
    private bool _goesOn;

    /// <summary>The piece, with the line's end where it has come to it. Valid until the next is read.</summary>
    public ReadOnlyMemory<byte> Piece { get; private set; }

    /// <summary>Whether the piece begins a line.</summary>
    public bool IsStart { get; private set; }

    /// <summary>Reads the next piece; false at the end.</summary>
    public async ValueTask<bool> ReadAsync(CancellationToken cancellationToken)
    {
        IsStart = !_goesOn;
        var length = Line();
        while (length < 0 && !_isOver && _end - _start < _buffer.Length)
        {
            await FillAsync(cancellationToken);
            length = Line();
        }

        if (length < 0)
            length = _end - _start;
        Piece = _buffer.AsMemory(_start, length);
        _start += length;
        _goesOn = length > 0 && Piece.Span[^1] != '\n';
        return length > 0;
    }

    private int Line()
    {
        var at = _buffer.AsSpan(_start, _end - _start).IndexOf((byte)'\n');
        return at < 0 ? -1 : at + 1;
    }

    private async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        var read = await stream.ReadAsync(_buffer.AsMemory(_end), cancellationToken);
        _isOver = read == 0;
        _end += read;
    }
}
