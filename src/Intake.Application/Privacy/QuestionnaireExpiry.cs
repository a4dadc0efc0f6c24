using Intake.Application.BotConfiguration;
using Intake.Application.Data;
using Intake.Application.Writing;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Privacy;

/// <summary>Deletes free words in answers to questionnaires, and the contact data of who answered by name, when their time is over. What was chosen and counted stays: it is no personal datum any more.</summary>
internal sealed class QuestionnaireExpiry(IDbContextFactory<IntakeDbContext> contexts, CommandWriter writer, BotConfigurationSource configuration, TimeProvider clock) : IRetentionStep
{
    private const int BatchLength = 500;

    public string Name => "answers to questionnaires";

    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var before = clock.GetUtcNow().AddMonths(-configuration.Current.Authority.Retention.QuestionnaireMonths);
        var deleted = 0;
        while (await OverAsync(before, cancellationToken) is { } over && over.Words.Count + over.Named.Count > 0)
            deleted += await writer.WriteAsync(new ForgetAnswers(over.Words, over.Named), cancellationToken);
        return deleted;
    }

    private async Task<(List<long> Words, List<long> Named)> OverAsync(DateTimeOffset before, CancellationToken cancellationToken)
    {
        await using var db = await contexts.CreateDbContextAsync(cancellationToken);
        var words = await db.QuestionnaireAnswers.Where(row => row.Body != null && row.KeptFrom <= before).OrderBy(row => row.KeptFrom).ThenBy(row => row.Id).Select(row => row.Id).Take(BatchLength).ToListAsync(cancellationToken);
        var named = await db.QuestionnaireResponses.Where(row => row.Requester != null && row.AnsweredAt <= before).OrderBy(row => row.AnsweredAt).ThenBy(row => row.Id).Select(row => row.Id).Take(BatchLength).ToListAsync(cancellationToken);
        return (words, named);
    }
}

/// <summary>Deletes these free words and contact data, with a record for each questionnaire. Answers how many.</summary>
internal sealed class ForgetAnswers(IReadOnlyList<long> words, IReadOnlyList<long> named) : Command<int>
{
    protected internal override async ValueTask<int> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        // Only what is still there: run twice at the same time, each deletion is recorded once.
        var bodies = await session.Db.QuestionnaireAnswers.Where(row => words.Contains(row.Id) && row.Body != null).Select(row => row.Version).ToListAsync(cancellationToken);
        var people = await session.Db.QuestionnaireResponses.Where(row => named.Contains(row.Id) && row.Requester != null).Select(row => new { row.Version, Requester = row.Requester!.Value }).ToListAsync(cancellationToken);
        var requesters = people.Select(one => one.Requester).ToList();
        await session.Db.QuestionnaireAnswers.Where(row => words.Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.Body, (string?)null), cancellationToken);
        await session.Db.QuestionnaireResponses.Where(row => named.Contains(row.Id)).ExecuteUpdateAsync(set => set.SetProperty(row => row.Requester, (long?)null), cancellationToken);
        await session.Db.Requesters.Where(row => requesters.Contains(row.Id)).ExecuteDeleteAsync(cancellationToken);
        foreach (var version in bodies.Concat(people.Select(one => one.Version)).Distinct().Order())
        {
            session.Db.QuestionnaireDeletions.Add(new()
            {
                Id = await session.NextAsync("questionnaire-deletion", cancellationToken),
                Version = version,
                At = session.Now,
                Words = bodies.Count(one => one == version),
                Contacts = people.Count(one => one.Version == version),
            });
        }

        return bodies.Count + people.Count;
    }
}
