using Intake.Domain.Publication;

namespace Intake.Web.Pages.Admin.Bulletins;

/// <summary>A text that is to be signed off, beside what it was made of. Drawn by <c>_Compared</c>.</summary>
/// <param name="Text">The text with its masks.</param>
/// <param name="Changes">What was changed in the words, masks aside; null when nothing was.</param>
/// <param name="IsKnown">Whether there is something to compare it with.</param>
/// <param name="IsOfPublished">Whether it is compared with what readers see now, instead of what was written.</param>
internal sealed record ComparedText(MaskedText Text, IReadOnlyList<TextPartChange>? Changes, bool IsKnown, bool IsOfPublished)
{
    /// <summary>Compares a text with what it was made of.</summary>
    public static ComparedText Of(MaskedText text, string? before, bool isOfPublished)
    {
        var words = isOfPublished ? text.Shown : text.Text;
        return new(text, before is null || before == words ? null : TextDifference.Between(before, words), before is not null, isOfPublished);
    }
}

/// <summary>An item that is to be signed off.</summary>
/// <param name="Item">The item.</param>
/// <param name="HeadingBefore">The heading that readers see now, where it changes; else null.</param>
/// <param name="Matter">The requester's matter.</param>
/// <param name="Reply">The reply.</param>
internal sealed record ComparedItem(BulletinItem Item, string? HeadingBefore, ComparedText Matter, ComparedText Reply);
