using System.Globalization;
using Intake.Application;
using Intake.Application.Calendars;
using Intake.Application.Tickets;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Catalogue;
using Intake.Domain.Deadlines;
using Intake.Domain.Tickets;
using Intake.Web.Pages.Account;
using Intake.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace Intake.Web.Pages.Admin.Calendars;

/// <summary><c>/admin/calendars</c>: the working calendars as they hold, and their changes: first what would move, then the change.</summary>
[Authorize(Policy = nameof(Permission.Administer))]
internal sealed class CalendarsModel(CalendarScene scene, CalendarDesk desk, PeopleQueries people, PageTexts texts) : PageModel
{
    /// <summary>Most characters of a paper's name.</summary>
    public const int LongestPaper = 200;

    /// <summary>Most problems that are shown.</summary>
    public const int MostProblems = 100;

    private const int LongestTable = 1_000_000;

    /// <summary>The days whose hours can be changed, as a change names them.</summary>
    public static IReadOnlyList<string> HoursDays { get; } = [.. Enum.GetValues<DayOfWeek>().OrderBy(day => ((int)day + 6) % 7).Select(day => day.ToString()), CalendarEdits.MakeUpHours];

    /// <summary>Code of the calendar.</summary>
    [BindProperty]
    public string? Calendar { get; set; }

    /// <summary>The paper.</summary>
    [BindProperty]
    public string? Paper { get; set; }

    /// <summary>The date.</summary>
    [BindProperty]
    public string? Date { get; set; }

    /// <summary>What the date becomes.</summary>
    [BindProperty]
    public DayBecomes Becomes { get; set; }

    /// <summary>What the date belongs to.</summary>
    [BindProperty]
    public string? Name { get; set; }

    /// <summary>Whose hours.</summary>
    [BindProperty]
    public string? HoursOf { get; set; }

    /// <summary>The hours.</summary>
    [BindProperty]
    public string? Hours { get; set; }

    /// <summary>The year of a table.</summary>
    [BindProperty]
    public int? Year { get; set; }

    /// <summary>The change that was looked at, as it is written.</summary>
    [BindProperty]
    public string? Looked { get; set; }

    /// <summary>The state that it was looked at with.</summary>
    [BindProperty]
    public string? Seen { get; set; }

    /// <summary>Whether the last change is undone.</summary>
    [BindProperty]
    public bool IsUndo { get; set; }

    /// <summary>The key behind which the page of what moves begins.</summary>
    [BindProperty]
    public long After { get; set; }

    /// <summary>The form that is shown open.</summary>
    public string Open { get; private set; } = "";

    /// <summary>What would move; null when nothing was looked at.</summary>
    public CalendarPreview? Preview { get; private set; }

    /// <summary>The change that was looked at, or that is undone.</summary>
    public CalendarEdit? Pending { get; private set; }

    /// <summary>What is wrong with a table.</summary>
    public IReadOnlyList<TableProblem> TableProblems { get; private set; } = [];

    /// <summary>The changes, the newest first.</summary>
    public IReadOnlyList<CalendarEditLine> Changes { get; private set; } = [];

    /// <summary>The last change that holds; null when there is none.</summary>
    public CalendarEditLine? Last => Changes.FirstOrDefault(line => line.Row.UndoneAt is null);

    /// <summary>Who made them.</summary>
    public IReadOnlyDictionary<string, Person> People { get; private set; } = new Dictionary<string, Person>(StringComparer.Ordinal);

    /// <summary>The rules in force.</summary>
    public Authority Authority => scene.Authority;

    /// <summary>Today, by the authority's clock.</summary>
    public DateOnly Today => scene.Today;

    /// <summary>How far the moving of deadlines is; null when none move.</summary>
    public Headway? Moving => scene.Moving;

    /// <summary>Changes that the files do not allow any more.</summary>
    public IReadOnlyList<(CalendarEdit Edit, Refusal Why)> PassedOver => scene.PassedOver;

    /// <summary>The calendars whose next days off are missing.</summary>
    public IReadOnlyList<(WorkingCalendar Calendar, CalendarOutlook Outlook)> Outlooks => scene.Outlooks;

