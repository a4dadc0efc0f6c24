using Intake.Application.BotConfiguration;
using Intake.Application.Texts;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Deadlines;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Admin;

/// <summary><c>/admin/configuration</c>: what is in use, what is wrong with the last change, and the catalogue at a glance.</summary>
[Authorize(Policy = nameof(Permission.Administer))]
internal sealed class ConfigurationModel(BotConfigurationSource source, PageTexts texts) : PageModel
{
    /// <summary>Where it comes from, and what is wrong with the last change.</summary>
    public BotConfigurationSource Source => source;

    /// <summary>What is in use.</summary>
    public BotConfigurationSnapshot Current { get; } = source.Current;

    /// <summary>The rules in use.</summary>
    public Authority Authority => Current.Authority;

    /// <summary>A limit in words; a dash for none.</summary>
    public string Limit(TimeLimit? limit) => limit is null ? "–" : Current.Texts.Limit(texts.Language, limit.Value);

    /// <summary>The services of a group, in the order of the configuration.</summary>
    public IEnumerable<Service> ServicesOf(ServiceGroup group) => Authority.Services.Values.Where(service => service.Group == group.Code);

    /// <summary>The rows of the dispatch catalogue that lead to a unit.</summary>
    public int RulesOf(string unit) => Authority.Dispatch.Rules.Count(rule => rule.Lead == unit);
}
