using Intake.Application.Attachments;
using Intake.Application.BotConfiguration;
using Intake.Application.Programs;
using Intake.Application.Tickets;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;
using Intake.Web.Hosting;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Citizens.Boxes;

/// <summary>The receipt of what was put into the box.</summary>
/// <param name="Number">The number.</param>
/// <param name="Secret">The secret.</param>
/// <param name="CreatedAt">When it came in.</param>
/// <param name="ExpectedAt">When it is to be resolved.</param>
internal sealed record BoxReceipt(string Number, string Secret, DateTimeOffset CreatedAt, DateTimeOffset? ExpectedAt);

/// <summary>
/// <c>/box</c> and <c>/box/CODE</c>: a form that works without script, for whoever scanned a poster or has no other way.
/// Sent twice, by a double click or a reload, it makes one ticket and shows the same receipt.
/// </summary>
[RequestSizeLimit(RequestLimits.Upload)]
[RequestFormLimits(MultipartBodyLengthLimit = RequestLimits.Upload)]
internal sealed class BoxModel(
    SubmitOnce submit,
    AttachmentStore files,
    ReceiptDesk desk,
    TrackCookie cookie,
    BoxLimit limit,
    BotConfigurationSource configuration,
    PageTexts texts,
    TimeProvider clock) : PageModel
{
    /// <summary>The channel of what is put into boxes.</summary>
    public const string Channel = "box";

    /// <summary>What the form brings.</summary>
    [BindProperty]
    public BoxInput Input { get; set; } = new();

    /// <summary>The box; null where the form is not one box's.</summary>
    public SuggestionBox? Box { get; private set; }

    /// <summary>The receipt, once it is sent.</summary>
    public BoxReceipt? Receipt { get; private set; }

    /// <summary>The body's other ways, and the emergency lines.</summary>
    public OtherWays Ways => OtherWays.Of(Authority, texts.Language);

    /// <summary>Most characters of a text.</summary>
    public int MostCharacters => Authority.Policy.MessageCharacters;

    /// <summary>The form's own address.</summary>
    public string Address => Box is null ? "/box" : $"/box/{Box.Code}";

    /// <summary>Shows the form.</summary>
    public IActionResult OnGet(string? code)
    {
        if (!Find(code))
            return NotFound();
        Input.Key = Guid.CreateVersion7(clock.GetUtcNow()).ToString("N");
        return Page();
    }

    /// <summary>Takes it in.</summary>
    public async Task<IActionResult> OnPostAsync(string? code, List<IFormFile> uploads, CancellationToken cancellationToken)
    {
        if (!Find(code))
            return NotFound();
        if (limit.WaitFor(HttpContext) is { } wait)
        {
            Response.StatusCode = StatusCodes.Status429TooManyRequests;
            Response.Headers.RetryAfter = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(System.Globalization.CultureInfo.InvariantCulture);
            this.Refuse(texts["box.too-often", ("minutes", (int)Math.Ceiling(wait.TotalMinutes))]);
            return Page();
        }

        var outcome = await SendAsync(uploads, cancellationToken);
        if (!outcome.Succeeded)
        {
            this.Refuse(texts.Explain(outcome.Refusal), outcome.Refusal.Code is "TextIsMissing" or "TextIsTooLong" ? "Input.Text" : "");
            return Page();
        }

        var ticket = outcome.Value;
        var number = TicketNumber.Format(Authority.Jurisdiction, ticket.Id);
        cookie.Write(Response, ticket.Id);
        Response.Headers.CacheControl = "no-store";
        Receipt = new(number, desk.SecretOf(number), ticket.CreatedAt, ticket.Promise?.DueAt);
        return Page();
    }

    private Authority Authority => configuration.Current.Authority;

    private bool Find(string? code)
    {
        Box = code is not null && Authority.Boxes.TryGetValue(code, out var box) ? box : null;
        return code is null || Box is not null;
    }

    private async Task<Outcome<Ticket>> SendAsync(List<IFormFile> uploads, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(Input.Text))
            return TicketRefusals.TextIsMissing(TextRole.Matter);
        var keys = await files.TakeAllAsync(uploads, cancellationToken);
        if (!keys.Succeeded)
            return keys.Refusal;
        var body = FormRepeat.BodyOf([Input.Text, $"{Input.Kind}", Input.Place, $"{Input.Anonymity}", Input.Name, Input.Phone, Input.Email], uploads);
        return (await submit.SubmitAsync(Submission(keys.Value), Actor.Requester(Channel), Input.Key ?? "", body)).Outcome;
    }

    private Submission Submission(IReadOnlyList<long> keys) => new()
    {
        Text = Input.Text!,
        Kind = Input.Kind,
        Place = string.IsNullOrWhiteSpace(Input.Place) ? Box?.Place : null,
        PlaceText = Input.Place,
        Channel = Channel,
        Language = texts.Language,
        Anonymity = Input.Anonymity,
        Contact = new(BoxInput.Cut(Input.Name), BoxInput.Cut(Input.Phone), BoxInput.Cut(Input.Email)),
        Answers = Box is null ? new Dictionary<string, string>(StringComparer.Ordinal) : new Dictionary<string, string>(StringComparer.Ordinal) { [TicketParticulars.Entry] = Box.Code },
        Files = keys,
    };
}

/// <summary>What the form brings.</summary>
internal sealed class BoxInput
{
    /// <summary>Most characters of a line.</summary>
    public const int LongestLine = 200;

    /// <summary>A line as it is kept: a browser keeps to the limit; who writes requests by hand loses what is beyond it.</summary>
    public static string? Cut(string? line) => line is { Length: > LongestLine } ? line[..LongestLine] : line;

    /// <summary>The form's own key, by which a repeat is known.</summary>
    public string? Key { get; set; }

    /// <summary>What happened.</summary>
    public string? Text { get; set; }

    /// <summary>What it is; null lets the text decide.</summary>
    public TicketKind? Kind { get; set; }

    /// <summary>Where, in words.</summary>
    public string? Place { get; set; }

    /// <summary>How much is shown.</summary>
    public Anonymity Anonymity { get; set; } = Anonymity.Anonymous;

    /// <summary>Name.</summary>
    public string? Name { get; set; }

    /// <summary>Phone.</summary>
    public string? Phone { get; set; }

    /// <summary>E-mail address.</summary>
    public string? Email { get; set; }
}
