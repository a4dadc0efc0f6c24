using System.Globalization;
using Intake.Domain.Publication;
using Intake.Web.Pages.Citizens.Bulletins;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace Intake.Web.Pages.Admin.Bulletins;

/// <summary>
/// <c>&lt;masked text="@text" /&gt;</c>: a text with its masks in place. With <c>part</c> and <c>address</c> the words stand
/// as written and each mask is a link that chooses it; without, the words stand as readers will see them.
/// </summary>
[HtmlTargetElement("masked", TagStructure = TagStructure.WithoutEndTag)]
public sealed class MaskedTagHelper : TagHelper
{
    /// <summary>The text.</summary>
    public MaskedText Text { get; set; } = MaskedText.Empty;

    /// <summary>Which text it is; null shows it as readers will see it.</summary>
    public TextPart? Part { get; set; }

    /// <summary>Address of the page on which masks are chosen.</summary>
    public string Address { get; set; } = "";

    /// <summary>Index of the current mask; null when it is in another text, or there is none.</summary>
    public int? Current { get; set; }

    /// <summary>The page, set by the framework.</summary>
    [ViewContext]
    [HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    /// <inheritdoc/>
    public override void Process(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var texts = ViewContext.HttpContext.RequestServices.GetRequiredService<PageTexts>();
        output.TagName = "p";
        output.TagMode = TagMode.StartTagAndEndTag;
        output.Attributes.SetAttribute("class", "words masked");
        output.Attributes.SetAttribute("lang", IssueWords.LanguageOf(Text.Text));
        if (Part is { } part)
            output.Attributes.SetAttribute("data-masking", part);
        var shown = Part is null ? Text.Shown : Text.Text;
        var at = 0;
        foreach (var (start, end, index) in Spans(Text.Masks))
        {
            output.Content.Append(shown[at..start]);
            output.Content.AppendHtml(Part is null ? Mark(texts, index, shown[start..end]) : Choice(texts, index, shown[start..end]));
            at = end;
        }

        output.Content.Append(shown[at..]);
    }

    /// <summary>What each mask shows of its own; where they overlap the first has it.</summary>
    private static IEnumerable<(int Start, int End, int Index)> Spans(IReadOnlyList<Mask> masks)
    {
        var at = 0;
        for (var i = 0; i < masks.Count; i++)
        {
            var (start, end) = (Math.Max(at, masks[i].Finding.Start), masks[i].Finding.End);
            if (end <= start)
                continue;
            yield return (start, end, i);
            at = end;
        }
    }

    private TagBuilder Mark(PageTexts texts, int index, string words)
    {
        var mark = new TagBuilder("mark");
        Describe(mark, texts, Text.Masks[index]);
        mark.InnerHtml.Append(words);
        return mark;
    }

    private TagBuilder Choice(PageTexts texts, int index, string words)
    {
        var choice = new TagBuilder("a");
        Describe(choice, texts, Text.Masks[index]);
        var spot = new MaskSpot(Part!.Value, index);
        choice.Attributes["href"] = $"{Address}?mask={spot}#current";
        choice.Attributes["rel"] = "nofollow";
        if (index == Current)
        {
            choice.Attributes["aria-current"] = "true";
            choice.Attributes["id"] = "current";
        }

        choice.InnerHtml.Append(words);
        return choice;
    }

    private static void Describe(TagBuilder element, PageTexts texts, Mask mask)
    {
        element.AddCssClass("mask");
        element.Attributes["data-ruling"] = mask.Ruling.ToString().ToLower(CultureInfo.InvariantCulture);
        element.Attributes["title"] = texts[$"bulletins.mask.title.{mask.Ruling}", ("kind", texts[$"finding.{mask.Finding.Kind}"])];
    }
}
