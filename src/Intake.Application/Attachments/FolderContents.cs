using Intake.Application.Data;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Attachments;

/// <summary>Content in a folder, each under its hash. Several nodes may share one.</summary>
/// <param name="folder">The folder; made when it is missing.</param>
/// <param name="contexts">Where the rows of files are.</param>
internal sealed class FolderContents(string folder, IDbContextFactory<IntakeDbContext> contexts) : IAttachmentContents
{
    private const string Leaving = ".leaving";
    private const int HashLength = 64;
    private const int AtOnce = 500;

    public string Incoming => folder;

    public Task KeepAsync(string file, string hash, CancellationToken cancellationToken)
    {
        var path = PathOf(hash);
        AttachmentFiles.Keep(() =>
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.Move(file, path, overwrite: true);
        });
        return Task.CompletedTask;
    }

    public ValueTask<Stream> OpenAsync(string hash, CancellationToken cancellationToken)
    {
        var path = PathOf(hash);
        return File.Exists(path)
            ? ValueTask.FromResult<Stream>(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 16_384, FileOptions.Asynchronous | FileOptions.SequentialScan))
            : throw new FileNotFoundException("The content is not in the folder of attachments.", hash);
    }

    public async Task<int> SweepAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        var deleted = 0;
        if (!Directory.Exists(folder))
            return deleted;
        foreach (var part in Directory.EnumerateDirectories(folder).ToList())
            deleted += await SweepAsync(part, before, cancellationToken);
        return deleted;
    }

    private async Task<int> SweepAsync(string part, DateTimeOffset before, CancellationToken cancellationToken)
    {
        // What a sweep was about to delete when the machine stopped, back to where it was, to be looked at again.
        foreach (var file in Directory.EnumerateFiles(part, "*" + Leaving).ToList())
            PutBack(file);
        var old = Directory.EnumerateFiles(part).Where(file => Path.GetFileName(file).Length == HashLength && AttachmentFiles.WrittenAt(file) <= before).Select(file => Path.GetFileName(file)).ToList();
        if (old.Count == 0)
            return 0;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var deleted = 0;
        foreach (var some in old.Chunk(AtOnce))
        {
            var named = await db.Attachments.Where(row => some.Contains(row.Hash)).Select(row => row.Hash).Distinct().ToListAsync(cancellationToken);
            deleted += some.Except(named, StringComparer.Ordinal).Count(hash => Delete(Path.Combine(part, hash), before));
        }

        return deleted;
    }

    // Moved away first and looked at once more: somebody may have sent the same content again in this moment, and then it is new.
    private static bool Delete(string path, DateTimeOffset before)
    {
        var leaving = path + Leaving;
        File.Move(path, leaving);
        if (AttachmentFiles.WrittenAt(leaving) > before)
        {
            PutBack(leaving);
            return false;
        }

        File.Delete(leaving);
        return true;
    }

    private static void PutBack(string leaving)
    {
        var path = leaving[..^Leaving.Length];
        if (File.Exists(path))
            File.Delete(leaving);
        else
            File.Move(leaving, path);
    }

    private string PathOf(string hash) => Path.Combine(folder, hash[..2], hash);
}
