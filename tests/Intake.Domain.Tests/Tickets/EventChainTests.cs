using System.Security.Cryptography;
using System.Text;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;
using static Intake.Domain.Tickets.TicketAction;

namespace Intake.Domain.Tests.Tickets;

/// <summary>What is hashed, spelled out apart from the program, and that no change of the log stays unseen.</summary>
public class EventChainTests
{
    private static readonly TicketId Id = TicketId.Of(new(2026, 3, 10), 42);

    [Fact]
    public void The_hash_covers_every_field_and_the_hash_before()
    {
        var at = DateTimeOffset.FromUnixTimeMilliseconds(1_773_100_000_123);
        var previous = Enumerable.Repeat((byte)7, 32).ToArray();
        var expected = SHA256.HashData([.. Encoding.UTF8.GetBytes("202603100000042\n3\n1773100000123\nstaff:li.wei\n1773200000000\n{\"event\":\"urged\"}\n"), .. previous]);
        Assert.Equal(expected, EventChain.Hash(Id, 3, at, "staff:li.wei", DateTimeOffset.FromUnixTimeMilliseconds(1_773_200_000_000), "{\"event\":\"urged\"}", previous));
    }

    [Fact]
    public void Without_a_next_due_instant_its_line_is_empty()
    {
        var expected = SHA256.HashData([.. Encoding.UTF8.GetBytes("202603100000042\n1\n0\nclock:clock\n\n{}\n"), .. new byte[32]]);
        Assert.Equal(expected, EventChain.Hash(Id, 1, DateTimeOffset.UnixEpoch, "clock:clock", null, "{}", EventChain.Start));
    }

    [Fact]
    public void Every_kind_of_change_is_written_and_read_back_alike()
    {
        var kinds = typeof(TicketChange).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(TicketChange))).ToList();
        var written = typeof(TicketChange).GetCustomAttributes(typeof(System.Text.Json.Serialization.JsonDerivedTypeAttribute), inherit: false)
            .Cast<System.Text.Json.Serialization.JsonDerivedTypeAttribute>().ToList();
        Assert.Equal(kinds.Select(kind => kind.Name).Order(), written.Select(one => one.DerivedType.Name).Order());
        Assert.Equal(written.Count, written.Select(one => one.TypeDiscriminator).Distinct().Count());
    }

    /// <summary>What is written into a log can never be taken back: a name or a form that changes makes old logs unreadable.</summary>
    [Fact]
    public void The_written_form_stays_as_it_is()
    {
        var desk = new TicketDesk();
        Assert.StartsWith("""{"event":"received","kind":"Complaint","service":"property-management","confidence":1,"channel":"webchat","language":"zh-CN","anonymity":"Named","requester":7,"matter":{"id":1,"role":"Matter","hash":"aaaa""", desk.Log[0].Json, StringComparison.Ordinal);
        Assert.EndsWith(""","files":[],"heldBy":"centre","clocks":[{"kind":"Acceptance","limit":{"amount":1,"unit":"WorkingDay"},"calendar":"default","startedAt":"2026-03-10T02:00:00+00:00","dueAt":"2026-03-11T10:00:00+00:00","isProvisional":false,"pauses":[],"extensions":[],"card":"None","reminders":0},{"kind":"Resolution","limit":{"amount":5,"unit":"WorkingDay"},"calendar":"default","startedAt":"2026-03-10T02:00:00+00:00","dueAt":"2026-03-17T10:00:00+00:00","isProvisional":true,"pauses":[],"extensions":[],"card":"None","reminders":0}]}""", desk.Log[0].Json, StringComparison.Ordinal);
        Assert.Equal("""{"event":"urged","clocks":[]}""", desk.Walk(Urge).Log[^1].Json);
    }

    [Fact]
    public void A_log_that_misses_an_event_does_not_fold()
    {
        var log = new TicketDesk().Walk(Accept, Dispatch, Acknowledge).Log;
        Assert.Throws<InvalidOperationException>(() => log.Where(happened => happened.Sequence != 2).Aggregate((Ticket?)null, TicketFold.Apply));
        Assert.Throws<InvalidOperationException>(() => log.Skip(1).Aggregate((Ticket?)null, TicketFold.Apply));
    }

    [Fact]
    public void A_ticket_is_received_once()
    {
        var desk = new TicketDesk();
        Assert.Throws<InvalidOperationException>(() => TicketLog.Append(desk.By(People.Citizen), desk.Ticket, desk.Id, desk.Log[0].Change));
        Assert.Throws<InvalidOperationException>(() => TicketLog.Append(desk.By(People.Citizen), null, desk.Id, new Urged()));
    }
}
