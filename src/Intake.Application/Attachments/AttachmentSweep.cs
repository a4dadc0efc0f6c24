using Intake.Application.Data;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Attachments;

/// <summary>Deletes from the attachments' folder what no row names any more: files whose time is over, and what a crash left behind.</summary>
public sealed class AttachmentSweep(IDbContextFactory<IntakeDbContext> contexts, AttachmentStore store, TimeProvider clock)
{
    /// <summary>How long a file is left alone after it was written: its row may be on its way. Default a day.</summary>
    public static readonly TimeSpan LeftAlone = TimeSpan.FromDays(1);

    private const string Leaving = ".leaving";
    private const int HashLength = 64;

    /// <summary>Sweeps once; answers how many files were deleted.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(store.Folder))
            return 0;
        var deleted = 0;
        foreach (var part in Directory.EnumerateFiles(store.Folder, "*.part").Where(IsOld).ToList())
        {
            File.Delete(part);
            deleted++;
        }

        foreach (var folder in Directory.EnumerateDirectories(store.Folder).ToList())
            deleted += await SweepAsync(folder, cancellationToken);
        return deleted;
    }

    private async Task<int> SweepAsync(string folder, CancellationToken cancellationToken)
    {
        // What a sweep was about to delete when the machine stopped, back to where it was, to be looked at again.
        foreach (var file in Directory.EnumerateFiles(folder, "*" + Leaving).ToList())
            PutBack(file);
        var old = Directory.EnumerateFiles(folder).Where(file => Path.GetFileName(file).Length == HashLength && IsOld(file)).Select(file => Path.GetFileName(file)).ToList();
        if (old.Count == 0)
            return 0;
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var deleted = 0;
        foreach (var some in old.Chunk(500))
        {
            var named = await db.Attachments.Where(row => some.Contains(row.Hash)).Select(row => row.Hash).Distinct().ToListAsync(cancellationToken);
            deleted += some.Except(named, StringComparer.Ordinal).Count(hash => Delete(Path.Combine(folder, hash)));
        }

        return deleted;
    }

    // Moved away first and looked at once more: somebody may have sent the same content again in this moment, and then it is new.
    private bool Delete(string path)
    {
        var leaving = path + Leaving;
        File.Move(path, leaving);
        if (!IsOld(leaving))
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

    private bool IsOld(string file) => clock.GetUtcNow() - new DateTimeOffset(File.GetLastWriteTimeUtc(file)) >= LeftAlone;
}
