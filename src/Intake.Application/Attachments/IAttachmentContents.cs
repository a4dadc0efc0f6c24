using Intake.Application.Writing;

namespace Intake.Application.Attachments;

/// <summary>
/// The seam for where the content of files lies: in a folder, which may be shared (<c>Attachments__Folder</c>), or in the
/// database, where several nodes have no folder in common. Content is known by its SHA-256, so that the same one twice is kept once.
/// </summary>
public interface IAttachmentContents
{
    /// <summary>The folder of this node in which a file lies while it is being received.</summary>
    string Incoming { get; }

    /// <summary>Keeps a file that was received. It is durable when this is done; kept again, it counts as new.</summary>
    /// <param name="file">The path in <see cref="Incoming"/>; may be gone afterwards.</param>
    /// <param name="hash">SHA-256 of the content, lower-case hexadecimal.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="CannotBeSavedException">The disk is full or cannot be written; nothing is kept.</exception>
    Task KeepAsync(string file, string hash, CancellationToken cancellationToken);

    /// <summary>The content, for reading from its beginning to its end.</summary>
    /// <param name="hash">SHA-256 of the content, lower-case hexadecimal.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="FileNotFoundException">It is not there.</exception>
    ValueTask<Stream> OpenAsync(string hash, CancellationToken cancellationToken);

    /// <summary>Deletes the content that no row of a file names. Answers how many.</summary>
    /// <param name="before">What was kept later is left alone: its row may be on its way.</param>
    /// <param name="cancellationToken">Ends it.</param>
    Task<int> SweepAsync(DateTimeOffset before, CancellationToken cancellationToken);
}

/// <summary>What is done with files of the disk in more than one place.</summary>
internal static class AttachmentFiles
{
    /// <summary>Writes; a disk that is full is no fault of the sender's, nor of the program's.</summary>
    /// <exception cref="CannotBeSavedException">The disk is full or cannot be written.</exception>
    public static void Keep(Action write)
    {
        try
        {
            write();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new CannotBeSavedException(fault);
        }
    }

    /// <summary>When a file was last written.</summary>
    public static DateTimeOffset WrittenAt(string file) => new(File.GetLastWriteTimeUtc(file));
}
