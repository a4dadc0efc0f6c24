using System.Globalization;
using Intake.Application.Openings;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Openings;
using Intake.Web.Pages.Account;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Staff.Openings;

/// <summary><c>/staff/openings/new</c>: records that a box was opened: when, before whom, with how much in it.</summary>
[Authorize(nameof(Permission.TakeIn))]
internal sealed class NewModel(OpeningDesk desk, OpeningQueries openings, DeskWords words, PageTexts texts) : PageModel
{
    private const string Minute = "yyyy-MM-ddTHH:mm";

    /// <summary>What the form brings.</summary>
    [BindProperty]
    public OpeningInput Input { get; set; } = new();

    /// <summary>Who may be named.</summary>
    public IReadOnlyList<Colleague> Colleagues { get; private set; } = [];

    /// <summary>Whether the recorder has to say that the time is right.</summary>
    public bool AsksTime { get; private set; }

    /// <summary>Now, as the field for the time writes it.</summary>
    public string Latest => Local(words.Now);

    /// <summary>Shows the form.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Input = new() { Key = Guid.CreateVersion7(words.Now).ToString("N"), At = Latest, First = SignedIn.ActorOf(User).Name };
        Colleagues = await openings.ColleaguesAsync(cancellationToken);
    }

    /// <summary>Records it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        var recorded = await RecordAsync();
        if (recorded.Succeeded)
        {
            this.Tell(texts["opening.recorded"]);
            return Redirect($"/staff/openings/{recorded.Value}");
        }

        AsksTime = recorded.Refusal == OpeningRefusals.OpeningIsBeforeLast;
        this.Refuse(texts.Explain(recorded.Refusal), FieldOf(recorded.Refusal));
        Colleagues = await openings.ColleaguesAsync(cancellationToken);
        return Page();
    }

    private async Task<Outcome<long>> RecordAsync()
    {
        if (!DateTime.TryParseExact(Input.At, [Minute, $"{Minute}:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var local))
            return new Refusal("OpeningTimeIsNone");
        if (!int.TryParse(Input.Sheets, NumberStyles.None, CultureInfo.InvariantCulture, out var sheets))
            return OpeningRefusals.SheetsOutOfRange;
        return await desk.RecordAsync(new()
        {
            Form = Input.Key is { Length: > 0 and <= 64 } key ? key : Guid.CreateVersion7(words.Now).ToString("N"),
            Box = Input.Box ?? "",
            OpenedAt = new DateTimeOffset(local, words.Authority.TimeZone.GetUtcOffset(local)).ToUniversalTime(),
            First = Input.First ?? "",
            SecondUser = Input.SecondUser,
            SecondName = Input.SecondName,
            Sheets = sheets,
            IsSureOfTime = Input.IsSureOfTime,
        }, SignedIn.ActorOf(User));
    }

    private string Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, words.Authority.TimeZone).ToString(Minute, CultureInfo.InvariantCulture);

    private static string FieldOf(Refusal refusal) => refusal.Code switch
    {
        "NoSuchBox" => "Input.Box",
        "OpeningTimeIsNone" or "OpeningIsInTheFuture" => "Input.At",
        "OpeningIsBeforeLast" => "Input.IsSureOfTime",
        "SheetsOutOfRange" => "Input.Sheets",
        "NoSuchPerson" => "Input.First",
        "SheetReasonIsTooLong" => "Input.SecondName",
        _ => "Input.SecondUser",
    };
}

/// <summary>What the form brings.</summary>
internal sealed class OpeningInput
{
    /// <summary>The form's own key, by which a repeat is known.</summary>
    public string? Key { get; set; }

    /// <summary>Code of the box.</summary>
    public string? Box { get; set; }

    /// <summary>When it was opened, by the authority's clock.</summary>
    public string? At { get; set; }

    /// <summary>How many sheets were in it.</summary>
    public string? Sheets { get; set; }

    /// <summary>User name of the first person present.</summary>
    public string? First { get; set; }

    /// <summary>User name of the second person present.</summary>
    public string? SecondUser { get; set; }

    /// <summary>Name of a second person from outside.</summary>
    public string? SecondName { get; set; }

    /// <summary>Whether a time before the last opening is right.</summary>
    public bool IsSureOfTime { get; set; }
}
