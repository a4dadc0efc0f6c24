using Intake.Application.BotConfiguration;
using Intake.Domain;
using Intake.Domain.Catalogue;

namespace Intake.Web.Open311;

/// <summary>What is wrong with a request: a status, which is the error's code too, and words in the language that the client asks for.</summary>
/// <param name="Status">400, 403, 404 and the like.</param>
/// <param name="Words">The words, once the language is known.</param>
internal sealed record Open311Problem(int Status, Func<BotConfigurationSnapshot, Language, string> Words)
{
    /// <summary>A problem whose words are a text.</summary>
    /// <param name="status">The status.</param>
    /// <param name="key">The text's key.</param>
    /// <param name="values">Values of its placeholders.</param>
    public static Open311Problem Of(int status, string key, params (string Name, string Value)[] values) =>
        new(status, (configuration, language) => configuration.Texts.Get(language, key, values));

    /// <summary>400: something about a field.</summary>
    public static Open311Problem Bad(string key, params (string Name, string Value)[] values) => Of(StatusCodes.Status400BadRequest, key, values);

    /// <summary>404: something that is named does not exist.</summary>
    public static Open311Problem Missing(string key, params (string Name, string Value)[] values) => Of(StatusCodes.Status404NotFound, key, values);

    /// <summary>A refusal of a rule.</summary>
    public static Open311Problem Of(Refusal refusal) => new(
        refusal.Code switch
        {
            "NoSuchService" or "NoSuchPlace" => StatusCodes.Status404NotFound,
            "RequestIsUnderWay" => StatusCodes.Status409Conflict,
            "IdempotencyKeyHasAnotherBody" => StatusCodes.Status422UnprocessableEntity,
            _ => StatusCodes.Status400BadRequest,
        },
        (configuration, language) => configuration.Texts.Explain(language, refusal));
}
