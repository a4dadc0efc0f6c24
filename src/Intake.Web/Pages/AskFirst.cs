using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;
using Microsoft.AspNetCore.WebUtilities;

namespace Intake.Web.Pages;

/// <summary>A question before something that cannot be undone. Drawn by <c>AskFirst</c>.</summary>
/// <param name="Words">The question.</param>
/// <param name="Yes">What the button says that does it; null is the usual word.</param>
/// <param name="Action">Where the form goes.</param>
/// <param name="Back">The page that the question came up on.</param>
/// <param name="Fields">What the form before had in it.</param>
internal sealed record Question(string Words, string? Yes, string Action, string Back, IReadOnlyList<(string Name, string Value)> Fields)
{
    /// <summary>The field that asks for the question.</summary>
    public const string Field = "ask-first";

    private static readonly string[] NotKept = [Field, "__RequestVerificationToken"];

    /// <summary>The question that a form wants to be asked; null when it wants none.</summary>
    public static Question? Of(HttpRequest request)
    {
        if (!HttpMethods.IsPost(request.Method) || !request.HasFormContentType || request.Form[Field] is not [{ } asked])
            return null;
        var words = asked.Split('|', 2);
        var fields = request.Form.Where(field => !NotKept.Contains(field.Key, StringComparer.Ordinal))
            .SelectMany(field => field.Value.Select(value => (field.Key, value ?? "")));
        var query = QueryHelpers.ParseQuery(request.QueryString.Value).Where(one => one.Key is not "handler");
        return new(words[^1], words is [{ Length: > 0 } yes, _] ? yes : null, $"{request.PathBase}{request.Path}{request.QueryString}", $"{request.PathBase}{request.Path}{QueryString.Create(query)}", [.. fields]);
    }
}

/// <summary>
/// Answers a form that asks for a question with the question: the browsers without script get here; with it, the page
/// has asked already and sends the form without that field. The question comes with the form, from this host's own
/// page: forms of others are refused before.
/// </summary>
internal sealed class AskFirst(IModelMetadataProvider metadata) : IAsyncPageFilter
{
    /// <inheritdoc/>
    public Task OnPageHandlerSelectionAsync(PageHandlerSelectedContext context) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        if (Question.Of(context.HttpContext.Request) is not { } question)
            return next();
        context.Result = new ViewResult
        {
            ViewName = "/Pages/Shared/AskFirst.cshtml",
            ViewData = new ViewDataDictionary<Question>(metadata, new ModelStateDictionary()) { Model = question },
        };
        return Task.CompletedTask;
    }
}

/// <summary>
/// <c>confirm="question"</c> on a button: the page's dialog asks it; without script, the server does, on a page of
/// its own. With <c>ask-here</c> a box to tick asks instead, where the form brings files that a second page would lose.
/// </summary>
[HtmlTargetElement("button", Attributes = "confirm")]
public sealed class ConfirmTagHelper : TagHelper
{
    /// <summary>The question; null or empty asks nothing.</summary>
    [HtmlAttributeName("confirm")]
    public string? Question { get; set; }

    /// <summary>What the button that says yes is called; null is the usual word.</summary>
    [HtmlAttributeName("confirm-yes")]
    public string? Yes { get; set; }

    /// <summary>Whether a box in the form asks where there is no script. Default false.</summary>
    public bool AskHere { get; set; }

    /// <summary>Where it stands.</summary>
    [HtmlAttributeNotBound]
    [ViewContext]
    public ViewContext Context { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        // Razor hands over a null as no words.
        if (string.IsNullOrEmpty(Question))
            return;
        output.Attributes.SetAttribute("data-confirm", Question);
        if (Yes is not null)
            output.Attributes.SetAttribute("data-confirm-yes", Yes);
        if (AskHere)
        {
            // What htmx puts into a page is parsed as if no script ran, and a box that is required would be there unseen.
            if (!Context.HttpContext.Request.Headers.ContainsKey("HX-Request"))
                output.PreElement.AppendHtml("<noscript><label class=\"form-check\"><input class=\"form-check-input\" type=\"checkbox\" required><span class=\"form-check-label\">").Append(Question).AppendHtml("</span></label></noscript>");
            return;
        }

        output.Attributes.SetAttribute("name", Pages.Question.Field);
        output.Attributes.SetAttribute("value", $"{Yes}|{Question}");
    }
}
