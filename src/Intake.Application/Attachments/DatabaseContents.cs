using Intake.Application.Data;
using Intake.Application.Writing;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Attachments;

/// <summary>Content in the database, in pieces, so that no more than one of them is in memory for each reader and writer.</summary>
/// <param name="incoming">The folder of this node for what is being received.</param>
/// <param name="contexts">The database.</param>
/// <param name="clock">The clock.</param>
internal sealed class DatabaseContents(string incoming, IDbContextFactory<IntakeDbContext> contexts, TimeProvider clock) : IAttachmentContents
{
    internal const int PartLength = 256 * 1024;

    public string Incoming => incoming;

    public async Task KeepAsync(string file, string hash, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(file, hash, cancellationToken);
        }
        catch (Exception fault) when (DatabaseFaults.IsRepeat(fault))
        {
            // The same content at the same time on another connection: it is kept, and ours was not.
        }
        catch (Exception fault) when (CannotBeSavedException.IsOne(fault))
        {
            throw new CannotBeSavedException(fault);
        }
    }

    public async ValueTask<Stream> OpenAsync(string hash, CancellationToken cancellationToken) =>
        await PartAsync(hash, 0, cancellationToken) is { } first
            ? new Pieces(this, hash, first)
            : throw new FileNotFoundException("The content is not in the database.", hash);

    public async Task<int> SweepAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var unnamed = db.AttachmentContents.Where(row => row.KeptAt <= before && !db.Attachments.Any(file => file.Hash == row.Hash));
        var count = await unnamed.CountAsync(row => row.Part == 0, cancellationToken);
        if (count > 0)
            await unnamed.ExecuteDeleteAsync(cancellationToken);
        return count;
    }

    private async Task WriteAsync(string file, string hash, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var now = clock.NowToTheMillisecond();
        if (await db.AttachmentContents.Where(row => row.Hash == hash).ExecuteUpdateAsync(set => set.SetProperty(row => row.KeptAt, now), cancellationToken) == 0)
        {
            await using var content = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
            var buffer = new byte[PartLength];
            for (var part = 0; await content.ReadAtLeastAsync(buffer, PartLength, throwOnEndOfStream: false, cancellationToken) is > 0 and var read; part++)
            {
                db.AttachmentContents.Add(new() { Hash = hash, Part = part, Content = buffer[..read], KeptAt = now });
                await db.SaveChangesAsync(cancellationToken);
                db.ChangeTracker.Clear();
            }
        }

        await transaction.CommitAsync(cancellationToken);
    }

    private async Task<byte[]?> PartAsync(string hash, int part, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.AttachmentContents.Where(row => row.Hash == hash && row.Part == part).Select(row => row.Content).FirstOrDefaultAsync(cancellationToken);
    }

    /// <summary>Piece after piece, each asked for when the one before it has been read.</summary>
    private sealed class Pieces(DatabaseContents contents, string hash, byte[] first) : Stream
    {
        private byte[] _piece = first;
        private int _number;
        private int _read;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            if (_read == _piece.Length)
            {
                // A short piece is the last one.
                if (_piece.Length < PartLength || await contents.PartAsync(hash, _number + 1, cancellationToken) is not { } next)
                    return 0;
                (_piece, _number, _read) = (next, _number + 1, 0);
            }

            var length = Math.Min(buffer.Length, _piece.Length - _read);
            _piece.AsMemory(_read, length).CopyTo(buffer);
            _read += length;
            return length;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException("To be read asynchronously.");

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush()
        {
        }
    }
}
