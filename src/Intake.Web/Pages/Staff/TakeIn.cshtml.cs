using Intake.Application.Attachments;
using Intake.Application.Programs;
using Intake.Application.TextMessages;
using Intake.Application.Tickets;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Knowledge;
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
    TakeInAside aside,
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

    /// <summary>Articles that may answer it, the best first.</summary>
    public IReadOnlyList<Article> Articles { get; private set; } = [];

    /// <summary>Whether text messages can be sent.</summary>
    public bool SendsTexts => aside.SendsTexts;

    /// <summary>The receipt of what was taken in last, to be read out.</summary>
    public TicketReceiptView? Receipt { get; private set; }

    /// <summary>Whether an article was taken over just now.</summary>
    public bool IsTakenOver { get; private set; }

    /// <summary>The requester's language.</summary>
    public Language RequesterLanguage => LanguageOf(Input.Language);

    /// <summary>Most characters of a text.</summary>
    public int MostCharacters => words.Authority.Policy.MessageCharacters;

    /// <summary>An empty form.</summary>
    public void OnGet() => Input = Empty("phone");

    /// <summary>Looks for what is known already.</summary>
    public async Task<IActionResult> OnPostKnownAsync(CancellationToken cancellationToken)
    {
        ModelState.Clear();
        await LookAsync(cancellationToken);
        return Page();
    }

    /// <summary>Takes an article over into the answer.</summary>
    public async Task<IActionResult> OnPostArticleAsync(string take, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        if (await aside.ArticleAsync(take, cancellationToken) is { } article)
        {
            IsTakenOver = true;
            var said = article.In(LanguageOf(Input.Language));
            (Input.Answer, Input.Article, Input.ArticleVersion, Input.ArticleTitle) = (AtOnceWords.With(Input.Answer, said), article.Code, article.Version, said.Title);
        }

        await LookAsync(cancellationToken);
        return Page();
    }

    /// <summary>Takes it in, and makes the form empty for the next one.</summary>
    public async Task<IActionResult> OnPostAsync(List<IFormFile> uploads, CancellationToken cancellationToken)
    {
        var outcome = await SendAsync(uploads, cancellationToken);
        if (!outcome.Succeeded)
        {
            this.Refuse(texts.Explain(outcome.Refusal), FieldOf(outcome.Refusal));
            await LookAsync(cancellationToken);
            return Page();
        }

        var number = words.Number(outcome.Value.Id.Value);
        Receipt = new(number, desk.SecretOf(number), outcome.Value.Promise?.DueAt, outcome.Value.State != TicketState.Received, Input.TextsReceipt);
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
        if (Input.Answers && string.IsNullOrWhiteSpace(Input.Answer))
            return TicketRefusals.TextIsMissing(TextRole.Reply);
        // What was typed as an answer and never given would be lost with the form.
        if (!Input.Answers && !string.IsNullOrWhiteSpace(Input.Answer))
            return new Refusal("AnswerIsNotGiven");
        var keys = await files.TakeAllAsync(uploads, cancellationToken);
        if (!keys.Succeeded)
            return keys.Refusal;
        var submission = Submission(keys.Value);
        return (await submit.SubmitAsync(submission, SignedIn.ActorOf(User), Input.Key ?? "", FormRepeat.BodyOf([submission.Text, submission.Channel, Input.Name, Input.Phone, Input.Where, submission.Answer?.Reply], uploads))).Outcome;
    }

    private Submission Submission(IReadOnlyList<long> keys) => new()
    {
        Answer = Input.Answers ? Answer() : null,
        Texting = SendsTexts ? (Input.TextsReceipt ? Texting.Receipt : Texting.None) | (Input.TextsNews ? Texting.News : Texting.None) : Texting.None,
        Text = WithElements(),
        Kind = Input.Kind,
        Service = Given(Input.Service),
        PlaceText = Given(Input.Where),
        Channel = Channels.Contains(Input.Channel, StringComparer.Ordinal) ? Input.Channel : Channels[0],
        Language = LanguageOf(Input.Language),
        Anonymity = Input.Anonymity,
        Contact = new(Given(Input.Name), Given(Input.Phone), null),
        Files = keys,
    };

    private AnswerDraft Answer()
    {
        var article = Given(Input.Article) is { } code ? new ArticleUse(code, Input.ArticleVersion ?? "") : null;
        return new(Input.IsFixed ? TicketOutcome.Solved : TicketOutcome.Explained, Input.IsFixed, Input.Answer!, AtOnceWords.Report(texts, article, Given(Input.ArticleTitle)), texts["answer.instruction"])
        {
            Article = article,
            IsConfirmed = Input.IsConfirmed,
            AcceptedAs = aside.AcceptedAs(Input, WithElements()),
        };
    }

    private async Task LookAsync(CancellationToken cancellationToken) => (Known, Articles) = await aside.LookAsync(Input, words.Now, cancellationToken);

    private Language LanguageOf(string? tag) => texts.Languages.FirstOrDefault(language => language.Tag == tag, words.Authority.Languages[0]);

    private string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "TextIsMissing" or "AnswerIsNotGiven" when !string.IsNullOrWhiteSpace(Input.What) => "Input.Answer",
        "TextIsMissing" or "TextIsTooLong" => "Input.What",
        "KindNotTaken" => "Input.Kind",
        "ServiceIsMissing" => "Input.Service",
        "PhoneIsNoMobile" or "TextMessageNeedsNumber" => "Input.Phone",
        _ => "",
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
/// <param name="IsAnswered">Whether it was answered at once.</param>
/// <param name="IsTexted">Whether it leaves by text message.</param>
internal sealed record TicketReceiptView(string Number, string Secret, DateTimeOffset? ExpectedAt, bool IsAnswered = false, bool IsTexted = false);
