using System.Globalization;
using Intake.Application.BotConfiguration;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using QRCoder;

namespace Intake.Web.Pages.Admin.Boxes;

/// <summary>A poster.</summary>
/// <param name="Box">The box.</param>
/// <param name="Address">Where its code leads.</param>
/// <param name="Size">How many squares the QR code is wide and high, with its white edge.</param>
/// <param name="Squares">Its black squares, as the path of an SVG.</param>
internal sealed record Poster(SuggestionBox Box, string Address, int Size, string Squares);

/// <summary><c>/admin/boxes</c>: the posters of the suggestion boxes, to be printed, one to a page.</summary>
[Authorize(Policy = nameof(Permission.Administer))]
internal sealed class PostersModel(BotConfigurationSource configuration, PageTexts texts) : PageModel
{
    /// <summary>The posters: of every box, or of one.</summary>
    public IReadOnlyList<Poster> Posters { get; private set; } = [];

    /// <summary>Whether only one is shown.</summary>
    public bool IsOne { get; private set; }

    /// <summary>Whose posters they are.</summary>
    public Authority Authority { get; } = configuration.Current.Authority;

    /// <summary>The languages that a poster speaks: all of the authority's.</summary>
    public IReadOnlyList<Language> Languages => texts.Languages;

    /// <summary>The hotline; null when there is none.</summary>
    public string? Phone => Authority.Contact?.Phone ?? Authority.Centre.Phone;

    /// <summary>Shows them.</summary>
    public IActionResult OnGet(string? box)
    {
        IsOne = box is not null;
        if (box is not null && !Authority.Boxes.ContainsKey(box))
            return NotFound();
        Posters = [.. Authority.Boxes.Values.Where(one => box is null || one.Code == box).Select(PosterOf)];
        return Page();
    }

    /// <summary>A text in a language of the poster.</summary>
    public string Say(Language language, string key) => configuration.Current.Texts.Get(language, key);

    // The address under which this page was asked for is the one that people outside reach: a proxy says so.
    private Poster PosterOf(SuggestionBox box)
    {
        var address = $"{Request.Scheme}://{Request.Host}{Request.PathBase}/box/{box.Code}";
        // A quarter may be torn or dirty: a poster hangs for years.
        using var code = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.Q);
        var rows = code.ModuleMatrix;
        var squares = rows.SelectMany((row, y) => Enumerable.Range(0, row.Length).Where(x => row[x]).Select(x => string.Create(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z")));
        return new(box, address, rows.Count, string.Concat(squares));
    }
}
