using System.Security.Cryptography;
using Intake.Application.Openings;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Openings;
using Intake.Domain.Tickets;
using Intake.Web.Hosting;
using Intake.Web.Pages.Account;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Staff.Openings;

/// <summary>
/// <c>/staff/openings/ID/sheets</c>: one sheet after the other, by keyboard alone. What is typed is kept while it is typed,
/// with its scans, for the person who types it; sent twice, a sheet is one ticket and shows the same receipt.
/// </summary>
[Authorize(nameof(Permission.TakeIn))]
[RequestSizeLimit(RequestLimits.Upload)]
[RequestFormLimits(MultipartBodyLengthLimit = RequestLimits.Upload)]
internal sealed class SheetsModel(OpeningDesk desk, OpeningQueries openings, SheetFiles files, DeskWords words, PageTexts texts) : PageModel
{
    /// <summary>What is typed from the sheet.</summary>
    [BindProperty]
    public SheetInput Input { get; set; } = new();

    /// <summary>Why a sheet is no ticket.</summary>
    [BindProperty]
    public AsideInput Aside { get; set; } = new();

    /// <summary>The opening.</summary>
    public OpeningView View { get; private set; } = null!;

    /// <summary>What is kept of the sheet that is being typed.</summary>
    public SheetDraft? Draft { get; private set; }

    /// <summary>Why a scan was not taken in.</summary>
    public string? ScanProblem { get; private set; }

    /// <summary>Whether the form for what is no ticket is shown open.</summary>
    public bool IsSettingAside { get; private set; }

    /// <summary>The receipt of the sheet that was entered last.</summary>
    public TicketReceiptView? Receipt { get; private set; }

    /// <summary>The sheet that was entered last.</summary>
    public int Saved { get; private set; }

    /// <summary>Whether its sender can be told.</summary>
    public bool IsReachable { get; private set; }

    /// <summary>Most characters of a text.</summary>
    public int MostCharacters => words.Authority.Policy.MessageCharacters;

    /// <summary>The day of the opening, behind which no sheet was written.</summary>
    public string LastDay => OpenedOn.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private Actor Actor => SignedIn.ActorOf(User);

