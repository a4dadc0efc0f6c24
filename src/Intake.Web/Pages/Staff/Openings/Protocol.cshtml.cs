using Intake.Application.Openings;
using Intake.Application.Tickets;
using Intake.Domain.Access;
using Intake.Domain.Openings;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Staff.Openings;

/// <summary><c>/staff/openings/ID/protocol</c>: the record of a closed opening, to be printed and signed.</summary>
[Authorize(nameof(Permission.TakeIn))]
internal sealed class ProtocolModel(OpeningQueries openings, PeopleQueries people, PageTexts texts) : PageModel
{
    /// <summary>The opening.</summary>
    public OpeningView View { get; private set; } = null!;

    /// <summary>Whom it names.</summary>
    public IReadOnlyDictionary<string, Person> People { get; private set; } = new Dictionary<string, Person>(StringComparer.Ordinal);

    /// <summary>What was entered and taken back.</summary>
    public IReadOnlyList<OpeningSheetRow> Undone => [.. View.Sheets.Where(sheet => sheet.UndoneAt is not null)];

    /// <summary>Shows it; one that is not closed leads back, because half a record must not be signed.</summary>
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken)
    {
        if (await openings.FindAsync(id, cancellationToken) is not { } view)
            return NotFound();
        if (view.Opening.State != OpeningState.Closed)
        {
            this.Tell(texts["opening.protocol.not-yet"], Tone.Yellow);
            return Redirect($"/staff/openings/{id}");
        }

        View = view;
        People = await people.NamedAsync([.. OpeningParts.UsersOf(view)], cancellationToken);
        return Page();
    }
}
