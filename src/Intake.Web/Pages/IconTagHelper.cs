using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Intake.Web.Pages;

/// <summary>
/// <c>&lt;icon name="inbox" /&gt;</c>: an outline icon of Tabler, beside words that say the same (it is hidden from screen
/// readers). The build finds the names in pages and in C# (<c>Icon: "inbox"</c>) and draws only these.
/// </summary>
[HtmlTargetElement("icon", TagStructure = TagStructure.WithoutEndTag)]
public sealed class IconTagHelper(IFileVersionProvider versions) : TagHelper
{
    /// <summary>Name of the icon, as in Tabler.</summary>
    public string Name { get; set; } = "";

    /// <summary>The page, set by the framework.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">In Development: no such icon was drawn.</exception>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var services = ViewContext.HttpContext.RequestServices;
        if (services.GetRequiredService<IWebHostEnvironment>().IsDevelopment() && !services.GetRequiredService<Icons>().Has(Name))
            throw new InvalidOperationException($"The sprite has no icon '{Name}': the build draws those named as <icon name=\"...\"> in pages and Icon: \"...\" in C#.");
        output.TagName = "svg";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", output.Attributes["class"] is { Value: var more } ? $"icon {more}" : "icon");
        output.Attributes.SetAttribute("aria-hidden", "true");
        var sprite = versions.AddFileVersionToPath(ViewContext.HttpContext.Request.PathBase, Icons.Sprite);
        output.Content.SetHtmlContent($"<use href=\"{sprite}#{Name}\"></use>");
    }
}
