using System.Globalization;
using Intake.Application.BotConfiguration;
using Intake.Domain;
using Intake.Domain.Catalogue;
using Intake.Domain.Tickets;

namespace Intake.Application.Batches;

/// <summary>Reads what a file asks, and finds everything that is wrong with it, without writing anything.</summary>
public sealed class BatchCheck(BotConfigurationSnapshot configuration)
{
    /// <summary>The channel of tickets that come by a batch.</summary>
    public const string Channel = "batch";

    /// <summary>Most characters of a cell that is not the text.</summary>
    public const int LongestLine = 200;

    private const int ShortestPhone = 5;

    internal static readonly Refusal LineIsTooLong = new("BatchLineIsTooLong", "most", LongestLine.ToString(CultureInfo.InvariantCulture));
    private static readonly Refusal NoSuchKind = new("BatchNoSuchKind");
    private static readonly Refusal NoSuchAnonymity = new("BatchNoSuchAnonymity");
    private static readonly Refusal NoSuchLanguage = new("BatchNoSuchLanguage");
    private static readonly Refusal NoRows = new("BatchHasNoRows");
    private static readonly Refusal TextColumnIsMissing = new("BatchTextColumnIsMissing");
    private static readonly Refusal HeadIsUnknown = new("BatchHeadIsUnknown");
    private static readonly Refusal HeadIsRepeated = new("BatchHeadIsRepeated");
    private static readonly Refusal CellHasNoHead = new("BatchCellHasNoHead");
    private static readonly Refusal PhoneIsNone = new("BatchPhoneIsNone");
    private static readonly Refusal EmailIsNone = new("BatchEmailIsNone");
    private static readonly Refusal AnonymousHasContact = new("BatchAnonymousHasContact");
    private static readonly BatchColumn[] Contacts = [BatchColumn.Name, BatchColumn.Phone, BatchColumn.Email];

    private readonly BatchNames _names = new(configuration);

    /// <summary>What the file says.</summary>
    public BatchReading Read(byte[] content)
    {
        var sheet = SheetReader.Read(content);
        if (!sheet.Succeeded)
            return BatchReading.Unreadable(sheet.Refusal);
        var (heads, rows) = (sheet.Value[0], sheet.Value.Skip(1).ToList());
        var (columns, problems) = ColumnsOf(heads);
        // Without heads that are known, every row would only say the same again.
        if (problems.Count > 0)
            return new([], problems, rows.Count);
        if (rows.Count == 0)
            return BatchReading.Unreadable(NoRows);
        var cells = new BatchCells(columns);
        var repeats = new BatchRepeats(cells);
        var items = new List<BatchItem>(rows.Count);
        foreach (var row in rows)
        {
            var before = cells.Problems.Count;
            foreach (var column in Enumerable.Range(0, row.Cells.Count).Where(column => row.At(column).Length > 0 && heads.At(column).Length == 0))
                cells.Problems.Add(new(row.Number, column, "", CellHasNoHead));
            var item = ItemOf(row, cells);
            repeats.Look(row);
            if (cells.Problems.Count == before)
                items.Add(item);
        }

        return new(items, cells.Problems, rows.Count) { Columns = columns };
    }

    private (Dictionary<BatchColumn, (int Index, string Head)> Columns, List<BatchProblem> Problems) ColumnsOf(SheetRow heads)
    {
        var (columns, problems) = (new Dictionary<BatchColumn, (int, string)>(), new List<BatchProblem>());
        for (var index = 0; index < heads.Cells.Count; index++)
        {
            if (heads.At(index) is not { Length: > 0 } head)
                continue;
            if (BatchHeads.Find(configuration, head) is not { } column)
                problems.Add(new(heads.Number, index, Excerpt(head), HeadIsUnknown));
            else if (!columns.TryAdd(column, (index, head)))
                problems.Add(new(heads.Number, index, head, HeadIsRepeated));
        }

        if (!columns.ContainsKey(BatchColumn.Text))
            problems.Add(new(heads.Number, null, "", TextColumnIsMissing));
        return (columns, problems);
    }

    private static string Excerpt(string head) => head.Length > 40 ? head[..40] : head;

