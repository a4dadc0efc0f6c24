using Intake.Application.TextMessages;
using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Decisions;

namespace Intake.Application.Tickets;

/// <summary>How the requester can be reached; every part may be missing.</summary>
public sealed record Contact(string? Name, string? Phone, string? Email)
{
    /// <summary>Whether nothing is given.</summary>
    public bool IsEmpty => string.IsNullOrWhiteSpace(Name) && string.IsNullOrWhiteSpace(Phone) && string.IsNullOrWhiteSpace(Email);
}

/// <summary>What somebody asks, as a channel hands it over.</summary>
public sealed record Submission
{
    /// <summary>What happened, in the requester's words.</summary>
    public required string Text { get; init; }

    /// <summary>Kind; null lets the service decide.</summary>
    public TicketKind? Kind { get; init; }

    /// <summary>Service code; null lets the text propose one, and leaves it open when the proposal is unsure.</summary>
    public string? Service { get; init; }

    /// <summary>Place code.</summary>
    public string? Place { get; init; }

    /// <summary>The place in the requester's words.</summary>
    public string? PlaceText { get; init; }

    /// <summary>The place on the map.</summary>
    public MapPoint? Point { get; init; }

    /// <summary>Address of a picture or film; kept as words, never fetched.</summary>
    public string? MediaUrl { get; init; }

    /// <summary>Channel, such as <c>webchat</c> or <c>api</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>The requester's language.</summary>
    public required Language Language { get; init; }

    /// <summary>How much of the requester is shown.</summary>
    public Anonymity Anonymity { get; init; } = Anonymity.CentreOnly;

    /// <summary>Contact data; never kept when anonymous.</summary>
    public Contact? Contact { get; init; }

    /// <summary>Answers to the service's questions.</summary>
    public IReadOnlyDictionary<string, string> Answers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Keys of files taken in before.</summary>
    public IReadOnlyList<long> Files { get; init; } = [];

    /// <summary>When it came in, from which on time counts; null for now. Paper out of a box came in when the box was opened, however much later somebody types it.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>Conversation that hears what happens; null when there is none.</summary>
    public long? Conversation { get; init; }

    /// <summary>Which text messages the requester wants.</summary>
    public Texting Texting { get; init; }

    /// <summary>What it was answered at once; null when it was not.</summary>
    public AnswerDraft? Answer { get; init; }
}

/// <summary>接收: makes a ticket. The same use case for every channel; the receipt's secret is derived from the number by whoever shows it.</summary>
public sealed class SubmitRequest(Submission submission, Actor actor) : Command<Outcome<Ticket>>
{
    /// <inheritdoc/>
    protected internal override ValueTask<Outcome<Ticket>> ExecuteAsync(WriteSession session, CancellationToken cancellationToken) =>
        SubmitAsync(session, submission, actor, cancellationToken);

    /// <summary>The use case inside a running session, for commands that do more than this.</summary>
    public static async ValueTask<Outcome<Ticket>> SubmitAsync(WriteSession session, Submission submission, Actor actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        ArgumentNullException.ThrowIfNull(submission);
        if (string.IsNullOrWhiteSpace(submission.Text))
            return TicketRefusals.TextIsMissing(TextRole.Matter);
        var most = session.Authority.Policy.MessageCharacters;
        if (submission.Text.Length > most)
            return TicketRefusals.TextIsTooLong(most);
        if (TextMessaging.Refusal(submission) is { } noText)
            return noText;
        var (service, confidence) = ServiceOf(session.Authority, submission);
        var deciding = submission.ReceivedAt is { } came ? session.By(actor) with { At = came } : session.By(actor);
        var id = await session.NewTicketIdAsync(deciding.At, cancellationToken);
        var drafts = new TicketDrafts(session, id, cancellationToken);
        var requester = await RequesterAsync(session, submission, cancellationToken);
        var received = Receiving.Receive(deciding, new()
        {
            Kind = submission.Kind,
            Service = service,
            Confidence = confidence,
            Place = submission.Place ?? PlaceFinder.Find(session.Authority, $"{submission.PlaceText} {submission.Text}")?.Code,
            Channel = submission.Channel,
            Language = submission.Language,
            Anonymity = submission.Anonymity,
            Requester = requester?.Id,
            Matter = await drafts.RequiredAsync(TextRole.Matter, submission.Text),
            Particulars = await ParticularsAsync(drafts, submission),
            Files = await drafts.FilesAsync(submission.Files),
            HearsByText = submission.Texting.HasFlag(Texting.News),
        });
        if (!received.Succeeded)
            return received.Refusal;
        // Decided before anything is kept, so that what cannot be answered so is not taken in either.
        var answer = submission.Answer is { } draft ? await draft.DecideAsync(deciding, TicketFold.Begin(id, received.Value, deciding.At), drafts) : Decision.Of();
        if (!answer.Succeeded || drafts.Problem is not null)
            return answer.Refusal ?? drafts.Problem!;
        drafts.Keep();
        if (requester is not null)
            session.Db.Requesters.Add(requester);
        if (submission.Conversation is { } conversation)
            session.Db.Subscriptions.Add(new() { Ticket = id.Value, Conversation = conversation });
        var ticket = await session.ReceiveAsync(id, deciding, received.Value, cancellationToken);
        if (answer.Value.Length > 0)
            ticket = await session.AppendAsync(ticket, actor, answer.Value, cancellationToken);
        if (submission.Texting.HasFlag(Texting.Receipt))
            await TextMessaging.SendReceiptAsync(session, ticket, cancellationToken);
        return ticket;
    }

    private static async ValueTask<TextRef?> ParticularsAsync(TicketDrafts drafts, Submission submission)
    {
        var particulars = new TicketParticulars(string.IsNullOrWhiteSpace(submission.PlaceText) ? null : submission.PlaceText.Trim(), submission.Answers)
        {
            Point = submission.Point,
            MediaUrl = submission.MediaUrl,
        };
        return particulars.IsEmpty ? null : await drafts.RequiredAsync(TextRole.Particulars, particulars.ToJson());
    }

    /// <summary>The service of a request: as it was said, or the one that its text is sure of; null when none.</summary>
    public static (string? Service, double Confidence) ServiceOf(Authority authority, Submission submission)
    {
        if (submission.Service is not null)
            return (submission.Service, 1);
        var proposals = ServiceProposal.Propose(authority, submission.Text, submission.Kind);
        return proposals.Count > 0 && proposals[0].Confidence >= authority.Policy.SureOfService
            ? (proposals[0].Service.Code, proposals[0].Confidence)
            : (null, 0);
    }

    private static async ValueTask<RequesterRow?> RequesterAsync(WriteSession session, Submission submission, CancellationToken cancellationToken)
    {
        if (submission.Anonymity == Anonymity.Anonymous || submission.Contact is not { IsEmpty: false } contact)
            return null;
        return RequesterOf(contact, await session.NextAsync("requester", cancellationToken), session.Now);
    }

    /// <summary>Contact data as they are kept.</summary>
    internal static RequesterRow RequesterOf(Contact contact, long id, DateTimeOffset now) => new()
    {
        Id = id,
        Name = Clean(contact.Name),
        Phone = Clean(contact.Phone),
        Email = Clean(contact.Email),
        CreatedAt = now,
    };

    private static string? Clean(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim() is { Length: > 200 } longer ? longer[..200] : value.Trim();
}
