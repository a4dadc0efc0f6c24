using System.IO.Compression;
using System.Text;
using Intake.Application.Attachments;
using Intake.Testing;
using Microsoft.Extensions.DependencyInjection;

namespace Intake.Application.Tests.Attachments;

public class AttachmentStoreTests
{
    public static TheoryData<string, byte[], string?> Kinds => new()
    {
        { "jpeg", [0xFF, 0xD8, 0xFF, 0xE0, 1, 2], "image/jpeg" },
        { "png", [0x89, .. "PNG"u8, 0x0D, 0x0A, 0x1A, 0x0A, 0], "image/png" },
        { "webp", [.. "RIFF"u8, 1, 2, 3, 4, .. "WEBPVP8 "u8], "image/webp" },
        { "pdf", [.. "%PDF-1.7\n"u8], "application/pdf" },
        { "ogg", [.. "OggS"u8, 0], "audio/ogg" },
        { "amr", [.. "#!AMR\n"u8], "audio/amr" },
        { "mp3 with a tag", [.. "ID3"u8, 3, 0], "audio/mpeg" },
        { "mp3 without a tag", [0xFF, 0xFB, 0x90, 0x64], "audio/mpeg" },
        { "m4a", [0, 0, 0, 0x20, .. "ftypM4A "u8], "audio/mp4" },
        { "mp4", [0, 0, 0, 0x20, .. "ftypisom"u8], "video/mp4" },
        { "text", Encoding.UTF8.GetBytes("您好，附上清单。\n"), "text/plain" },
        { "docx", Package("[Content_Types].xml", "word/document.xml"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
        { "xlsx", Package("[Content_Types].xml", "xl/workbook.xml"), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" },
        { "docx with macros", Package("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), null },
        { "plain zip", Package("a.txt"), null },
        { "broken zip", [.. "PK"u8, 3, 4, 9, 9, 9], null },
        { "html called text", [.. "<!doctype html><script>alert(1)</script>"u8], null },
        { "svg", [.. "  <svg xmlns='http://www.w3.org/2000/svg'/>"u8], null },
        { "windows program", [.. "MZ"u8, 0x90, 0, 3], null },
        { "gif", [.. "GIF89a"u8, 0, 1], null },
        { "heic", [0, 0, 0, 0x20, .. "ftypheic"u8], null },
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_kind_is_told_by_content(string what, byte[] content, string? expected)
    {
        using var stream = new MemoryStream(content);
        Assert.True(expected == ContentKind.Of(stream), what);
    }

    [Fact]
    public async Task A_file_is_kept_under_its_hash_and_its_name_is_no_path()
    {
        await using var intake = await TestIntake.StartAsync(new TestClock(TestClock.TuesdayMorning));
        var store = intake.Services.GetRequiredService<AttachmentStore>();
        byte[] content = [.. "%PDF-1.7\n"u8];

        var taken = TestIntake.Held(await store.TakeAsync(new MemoryStream(content), "../../etc/发票.pdf"));

        Assert.Equal("发票.pdf", taken.Name);
        var row = await store.FindAsync(taken.Key, CancellationToken.None);
        await using var stored = await store.OpenAsync(row!, CancellationToken.None);
        using var copy = new MemoryStream();
        await stored.CopyToAsync(copy);
        Assert.Equal(content, copy.ToArray());
        Assert.Empty(Directory.EnumerateFiles(intake.Folder, "*.part", SearchOption.AllDirectories));
    }

    [Fact]
    public async Task Too_large_empty_and_unknown_are_refused_and_leave_nothing()
    {
        await using var intake = await TestIntake.StartAsync(new TestClock(TestClock.TuesdayMorning));
        var store = intake.Services.GetRequiredService<AttachmentStore>();
        var large = new byte[AttachmentStore.MostBytes + 1];
        "%PDF-"u8.CopyTo(large);

        Assert.Equal(AttachmentRefusals.IsTooLarge, (await store.TakeAsync(new MemoryStream(large), "a.pdf")).Refusal);
        Assert.Equal(AttachmentRefusals.IsEmpty, (await store.TakeAsync(new MemoryStream(), "a.pdf")).Refusal);
        Assert.Equal(AttachmentRefusals.KindNotTaken, (await store.TakeAsync(new MemoryStream([.. "MZ"u8, 0, 1]), "a.pdf")).Refusal);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(intake.Folder, "attachments"), "*", SearchOption.AllDirectories));
    }

    private static byte[] Package(params string[] names)
    {
        using var stream = new MemoryStream();
        using (var package = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in names)
                package.CreateEntry(name);
        }

        return stream.ToArray();
    }
}
