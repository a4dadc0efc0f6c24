using System.Globalization;
using CsvHelper;
using Intake.Application.Tickets;
using Intake.Web.Pages.Account;
using Intake.Web.Texts;

namespace Intake.Web.Pages.Staff;

/// <summary>
/// <c>/staff/ledger.csv</c>: the ledger with the page's filter, every line of it, as it is read. UTF-8 with a byte order
/// mark, so that spreadsheets read Chinese; what begins like a formula gets an apostrophe before it, so that none computes it.
/// </summary>
internal static class LedgerCsv
{
    // Not the writer's own protection: it knows no full-width signs, which spreadsheets in Chinese compute as well.
    private static readonly CsvWriterOptions Form = new() { WriteByteOrderMark = true };

    private static readonly string[] Heads =
    [
        "number", "kind", "service", "place", "channel", "lead", "responsible", "co-handlers", "holder", "handler", "state", "outcome",
        "received", "expected", "resolved", "written-off", "card", "relistings", "rating", "instruction", "entry", "conclusion", "report", "matter",
    ];

    /// <summary>Maps the address.</summary>
    public static void MapLedgerCsv(this IEndpointRouteBuilder endpoints)
        => endpoints.MapGet("/staff/ledger.csv", WriteAsync).RequireAuthorization(DeskAccess.Ledger).ExcludeFromDescription();

    private static async Task WriteAsync(HttpContext context, [AsParameters] LedgerInput input, LedgerQueries ledger, PeopleQueries people, DeskWords words, PageTexts texts)
    {
        var cancellationToken = context.RequestAborted;
        var (scope, filter) = (LedgerScope.Of(SignedIn.ActorOf(context.User)), input.ToFilter(words.Authority, words.Now));
        var rows = new LedgerRows(words, texts, await people.HeadsAsync(cancellationToken));
        context.Response.ContentType = "text/csv; charset=utf-8";
        context.Response.Headers.ContentDisposition = string.Create(CultureInfo.InvariantCulture, $"attachment; filename=ledger-{words.Now.ToOffset(words.Authority.TimeZone.GetUtcOffset(words.Now)):yyyyMMdd-HHmm}.csv");
        await using var csv = CsvWriter.Create(context.Response.Body, Form, leaveOpen: true);
        await csv.WriteRecordAsync([.. Heads.Select(head => texts[$"desk.csv.{head}"])], cancellationToken);
        await foreach (var line in ledger.StreamAsync(scope, filter, cancellationToken))
            await csv.WriteRecordAsync([.. rows.Of(line).Select(SpreadsheetText.Of)], cancellationToken);
    }
}

/// <summary>The fields of a line, in the order of the heads.</summary>
internal sealed class LedgerRows(DeskWords words, PageTexts texts, ILookup<string, Person> heads)
{
    /// <summary>The fields.</summary>
    public IEnumerable<string> Of(LedgerLine line)
    {
        yield return words.Number(line.Id);
        yield return texts[$"kind.{line.Kind}"];
        yield return words.Service(line.Service);
        yield return words.Place(line.Place);
        yield return words.Channel(line.Channel);
        yield return texts.Unit(line.Lead);
        yield return string.Join(texts["common.list-separator"], heads[line.Lead ?? ""].Select(person => person.Name));
        yield return words.Units(line.CoHandlers.Split(',', StringSplitOptions.RemoveEmptyEntries));
        yield return texts.Unit(line.HeldBy);
        yield return line.Handler ?? "";
        yield return texts[$"desk.state.{line.State}"];
        yield return line.Outcome is { } outcome ? texts[$"outcome.{outcome}"] : "";
        yield return At(line.CreatedAt);
        yield return At(line.ExpectedAt);
        yield return At(line.ResolvedAt);
        yield return At(line.WrittenOffAt);
        yield return texts[$"card.{line.Card}"];
        yield return line.Relistings.ToString(CultureInfo.InvariantCulture);
        yield return line.Rating is { } stars ? texts[$"rating.{stars}"] : "";
        foreach (var thing in new[] { FourThings.Instruction, FourThings.Entry, FourThings.Conclusion, FourThings.Report })
            yield return texts[line.Things.HasFlag(thing) ? "desk.thing.there" : "desk.thing.missing"];
        yield return line.Matter;
    }

    // As spreadsheets sort them, by the authority's clock.
    private string At(DateTimeOffset? at) =>
        at is { } instant ? TimeZoneInfo.ConvertTime(instant, words.Authority.TimeZone).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : "";
}
