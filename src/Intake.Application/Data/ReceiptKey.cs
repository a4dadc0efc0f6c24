using System.Security.Cryptography;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;

namespace Intake.Application.Data;

/// <summary>
/// The server key that receipts' secrets are derived with (<see cref="ReceiptSecret"/>): in the file that
/// <c>Receipts__KeyFile</c> names; else beside an embedded database in <c>receipt.key</c>, and where several nodes share a
/// server, in its table of what the product remembers of itself. It is in no table of tickets. Made at the first start.
/// Without it every receipt given out so far is worthless: it belongs in the backup.
/// </summary>
public sealed class ReceiptKey
{
    private const string FileName = "receipt.key";
    private const string Setting = "receipt-key";
    private const int Length = 32;

    private readonly Lazy<byte[]> _value;

    /// <summary>The key of this installation; looked for when it is first asked for.</summary>
    public ReceiptKey(DatabaseOptions options, IDbContextFactory<IntakeDbContext> contexts, IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(configuration);
        var own = Path.Combine(options.Folder, FileName);
        var named = configuration["Receipts:KeyFile"] is { Length: > 0 } file ? Path.GetFullPath(file) : null;
        _value = new(() => named is null && !options.IsEmbedded ? OfServer(contexts, own) : OfFile(named ?? own));
    }

    /// <summary>The key, 32 bytes or more.</summary>
    /// <exception cref="InvalidDataException">What is kept is no key.</exception>
    public byte[] Value => _value.Value;

    private static byte[] OfFile(string path)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!File.Exists(path))
            MakeFile(path);
        return Read(File.ReadAllText(path), path);
    }

    private static byte[] OfServer(IDbContextFactory<IntakeDbContext> contexts, string own)
    {
        using var db = contexts.CreateDbContext();
        if (Remembered(db) is { } known)
            return Read(known, Setting);
        // What a node has in a file of its own was the key until now.
        var value = File.Exists(own) ? File.ReadAllText(own).Trim() : New();
        db.Settings.Add(new() { Id = Setting, Value = value });
        try
        {
            db.SaveChanges();
        }
        catch (DbUpdateException fault) when (DatabaseFaults.IsRepeat(fault))
        {
            // Another node made it in the same moment: its key is the one.
            value = Remembered(db)!;
        }

        return Read(value, Setting);
    }

    private static string? Remembered(IntakeDbContext db) => db.Settings.AsNoTracking().Where(row => row.Id == Setting).Select(row => row.Value).FirstOrDefault();

    private static string New() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Length));

    private static byte[] Read(string written, string where)
    {
        try
        {
            if (Convert.FromHexString(written.Trim()) is { Length: >= Length } key)
                return key;
        }
        catch (FormatException)
        {
            // Said below, as for one that is too short.
        }

        throw new InvalidDataException($"{where} holds no receipt key.");
    }

    private static void MakeFile(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var writer = new StreamWriter(path, System.Text.Encoding.ASCII, options);
            writer.Write(New());
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process made it in the same moment: its key is the one.
        }
    }
}
