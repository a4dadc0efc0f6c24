namespace Intake.Bot.Channels.Email.Mime;

/// <summary>How the bytes of a part are written down for the way (RFC 2045, section 6).</summary>
public enum TransferForm
{
    /// <summary>As they are.</summary>
    AsIs,

    /// <summary>Base 64.</summary>
    Base64,

    /// <summary>Quoted-printable.</summary>
    QuotedPrintable,
}

/// <summary>
/// Reads base 64 and quoted-printable as they come: line by line or not at all, with characters that do not belong there,
/// cut off anywhere. What is wrong is passed over, and nothing throws.
/// </summary>
internal sealed class Transfer(Stream source, TransferForm form) : Stream
{
    private const byte Equal = (byte)'=';
    private readonly byte[] _read = new byte[8_192];
    private readonly byte[] _decoded = new byte[8_192 + 8];
    private (int At, int End) _waiting;
    private int _bits;
    private int _value;
    private Quoted _state;
    private byte _first;
    private bool _isOver;

    private enum Quoted
    {
        Plain,
        AfterEqual,
        AfterFirst,
        AtLineEnd,
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>The form by its name in <c>Content-Transfer-Encoding</c>.</summary>
    public static TransferForm FormOf(string? name) => name?.Trim().ToLowerInvariant() switch
    {
        "base64" => TransferForm.Base64,
        "quoted-printable" => TransferForm.QuotedPrintable,
        _ => TransferForm.AsIs,
    };

    /// <summary>The bytes of base 64 in a header.</summary>
    public static List<byte> FromBase64(ReadOnlySpan<char> text)
    {
        var bytes = new List<byte>(text.Length * 3 / 4);
        var (value, bits) = (0, 0);
        foreach (var c in text)
        {
            if (c == '=')
                (value, bits) = (0, 0);
            if (c > 0x7F || SixBitsOf((byte)c) is not { } six)
                continue;
            value = ((value << 6) | six) & 0xFFFF;
            bits += 6;
            if (bits >= 8)
                bytes.Add((byte)(value >> (bits -= 8)));
        }

        return bytes;
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
            return 0;
        while (_waiting.At == _waiting.End && !_isOver)
        {
            var read = await source.ReadAsync(_read, cancellationToken);
            _isOver = read == 0;
            _waiting = (0, Decode(_read.AsSpan(0, read)));
        }

        var length = Math.Min(buffer.Length, _waiting.End - _waiting.At);
        _decoded.AsMemory(_waiting.At, length).CopyTo(buffer);
        _waiting.At += length;
        return length;
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("Parts of mails are read without blocking.");

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Decode(ReadOnlySpan<byte> read)
    {
        if (form == TransferForm.AsIs)
        {
            read.CopyTo(_decoded);
            return read.Length;
        }

        var end = 0;
        foreach (var one in read)
            end = form == TransferForm.Base64 ? Base64(one, end) : Printable(one, end);
        return end;
    }

    private int Base64(byte one, int end)
    {
        // Padding ends a piece; another may follow.
        if (one == Equal)
            (_value, _bits) = (0, 0);
        if (SixBitsOf(one) is not { } six)
            return end;
        _value = ((_value << 6) | six) & 0xFFFF;
        _bits += 6;
        if (_bits < 8)
            return end;
        _decoded[end] = (byte)(_value >> (_bits -= 8));
        return end + 1;
    }

    private int Printable(byte one, int end)
    {
        switch (_state)
        {
            case Quoted.AfterEqual when one == '\n':
            case Quoted.AtLineEnd when one == '\n':
                _state = Quoted.Plain;
                return end;
            case Quoted.AfterEqual when one is (byte)'\r' or (byte)' ' or (byte)'\t':
            case Quoted.AtLineEnd when one is (byte)'\r' or (byte)' ' or (byte)'\t':
                _state = Quoted.AtLineEnd;
                return end;
            case Quoted.AfterEqual when char.IsAsciiHexDigit((char)one):
                (_state, _first) = (Quoted.AfterFirst, one);
                return end;
            case Quoted.AfterEqual:
                _decoded[end++] = Equal;
                break;
            case Quoted.AfterFirst when char.IsAsciiHexDigit((char)one):
                _state = Quoted.Plain;
                _decoded[end] = (byte)((Hex(_first) << 4) | Hex(one));
                return end + 1;
            case Quoted.AfterFirst:
                _decoded[end++] = Equal;
                _decoded[end++] = _first;
                break;
        }

        _state = one == Equal ? Quoted.AfterEqual : Quoted.Plain;
        if (one != Equal)
            _decoded[end++] = one;
        return end;
    }

    private static int Hex(byte digit) => digit switch
    {
        >= (byte)'a' => digit - 'a' + 10,
        >= (byte)'A' => digit - 'A' + 10,
        _ => digit - '0',
    };

    private static int? SixBitsOf(byte one) => one switch
    {
        >= (byte)'A' and <= (byte)'Z' => one - 'A',
        >= (byte)'a' and <= (byte)'z' => one - 'a' + 26,
        >= (byte)'0' and <= (byte)'9' => one - '0' + 52,
        (byte)'+' or (byte)'-' => 62,
        (byte)'/' or (byte)'_' => 63,
        _ => null,
    };
}
