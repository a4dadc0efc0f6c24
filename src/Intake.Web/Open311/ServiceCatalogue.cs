using Intake.Application.BotConfiguration;
using Intake.Domain.Catalogue;
using Intake.Web.Texts;

namespace Intake.Web.Open311;

/// <summary><c>GET discovery</c>, <c>GET services</c> and <c>GET services/CODE</c>: what can be reported, as far as the catalogue marks it public.</summary>
internal sealed class ServiceCatalogue(BotConfigurationSource configuration, IHostEnvironment environment, Open311Answers answers)
{
    private const string Specification = "http://wiki.open311.org/GeoReport_v2";

    /// <summary>Where the endpoint is and how a key is got.</summary>
    public Task DiscoverAsync(HttpContext context)
    {
        var current = configuration.Current;
        var language = LanguageOf(context);
        var contact = current.Authority.Contact;
        var reached = contact is null
            ? current.Authority.Name[language]
            : current.Texts.Get(language, "open311.contact", ("authority", current.Authority.Name[language]), ("phone", contact.Phone), ("email", contact.Email), ("address", contact.Address[language]));
        var changed = W3cDate.Write(current.LoadedAt);
        var request = context.Request;
        return answers.WriteAsync(context, new("discovery", new Fields(
            ("changeset", changed),
            ("contact", reached),
            ("key_service", current.Texts.Get(language, "open311.key-service", ("contact", reached))),
            ("endpoints", new Items("endpoint", [new Fields(
                ("specification", Specification),
                ("url", $"{request.Scheme}://{request.Host}{request.PathBase}{Open311Registration.Root}"),
                ("changeset", changed),
                ("type", environment.IsDevelopment() ? "test" : "production"),
                ("formats", new Items("format", [.. Open311Formats.MediaTypes.Select(type => (Open311Node)type)])))])))));
    }

    /// <summary>Every service.</summary>
    public Task ListAsync(HttpContext context) => WithinAsync(context, (authority, language) =>
        new("services", new Items("service", [.. authority.Services.Values.Where(service => service.IsPublic).Select(service => ServiceOf(authority, service, language))])));

    /// <summary>What a service asks beside what happened and where.</summary>
    public Task DefineAsync(HttpContext context, string code) => WithinAsync(context, (authority, language) =>
        authority.Services.TryGetValue(code, out var service) && service.IsPublic
            ? new("service_definition", new Fields(("service_code", service.Code), ("attributes", new Items("attribute", [.. service.Questions.Select((question, index) => AttributeOf(question, index + 1, language))]))))
            : null);

    private Task WithinAsync(HttpContext context, Func<Authority, Language, Open311Document?> make)
    {
        var authority = configuration.Current.Authority;
        List<Open311Problem> problems = [];
        if (Jurisdictions.Find(authority, context.Request.Query[Jurisdictions.Parameter], problems) is null)
            return answers.RefuseAsync(context, problems);
        return make(authority, LanguageOf(context)) is { } document
            ? answers.WriteAsync(context, document)
            : answers.RefuseAsync(context, Open311Problem.Missing("open311.no-service"));
    }

    private static Fields ServiceOf(Authority authority, Service service, Language language) => new(
        ("service_code", service.Code),
        ("service_name", service.Name[language]),
        ("description", service.Description[language]),
        ("metadata", service.Questions.Count > 0),
        ("type", "realtime"),
        ("keywords", string.Join(", ", service.Keywords)),
        ("group", authority.Groups.FirstOrDefault(group => group.Code == service.Group)?.Name[language]));

    private Fields AttributeOf(ExtraQuestion question, int order, Language language) => new(
        ("variable", true),
        ("code", question.Code),
        ("datatype", question.Type.Open311Name()),
        ("required", question.Required),
        ("datatype_description", configuration.Current.Texts.Get(language, $"open311.datatype.{question.Type.Open311Name()}")),
        ("order", order),
        ("description", question.Prompt[language]),
        ("values", new Items("value", [.. question.Values.Select(value => new Fields(("key", value.Key), ("name", value.Name[language])))])));

    private Language LanguageOf(HttpContext context) => LanguageChoice.Of(context.Request, configuration.Current.Authority.Languages);
}
