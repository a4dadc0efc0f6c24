using System.Security.Cryptography;

namespace Intake.Application.Data;

/// <summary>The server key that receipts' secrets are derived with. It lies in a file of its own under the data folder, in no table of tickets.</summary>
public static class ReceiptKey
{
    private const string FileName = "receipt.key";
    private const int Length = 32;

    /// <summary>Reads the key, or makes one at first start. Losing the file makes every receipt given out so far worthless: it belongs in the backup.</summary>
    /// <exception cref="InvalidDataException">The file is there and holds no key.</exception>
    public static byte[] ReadOrMake(string folder)
    {
        var path = Path.Combine(folder, FileName);
        Directory.CreateDirectory(folder);
        if (!File.Exists(path))
            Make(path);
        var key = Convert.FromHexString(File.ReadAllText(path).Trim());
        return key.Length >= Length ? key : throw new InvalidDataException($"{path} holds no receipt key.");
    }

    private static void Make(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        try
        {
            using var writer = new StreamWriter(path, System.Text.Encoding.ASCII, options);
            writer.Write(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(Length)));
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process made it in the same moment: its key is the one.
        }
    }
}
