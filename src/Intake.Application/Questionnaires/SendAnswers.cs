using System.Security.Cryptography;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Questionnaires;
using Intake.Domain.Tickets;
using Microsoft.EntityFrameworkCore;
using Contact = Intake.Application.Tickets.Contact;

namespace Intake.Application.Questionnaires;

/// <summary>Answers as a page or a conversation hands them over.</summary>
public sealed record GivenAnswers
{
    /// <summary>Code of the questionnaire.</summary>
    public required string Questionnaire { get; init; }

    /// <summary>What it said when it was answered, as <see cref="QuestionnaireContent.HashOf(Domain.Questionnaires.Questionnaire)"/> has it.</summary>
    public required string Content { get; init; }

    /// <summary>Answers by question; those that are not on the way count for nothing.</summary>
    public required IReadOnlyDictionary<string, string> Answers { get; init; }

    /// <summary>The language of who answers.</summary>
    public required Language Language { get; init; }

    /// <summary>By which channel it was answered, such as <c>web</c> or <c>telegram</c>.</summary>
    public required string Channel { get; init; }

    /// <summary>Contact data; never kept where the questionnaire is anonymous.</summary>
    public Contact? Contact { get; init; }

    /// <summary>The conversation that hears what becomes of the items; null when there is none. It is kept with the items alone.</summary>
    public long? Conversation { get; init; }
}

/// <summary>What tells that a form comes again.</summary>
/// <param name="Id">As <see cref="QuestionnaireRepeatRow.Id"/>.</param>
/// <param name="BodyHash">As <see cref="QuestionnaireRepeatRow.BodyHash"/>.</param>
internal sealed record FormRepetition(string Id, string BodyHash);

/// <summary>Keeps the answers to a questionnaire and makes the items that they are the reason for, in one transaction. Answers the items.</summary>
internal sealed class SendAnswers(GivenAnswers given, FormRepetition? repeat) : Command<Outcome<IReadOnlyList<Ticket>>>
{
    /// <summary>The channel of tickets that came of a questionnaire.</summary>
    public const string Channel = "questionnaire";

