using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Publication;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Decisions;
using Intake.Testing;

namespace Intake.Domain.Tests.Publication;

/// <summary>People, tickets and bulletins for the tests of publication.</summary>
internal static class GivenBulletin
{
    public const string Public = "rectification";
    public const string Limited = "supervision-monthly";
    public static readonly DateTimeOffset Now = ExampleAuthority.At;
    public static readonly Authority Authority = ExampleAuthority.Load();
    public static readonly Actor Editor = Actor.Staff("editor", "centre", Role.Publisher);
    public static readonly Actor Second = Actor.Staff("second", "centre", Role.Publisher);
    public static readonly Actor Third = Actor.Staff("third", "centre", Role.Publisher);
    public static readonly BulletinFigures Figures = new(10, 8, 7, 2, 6, 4, 3);

    public static Deciding By(Actor actor, DateTimeOffset? at = null) => new(Authority, actor, at ?? Now);

    public static Ticket Ticket(int sequence, TicketState state = TicketState.WrittenOff, TicketKind kind = TicketKind.Complaint, string? service = null) => new()
    {
        Id = TicketId.Of(new(2026, 2, 3), sequence),
        Version = 9,
        State = state,
        Kind = kind,
        Service = service ?? Authority.Services.Values.First(each => each.IsPublic).Code,
        Channel = "webchat",
        Language = "zh-CN",
        Anonymity = Anonymity.CentreOnly,
        CreatedAt = Now.AddDays(-30),
        HeldBy = "housing",
        HeldSince = Now.AddDays(-20),
        Lead = "housing",
        Outcome = TicketOutcome.Solved,
        ResolvedAt = Now.AddDays(-10),
    };

    public static ChosenTicket Chosen(int sequence, string matter = "路灯不亮", string reply = "已经修好", bool isInSeries = false) =>
        new(Ticket(sequence), matter, reply, OwnFields.None, isInSeries);

    public static Bulletin Draft(params ChosenTicket[] chosen)
    {
        var begun = Held(Editing.Begin(By(Editor), 1, Public, new(2026, 2, 1), new(2026, 2, 28), ""));
        return chosen.Length == 0 ? begun : Held(Editing.Choose(By(Editor), begun, chosen));
    }

    public static Bulletin Signed(params ChosenTicket[] chosen)
    {
        var draft = Draft(chosen.Length == 0 ? [Chosen(1)] : chosen);
        return Held(Approval.SignOff(By(Second), Confirmed(draft), TicketsOf(draft), Now.AddHours(1), 3, Figures));
    }

    public static Bulletin Published(params ChosenTicket[] chosen)
    {
        var signed = Signed(chosen);
        return Publishing.Publish(By(Actor.Clock, Now.AddHours(1)), signed, TicketsOf(signed))!;
    }

    public static Bulletin Confirmed(Bulletin bulletin)
    {
        foreach (var item in bulletin.Items)
        {
            foreach (var part in new[] { TextPart.Matter, TextPart.Reply })
                bulletin = Held(Editing.Mask(By(Editor), bulletin, new(part, item.Ticket), text => text.ConfirmAll(), BulletinRefusals.NoSuchMask));
        }

        return bulletin;
    }

    public static IReadOnlyList<Ticket> TicketsOf(Bulletin bulletin, TicketState state = TicketState.WrittenOff) =>
        [.. bulletin.StandingItems.Select(item => Ticket(item.Ticket.Sequence, state))];

    public static T Held<T>(Outcome<T> outcome) => TestIntake.Held(outcome);
}
