using Intake.Application.Conversations;
using Intake.Application.Notifications;
using Intake.Application.Tickets;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Tests.Privacy;

/// <summary>Raw messages, sent messages and conversations that nobody goes on with have their days.</summary>
public class MessageRetentionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_raw_message_goes_after_its_days_but_not_one_that_nobody_has_handled()
    {
        await using var kept = await KeptFor.StartAsync();
        await AddAsync(kept, new InboundMessageRow { Id = 1, Channel = "webchat", ExternalId = "1", Raw = "old", Status = InboundStatus.Handled, ReceivedAt = Ago(kept, 90) });
        await AddAsync(kept, new InboundMessageRow { Id = 2, Channel = "webchat", ExternalId = "2", Raw = "parked", Status = InboundStatus.Parked, ReceivedAt = Ago(kept, 90) });
        await AddAsync(kept, new InboundMessageRow { Id = 3, Channel = "webchat", ExternalId = "3", Raw = "lost", Status = InboundStatus.Received, ReceivedAt = Ago(kept, 400) });
        await AddAsync(kept, new InboundMessageRow { Id = 4, Channel = "webchat", ExternalId = "4", Raw = "new", Status = InboundStatus.Handled, ReceivedAt = Ago(kept, 89) });
        Assert.Equal(2, await kept.DeleteAsync());
        await using var db = kept.Intake.Open();
        Assert.Equal([3L, 4L], await db.InboundMessages.Select(row => row.Id).Order().ToListAsync(Token));
    }

    [Fact]
    public async Task More_than_one_batch_goes_in_one_run()
    {
        await using var kept = await KeptFor.StartAsync();
        await using (var db = kept.Intake.Open())
        {
            db.InboundMessages.AddRange(Enumerable.Range(1, 1_201).Select(id => new InboundMessageRow { Id = id, Channel = "webchat", ExternalId = $"{id}", Status = InboundStatus.Handled, ReceivedAt = Ago(kept, 91) }));
            await db.SaveChangesAsync(Token);
        }

        Assert.Equal(1_201, await kept.DeleteAsync());
    }

    [Fact]
    public async Task A_message_that_was_sent_or_given_up_goes_after_its_days_but_not_one_that_waits()
    {
        await using var kept = await KeptFor.StartAsync();
        await AddAsync(kept, new OutboxRow { Id = 1, Kind = "test", IdempotencyKey = "1", Status = OutboxStatus.Sent, CreatedAt = Ago(kept, 90) });
        await AddAsync(kept, new OutboxRow { Id = 2, Kind = "test", IdempotencyKey = "2", Status = OutboxStatus.Dead, CreatedAt = Ago(kept, 90) });
        await AddAsync(kept, new OutboxRow { Id = 3, Kind = "test", IdempotencyKey = "3", Status = OutboxStatus.Waiting, CreatedAt = Ago(kept, 90), NextAttemptAt = kept.Clock.GetUtcNow().AddHours(1) });
        await AddAsync(kept, new OutboxRow { Id = 4, Kind = "test", IdempotencyKey = "4", Status = OutboxStatus.Sent, CreatedAt = Ago(kept, 89) });
        Assert.Equal(2, await kept.DeleteAsync());
        await using var db = kept.Intake.Open();
        Assert.Equal([3L, 4L], await db.Outbox.Select(row => row.Id).Order().ToListAsync(Token));
    }

    [Fact]
    public async Task A_quiet_conversation_goes_and_one_that_hears_of_a_ticket_keeps_only_its_place()
    {
        await using var kept = await KeptFor.StartAsync();
        var ticket = await kept.Intake.SubmitAsync("路灯不亮");
        foreach (var (id, days) in new[] { (1, 30), (2, 30), (3, 29) })
        {
            await AddAsync(kept, new ConversationRow { Id = id, Channel = "webchat", ExternalId = $"{id}", State = "{}", UpdatedAt = Ago(kept, days) });
            await AddAsync(kept, new ChatActivityRow { Conversation = id, Watermark = 1, Json = "said", At = Ago(kept, days) });
        }

        await AddAsync(kept, new SubscriptionRow { Ticket = ticket.Id.Value, Conversation = 2 });
        Assert.Equal(2, await kept.DeleteAsync());
        await using var db = kept.Intake.Open();
        Assert.Equal([2L, 3L], await db.Conversations.Select(row => row.Id).Order().ToListAsync(Token));
        Assert.Equal([3L], await db.ChatActivities.Select(row => row.Conversation).ToListAsync(Token));
        Assert.Equal(0, await kept.DeleteAsync());
    }

    private static DateTimeOffset Ago(KeptFor kept, int days) => kept.Clock.GetUtcNow().AddDays(-days);

    private static async Task AddAsync(KeptFor kept, object row)
    {
        await using var db = kept.Intake.Open();
        db.Add(row);
        await db.SaveChangesAsync(Token);
    }
}
