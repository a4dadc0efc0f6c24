using Intake.Application.Knowledge;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Knowledge;
using Intake.Domain.Tickets;
using Intake.Domain.Tickets.Changes;
using Intake.Domain.Tickets.Decisions;

namespace Intake.Application.Tickets;

/// <summary>An answer given at once, as somebody types it.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="IsFixed">Whether it was fixed, and not only answered.</param>
/// <param name="Reply">To the requester.</param>
/// <param name="Report">To the centre.</param>
/// <param name="Instruction">What it was answered on.</param>
public sealed record AnswerDraft(TicketOutcome Outcome, bool IsFixed, string Reply, string Report, string Instruction)
{
    /// <summary>Keys of files that prove it.</summary>
    public IReadOnlyList<long> Evidence { get; init; } = [];

    /// <summary>The article that it was taken from; null when from none.</summary>
    public ArticleUse? Article { get; init; }

    /// <summary>As what the ticket is accepted, where nobody has done that; null takes it as it came in.</summary>
    public AcceptedAs? AcceptedAs { get; init; }

    /// <summary>Whether the requester has said that this answers it.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>What is decided of it. Its texts and files are kept when the decision holds.</summary>
    internal async ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts)
    {
        if (Article is not null && !await ArticleVersions.ExistsAsync(drafts.Session, Article, drafts.CancellationToken))
            return KnowledgeRefusals.NoSuchArticle;
        var answer = new AnswerAtOnce(
            Outcome,
            IsFixed,
            await drafts.RequiredAsync(TextRole.Reply, Reply),
            await drafts.RequiredAsync(TextRole.Report, Report),
            await drafts.RequiredAsync(TextRole.Instruction, Instruction),
            await drafts.FilesAsync(Evidence))
        {
            Article = Article,
        };
        var settled = Dispatching.SettleAtOnce(deciding, ticket, answer, AcceptedAs);
        if (!settled.Succeeded || !IsConfirmed)
            return settled;
        // The requester's own word, heard by whoever wrote it down: the log names that person, and somebody else still checks.
        var after = settled.Value.Aggregate(ticket, (one, change) => TicketFold.After(one, change, deciding.At));
        var word = RequesterSays.Rate(deciding with { Actor = Actor.Requester(ticket.Channel) }, after, null, RequesterWord.Solved, null);
        return word.Succeeded ? Decision.Of([.. settled.Value, .. word.Value]) : word;
    }
}

/// <summary>直接答复 or 立行立改: answered or fixed at once by the centre; what nobody has accepted is accepted with it.</summary>
public sealed class SettleTicketAtOnce(TicketId id, Actor actor, AnswerDraft answer, int? seenVersion = null) : TicketCommand(id, actor, seenVersion)
{
    /// <inheritdoc/>
    protected override ValueTask<Outcome<TicketChange[]>> DecideAsync(Deciding deciding, Ticket ticket, TicketDrafts drafts) => answer.DecideAsync(deciding, ticket, drafts);
}
