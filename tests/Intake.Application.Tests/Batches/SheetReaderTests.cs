using System.IO.Compression;
using System.Text;
using Intake.Application.Batches;
using static Intake.Application.Tests.Batches.Workbook;

namespace Intake.Application.Tests.Batches;

public sealed class SheetReaderTests
{
    private static readonly Encoding Gb18030 = CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!;

    public static TheoryData<string, byte[]> Encodings => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes("内容,地点\r\n路灯坏了,滨江路\r\n") },
        { "UTF-8 with a mark", [0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes("内容,地点\n路灯坏了,滨江路")] },
        { "UTF-16", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("内容\t地点\r\n路灯坏了\t滨江路\r\n")] },
        { "UTF-16 from the other end", [0xFE, 0xFF, .. Encoding.BigEndianUnicode.GetBytes("内容\t地点\r\n路灯坏了\t滨江路\r\n")] },
        { "UTF-16 without a mark", Encoding.Unicode.GetBytes("内容,地点\r\n路灯坏了,滨江路\r\n") },
        { "GB18030", Gb18030.GetBytes("内容;地点\r\n路灯坏了;滨江路\r\n") },
    };

    [Theory]
    [MemberData(nameof(Encodings))]
    public void Encodings_and_separators_are_told_apart(string name, byte[] content) =>
        Assert.True(Read(content) is ["1: 内容|地点", "2: 路灯坏了|滨江路"], $"{name}: {string.Join(" / ", Read(content))}");

    [Fact]
    public void Quoted_fields_keep_separators_quotes_and_line_breaks_and_empty_rows_count() =>
        Assert.Equal(["1: a|b", "2: x, \"y\"\nz|1", "5: =1+1|2"], Read("a,b\n\"x, \"\"y\"\"\nz\",1\n\n,\n=1+1,2\n"));

    [Fact]
    public void The_first_sheet_is_read_with_shared_words_dates_and_whole_numbers() =>
        Assert.Equal(["1: 内容|电话|发现情况", "4: 路灯坏了||2026-03-10", "5: |13800000000|2026-03-10 09:30", "6: 2|0.5"], Read(Of(
            ["内容", "路灯坏了"],
            RowOf(1, Shared("A1", 0), Inline("B1", "电话"), Inline("C1", "发现情况")),
            RowOf(2),
            RowOf(4, Shared("A4", 1), Number("C4", "46091", Date)),
            RowOf(5, Number("B5", "1.38E10"), Number("C5", "46091.395833333336", OwnDate)),
            RowOf(6, Formula("A6", "WEBSERVICE(\"http://example.org\")", "2"), Number("B6", "0.5")))));

    [Theory]
    [InlineData("")]
    [InlineData("\n\n ,\n")]
    public void A_file_with_nothing_in_it_is_told(string text) => Assert.Equal("BatchIsEmpty", Refusal(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void What_is_no_sheet_is_told()
    {
        var whole = Of(["内容"], RowOf(1, Shared("A1", 0)));
        Assert.Equal("BatchCannotBeRead", Refusal(whole[..(whole.Length / 2)]));
        Assert.Equal("BatchCannotBeRead", Refusal(Zipped("readme.txt", 10)));
        Assert.Equal("BatchCannotBeRead", Refusal([0x89, (byte)'P', (byte)'N', (byte)'G', 0, 1, 2, 3, 0xFF]));
        Assert.Equal("BatchCannotBeRead", Refusal("a,b\n\"never closed,1\n"u8.ToArray()));
        Assert.Equal("BatchIsOldWorkbook", Refusal([0xD0, 0xCF, 0x11, 0xE0, 0xA1]));
    }

    [Fact]
    public void What_unpacks_to_very_much_is_refused() => Assert.Equal("BatchIsTooLarge", Refusal(Zipped("xl/workbook.xml", 101_000_000)));

    [Fact]
    public void Five_thousand_rows_are_taken_and_one_more_is_not()
    {
        Assert.Equal(5_001, Read(Rows(5_000)).Count);
        Assert.Equal("BatchHasTooManyRows", Refusal(Encoding.UTF8.GetBytes(Rows(5_001))));
        Assert.Equal("BatchHasTooManyColumns", Refusal(Encoding.UTF8.GetBytes(new string(',', 100) + "x")));
    }

    [Fact]
    public void Any_bytes_are_read_or_refused()
    {
        var random = new Random(7);
        var whole = Of(["内容", "路灯坏了"], RowOf(1, Shared("A1", 0)), RowOf(2, Shared("A2", 1)));
        for (var i = 0; i < 300; i++)
        {
            var bytes = (byte[])whole.Clone();
            for (var changed = 0; changed < 1 + (i % 20); changed++)
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            SheetReader.Read(bytes);
            random.NextBytes(bytes);
            SheetReader.Read(bytes);
        }
    }

    private static string Rows(int count) => "text\n" + string.Concat(Enumerable.Range(1, count).Select(row => $"row {row}\n"));

    private static List<string> Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static List<string> Read(byte[] content)
    {
        var rows = SheetReader.Read(content);
        Assert.True(rows.Succeeded, rows.Refusal?.Code);
        return [.. rows.Value.Select(row => $"{row.Number}: {string.Join('|', row.Cells)}")];
    }

    private static string? Refusal(byte[] content) => SheetReader.Read(content).Refusal?.Code;

    private static byte[] Zipped(string name, int length)
    {
        using var stream = new MemoryStream();
        using (var archive = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var part = archive.CreateEntry(name, CompressionLevel.Fastest).Open();
            part.Write(new byte[length]);
        }

        return stream.ToArray();
    }
}
