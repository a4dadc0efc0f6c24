using Intake.Application.Attachments;
using Intake.Application.Programs;
using Intake.Application.Tickets;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Tickets;
using Intake.Web.Hosting;
using Intake.Web.Pages.Account;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Staff;

/// <summary>
/// <c>/staff/take-in</c>: the operator's desk, for the hotline, visits, letters and meetings. Used by keyboard alone, while
/// somebody is speaking; what came from the same number and what is open of the same kind stands beside it.
/// </summary>
[Authorize(nameof(Permission.TakeIn))]
[RequestSizeLimit(RequestLimits.Upload)]
[RequestFormLimits(MultipartBodyLengthLimit = RequestLimits.Upload)]
internal sealed class TakeInModel(
    SubmitOnce submit,
    AttachmentStore files,
    CallerQueries callers,
    ReceiptDesk desk,
    DeskWords words,
    PageTexts texts) : PageModel
{
    private const int Group = 4;

    /// <summary>How people come: the channels that an operator types for.</summary>
    public static IReadOnlyList<string> Channels { get; } = ["phone", "visit", "letter", "meeting"];

    /// <summary>What the form brings.</summary>
    [BindProperty]
    public TakeInInput Input { get; set; } = new();

    /// <summary>What is known already.</summary>
    public KnownAlready Known { get; private set; } = KnownAlready.Nothing;

    /// <summary>The receipt of what was taken in last, to be read out.</summary>
    public TicketReceiptView? Receipt { get; private set; }

    /// <summary>Most characters of a text.</summary>
    public int MostCharacters => words.Authority.Policy.MessageCharacters;

    /// <summary>An empty form.</summary>
    public void OnGet() => Input = Empty("phone");

    /// <summary>Looks for what is known already.</summary>
    public async Task<IActionResult> OnPostKnownAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        Known = await callers.FindAsync(Input.Phone, $"{Input.Where} {Input.What}", Input.Kind, Given(Input.Service), words.Now, cancellationToken);
        return Page();
    }

    /// <summary>Takes it in, and makes the form empty for the next one.</summary>
    public async Task<IActionResult> OnPostAsync(List<IFormFile> uploads, CancellationToken cancellationToken)
    {
        var outcome = await SendAsync(uploads, cancellationToken);
        if (!outcome.Succeeded)
        {
            this.Refuse(texts.Explain(outcome.Refusal), outcome.Refusal.Code is "TextIsMissing" or "TextIsTooLong" ? "Input.What" : outcome.Refusal.Code is "KindNotTaken" ? "Input.Kind" : "");
            Known = await callers.FindAsync(Input.Phone, $"{Input.Where} {Input.What}", Input.Kind, Given(Input.Service), words.Now, cancellationToken);
            return Page();
        }

        var number = words.Number(outcome.Value.Id.Value);
        Receipt = new(number, desk.SecretOf(number), outcome.Value.Promise?.DueAt);
        Response.Headers.CacheControl = "no-store";
        var channel = Input.Channel;
        ModelState.Clear();
        Input = Empty(channel);
        return Page();
    }

    /// <summary>A secret in groups of four, as it is read out.</summary>
    public static string Grouped(string secret) => string.Join(' ', secret.Chunk(Group).Select(part => new string(part)));

    private TakeInInput Empty(string channel) => new() { Key = Guid.CreateVersion7(words.Now).ToString("N"), Channel = channel, Language = words.Authority.Languages[0].Tag };

    private async Task<Outcome<Ticket>> SendAsync(List<IFormFile> uploads, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(Input.What))
            return TicketRefusals.TextIsMissing(TextRole.Matter);
        var keys = await files.TakeAllAsync(uploads, cancellationToken);
        if (!keys.Succeeded)
            return keys.Refusal;
        var submission = Submission(keys.Value);
        return (await submit.SubmitAsync(submission, SignedIn.ActorOf(User), Input.Key ?? "", FormRepeat.BodyOf([submission.Text, submission.Channel, Input.Name, Input.Phone, Input.Where], uploads))).Outcome;
    }

    private Submission Submission(IReadOnlyList<long> keys) => new()
    {
        Text = WithElements(),
        Kind = Input.Kind,
        Service = Given(Input.Service),
        PlaceText = Given(Input.Where),
        Channel = Channels.Contains(Input.Channel, StringComparer.Ordinal) ? Input.Channel : Channels[0],
        Language = texts.Languages.Any(language => language.Tag == Input.Language) ? new(Input.Language) : words.Authority.Languages[0],
        Anonymity = Input.Anonymity,
        Contact = new(Given(Input.Name), Given(Input.Phone), null),
        Files = keys,
    };

    // The five elements (五要素): what happened stands first, and where is kept as the place; the others follow, each on a line.
    private string WithElements()
    {
        (string Key, string? Value)[] others = [("take-in.when", Input.When), ("take-in.whom", Input.Whom), ("take-in.wish", Input.Wish)];
        return string.Join('\n', others.Where(one => Given(one.Value) is not null).Select(one => texts["take-in.element", ("name", texts[one.Key]), ("words", one.Value!.Trim())]).Prepend(Input.What!.Trim()));
    }

    private static string? Given(string? line) => string.IsNullOrWhiteSpace(line) ? null : line.Length > TakeInInput.LongestLine ? line[..TakeInInput.LongestLine] : line;
}

/// <summary>A receipt to be read out.</summary>
/// <param name="Number">The number.</param>
/// <param name="Secret">The secret.</param>
/// <param name="ExpectedAt">When it is to be resolved.</param>
internal sealed record TicketReceiptView(string Number, string Secret, DateTimeOffset? ExpectedAt);

/// <summary>What the form brings.</summary>
internal sealed class TakeInInput
{
    /// <summary>Most characters of a line.</summary>
    public const int LongestLine = 200;

    /// <summary>The form's own key, by which a repeat is known.</summary>
    public string? Key { get; set; }

    /// <summary>How the person came.</summary>
    public string Channel { get; set; } = "phone";

    /// <summary>The telephone number.</summary>
    public string? Phone { get; set; }

    /// <summary>The name.</summary>
    public string? Name { get; set; }

    /// <summary>How much is shown.</summary>
    public Anonymity Anonymity { get; set; } = Anonymity.CentreOnly;

    /// <summary>What happened.</summary>
    public string? What { get; set; }

    /// <summary>Where.</summary>
    public string? Where { get; set; }

    /// <summary>When.</summary>
    public string? When { get; set; }

    /// <summary>Whom or what it is about.</summary>
    public string? Whom { get; set; }

    /// <summary>What the person wants.</summary>
    public string? Wish { get; set; }

    /// <summary>What it is; null lets the service decide.</summary>
    public TicketKind? Kind { get; set; }

    /// <summary>Code of the service; null lets the text propose one.</summary>
    public string? Service { get; set; }

    /// <summary>The requester's language.</summary>
    public string Language { get; set; } = "";
}
