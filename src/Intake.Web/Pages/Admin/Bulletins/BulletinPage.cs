using Intake.Application.Publication;
using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Publication;
using Intake.Web.Pages.Account;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Admin.Bulletins;

/// <summary>A page about one bulletin: reads it, sends a command, shows the refusal or goes on.</summary>
internal abstract class BulletinPage(CommandWriter writer, BulletinQueries queries, PageTexts texts) : PageModel
{
    /// <summary>Key of the bulletin.</summary>
    [FromRoute]
    public long Id { get; set; }

    /// <summary>What the sender of a form had seen.</summary>
    [BindProperty]
    public int Version { get; set; }

    /// <summary>The bulletin as its editors work on it.</summary>
    public BulletinAtWork Work { get; private set; } = null!;

    /// <summary>The bulletin.</summary>
    public Bulletin Bulletin => Work.Bulletin;

    /// <summary>The names that people read, of those who had to do with it.</summary>
    public IReadOnlyDictionary<string, string> Names { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Who asks.</summary>
    protected Actor Actor => SignedIn.ActorOf(User);

    /// <summary>The words of the page.</summary>
    protected PageTexts Texts => texts;

    /// <summary>The one writer.</summary>
    protected CommandWriter Writer => writer;

    /// <summary>What is read of bulletins.</summary>
    protected BulletinQueries Queries => queries;

    /// <inheritdoc/>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context) => UnreadableFields.Explain(ModelState, texts);

    /// <summary>Reads the bulletin and what else the page shows; false when there is no such bulletin.</summary>
    protected async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        if (await queries.FindAsync(Id, cancellationToken) is not { } work)
            return false;
        Work = work;
        Names = await queries.NamesAsync([Bulletin.Editor, Bulletin.SignedBy, .. Bulletin.Hands], cancellationToken);
        return await ReadMoreAsync(cancellationToken);
    }

    /// <summary>What else the page shows; false when it is not there.</summary>
    protected virtual Task<bool> ReadMoreAsync(CancellationToken cancellationToken) => Task.FromResult(true);

    /// <summary>Sends a command: tells what was done and goes on, or shows the page with the refusal.</summary>
    /// <param name="command">The command.</param>
    /// <param name="done">What is told; null tells nothing.</param>
    /// <param name="next">Where it goes on; null is this page.</param>
    /// <param name="cancellationToken">Stops it.</param>
    protected async Task<IActionResult> SendAsync(BulletinCommand command, string? done, string? next, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid)
            return await ShowAsync(cancellationToken);
        var outcome = await writer.WriteAsync(command, cancellationToken);
        return await AfterAsync(outcome.Refusal, done, next, cancellationToken);
    }

    /// <summary>The same for what was sent already.</summary>
    protected async Task<IActionResult> AfterAsync(Refusal? refusal, string? done, string? next, CancellationToken cancellationToken)
    {
        if (refusal is null)
        {
            if (done is not null)
                this.Tell(done);
            return LocalRedirect(next ?? Request.Path);
        }

        this.Refuse(texts.Explain(refusal));
        return await ReadAsync(cancellationToken) ? Page() : NotFound();
    }

    /// <summary>Shows the page.</summary>
    protected async Task<IActionResult> ShowAsync(CancellationToken cancellationToken) => await ReadAsync(cancellationToken) ? Page() : NotFound();
}
