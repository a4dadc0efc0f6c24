using Intake.Domain.Catalogue;
using Intake.Domain.Knowledge;

namespace Intake.Web.Pages.Staff;

/// <summary>Articles to choose from. Drawn by <c>_Articles</c>.</summary>
/// <param name="Articles">The articles, the best first.</param>
/// <param name="Language">The requester's language.</param>
/// <param name="Address">Where a form goes that takes one over, without which one.</param>
/// <param name="Form">Id of the form when it stands outside of it; null inside.</param>
/// <param name="Target">What of the page has the answer in it.</param>
internal sealed record ArticleChoices(IReadOnlyList<Article> Articles, Language Language, string Address, string? Form, string Target);
