using Intake.Application.Attachments;
using Intake.Application.Tickets;
using Intake.Domain;
using Intake.Domain.Openings;
using Intake.Domain.Tickets;
using Intake.Web.Texts;

namespace Intake.Web.Pages.Staff.Openings;

/// <summary>Makes of what is typed from a sheet, and of its scans, what a ticket is made of.</summary>
internal sealed class SheetFiles(AttachmentStore files, ReceiptDesk receipts, DeskWords words, PageTexts texts)
{
    /// <summary>The secret of a number that was just given.</summary>
    public string SecretOf(string number) => receipts.SecretOf(number);

    /// <summary>Takes scans in, with the checks of all files, and gives their keys; pictures and PDF only. What was taken before one that is refused is left to the daily clean-up.</summary>
    public Task<Outcome<List<long>>> TakeAsync(IReadOnlyList<IFormFile> uploads, CancellationToken cancellationToken) =>
        files.TakeAllAsync(uploads, cancellationToken, isRefused: file => file.ContentType.StartsWith("image/", StringComparison.Ordinal) || file.ContentType == "application/pdf" ? null : OpeningRefusals.ScanIsNone);

    /// <summary>What the sheet asks. When it came in and its scans are said by the opening, not here.</summary>
    public Submission Submission(SheetInput input, string box)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new()
        {
            Text = input.WrittenOn is { } day ? $"{input.Text!.Trim()}\n{texts["opening.written-on", ("day", texts.Day(day))]}" : input.Text!.Trim(),
            Kind = input.Kind,
            Service = Given(input.Service),
            Place = Given(input.Place) is null && words.Authority.Boxes.TryGetValue(box, out var known) ? known.Place : null,
            PlaceText = Given(input.Place),
            Channel = OpeningParts.Channel,
            Language = texts.Languages.FirstOrDefault(language => language.Tag == input.Language, words.Authority.Languages[0]),
            Anonymity = input.Anonymity,
            Contact = new(Given(input.Name), Given(input.Phone), Given(input.Email)),
            Answers = new Dictionary<string, string>(StringComparer.Ordinal) { [TicketParticulars.Entry] = box },
        };
    }

    private static string? Given(string? line) => string.IsNullOrWhiteSpace(line) ? null : line.Trim() is { Length: > SheetInput.LongestLine } longer ? longer[..SheetInput.LongestLine] : line.Trim();
}
