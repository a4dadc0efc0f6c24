using Intake.Application.BotConfiguration;
using Intake.Domain.Catalogue;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Citizens;

/// <summary>What is kept of people, who sees it and for how long, as the configuration in use says.</summary>
[AllowAnonymous]
internal sealed class PrivacyModel(BotConfigurationSource configuration, PageTexts texts) : PageModel
{
    private readonly Authority authority = configuration.Current.Authority;

    /// <summary>How long things are kept.</summary>
    public Retention Kept => authority.Retention;

    /// <summary>How the body is reached for questions about personal data; null when it has not said.</summary>
    public Contact? Contact => authority.Contact;

    /// <summary>Months for requests of each kind that differs from the usual, in words.</summary>
    public IEnumerable<(string Name, int Months)> ByKind => Kept.TicketMonthsByKind
        .Where(kind => kind.Value != Kept.TicketMonths)
        .OrderBy(kind => kind.Key)
        .Select(kind => (texts[$"kind.{kind.Key}"], kind.Value));

    /// <summary>Months for services that differ from the usual, by name.</summary>
    public IEnumerable<(string Name, int Months)> ByService => authority.Services.Values
        .Where(service => service.RetentionMonths is { } months && months != Kept.TicketMonths)
        .Select(service => (service.Name[texts.Language], service.RetentionMonths!.Value));
}
