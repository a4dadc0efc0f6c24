using System.Globalization;
using Intake.Bot.Channels.Email.Mime;
using Intake.Bot.Channels.Email.Smtp;
using Microsoft.Extensions.Configuration;

namespace Intake.Bot.Channels.Email;

/// <summary>How mail comes and leaves: <c>Email__Maildir</c>, <c>Email__Smtp</c>, <c>Email__Address</c>, <c>Email__PollSeconds</c>.</summary>
/// <param name="Maildirs">Folders that a mail server or a fetcher fills, full paths.</param>
/// <param name="Smtp">Where mail is handed over to be sent.</param>
/// <param name="Address">The address that people write to.</param>
/// <param name="Poll">How often the folders are looked at. Default 5 seconds.</param>
internal sealed record EmailOptions(IReadOnlyList<string> Maildirs, SmtpServer Smtp, Mailbox Address, TimeSpan Poll)
{
    /// <summary>The longest part of the address before its at sign: RFC 5321 allows 64 characters, and a signed reply address needs 30 of them.</summary>
    public const int LongestLocal = 34;

    private const int DefaultPoll = 5;
    private const int LongestPoll = 3_600;

    /// <summary>The options; null when none of the keys is set, and the channel is off.</summary>
    /// <exception cref="FormatException">A key is wrong or missing; the message says which in one sentence.</exception>
    public static EmailOptions? From(IConfiguration settings)
    {
        var (maildir, smtp, address) = (settings["Email:Maildir"], settings["Email:Smtp"], settings["Email:Address"]);
        if (string.IsNullOrWhiteSpace(maildir) && string.IsNullOrWhiteSpace(smtp) && string.IsNullOrWhiteSpace(address))
            return null;
        return new(MaildirsOf(Needed("Email__Maildir", maildir)), SmtpServer.Parse("Email__Smtp", Needed("Email__Smtp", smtp)), AddressOf(Needed("Email__Address", address)), PollOf(settings["Email:PollSeconds"]));
    }

    private static string Needed(string name, string? value) =>
        string.IsNullOrWhiteSpace(value) ? throw new FormatException($"{name} is not set: e-mail needs Email__Maildir, Email__Smtp and Email__Address.") : value.Trim();

    private static List<string> MaildirsOf(string written)
    {
        var folders = written.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return folders.Length > 0 && folders.All(Path.IsPathFullyQualified)
            ? [.. folders.Select(folder => Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder))).Distinct(StringComparer.Ordinal)]
            : throw new FormatException($"Email__Maildir: '{written}' is not the full path of a folder, or several with ; between them.");
    }

    private static Mailbox AddressOf(string written)
    {
        if (!MailAddresses.IsAddress(written) || written.Any(c => c > 0x7E))
            throw new FormatException($"Email__Address: '{written}' is not an address such as 12345@example.org.");
        var address = new Mailbox(written, null);
        if (address.Local.Length > LongestLocal || address.Local.Contains('+', StringComparison.Ordinal))
            throw new FormatException($"Email__Address: '{written}' has to have at most {LongestLocal.ToString(CultureInfo.InvariantCulture)} characters before the at sign, and no plus sign, so that a signed reply address finds room there.");
        return address;
    }

    private static TimeSpan PollOf(string? written) =>
        string.IsNullOrWhiteSpace(written) ? TimeSpan.FromSeconds(DefaultPoll)
        : double.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and <= LongestPoll ? TimeSpan.FromSeconds(seconds)
        : throw new FormatException($"Email__PollSeconds: '{written}' is not a number of seconds up to {LongestPoll.ToString(CultureInfo.InvariantCulture)}.");
}
