using Intake.Application.BotConfiguration;
using Intake.Application.Data;
using Intake.Application.Texts;
using Intake.Application.Tickets;
using Intake.Domain.Catalogue;
using Intake.Domain.Deadlines;
using Intake.Domain.Tickets;
using Intake.Web.Texts;

namespace Intake.Web.Pages.Staff;

/// <summary>How tickets are spoken of on the staff's pages, in the request's language and at its instant.</summary>
internal sealed class DeskWords(PageTexts texts, BotConfigurationSource configuration, TimeProvider clock)
{
    private readonly BotConfigurationSnapshot current = configuration.Current;

    /// <summary>The instant that the page shows.</summary>
    public DateTimeOffset Now { get; } = clock.NowToTheMillisecond();

    /// <summary>The rules in force.</summary>
    public Authority Authority => current.Authority;

    /// <summary>The number of a ticket.</summary>
    public string Number(long ticket) => TicketNumber.Format(Authority.Jurisdiction, new(ticket));

    /// <summary>The address of a ticket's page.</summary>
    public string Address(long ticket) => $"/staff/tickets/{Number(ticket)}";

    /// <summary>The name of a service; of none, that it is open.</summary>
    public string Service(string? code) =>
        code is null ? texts["desk.service-open"] : Authority.Services.TryGetValue(code, out var service) ? service.Name[texts.Language] : code;

    /// <summary>The name of a place; empty for none.</summary>
    public string Place(string? code) =>
        code is null ? "" : Authority.Places.TryGetValue(code, out var place) ? place.Name[texts.Language] : code;

    /// <summary>The name of a suggestion box; the code of one that is not in the configuration any more.</summary>
    public string Box(string code) => Authority.Boxes.TryGetValue(code, out var box) ? box.Name[texts.Language] : code;

    /// <summary>The names of units.</summary>
    public string Units(IEnumerable<string> codes) => string.Join(texts["common.list-separator"], codes.Select(texts.Unit));

    /// <summary>The name of a channel.</summary>
    public string Channel(string code)
    {
        var key = $"desk.channel.{code}";
        return current.Texts.Has(texts.Language, key) ? texts[key] : code;
    }

    /// <summary>The title of a series of bulletins.</summary>
    public string Series(string code) => Authority.Bulletins.TryGetValue(code, out var series) ? series.Name[texts.Language] : code;

    /// <summary>A time limit in words.</summary>
    public string Limit(TimeLimit limit) => current.Texts.Limit(texts.Language, limit);

    /// <summary>The state as a pill.</summary>
    public Pill State(TicketState state) => new(ToneOf(state), texts[$"desk.state.{state}"]);

    /// <summary>The time left of the pressing clock as a pill; null when nothing presses.</summary>
    public Pill? Due(TicketLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        if (line is { DueAt: { } due, DueClock: { } kind })
            return Due(kind, due, line.DueUnit ?? TimeUnit.WorkingDay, Authority.Units.ContainsKey(line.HeldBy) ? line.HeldBy : Authority.Centre.Code, line.Card);
        return line.State == TicketState.AwaitingRequester ? new(Tone.Grey, texts["desk.due.paused"], Icon: "player-pause") : null;
    }

    /// <summary>The time left of a clock as a pill, with what it is until.</summary>
    public Pill Due(ClockKind kind, DateTimeOffset due, TimeUnit unit, string holder, Card card)
    {
        var left = TimeLeft.Of(Authority.CalendarOf(holder), Now, due, unit);
        var what = texts[$"clock.{kind}"];
        if (left.IsOverdue)
            return new(Tone.Red, texts["desk.due.over", ("clock", what), ("time", Lasting(left))], Icon: "alarm");
        var words = texts["desk.due.left", ("clock", what), ("time", Lasting(left))];
        return card switch
        {
            Card.Yellow or Card.Red => new(Tone.Yellow, words, Icon: "clock-exclamation"),
            Card.Blue => new(Tone.Blue, words, Icon: "clock"),
            Card.None => new(Tone.Grey, words, Icon: "clock"),
        };
    }

    /// <summary>A card as a pill; null for none.</summary>
    public Pill? CardOf(Card card) => card switch
    {
        Card.None => null,
        Card.Blue => new(Tone.Blue, texts["card.Blue"], Icon: "clock"),
        Card.Yellow => new(Tone.Yellow, texts["card.Yellow"], Icon: "clock-exclamation"),
        Card.Red => new(Tone.Red, texts["card.Red"], Icon: "alarm"),
    };

    /// <summary>A stretch by its two largest parts.</summary>
    public string Lasting(TimeLeft left)
    {
        var (hours, minutes) = ((int)left.Rest.TotalHours, left.Rest.Minutes);
        return (left.Days, hours, minutes) switch
        {
            ( > 0, > 0, _) => texts["lasting.days-hours", ("days", left.Days), ("hours", hours)],
            ( > 0, _, _) => texts["lasting.days", ("days", left.Days)],
            (_, > 0, > 0) => texts["lasting.hours-minutes", ("hours", hours), ("minutes", minutes)],
            (_, > 0, _) => texts["lasting.hours", ("hours", hours)],
            (_, _, > 0) => texts["lasting.minutes", ("minutes", minutes)],
            _ => texts["desk.due.moment"],
        };
    }

    private static Tone ToneOf(TicketState state) => state switch
    {
        TicketState.Received or TicketState.Accepted or TicketState.Dispatched or TicketState.ReturnRequested => Tone.Yellow,
        TicketState.InHand or TicketState.AwaitingRequester or TicketState.Planned => Tone.Blue,
        TicketState.Resolved or TicketState.Verifying => Tone.Blue,
        TicketState.WrittenOff or TicketState.Archived => Tone.Green,
        TicketState.Declined or TicketState.Withdrawn or TicketState.Merged => Tone.Grey,
    };
}

/// <summary>Names of people.</summary>
internal static class PeopleWords
{
    /// <summary>The name of a member of staff; the user name of one who has no account any more; empty for none.</summary>
    public static string NameOf(this IReadOnlyDictionary<string, Person> people, string? user) =>
        user is null ? "" : people.TryGetValue(user, out var person) && person.Name.Length > 0 ? person.Name : user;
}
