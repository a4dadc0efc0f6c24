using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Intake.Application.BotConfiguration;
using Intake.Application.Texts;
using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Catalogue;
using Intake.Domain.Questionnaires;
using Intake.Domain.Tickets;

namespace Intake.Application.Questionnaires;

/// <summary>Takes answers to questionnaires in.</summary>
public sealed class QuestionnaireDesk(CommandWriter writer, BotConfigurationSource configuration, TimeProvider clock)
{
    /// <summary>The questionnaires that can be answered now, in the order of the configuration.</summary>
    public IReadOnlyList<Questionnaire> Open => OpenAt(configuration.Current.Authority, clock.GetUtcNow());

    /// <summary>Whether a questionnaire can be answered now.</summary>
    public QuestionnaireState StateOf(Questionnaire questionnaire)
    {
        ArgumentNullException.ThrowIfNull(questionnaire);
        return questionnaire.StateOn(Today(configuration.Current.Authority, clock.GetUtcNow()));
    }

    /// <summary>Takes a form in. Sent again with the same key, it is the same one and answers the same items.</summary>
    /// <param name="given">The answers.</param>
    /// <param name="key">The form's own key.</param>
    /// <exception cref="CannotBeSavedException">The database could not save it; nothing of it is saved.</exception>
    public Task<Outcome<IReadOnlyList<Ticket>>> SendAsync(GivenAnswers given, string key)
    {
        ArgumentNullException.ThrowIfNull(given);
        var said = JsonSerializer.Serialize(given.Answers.OrderBy(answer => answer.Key, StringComparer.Ordinal).SelectMany(answer => new[] { answer.Key, answer.Value }).Concat([given.Contact?.Name, given.Contact?.Phone, given.Contact?.Email]).ToList());
        return writer.WriteAsync(new SendAnswers(given, new(Hash($"questionnaire\n{key}"), Hash($"{key}\n{given.Questionnaire}\n{said}"))), CancellationToken.None);
    }

    /// <summary>Keeps answers inside a running session, for who knows a repeat by other means.</summary>
    public static ValueTask<Outcome<IReadOnlyList<Ticket>>> SendAsync(WriteSession session, GivenAnswers given, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        return session.RunAsync(new SendAnswers(given, null), cancellationToken);
    }

    /// <summary>The questionnaires that can be answered at an instant.</summary>
    public static IReadOnlyList<Questionnaire> OpenAt(Authority authority, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(authority);
        var today = Today(authority, now);
        return [.. authority.Questionnaires.Values.Where(questionnaire => questionnaire.StateOn(today) == QuestionnaireState.Open)];
    }

    /// <summary>The day in the authority's zone.</summary>
    public static DateOnly Today(Authority authority, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(authority);
        return DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, authority.TimeZone).DateTime);
    }

    /// <summary>When a day begins in the authority's zone.</summary>
    internal static DateTimeOffset BeginningOf(Authority authority, DateOnly day)
    {
        var local = day.ToDateTime(TimeOnly.MinValue);
        return new DateTimeOffset(local, authority.TimeZone.GetUtcOffset(local)).ToUniversalTime();
    }

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}

/// <summary>The product's words for answers.</summary>
public static class QuestionnaireWords
{
    /// <summary>The words in a language.</summary>
    public static AnswerWords Of(TextCatalogue texts, Language language)
    {
        ArgumentNullException.ThrowIfNull(texts);
        return new(texts.Get(language, "questionnaire.yes"), texts.Get(language, "questionnaire.no"), texts.Get(language, "questionnaire.nothing"), texts.Get(language, "list.separator"));
    }
}
