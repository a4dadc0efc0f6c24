using System.Text;

namespace Intake.Bot.Channels.Email.Mime;

/// <summary>What a report on delivery says (RFC 3464).</summary>
internal static class DeliveryStatus
{
    private const int MostBytes = 64 * 1024;
    private const string Unknown = "5.0.0";

    /// <summary>The code for why a letter was not delivered, such as <c>5.1.1</c>; null when it was, or is on its way still.</summary>
    /// <param name="reader">The report; read from its first part on.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<string?> FailureAsync(MimeReader reader, CancellationToken cancellationToken)
    {
        while (await reader.NextAsync(cancellationToken) is { } part)
        {
            if (part.Type.Value is "message/delivery-status" or "message/global-delivery-status")
                return FailureIn(await ReadAsync(part.Body, cancellationToken));
        }

        // Written for people alone: such a letter is only sent when something has failed.
        return Unknown;
    }

    private static string? FailureIn(string report)
    {
        var fields = report.ReplaceLineEndings("\n").Split('\n').Select(line => line.Split(':', 2)).Where(parts => parts.Length == 2)
            .Select(parts => (Name: parts[0].Trim().ToLowerInvariant(), Value: parts[1].Trim())).ToList();
        var actions = fields.Where(field => field.Name == "action").Select(field => field.Value.ToLowerInvariant()).ToList();
        var status = fields.Where(field => field.Name == "status").Select(field => field.Value.Split(' ')[0]).FirstOrDefault(IsCode);
        // Delayed, relayed, expanded: nothing is lost yet.
        if (actions.Count > 0 ? !actions.Contains("failed") : status?.StartsWith('5') != true)
            return null;
        return status ?? Unknown;
    }

    private static bool IsCode(string status) => status.Length is > 0 and <= 11 && status.All(c => char.IsAsciiDigit(c) || c == '.');

    private static async Task<string> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        using var read = new MemoryStream();
        var buffer = new byte[4_096];
        while (read.Length < MostBytes && await body.ReadAsync(buffer, cancellationToken) is > 0 and var length)
            read.Write(buffer, 0, length);
        return Encoding.Latin1.GetString(read.GetBuffer(), 0, (int)read.Length);
    }
}
