using Intake.Application.Attachments;
using Intake.Application.BotConfiguration;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Catalogue;
using Intake.Domain.Deadlines;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Decisions;

namespace Intake.Application.Replays;

/// <summary>
/// The staff of a replay: what is done to a ticket next, when, and by whom. It follows from the ticket's state alone, so
/// that a replay that was stopped goes on where it was.
/// </summary>
internal sealed class ReplayDesk(CommandWriter writer, BotConfigurationSource configuration, AttachmentStore files)
{
    private const string WholeReply = "reply.txt";
    private readonly StandIns _staff = new(configuration.Current);

    private BotConfigurationSnapshot Configuration => configuration.Current;

    private Authority Authority => configuration.Current.Authority;

    /// <summary>When the next step of a ticket is due; null when nothing more is known of it.</summary>
    public DateTimeOffset? NextAt(ReplayCase one, TicketState state, DateTimeOffset now)
    {
        var haste = 7 + (one.Row.Line * 37 % 90);
        return state switch
        {
            TicketState.Received => InWorkingTime(now.AddMinutes(haste)),
            TicketState.Dispatched => InWorkingTime(now.AddMinutes(haste)),
            TicketState.InHand when one.Row.RepliedAt is { } at => at > now ? at : now.AddMinutes(1),
            TicketState.Resolved => InWorkingTime(now.AddHours(2).AddMinutes(haste)),
            TicketState.Verifying => InWorkingTime(now.AddMinutes(haste)),
            _ => null,
        };
    }

    /// <summary>Takes the next step.</summary>
    public async Task<Outcome<Ticket>> StepAsync(ReplayCase one, Ticket ticket, CancellationToken cancellationToken) => ticket.State switch
    {
        TicketState.Received => await DispatchAsync(one, ticket, cancellationToken),
        TicketState.Dispatched => await writer.WriteAsync(new AcknowledgeTicket(ticket.Id, _staff.HandlerOf(ticket.Lead!)), cancellationToken),
        TicketState.InHand => await ResolveAsync(one, ticket, cancellationToken),
        TicketState.Resolved => await writer.WriteAsync(new StartVerification(ticket.Id, _staff.Checker), cancellationToken),
        TicketState.Verifying => await writer.WriteAsync(new WriteOffTicket(ticket.Id, _staff.Checker, Text(ticket, "check")), cancellationToken),
        _ => ticket,
    };

    private Task<Outcome<Ticket>> DispatchAsync(ReplayCase one, Ticket ticket, CancellationToken cancellationToken)
    {
        var service = ServiceOf(one, ticket);
        var rule = Authority.Dispatch.Find(service, ticket.Place);
        var lead = rule?.Lead ?? Authority.Units.Values.First(unit => !unit.IsCentre).Code;
        var kind = service.Kinds.Contains(ticket.Kind) ? ticket.Kind : service.Kinds[0];
        return writer.WriteAsync(new AcceptAndDispatch(ticket.Id, _staff.Dispatcher, kind, service.Code, ticket.Place, lead, rule?.CoHandlers ?? [], Text(ticket, "instruction")), cancellationToken);
    }

    /// <summary>The ticket's service; where the conversation left it open, the likeliest by its words, else the one that takes every kind and has the fewest words of its own: what there is for everything else.</summary>
    private Service ServiceOf(ReplayCase one, Ticket ticket)
    {
        if (ticket.Service is { } code && Authority.Services.TryGetValue(code, out var known))
            return known;
        var proposed = ServiceProposal.Propose(Authority, one.Row.Text, null);
        return proposed.Count > 0 ? proposed[0].Service : Authority.Services.Values.OrderByDescending(service => service.Kinds.Count).ThenBy(service => service.Keywords.Count).First();
    }

    private async Task<Outcome<Ticket>> ResolveAsync(ReplayCase one, Ticket ticket, CancellationToken cancellationToken)
    {
        var most = Authority.Policy.MessageCharacters;
        var reply = one.Row.Reply!;
        List<long> proof = reply.Length > most || Dispatching.NeedsEvidence(Authority, ticket) ? [await TakeAsync(reply, cancellationToken)] : [];
        var outcome = ticket.Kind is TicketKind.Inquiry or TicketKind.Suggestion ? TicketOutcome.Explained : TicketOutcome.Solved;
        var actor = _staff.HandlerOf(ticket.Lead!);
        return await writer.WriteAsync(new ResolveTicket(ticket.Id, actor, outcome, Cut(reply, most), Text(ticket, "report"), proof), cancellationToken);
    }

    /// <summary>The reply as a file: the evidence where the service asks for some, and the whole of what is too long for a message.</summary>
    private async Task<long> TakeAsync(string reply, CancellationToken cancellationToken)
    {
        await using var content = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(reply));
        var taken = await files.TakeAsync(content, WholeReply, cancellationToken: cancellationToken);
        return taken.Succeeded ? taken.Value.Key : throw new InvalidOperationException($"A reply could not be kept as a file: {taken.Refusal.Code}");
    }

    // A long reply ends with where the rest of it is.
    private string Cut(string reply, int most)
    {
        if (reply.Length <= most)
            return reply;
        var rest = Configuration.Texts.Get(Authority.Languages[0], "replay.rest", ("file", WholeReply));
        var end = most - rest.Length;
        return string.Concat(reply.AsSpan(0, char.IsHighSurrogate(reply[end - 1]) ? end - 1 : end), rest);
    }

    private DateTimeOffset InWorkingTime(DateTimeOffset at) => WorkingClock.NextWorkingTime(Authority.Calendar, at);

    private string Text(Ticket ticket, string what)
    {
        var language = Authority.Languages.FirstOrDefault(language => language.Tag == ticket.Language, Authority.Languages[0]);
        return Configuration.Texts.Get(language, $"replay.{what}");
    }
}