    /// <summary>The calendars whose dates can be changed.</summary>
    public IEnumerable<WorkingCalendar> WithDays => Authority.Calendars.Values.Where(calendar => calendar.HasOwnDays);

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken) => await ShowAsync(cancellationToken);

    /// <summary>Looks at what a date would move.</summary>
    public async Task<IActionResult> OnPostDayAsync(CancellationToken cancellationToken)
    {
        Open = "Day";
        if (!DateOnly.TryParseExact(Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return await RefusedAsync(new("CalendarDateIsNone"), cancellationToken);
        if (string.IsNullOrWhiteSpace(Name))
            return await RefusedAsync(new("CalendarNameIsNone", "most", "40"), cancellationToken);
        return await LookAsync(new(Calendar ?? "", Trimmed(Paper), [new(date, Becomes, Name.Trim())]), cancellationToken);
    }

    /// <summary>Looks at what other hours would move.</summary>
    public async Task<IActionResult> OnPostHoursAsync(CancellationToken cancellationToken)
    {
        Open = "Hours";
        return await LookAsync(new(Calendar ?? "", Trimmed(Paper), []) { HoursOf = HoursOf ?? "", Hours = Trimmed(Hours) }, cancellationToken);
    }

    /// <summary>Looks at what a year's table would move, or at what is wrong with it.</summary>
    public async Task<IActionResult> OnPostTableAsync(IFormFile? upload, CancellationToken cancellationToken)
    {
        Open = "Table";
        if (upload is null || upload.Length > LongestTable || Year is not (>= 1970 and <= 2199))
            return await RefusedAsync(new(upload is null ? "CalendarTableIsMissing" : Year is null ? "CalendarDateIsNone" : "CalendarTableIsTooLong"), cancellationToken);
        using var content = new MemoryStream();
        await upload.CopyToAsync(content, cancellationToken);
        var table = CalendarTable.Read(content.ToArray(), Year.Value, scene.DayWords);
        TableProblems = table.Problems;
        if (TableProblems.Count > 0)
            return await PageAsync(cancellationToken);
        var paper = Trimmed(Paper) is { Length: > 0 } named ? named : string.Join(' ', table.Papers);
        return await LookAsync(new(Calendar ?? "", paper.Length > LongestPaper ? paper[..LongestPaper] : paper, table.Days, Year), cancellationToken);
    }

    /// <summary>Looks again: at another page, or at what undoing the last change would move.</summary>
    public async Task<IActionResult> OnPostLookAsync(CancellationToken cancellationToken) =>
        IsUndo ? await LookAsync(null, cancellationToken)
        : CalendarEditJson.Read(Looked) is { } edit ? await LookAsync(edit, cancellationToken)
        : await PageAsync(cancellationToken);

    /// <summary>Makes the change that was looked at, or undoes the last one.</summary>
    public async Task<IActionResult> OnPostSaveAsync(CancellationToken cancellationToken)
    {
        var edit = IsUndo ? null : CalendarEditJson.Read(Looked);
        if (edit is null && !IsUndo)
            return await PageAsync(cancellationToken);
        var changed = await desk.ChangeAsync(edit, Seen ?? "", SignedIn.ActorOf(User), cancellationToken);
        if (!changed.Succeeded)
            return await RefusedAsync(changed.Refusal, cancellationToken);
        this.Tell(texts[IsUndo ? "calendar.undo.done" : "calendar.saved"]);
        return Redirect("/admin/calendars");
    }

    /// <summary>The number of a ticket.</summary>
    public string Number(long ticket) => TicketNumber.Format(Authority.Jurisdiction, new(ticket));

    /// <summary>Who works by a calendar, in words.</summary>
    public string UsersOf(string calendar) => string.Join(texts["common.list-separator"], Authority.Units.Values.Where(unit => unit.Calendar == calendar).Select(unit => unit.Name[texts.Language]));

    /// <summary>A change in words.</summary>
    public string Words(CalendarEdit edit)
    {
        ArgumentNullException.ThrowIfNull(edit);
        var what = edit switch
        {
            { Year: { } year } => texts["calendar.edit.table", ("year", year), ("count", edit.Days.Count)],
            { Days: [var day, ..] } => texts["calendar.edit.day", ("day", texts.Day(day.Date)), ("name", day.Name), ("becomes", texts[$"calendar.becomes.{day.Becomes}"])],
            _ => texts["calendar.edit.hours", ("of", edit.HoursOf == CalendarEdits.MakeUpHours ? texts["admin.calendar.made-up"] : texts.Or($"weekday.{edit.HoursOf}", edit.HoursOf ?? "")), ("hours", string.IsNullOrEmpty(edit.Hours) ? texts["admin.calendar.off"] : edit.Hours)],
        };
        return texts["calendar.edit", ("calendar", edit.Calendar), ("what", what), ("paper", edit.Paper)];
    }

    private static string Trimmed(string? words) => words?.Trim() ?? "";

    private async Task<IActionResult> LookAsync(CalendarEdit? edit, CancellationToken cancellationToken)
    {
        var preview = await desk.PreviewAsync(edit, After, cancellationToken);
        if (!preview.Succeeded)
            return await RefusedAsync(preview.Refusal, cancellationToken);
        ModelState.Clear();
        await ShowAsync(cancellationToken);
        (Preview, Pending, Looked, Open) = (preview.Value, edit ?? Last?.Edit, edit is null ? "" : CalendarEditJson.Write(edit), "");
        // Undone meanwhile by somebody else: there is nothing to show any more.
        if (Pending is null)
            Preview = null;
        return Page();
    }

    private async Task<IActionResult> RefusedAsync(Refusal refusal, CancellationToken cancellationToken)
    {
        ModelState.Clear();
        this.Refuse(texts.Explain(refusal), "");
        return await PageAsync(cancellationToken);
    }

    private async Task<IActionResult> PageAsync(CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        return Page();
    }

    private async Task ShowAsync(CancellationToken cancellationToken)
    {
        Changes = await desk.AllAsync(cancellationToken);
        People = await people.NamedAsync([.. Changes.SelectMany(line => new[] { line.Row.By, line.Row.UndoneBy }).OfType<string>().Distinct(StringComparer.Ordinal)], cancellationToken);
    }
}
