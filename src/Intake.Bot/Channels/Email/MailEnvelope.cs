using Intake.Bot.Channels.Email.Mime;

namespace Intake.Bot.Channels.Email;

/// <summary>What the headers of a mail say about who sent it, how and to whom.</summary>
internal sealed record MailEnvelope
{
    // Where a mail server writes down to whom it has delivered.
    private static readonly string[] Receiving = ["Delivered-To", "X-Original-To", "Envelope-To", "X-Envelope-To", "To", "Cc", "Resent-To", "Resent-Cc"];
    private const int MostReceivers = 200;

    /// <summary>All headers.</summary>
    public required MailHeaders Headers { get; init; }

    /// <summary>Who wrote it; null when that cannot be told.</summary>
    public Mailbox? From { get; init; }

    /// <summary>Whether it names one writer and no more: only then is it known who wrote it.</summary>
    public bool HasOneWriter { get; init; }

    /// <summary>Where failures are reported to: empty where there is to be no report (<c>&lt;&gt;</c>), null when nothing is said about it.</summary>
    public string? ReturnPath { get; init; }

    /// <summary>The signed address that it was sent to; null when it was sent to none.</summary>
    public SignedAddress? SentTo { get; init; }

    /// <summary>Whether it comes from an address of ours.</summary>
    public bool IsFromUs { get; init; }

    /// <summary>Its own id, without white space; null when it has none.</summary>
    public string? MessageId { get; init; }

    /// <summary>Reads the headers of a mail.</summary>
    public static MailEnvelope Read(MailHeaders headers, SignedAddresses addresses)
    {
        var written = headers.Each("From").Take(2).ToList();
        var writers = written.SelectMany(MailAddresses.Read).ToList();
        var path = headers.First("Return-Path");
        return new()
        {
            Headers = headers,
            From = writers is [var first, ..] ? first : null,
            HasOneWriter = written.Count == 1 && writers.Count == 1,
            ReturnPath = path is null ? null : MailAddresses.Read(path) is [var back, ..] ? back.Address : "",
            SentTo = addresses.Find(Receiving.SelectMany(headers.Each).Take(MostReceivers).SelectMany(MailAddresses.Read).Take(MostReceivers)),
            IsFromUs = writers.Any(addresses.IsOurs),
            MessageId = headers.First("Message-ID") is { } id && !string.IsNullOrWhiteSpace(id) ? string.Concat(id.Where(c => !char.IsWhiteSpace(c))) : null,
        };
    }
}
