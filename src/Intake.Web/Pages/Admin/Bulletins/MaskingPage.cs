using Intake.Application.Publication;
using Intake.Application.Writing;
using Intake.Domain.Publication;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Mvc;

namespace Intake.Web.Pages.Admin.Bulletins;

/// <summary>A page on which masks are looked at: one is current, and is confirmed or lifted; then the next open one is.</summary>
internal abstract class MaskingPage(CommandWriter writer, BulletinQueries queries, PageTexts texts) : BulletinPage(writer, queries, texts)
{
    /// <summary>The mask chosen by hand, as <c>Matter-3</c>.</summary>
    [BindProperty(SupportsGet = true, Name = "mask")]
    public string? Chosen { get; set; }

    /// <summary>Which text a form is about.</summary>
    [BindProperty]
    public TextPart Part { get; set; }

    /// <summary>Which mask a form is about.</summary>
    [BindProperty]
    public int Mask { get; set; }

    /// <summary>Why a mask is lifted.</summary>
    [BindProperty]
    public LiftReason Why { get; set; }

    /// <summary>Words to hide.</summary>
    [BindProperty]
    public string? Words { get; set; }

    /// <summary>Where they stand; null hides them wherever they do.</summary>
    [BindProperty]
    public int? Start { get; set; }

    /// <summary>The texts on the page, in order.</summary>
    public abstract IReadOnlyList<TextPlace> Places { get; }

    /// <summary>The mask to look at: the chosen one, else the first that nobody has looked at; null when there is none.</summary>
    public MaskSpot? Current { get; private set; }

    /// <summary>How many nobody has looked at.</summary>
    public int Open => Places.Sum(place => Text(place).Masks.Count(mask => mask.Ruling == MaskRuling.Open));

    /// <summary>A text of the page.</summary>
    public MaskedText Text(TextPlace place) => place.Find(Bulletin) ?? MaskedText.Empty;

    /// <summary>The part of the page that shows a text.</summary>
    public MaskingPart PartOf(TextPlace place) => new(place.Part, Text(place), Bulletin.IsOpen ? Current : null, Bulletin.IsOpen, Request.Path);

    /// <summary>The mask stays.</summary>
    public Task<IActionResult> OnPostConfirmAsync(CancellationToken cancellationToken) =>
        RuleAsync(new ConfirmMasks(Id, Actor, PlaceOf(Part), Mask, Version), cancellationToken);

    /// <summary>The mask goes.</summary>
    public Task<IActionResult> OnPostLiftAsync(CancellationToken cancellationToken) =>
        RuleAsync(new LiftMask(Id, Actor, PlaceOf(Part), Mask, Version, Why), cancellationToken);

    /// <summary>All that nobody has looked at stay, in the one text.</summary>
    public Task<IActionResult> OnPostConfirmAllAsync(CancellationToken cancellationToken) =>
        RuleAsync(new ConfirmMasks(Id, Actor, PlaceOf(Part), null, Version), cancellationToken);

    /// <summary>Hides words marked by hand.</summary>
    public Task<IActionResult> OnPostHideAsync(CancellationToken cancellationToken) =>
        RuleAsync(new AddMask(Id, Actor, PlaceOf(Part), (Words ?? "").ReplaceLineEndings("\n"), Start, Version), cancellationToken);

    /// <inheritdoc/>
    protected override Task<bool> ReadMoreAsync(CancellationToken cancellationToken)
    {
        Current = MaskSpot.Read(Chosen) is { } chosen && Places.Any(place => place.Part == chosen.Part && chosen.Index < Text(place).Masks.Count)
            ? chosen
            : Places.Select(place => MaskSpot.FirstOpen(place.Part, Text(place))).FirstOrDefault(spot => spot is not null);
        return Task.FromResult(true);
    }

    /// <summary>The place of a text on this page.</summary>
    protected abstract TextPlace PlaceOf(TextPart part);

    private Task<IActionResult> RuleAsync(BulletinCommand command, CancellationToken cancellationToken) =>
        SendAsync(command, null, Request.Path + "#current", cancellationToken);
}

/// <summary>One mask by its place.</summary>
/// <param name="Part">In which text.</param>
/// <param name="Index">Which of its masks.</param>
internal sealed record MaskSpot(TextPart Part, int Index)
{
    /// <summary>As an address has it.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Part}-{Index}");

    /// <summary>Reads it; null when it is none.</summary>
    public static MaskSpot? Read(string? written) =>
        written?.Split('-') is [var part, var index] && Enum.TryParse<TextPart>(part, out var known) && Enum.IsDefined(known) && int.TryParse(index, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var at)
            ? new(known, at)
            : null;

    /// <summary>The first that nobody has looked at; null when there is none.</summary>
    public static MaskSpot? FirstOpen(TextPart part, MaskedText text)
    {
        for (var i = 0; i < text.Masks.Count; i++)
        {
            if (text.Masks[i].Ruling == MaskRuling.Open)
                return new(part, i);
        }

        return null;
    }
}

/// <summary>A text whose masks are looked at. Drawn by <c>_Masking</c>.</summary>
/// <param name="Part">Which text.</param>
/// <param name="Text">The text.</param>
/// <param name="Current">The mask to look at, in this text or another.</param>
/// <param name="IsOpen">Whether it can be worked on.</param>
/// <param name="Address">Address of the page.</param>
internal sealed record MaskingPart(TextPart Part, MaskedText Text, MaskSpot? Current, bool IsOpen, string Address);
