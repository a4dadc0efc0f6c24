using System.Security.Cryptography;
using Intake.Application.Data;
using Intake.Application.Writing;
using Intake.Domain;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Attachments;

/// <summary>A file that was taken in.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Name">The sender's name for it.</param>
/// <param name="ContentType">Media type found by content.</param>
/// <param name="Length">Bytes.</param>
public sealed record TakenFile(long Key, string Name, string ContentType, long Length);

/// <summary>Why a file is not taken in.</summary>
public static class AttachmentRefusals
{
    /// <summary>Of no kind that is taken.</summary>
    public static readonly Refusal KindNotTaken = new("FileKindNotTaken");

    /// <summary>Nothing in it.</summary>
    public static readonly Refusal IsEmpty = new("FileIsEmpty");

    /// <summary>Larger than allowed.</summary>
    public static readonly Refusal IsTooLarge = new("FileIsTooLarge", "most", "20");

    /// <summary>The channel by which it was sent does not hand it over.</summary>
    public static readonly Refusal CannotBeFetched = new("FileCannotBeFetched");

    /// <summary>More files in one message than allowed.</summary>
    public static readonly Refusal TooMany = new("TooManyFiles", "most", "10");
}

/// <summary>Takes files in and gives them back. Names are data and never paths; content is known by its SHA-256 and lies where <see cref="IAttachmentContents"/> says.</summary>
public sealed class AttachmentStore(IDbContextFactory<IntakeDbContext> contexts, CommandWriter writer, IAttachmentContents contents, TimeProvider clock)
{
    /// <summary>The most bytes of one file: 20 MB, a million bytes each. The one place where it is said.</summary>
    public const long MostBytes = 20_000_000;

    /// <summary>The most files of one message.</summary>
    public const int MostFiles = 10;

    /// <summary>How long content is left alone after it was taken in: its row may be on its way. Default a day.</summary>
    public static readonly TimeSpan LeftAlone = TimeSpan.FromDays(1);

    private const int NameLength = 200;
    private const string Part = ".part";

    /// <summary>
    /// Takes a file in. It is durable before its row is: a crash between the two leaves a file that nobody names, never
    /// a row without its file.
    /// </summary>
    /// <param name="content">The file; read to its end, or to one byte over the limit.</param>
    /// <param name="name">The sender's name for it; only its last part is kept.</param>
    /// <param name="conversation">The conversation that it was sent in; null elsewhere.</param>
    /// <param name="cancellationToken">Stops the taking in; nothing is kept.</param>
    /// <exception cref="CannotBeSavedException">The disk is full or cannot be written; nothing is kept.</exception>
    public async Task<Outcome<TakenFile>> TakeAsync(Stream content, string? name, long? conversation = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        AttachmentFiles.Keep(() => Directory.CreateDirectory(contents.Incoming));
        var temporary = Path.Combine(contents.Incoming, Path.GetRandomFileName() + Part);
        try
        {
            var (length, hash, contentType) = await ReceiveAsync(content, temporary, cancellationToken);
            if (length == 0)
                return AttachmentRefusals.IsEmpty;
            if (length > MostBytes)
                return AttachmentRefusals.IsTooLarge;
            if (contentType is null)
                return AttachmentRefusals.KindNotTaken;
            await contents.KeepAsync(temporary, hash, cancellationToken);
            return await writer.WriteAsync(new AddAttachment(NameOf(name, contentType), contentType, length, hash, conversation), cancellationToken);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    /// <summary>The row of a file; null when there is none.</summary>
    public async Task<AttachmentRow?> FindAsync(long key, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Attachments.AsNoTracking().FirstOrDefaultAsync(row => row.Id == key, cancellationToken);
    }

    /// <summary>The content of a file, for reading from its beginning to its end.</summary>
    /// <exception cref="FileNotFoundException">It was deleted when its time was over.</exception>
    public ValueTask<Stream> OpenAsync(AttachmentRow file, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(file);
        return contents.OpenAsync(file.Hash, cancellationToken);
    }

    /// <summary>Deletes what no row names any more: content whose time is over, and what a crash left behind. Answers how much was deleted.</summary>
    public async Task<int> SweepAsync(CancellationToken cancellationToken)
    {
        var before = clock.NowToTheMillisecond() - LeftAlone;
        var deleted = await contents.SweepAsync(before, cancellationToken);
        if (!Directory.Exists(contents.Incoming))
            return deleted;
        foreach (var part in Directory.EnumerateFiles(contents.Incoming, "*" + Part).Where(file => AttachmentFiles.WrittenAt(file) <= before).ToList())
        {
            File.Delete(part);
            deleted++;
        }

        return deleted;
    }

    private static async Task<(long Length, string Hash, string? ContentType)> ReceiveAsync(Stream content, string path, CancellationToken cancellationToken)
    {
        await using var file = Open(path);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[65_536];
        var length = 0L;
        while (length <= MostBytes && await content.ReadAsync(buffer, cancellationToken) is > 0 and var read)
        {
            hash.AppendData(buffer, 0, read);
            await KeepAsync(file, buffer.AsMemory(0, read), cancellationToken);
            length += read;
        }

        if (length is 0 or > MostBytes)
            return (length, "", null);
        AttachmentFiles.Keep(() => file.Flush(flushToDisk: true));
        return (length, Convert.ToHexStringLower(hash.GetHashAndReset()), ContentKind.Of(file));
    }

    // No buffer of its own: what is still in one when the disk is full would be tried again, and fail, on closing.
    private static FileStream Open(string path)
    {
        FileStream? file = null;
        AttachmentFiles.Keep(() => file = new FileStream(path, FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 0, FileOptions.Asynchronous));
        return file!;
    }

    private static async ValueTask KeepAsync(FileStream file, ReadOnlyMemory<byte> content, CancellationToken cancellationToken)
    {
        try
        {
            await file.WriteAsync(content, cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CannotBeSavedException(fault);
        }
    }

    private static string NameOf(string? name, string contentType)
    {
        var last = name?.Split('/', '\\')[^1] ?? "";
        var clean = string.Concat(last.Where(c => !char.IsControl(c))).Trim();
        if (clean.Length == 0)
            return "file" + ContentKind.EndingOf(contentType);
        return clean.Length <= NameLength ? clean : clean[^NameLength..];
    }
}

/// <summary>Writes the row of a file that lies in the store.</summary>
internal sealed class AddAttachment(string name, string contentType, long length, string hash, long? conversation) : Command<TakenFile>
{
    protected internal override async ValueTask<TakenFile> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        var key = await session.NextAsync("attachment", cancellationToken);
        session.Db.Attachments.Add(new() { Id = key, Name = name, ContentType = contentType, Length = length, Hash = hash, Conversation = conversation, CreatedAt = session.Now });
        return new(key, name, contentType, length);
    }
}
