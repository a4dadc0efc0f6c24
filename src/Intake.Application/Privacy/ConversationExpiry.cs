using Intake.Application.BotConfiguration;
using Intake.Application.Conversations;
using Intake.Application.Data;
using Intake.Application.Writing;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Privacy;

/// <summary>Takes out of what a conversation remembers what was begun in it and never sent. Given by whoever knows the form of that state.</summary>
/// <param name="Marks">What a state contains that has something to forget: any of these.</param>
/// <param name="Without">The state as it is to be kept from now on.</param>
public sealed record DraftForgetting(IReadOnlyList<string> Marks, Func<string, string> Without);

/// <summary>
/// Deletes conversations in which nobody has said anything for long enough. One that hears of a ticket stays for as long
/// as the ticket's texts do, without its words and its unfinished draft, so that news still find their way.
/// </summary>
internal sealed class ConversationExpiry(IDbContextFactory<IntakeDbContext> contexts, CommandWriter writer, BotConfigurationSource configuration, TimeProvider clock, DraftForgetting? drafts = null) : IRetentionStep
{
    private const int BatchLength = 200;

    public string Name => "conversations";

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow().AddDays(-configuration.Current.Authority.Retention.ConversationDays);
        var deleted = 0;
        var last = 0L;
        while (await QuietAsync(before, last, cancellationToken) is { Count: > 0 } quiet)
        {
            deleted += await writer.WriteAsync(new ForgetConversations(quiet, before, drafts?.Without ?? (state => state)), cancellationToken);
            last = quiet[^1];
        }

        return deleted;
    }

    private async Task<List<long>> QuietAsync(DateTimeOffset before, long last, CancellationToken cancellationToken)
    {
        var marks = drafts?.Marks ?? [];
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        return await db.Conversations
            .Where(row => row.Id > last && row.UpdatedAt <= before)
            .Where(row => !db.Subscriptions.Any(heard => heard.Conversation == row.Id) || db.ChatActivities.Any(said => said.Conversation == row.Id) || marks.Any(mark => row.State.Contains(mark)))
            .OrderBy(row => row.Id).Select(row => row.Id).Take(BatchLength).ToListAsync(cancellationToken);
    }
}

/// <summary>Deletes conversations, or of those that hear of a ticket their words and drafts. Answers how many.</summary>
internal sealed class ForgetConversations(IReadOnlyList<long> conversations, DateTimeOffset before, Func<string, string> withoutDraft) : Command<int>
{
    protected internal override async ValueTask<int> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        // Asked again inside the transaction: somebody may have said something meanwhile.
        var quiet = await session.Db.Conversations.Where(row => conversations.Contains(row.Id) && row.UpdatedAt <= before).ToListAsync(cancellationToken);
        var keys = quiet.Where(row => row.UpdatedAt <= before).Select(row => row.Id).ToList();
        var hearing = (await session.Db.Subscriptions.Where(row => keys.Contains(row.Conversation)).Select(row => row.Conversation).Distinct().ToListAsync(cancellationToken)).ToHashSet();
        await session.Db.ChatActivities.Where(row => keys.Contains(row.Conversation)).ExecuteDeleteAsync(cancellationToken);
        foreach (var row in quiet.Where(row => keys.Contains(row.Id)))
        {
            if (!hearing.Contains(row.Id))
                session.Db.Conversations.Remove(row);
            else
                Empty(session, row);
        }

        return keys.Count;
    }

    private void Empty(WriteSession session, ConversationRow row)
    {
        var state = withoutDraft(row.State);
        if (state == row.State)
            return;
        row.State = state;
        row.Version++;
        session.Changed(row);
    }
}