    private DateOnly OpenedOn => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(View.Row.OpenedAt, words.Authority.TimeZone).DateTime);

    /// <summary>The next sheet, or the one that the person was typing.</summary>
    public async Task<IActionResult> OnGetAsync(long id, CancellationToken cancellationToken)
    {
        if (!await OpenAsync(id, cancellationToken))
            return NotFound();
        Draft = await openings.DraftAsync(id, Actor.Name, cancellationToken);
        Input = (Draft is null ? null : SheetInput.FromJson(Draft.Content)) ?? EmptyFor(0, null);
        if (View.Opening.Entered.Any(sheet => sheet.Number == Input.Number) || Input.Number > View.Row.Sheets)
            Input.Number = View.Opening.Next ?? 0;
        Aside = new() { Key = NewKey(), Number = Input.Number };
        return Page();
    }

    /// <summary>Keeps what is typed.</summary>
    public Task<IActionResult> OnPostKeepAsync(long id, CancellationToken cancellationToken) => KeepAsync(id, [], null, cancellationToken);

    /// <summary>Takes scans in as soon as they are chosen or taken.</summary>
    public Task<IActionResult> OnPostScanAsync(long id, List<IFormFile> uploads, CancellationToken cancellationToken) => KeepAsync(id, uploads, null, cancellationToken);

    /// <summary>Takes a scan away.</summary>
    public Task<IActionResult> OnPostDropAsync(long id, long scan, CancellationToken cancellationToken) => KeepAsync(id, [], scan, cancellationToken);

    /// <summary>Enters it, and shows the form for the next one.</summary>
    public async Task<IActionResult> OnPostAsync(long id, List<IFormFile> uploads, CancellationToken cancellationToken)
    {
        if (!await OpenAsync(id, cancellationToken))
            return NotFound();
        var entered = await EnterAsync(uploads, cancellationToken);
        if (!entered.Succeeded)
            return await RefusedAsync(entered.Refusal, cancellationToken);
        var number = words.Number(entered.Value.Id.Value);
        Receipt = new(number, files.SecretOf(number), entered.Value.Promise?.DueAt);
        (Saved, IsReachable) = (Input.Number, entered.Value.Requester is not null);
        Response.Headers.CacheControl = "no-store";
        await NextAsync(cancellationToken);
        return Page();
    }

    /// <summary>Says why a sheet is no ticket, and shows the form for the next one.</summary>
    public async Task<IActionResult> OnPostAsideAsync(long id, CancellationToken cancellationToken)
    {
        if (!await OpenAsync(id, cancellationToken))
            return NotFound();
        var sheet = new Sheet(Aside.Number, Aside.Kind, Aside.Kind == SheetKind.Repeat ? Aside.SameAs : null);
        var aside = await desk.SetAsideAsync(id, sheet, Aside.Reason, KeyOf(Aside.Key), Actor);
        ModelState.Clear();
        if (!aside.Succeeded)
        {
            IsSettingAside = true;
            this.Refuse(texts.Explain(aside.Refusal), aside.Refusal.Code switch { "SameAsNoTicket" => "Aside.SameAs", "SheetReasonIsMissing" or "SheetReasonIsTooLong" => "Aside.Reason", _ => "Aside.Number" });
            Draft = await openings.DraftAsync(id, Actor.Name, cancellationToken);
            Input = (Draft is null ? null : SheetInput.FromJson(Draft.Content)) ?? EmptyFor(0, null);
            return Page();
        }

        this.Tell(texts["opening.set-aside.done", ("number", Aside.Number)]);
        return Redirect($"/staff/openings/{id}/sheets");
    }

    private async Task<Outcome<Ticket>> EnterAsync(List<IFormFile> uploads, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(Input.Text))
            return TicketRefusals.TextIsMissing(TextRole.Matter);
        if (Input.WrittenOn > OpenedOn)
            return OpeningRefusals.SheetIsWrittenLater;
        var submission = files.Submission(Input, View.Row.Box);
        if (submission is { Anonymity: Anonymity.Anonymous, Contact.IsEmpty: false })
            return OpeningRefusals.AnonymousHasContact;
        var scans = await files.TakeAsync(uploads, cancellationToken);
        if (!scans.Succeeded)
            return scans.Refusal;
        Input.Key = KeyOf(Input.Key);
        var kept = await desk.KeepDraftAsync(View.Row.Id, Input.Key, Input.ToJson(), new(scans.Value), Actor);
        if (!kept.Succeeded)
            return kept.Refusal;
        var said = Convert.ToHexStringLower(SHA256.HashData(FormRepeat.BodyOf(Input.Fields, [])));
        return await desk.EnterAsync(View.Row.Id, Input.Number, new(Input.Key, said), submission, Actor);
    }

    private async Task<IActionResult> RefusedAsync(Refusal refusal, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        this.Refuse(texts.Explain(refusal), refusal.Code switch
        {
            "TextIsMissing" or "TextIsTooLong" => "Input.Text",
            "SheetIsWrittenLater" => "Input.Written",
            "SheetAnonymousHasContact" => "Input.Anonymity",
            "KindNotTaken" => "Input.Kind",
            "SheetIsEntered" or "NoSuchSheet" => "Input.Number",
            _ => "",
        });
        await OpenAsync(View.Row.Id, cancellationToken);
        // Somebody else was quicker, or this form was sent before with other words: what is typed goes on as the next sheet.
        if (refusal.Code == "SheetIsEntered")
            (Input.Key, Input.Number) = (NewKey(), View.Opening.NextAfter(Input.Number) ?? Input.Number);
        Aside = new() { Key = NewKey(), Number = Input.Number };
        await desk.KeepDraftAsync(View.Row.Id, KeyOf(Input.Key), Input.ToJson(), new([]), Actor);
        Draft = await openings.DraftAsync(View.Row.Id, Actor.Name, cancellationToken);
        return Page();
    }

    private async Task<IActionResult> KeepAsync(long id, List<IFormFile> uploads, long? dropped, CancellationToken cancellationToken)
    {
        if (!await OpenAsync(id, cancellationToken))
            return NotFound();
        ModelState.Clear();
        Input.Key = KeyOf(Input.Key);
        var scans = await files.TakeAsync(uploads, cancellationToken);
        var kept = await desk.KeepDraftAsync(id, Input.Key, Input.ToJson(), new(scans.Succeeded ? scans.Value : [], dropped), Actor);
        if ((scans.Refusal ?? kept.Refusal) is { } refusal)
            ScanProblem = texts.Explain(refusal);
        Draft = await openings.DraftAsync(id, Actor.Name, cancellationToken);
        Aside = new() { Key = NewKey(), Number = Input.Number };
        return Page();
    }

    private async Task NextAsync(CancellationToken cancellationToken)
    {
        await OpenAsync(View.Row.Id, cancellationToken);
        ModelState.Clear();
        Input = EmptyFor(Input.Number, Input.Language);
        Aside = new() { Key = NewKey(), Number = Input.Number };
    }

    private async Task<bool> OpenAsync(long id, CancellationToken cancellationToken)
    {
        if (await openings.FindAsync(id, cancellationToken) is not { } view)
            return false;
        View = view;
        return true;
    }

    private SheetInput EmptyFor(int after, string? language) => new() { Key = NewKey(), Number = View.Opening.NextAfter(after) ?? 0, Language = language ?? words.Authority.Languages[0].Tag };

    private string NewKey() => Guid.CreateVersion7(words.Now).ToString("N");

    private string KeyOf(string? key) => key is { Length: > 0 and <= 64 } ? key : NewKey();
}
