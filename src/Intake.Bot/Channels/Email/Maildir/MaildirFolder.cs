using System.Globalization;

namespace Intake.Bot.Channels.Email.Maildir;

/// <summary>
/// One Maildir: a mail server or fetcher puts mails into <c>new</c>, whole and by a rename, and what was handled is renamed
/// into <c>cur</c>. A mail that cannot be handled however often it is tried goes to the folder <c>.Poison</c>, which mail
/// programs show beside the others, with the reason beside it.
/// </summary>
internal sealed class MaildirFolder(string path)
{
    private const string TriesFolder = "intake-tries";
    private const string PoisonFolder = ".Poison";

    /// <summary>The folder.</summary>
    public string Path { get; } = path;

    /// <summary>Whether it has the folders that make it a Maildir.</summary>
    public bool IsThere => Directory.Exists(In("new")) && Directory.Exists(In("cur"));

    /// <summary>The names of what has come, the oldest first: names of a Maildir begin with the second in which the mail came.</summary>
    public IReadOnlyList<string> Waiting() =>
        [.. Directory.EnumerateFiles(In("new")).Select(file => System.IO.Path.GetFileName(file)).Where(name => !name.StartsWith('.')).Order(StringComparer.Ordinal)];

    /// <summary>Opens a mail.</summary>
    public FileStream Open(string name) =>
        new(In("new", name), new FileStreamOptions { Mode = FileMode.Open, Access = FileAccess.Read, Share = FileShare.ReadWrite | FileShare.Delete, Options = FileOptions.Asynchronous | FileOptions.SequentialScan, BufferSize = 0 });

    /// <summary>Writes down that a mail is being tried, before it is: whatever a mail does to the program, it does not do it for ever. Answers how often it was tried before.</summary>
    public int Begin(string name)
    {
        Directory.CreateDirectory(In(TriesFolder));
        var file = In(TriesFolder, name);
        var tries = File.Exists(file) && int.TryParse(File.ReadAllText(file), NumberStyles.None, CultureInfo.InvariantCulture, out var before) ? before : 0;
        File.WriteAllText(file, (tries + 1).ToString(CultureInfo.InvariantCulture));
        return tries;
    }

    /// <summary>The try did not count: it was not the mail's fault.</summary>
    public void Forget(string name) => File.Delete(In(TriesFolder, name));

    /// <summary>It is handled, and durable. Another node may have been quicker.</summary>
    public void Done(string name)
    {
        Move(In("new", name), In("cur", Seen(name)));
        Forget(name);
    }

    /// <summary>Puts it where it is not tried any more.</summary>
    /// <param name="name">The mail.</param>
    /// <param name="reason">Why: a code.</param>
    public void Poison(string name, string reason)
    {
        foreach (var part in (string[])["new", "cur", "tmp", "reasons"])
            Directory.CreateDirectory(In(PoisonFolder, part));
        // What tells a folder beside the inbox from one of another kind (Maildir++).
        File.WriteAllText(In(PoisonFolder, "maildirfolder"), "");
        File.WriteAllText(In(PoisonFolder, "reasons", name), reason + "\n");
        Move(In("new", name), In(PoisonFolder, "new", name));
        Forget(name);
    }

    private static void Move(string from, string to)
    {
        try
        {
            File.Move(from, to, overwrite: true);
        }
        catch (FileNotFoundException)
        {
            // Another node has moved it, or its owner has: it is out of the way.
        }
    }

    // The mark that it was seen. Windows allows no colon in a name.
    private static string Seen(string name)
    {
        var mark = OperatingSystem.IsWindows() ? ';' : ':';
        var flags = name.LastIndexOf($"{mark}2,", StringComparison.Ordinal);
        return $"{(flags < 0 ? name : name[..flags])}{mark}2,S";
    }

    private string In(params ReadOnlySpan<string> parts) => System.IO.Path.Join([Path, .. parts]);
}
