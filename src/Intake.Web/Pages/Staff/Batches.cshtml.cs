using CsvHelper;
using Intake.Application.Batches;
using Intake.Application.BotConfiguration;
using Intake.Application.Tickets;
using Intake.Domain.Access;
using Intake.Web.Pages.Account;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Staff;

/// <summary><c>/staff/batches</c>: many requests out of one file, looked at before anything is written.</summary>
[Authorize(nameof(Permission.TakeIn))]
[RequestSizeLimit(MostBytes)]
[RequestFormLimits(MultipartBodyLengthLimit = MostBytes)]
internal sealed class BatchesModel(BatchDesk desk, BatchQueries batches, PeopleQueries people, BotConfigurationSource configuration, PageTexts texts) : PageModel
{
    /// <summary>Most problems that are shown; there may be more.</summary>
    public const int MostProblems = 500;

    // A little more than a file may have, so that a larger one is refused in words.
    private const long MostBytes = SheetReader.MostBytes + (2 * 1024 * 1024);

    private static readonly CsvWriterOptions Form = new() { WriteByteOrderMark = true };

    /// <summary>What is wrong with the file that was sent; null when there was none.</summary>
    public BatchReading? Reading { get; private set; }

    /// <summary>The newest batches.</summary>
    public IReadOnlyList<BatchLine> All { get; private set; } = [];

    /// <summary>Who brought them.</summary>
    public IReadOnlyDictionary<string, Person> People { get; private set; } = new Dictionary<string, Person>(StringComparer.Ordinal);

    /// <summary>The list.</summary>
    public Task OnGetAsync(CancellationToken cancellationToken) => ReadAsync(cancellationToken);

    /// <summary>The heads of the columns, as a file to fill in.</summary>
    public async Task<IActionResult> OnGetTemplateAsync(string? form, CancellationToken cancellationToken)
    {
        var language = texts.Languages.FirstOrDefault(one => one.Tag == form, texts.Language);
        using var file = new MemoryStream();
        await using (var csv = CsvWriter.Create(file, Form, leaveOpen: true))
            await csv.WriteRecordAsync([.. BatchHeads.All.Select(column => BatchHeads.Of(configuration.Current, language, column))], cancellationToken);
        return File(file.ToArray(), "text/csv; charset=utf-8", $"batch-{language.Tag}.csv");
    }

    /// <summary>Looks at a file: without problems it waits for its confirmation, with problems nothing is kept of it.</summary>
    public async Task<IActionResult> OnPostAsync(IFormFile? upload, CancellationToken cancellationToken)
    {
        if (upload is null)
        {
            this.Refuse(texts["batch.file.missing"], "upload");
            await ReadAsync(cancellationToken);
            return Page();
        }

        using var content = new MemoryStream();
        await upload.CopyToAsync(content, cancellationToken);
        var reading = await desk.CheckAsync(content.ToArray(), cancellationToken);
        if (reading.Problems.Count == 0)
            return Redirect($"/staff/batches/{await desk.KeepAsync(Path.GetFileName(upload.FileName), content.ToArray(), reading.Rows, SignedIn.ActorOf(User))}");
        Reading = reading;
        await ReadAsync(cancellationToken);
        return Page();
    }

    /// <summary>The state as a pill.</summary>
    public static Pill StateOf(BatchState state, PageTexts texts) => state switch
    {
        BatchState.Previewed => new(Tone.Yellow, texts["batch.state.Previewed"]),
        BatchState.Confirmed => new(Tone.Green, texts["batch.state.Confirmed"]),
        BatchState.Undone => new(Tone.Grey, texts["batch.state.Undone"]),
    };

    private async Task ReadAsync(CancellationToken cancellationToken)
    {
        All = await batches.AllAsync(cancellationToken);
        People = await people.NamedAsync([.. All.Select(batch => batch.By).Distinct(StringComparer.Ordinal)], cancellationToken);
    }
}
