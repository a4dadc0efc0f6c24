using Intake.Domain.Catalogue;
using Intake.Domain.Tickets.Changes;

namespace Intake.Domain.Tickets.Decisions;

/// <summary>What somebody asks, before it is a ticket.</summary>
public sealed record Request
{
    /// <summary>What it is; null lets the service decide.</summary>
    public TicketKind? Kind { get; init; }

    /// <summary>Code of the service; null when nobody is sure.</summary>
    public string? Service { get; init; }

    /// <summary>How sure the service is: 1 when a person chose it.</summary>
    public double Confidence { get; init; } = 1;

    /// <summary>Code of the place.</summary>
    public string? Place { get; init; }

    /// <summary>The channel.</summary>
    public required string Channel { get; init; }

    /// <summary>The requester's language.</summary>
    public required Language Language { get; init; }

    /// <summary>How much of the requester is shown.</summary>
    public required Anonymity Anonymity { get; init; }

    /// <summary>Key of the requester; null when nothing is known.</summary>
    public long? Requester { get; init; }

    /// <summary>The text.</summary>
    public required TextRef Matter { get; init; }

    /// <summary>The place in words and the answers to the service's questions, as <see cref="TicketParticulars"/> writes them; null when there are none.</summary>
    public TextRef? Particulars { get; init; }

    /// <summary>Files.</summary>
    public IReadOnlyList<AttachmentRef> Files { get; init; } = [];

    /// <summary>Whether the requester agreed to be told by text message what happens.</summary>
    public bool HearsByText { get; init; }
}

/// <summary>接收: a request becomes a ticket. Nothing that can be read is turned away here; what is not ours is declined later, with the right door.</summary>
public static class Receiving
{
    /// <summary>The first change of a ticket. Promise and acceptance are counted from now; the promise is provisional until acceptance.</summary>
    public static Outcome<Received> Receive(Deciding deciding, Request request)
    {
        ArgumentNullException.ThrowIfNull(deciding);
        ArgumentNullException.ThrowIfNull(request);
        var authority = deciding.Authority;
        if (request.Service is not null && !authority.Services.ContainsKey(request.Service))
            return TicketRefusals.NoSuchService;
        if (request.Place is not null && !authority.Places.ContainsKey(request.Place))
            return TicketRefusals.NoSuchPlace;
        var service = request.Service is null ? null : authority.Services[request.Service];
        if (service is not null && request.Kind is { } asked && !service.Kinds.Contains(asked))
            return TicketRefusals.KindNotTaken;
        var limits = authority.LimitsOf(request.Service);
        return new Received(
            request.Kind ?? service?.Kinds[0] ?? TicketKind.Complaint,
            request.Service,
            request.Service is null ? 0 : request.Confidence,
            request.Place,
            request.Channel,
            request.Language.Tag,
            request.Anonymity,
            request.Anonymity == Anonymity.Anonymous ? null : request.Requester,
            request.Matter,
            request.Particulars,
            request.Files,
            authority.Centre.Code)
        {
            HearsByText = request.HearsByText,
            Clocks =
            [
                TicketClocks.Start(authority, ClockKind.Acceptance, limits.Acceptance, authority.Centre.Calendar, deciding.At),
                TicketClocks.Start(authority, ClockKind.Resolution, limits.Resolution, "default", deciding.At, provisional: true),
            ],
        };
    }
}
