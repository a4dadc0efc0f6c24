using Intake.Application.Publication;
using Intake.Application.Writing;
using Intake.Domain.Access;
using Intake.Domain.Publication;
using Intake.Web.Pages.Citizens.Bulletins;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;

namespace Intake.Web.Pages.Admin.Bulletins;

/// <summary><c>/admin/bulletins/{id}/preview</c>: the bulletin as readers will see it.</summary>
[Authorize(Policy = nameof(Permission.EditBulletins))]
internal sealed class PreviewModel(CommandWriter writer, BulletinQueries queries, IssueWords words) : BulletinPage(writer, queries, words.Texts)
{
    /// <summary>The frozen figures, else those as they stand.</summary>
    public BulletinFigures Figures { get; private set; } = null!;

    /// <summary>Shows it.</summary>
    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAsync(cancellationToken);

    /// <inheritdoc/>
    protected override async Task<bool> ReadMoreAsync(CancellationToken cancellationToken)
    {
        Figures = Bulletin.Status != BulletinStatus.Draft && Bulletin.Figures is { } frozen
            ? frozen
            : await Queries.FiguresAsync(words.Authority.TimeZone, Bulletin.From, Bulletin.To, cancellationToken);
        return true;
    }
}