    protected internal override async ValueTask<Outcome<IReadOnlyList<Ticket>>> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        if (repeat is not null && await session.Db.QuestionnaireRepeats.FindAsync([repeat.Id], cancellationToken) is { } before)
            return before.BodyHash == repeat.BodyHash ? Made(await session.FindTicketsAsync(Keys(before.Tickets), cancellationToken)) : QuestionnaireRefusals.QuestionnaireWasSent;
        if (!session.Authority.Questionnaires.TryGetValue(given.Questionnaire, out var questionnaire))
            return QuestionnaireRefusals.NoSuchQuestionnaire;
        if (Refusal(questionnaire, session) is { } refusal)
            return refusal;
        var path = AnswerPath.Of(questionnaire, given.Answers);
        if (path.Current is not null)
            return QuestionnaireRefusals.AnswersAreNotComplete;
        var version = await VersionAsync(session, questionnaire, cancellationToken);
        var response = await KeepAsync(session, questionnaire, version, path, cancellationToken);
        var items = await MakeItemsAsync(session, questionnaire, response, path.Of(given.Answers), cancellationToken);
        if (repeat is not null)
            session.Db.QuestionnaireRepeats.Add(new() { Id = repeat.Id, BodyHash = repeat.BodyHash, Tickets = string.Join(',', items.Select(item => item.Id.Value)), CreatedAt = session.Now });
        return Made(items);
    }

    private Refusal? Refusal(Questionnaire questionnaire, WriteSession session) => questionnaire.StateOn(QuestionnaireDesk.Today(session.Authority, session.Now)) switch
    {
        QuestionnaireState.NotYetOpen => QuestionnaireRefusals.QuestionnaireIsNotYetOpen,
        QuestionnaireState.Closed => QuestionnaireRefusals.QuestionnaireIsClosed,
        QuestionnaireState.Open => QuestionnaireContent.HashOf(questionnaire) == given.Content ? null : QuestionnaireRefusals.QuestionnaireHasChanged,
    };

    private static async ValueTask<QuestionnaireVersionRow> VersionAsync(WriteSession session, Questionnaire questionnaire, CancellationToken cancellationToken)
    {
        var content = QuestionnaireContent.Of(questionnaire).ToJson();
        var hash = QuestionnaireContent.HashOf(content);
        var version = session.Db.QuestionnaireVersions.Local.FirstOrDefault(row => row.Code == questionnaire.Code && row.Hash == hash)
            ?? await session.Db.QuestionnaireVersions.FirstOrDefaultAsync(row => row.Code == questionnaire.Code && row.Hash == hash, cancellationToken);
        if (version is null)
            session.Db.QuestionnaireVersions.Add(version = new() { Id = await session.NextAsync("questionnaire", cancellationToken), Code = questionnaire.Code, Hash = hash, Content = content, FirstAt = session.Now });
        return version;
    }

    private async ValueTask<QuestionnaireResponseRow> KeepAsync(WriteSession session, Questionnaire questionnaire, QuestionnaireVersionRow version, AnswerPath path, CancellationToken cancellationToken)
    {
        var today = QuestionnaireDesk.Today(session.Authority, session.Now);
        var isAnonymous = questionnaire.IsAnonymous;
        var response = new QuestionnaireResponseRow
        {
            Id = ByChance(),
            Version = version.Id,
            Group = version.Responses / ResultRule.GroupLength,
            AnsweredAt = isAnonymous ? QuestionnaireDesk.BeginningOf(session.Authority, today) : session.Now,
            Channel = isAnonymous ? null : given.Channel,
            Language = isAnonymous ? null : given.Language.Tag,
            Requester = questionnaire.Anonymity == Anonymity.Named ? await ContactAsync(session, cancellationToken) : null,
        };
        version.Responses++;
        session.Changed(version);
        session.Db.QuestionnaireResponses.Add(response);
        var keptFrom = isAnonymous ? QuestionnaireDesk.BeginningOf(session.Authority, new(today.Year, today.Month, 1)) : session.Now;
        foreach (var question in path.Answered)
        {
            foreach (var (index, (value, body)) in ValuesOf(question, given.Answers[question.Code]).Index())
            {
                session.Db.QuestionnaireAnswers.Add(new()
                {
                    Id = ByChance(),
                    Version = version.Id,
                    Group = response.Group,
                    Response = isAnonymous ? null : response.Id,
                    Question = question.Code,
                    Value = value,
                    IsFirst = index == 0,
                    Body = body,
                    KeptFrom = keptFrom,
                });
            }
        }

        return response;
    }

    private async ValueTask<long?> ContactAsync(WriteSession session, CancellationToken cancellationToken)
    {
        if (given.Contact is not { IsEmpty: false } contact)
            return null;
        var row = SubmitRequest.RequesterOf(contact, await session.NextAsync("requester", cancellationToken), session.Now);
        session.Db.Requesters.Add(row);
        return row.Id;
    }

    private async ValueTask<IReadOnlyList<Ticket>> MakeItemsAsync(WriteSession session, Questionnaire questionnaire, QuestionnaireResponseRow response, IReadOnlyDictionary<string, string> answers, CancellationToken cancellationToken)
    {
        var tickets = new List<Ticket>();
        foreach (var item in ItemMaking.Of(questionnaire, answers, given.Language, QuestionnaireWords.Of(session.Configuration.Texts, given.Language)))
        {
            var ticket = await SubmitRequest.SubmitAsync(session, SubmissionOf(session, questionnaire, item), Actor.Requester(Channel), cancellationToken);
            // Rules name what the catalogue has, so only a fault is left; it takes the answers out of the transaction, too.
            if (!ticket.Succeeded)
                throw new InvalidOperationException($"An item of the rule {item.Rule.Code} of questionnaire {questionnaire.Code} was refused as {ticket.Refusal.Code}.");
            session.Db.QuestionnaireItems.Add(new() { Ticket = ticket.Value.Id.Value, Version = response.Version, Rule = item.Rule.Code, Response = questionnaire.IsAnonymous ? null : response.Id });
            tickets.Add(ticket.Value);
        }

        return tickets;
    }

    private Submission SubmissionOf(WriteSession session, Questionnaire questionnaire, MadeItem item) => new()
    {
        Text = item.Text.Length > session.Authority.Policy.MessageCharacters ? item.Text[..session.Authority.Policy.MessageCharacters] : item.Text,
        Kind = item.Rule.Kind,
        Service = item.Rule.Service,
        Channel = Channel,
        Language = given.Language,
        Anonymity = questionnaire.Anonymity,
        Contact = given.Contact,
        Answers = new Dictionary<string, string>(StringComparer.Ordinal) { [TicketParticulars.Entry] = questionnaire.Entry },
        Conversation = given.Conversation,
    };

    private static IEnumerable<(string Value, string? Body)> ValuesOf(QuestionnaireQuestion question, string answer) => question.Kind switch
    {
        QuestionKind.Text when answer.Length > 0 => [(QuestionnaireAnswerRow.Words, answer)],
        QuestionKind.Several => answer.Split(',').Select(key => (key, (string?)null)),
        _ => [(answer, null)],
    };

    private static long ByChance() => BitConverter.ToInt64(RandomNumberGenerator.GetBytes(8)) & long.MaxValue;

    private static Outcome<IReadOnlyList<Ticket>> Made(IReadOnlyList<Ticket> tickets) => new List<Ticket>(tickets);

    private static IReadOnlyList<long> Keys(string tickets) => [.. tickets.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(key => long.Parse(key, System.Globalization.CultureInfo.InvariantCulture))];
}
