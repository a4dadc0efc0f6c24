using System.Globalization;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Intake.Web.Pages;

/// <summary><c>&lt;moment at="@ticket.CreatedAt" /&gt;</c>: an instant in the page's language, by the authority's clock, as a <c>time</c> element.</summary>
[HtmlTargetElement("moment", TagStructure = TagStructure.WithoutEndTag)]
public sealed class MomentTagHelper : TagHelper
{
    /// <summary>The instant; nothing is written for null.</summary>
    public DateTimeOffset? At { get; set; }

    /// <summary>Whether the day alone is written. Default false.</summary>
    public bool DayOnly { get; set; }

    /// <summary>The page, set by the framework.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        if (At is not { } at)
        {
            output.SuppressOutput();
            return;
        }

        var texts = ViewContext.HttpContext.RequestServices.GetRequiredService<PageTexts>();
        output.TagName = "time";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("datetime", at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
        output.Attributes.SetAttribute("class", output.Attributes["class"] is { Value: var more } ? $"number {more}" : "number");
        if (DayOnly)
            output.Attributes.SetAttribute("title", texts.Instant(at));
        output.Content.SetContent(DayOnly ? texts.Day(at) : texts.Instant(at));
    }
}
