using Intake.Domain.Publication;

namespace Intake.Web.Pages.Citizens.Bulletins;

/// <summary>An issue as it is shown: to readers, or to its makers before that. Drawn by <c>_Issue</c>.</summary>
/// <param name="Bulletin">The issue.</param>
/// <param name="Figures">Its figures; null where there are none yet.</param>
/// <param name="IsPreview">Whether it is shown to its makers before it is public.</param>
internal sealed record IssuePage(Bulletin Bulletin, BulletinFigures? Figures, bool IsPreview);
