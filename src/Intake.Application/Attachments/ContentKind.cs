using System.IO.Compression;
using System.Text;

namespace Intake.Application.Attachments;

/// <summary>
/// The kinds of file that are taken in, told by their content. The sender's name and media type are not believed.
/// </summary>
public static class ContentKind
{
    /// <summary>How much of a file has to be looked at, in bytes; office files are looked at as a whole.</summary>
    public const int HeadLength = 4_096;

    private const int MostEntries = 5_000;
    private const long MostUnpacked = 400L * 1024 * 1024;

    /// <summary>The media type of a file; null when it is of no kind that is taken.</summary>
    /// <param name="content">The file, seekable; read from its start and left anywhere.</param>
    public static string? Of(Stream content)
    {
        ArgumentNullException.ThrowIfNull(content);
        content.Position = 0;
        var buffer = new byte[HeadLength];
        var head = buffer.AsSpan(0, content.ReadAtLeast(buffer, HeadLength, throwOnEndOfStream: false));
        return head switch
        {
            [0xFF, 0xD8, 0xFF, ..] => "image/jpeg",
            [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A, ..] => "image/png",
            [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..] => "image/webp",
            [(byte)'%', (byte)'P', (byte)'D', (byte)'F', (byte)'-', ..] => "application/pdf",
            [(byte)'O', (byte)'g', (byte)'g', (byte)'S', ..] => "audio/ogg",
            [(byte)'#', (byte)'!', (byte)'A', (byte)'M', (byte)'R', ..] => "audio/amr",
            [(byte)'I', (byte)'D', (byte)'3', ..] => "audio/mpeg",
            // A frame of MPEG audio, layer III: eleven bits of sync, version not reserved, layer 3, bit rate and frequency valid.
            [0xFF, var second, var third, ..] when (second & 0xE6) == 0xE2 && (second & 0x18) != 0x08 && (third & 0xF0) != 0xF0 && (third & 0x0C) != 0x0C => "audio/mpeg",
            [_, _, _, _, (byte)'f', (byte)'t', (byte)'y', (byte)'p', .. var brand] => OfBrand(brand),
            [(byte)'P', (byte)'K', 0x03, 0x04, ..] => OfPackage(content),
            _ => IsText(head) ? "text/plain" : null,
        };
    }

    /// <summary>The file-name ending that goes with a media type, with its dot.</summary>
    public static string EndingOf(string contentType) => contentType switch
    {
        "image/jpeg" => ".jpg",
        "image/png" => ".png",
        "image/webp" => ".webp",
        "application/pdf" => ".pdf",
        "audio/ogg" => ".ogg",
        "audio/amr" => ".amr",
        "audio/mpeg" => ".mp3",
        "audio/mp4" => ".m4a",
        "video/mp4" => ".mp4",
        "text/plain" => ".txt",
        Docx => ".docx",
        Xlsx => ".xlsx",
        _ => ".bin",
    };

    private const string Docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>ISO base media: audio in M4A, else video in MP4. QuickTime and images of phones (HEIC) are other brands.</summary>
    private static string? OfBrand(ReadOnlySpan<byte> brand) => brand.Length < 4 ? null : Encoding.ASCII.GetString(brand[..4]) switch
    {
        "M4A " or "M4B " => "audio/mp4",
        "isom" or "iso2" or "iso4" or "iso5" or "iso6" or "mp41" or "mp42" or "avc1" or "M4V " or "3gp4" or "3gp5" or "dash" => "video/mp4",
        _ => null,
    };

    /// <summary>An office file by the parts that it lists. Nothing is unpacked; one that claims to unpack to too much, or holds a package inside, is not taken.</summary>
    private static string? OfPackage(Stream content)
    {
        try
        {
            using var package = new ZipArchive(content, ZipArchiveMode.Read, leaveOpen: true);
            if (package.Entries.Count > MostEntries || package.Entries.Sum(entry => entry.Length) > MostUnpacked)
                return null;
            var names = package.Entries.Select(entry => entry.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (!names.Contains("[Content_Types].xml") || names.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
                return null;
            return names.Contains("word/document.xml") ? Docx : names.Contains("xl/workbook.xml") ? Xlsx : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    /// <summary>UTF-8 or GB18030 text: no control characters but tabs and line ends, and no sign of markup that a browser would run.</summary>
    private static bool IsText(ReadOnlySpan<byte> head)
    {
        if (head.IsEmpty)
            return false;
        foreach (var one in head)
        {
            if (one < 0x20 && one is not (0x09 or 0x0A or 0x0D or 0x0C))
                return false;
        }

        var start = Encoding.UTF8.GetString(head).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return !start.StartsWith('<');
    }
}
