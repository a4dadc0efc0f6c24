using Intake.Application.Openings;
using Intake.Application.Tickets;
using Intake.Domain.Access;
using Intake.Domain.Openings;
using Intake.Web.Pages.Account;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Staff.Openings;

/// <summary><c>/staff/openings/ID/witness</c>: a second person confirms, signed in as themselves. Open to whoever is named in the record, whatever their role, and to those who take in; for others there is no such page.</summary>
[Authorize]
internal sealed class WitnessModel(OpeningDesk desk, OpeningQueries openings, PeopleQueries people, PageTexts texts) : PageModel
{
    /// <summary>The opening.</summary>
    public OpeningView View { get; private set; } = null!;

    /// <summary>Whom it names.</summary>
    public IReadOnlyDictionary<string, Person> People { get; private set; } = new Dictionary<string, Person>(StringComparer.Ordinal);

    /// <summary>Whether the person may confirm it.</summary>
    public bool MayWitness => OpeningRules.Witness(View.Opening, SignedIn.ActorOf(User).Name) is null;

    /// <summary>The number of sheets that was shown.</summary>
    [BindProperty]
    public int Seen { get; set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken) => await OpenAsync(id, cancellationToken) ? Page() : NotFound();

    /// <summary>Confirms it.</summary>
    public async Task<IActionResult> OnPostAsync(long id, CancellationToken cancellationToken)
    {
        if (!await OpenAsync(id, cancellationToken))
            return NotFound();
        var witnessed = await desk.WitnessAsync(id, Seen, SignedIn.ActorOf(User));
        if (!witnessed.Succeeded)
        {
            await OpenAsync(id, cancellationToken);
            this.Refuse(texts.Explain(witnessed.Refusal));
            return Page();
        }

        this.Tell(texts["opening.witness.done"]);
        return Redirect(SignedIn.May(User, Permission.TakeIn) ? $"/staff/openings/{id}" : "/staff");
    }

    private async Task<bool> OpenAsync(long id, CancellationToken cancellationToken)
    {
        if (await openings.FindAsync(id, cancellationToken) is not { } view)
            return false;
        var (user, row) = (SignedIn.ActorOf(User).Name, view.Row);
        if (!SignedIn.May(User, Permission.TakeIn) && user != row.FirstUser && user != row.SecondUser)
            return false;
        View = view;
        People = await people.NamedAsync([.. OpeningParts.UsersOf(view)], cancellationToken);
        return true;
    }
}
