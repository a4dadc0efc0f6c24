using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Intake.Bot.Channels.WeChat;

/// <summary>
/// Paints the picture above articles where the authority names none: bands of blue, as PNG of 900 by 383, the form that
/// WeChat shows. The same every time, so that it is uploaded once.
/// </summary>
internal static class CoverPicture
{
    /// <summary>Pixels from left to right.</summary>
    public const int Width = 900;

    /// <summary>Pixels from top to bottom.</summary>
    public const int Height = 383;

    private static readonly byte[] Signature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];
    private static readonly uint[] Remainders = [.. Enumerable.Range(0, 256).Select(one => Enumerable.Range(0, 8).Aggregate((uint)one, (rest, _) => (rest & 1) == 0 ? rest >> 1 : (rest >> 1) ^ 0xEDB8_8320))];

    /// <summary>The picture.</summary>
    public static byte[] Paint()
    {
        var header = new byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, Width);
        BinaryPrimitives.WriteInt32BigEndian(header.AsSpan(4), Height);
        (header[8], header[9]) = (8, 2); // eight bits for each of red, green and blue
        using var file = new MemoryStream();
        file.Write(Signature);
        Write(file, "IHDR", header);
        Write(file, "IDAT", Packed());
        Write(file, "IEND", []);
        return file.ToArray();
    }

    private static byte[] Packed()
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            var line = new byte[1 + (3 * Width)]; // the first byte says that the line is not filtered
            for (var y = 0; y < Height; y++)
            {
                for (var x = 0; x < Width; x++)
                    (line[1 + (3 * x)], line[2 + (3 * x)], line[3 + (3 * x)]) = ColourAt(x, y);
                zlib.Write(line);
            }
        }

        return packed.ToArray();
    }

    // Darker towards the foot, with two lighter bands rising across it.
    private static (byte Red, byte Green, byte Blue) ColourAt(int x, int y)
    {
        var rise = x + (2 * y);
        var light = (rise is > 620 and < 760 ? 26 : 0) + (rise is > 800 and < 850 ? 14 : 0) - (y / 8);
        return ((byte)(48 + light), (byte)(106 + light), (byte)(180 + light));
    }

    private static void Write(Stream file, string name, byte[] content)
    {
        byte[] named = [.. Encoding.ASCII.GetBytes(name), .. content];
        var number = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        file.Write(number);
        file.Write(named);
        BinaryPrimitives.WriteUInt32BigEndian(number, ~named.Aggregate(uint.MaxValue, (rest, one) => (rest >> 8) ^ Remainders[(rest ^ one) & 0xFF]));
        file.Write(number);
    }
}