    private BatchItem ItemOf(SheetRow row, BatchCells cells)
    {
        var language = cells.Known(row, BatchColumn.Language, _names.Languages, NoSuchLanguage) ?? configuration.Authority.Languages[0];
        var kind = cells.Known(row, BatchColumn.Kind, _names.Kinds, NoSuchKind);
        var service = cells.Known(row, BatchColumn.Service, _names.Services, TicketRefusals.NoSuchService);
        if (service is not null && kind is { } asked && !service.Kinds.Contains(asked))
            cells.Refuse(row, BatchColumn.Kind, TicketRefusals.KindNotTaken);
        var place = cells.Line(row, BatchColumn.Place);
        var anonymity = cells.Known(row, BatchColumn.Anonymity, _names.Anonymities, NoSuchAnonymity) ?? Anonymity.CentreOnly;
        return new(row.Number, new()
        {
            Text = TextOf(row, cells, language),
            Kind = kind,
            Service = service?.Code,
            Place = place is null ? null : _names.Places.GetValueOrDefault(place),
            PlaceText = place,
            Channel = Channel,
            Language = language,
            Anonymity = anonymity,
            Contact = ContactOf(row, cells, anonymity),
        }, cells.Line(row, BatchColumn.Reference));
    }

    private string TextOf(SheetRow row, BatchCells cells, Language language)
    {
        var lines = new List<string> { cells.At(row, BatchColumn.Text) };
        foreach (var column in (BatchColumn[])[BatchColumn.Found, BatchColumn.Team])
        {
            if (cells.Line(row, column) is { } line)
                lines.Add(configuration.Texts.Get(language, "batch.line", [("head", BatchHeads.Of(configuration, language, column)), ("words", line)]));
        }

        var (text, most) = (string.Join('\n', lines), configuration.Authority.Policy.MessageCharacters);
        if (lines[0].Length == 0)
            cells.Refuse(row, BatchColumn.Text, TicketRefusals.TextIsMissing(TextRole.Matter));
        else if (text.Length > most)
            cells.Refuse(row, BatchColumn.Text, TicketRefusals.TextIsTooLong(most));
        return text;
    }

    private static Tickets.Contact? ContactOf(SheetRow row, BatchCells cells, Anonymity anonymity)
    {
        var contact = new Tickets.Contact(cells.Line(row, BatchColumn.Name), cells.Line(row, BatchColumn.Phone), cells.Line(row, BatchColumn.Email));
        if (contact.Phone is { } phone && phone.Count(char.IsAsciiDigit) < ShortestPhone)
            cells.Refuse(row, BatchColumn.Phone, PhoneIsNone);
        if (contact.Email is { } email && (email.IndexOf('@', StringComparison.Ordinal) is not (> 0 and var at) || at == email.Length - 1))
            cells.Refuse(row, BatchColumn.Email, EmailIsNone);
        // It would be thrown away in silence; whoever wrote it down thought that it would be kept.
        if (anonymity == Anonymity.Anonymous && !contact.IsEmpty)
            cells.Refuse(row, Contacts.First(column => cells.Given(row, column) is not null), AnonymousHasContact);
        return contact.IsEmpty ? null : contact;
    }
}

/// <summary>Rows that say what a row before them says, or that are called the same.</summary>
internal sealed class BatchRepeats(BatchCells cells)
{
    private readonly Dictionary<string, int> _rows = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _references = new(StringComparer.Ordinal);

    public void Look(SheetRow row)
    {
        if (!_rows.TryAdd(string.Join('\u001F', row.Cells), row.Number))
            cells.Problems.Add(new(row.Number, null, "", IsRepeated("BatchRowIsRepeated", _rows[string.Join('\u001F', row.Cells)])));
        else if (cells.Given(row, BatchColumn.Reference) is { } reference && !_references.TryAdd(reference, row.Number))
            cells.Refuse(row, BatchColumn.Reference, IsRepeated("BatchReferenceIsRepeated", _references[reference]));
    }

    private static Refusal IsRepeated(string code, int row) => new(code, "row", row.ToString(CultureInfo.InvariantCulture));
}
