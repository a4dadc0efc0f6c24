using System.Globalization;
using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Openings;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Openings;

/// <summary>What is said of an opening when it is recorded.</summary>
public sealed record OpeningRecord
{
    /// <summary>The form's own key, made when it was shown; the same again is the same opening.</summary>
    public required string Form { get; init; }

    /// <summary>Code of the box.</summary>
    public required string Box { get; init; }

    /// <summary>When it was opened.</summary>
    public required DateTimeOffset OpenedAt { get; init; }

    /// <summary>User name of the first person present.</summary>
    public required string First { get; init; }

    /// <summary>User name of the second person present; null for somebody from outside.</summary>
    public string? SecondUser { get; init; }

    /// <summary>Name of the second person present, from outside.</summary>
    public string? SecondName { get; init; }

    /// <summary>How many sheets were in it.</summary>
    public required int Sheets { get; init; }

    /// <summary>Whether the recorder is sure of a time before the last opening.</summary>
    public bool IsSureOfTime { get; init; }
}

/// <summary>Records that a box was opened. Answers its key; recorded again by the same form it is the same one.</summary>
internal sealed class RecordOpening(OpeningRecord record, Actor actor) : Command<Outcome<long>>
{
    protected internal override async ValueTask<Outcome<long>> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        await session.Db.Openings.Where(row => row.Form == record.Form || (row.Box == record.Box && row.WithdrawnAt == null && row.OpenedAt >= record.OpenedAt)).LoadAsync(cancellationToken);
        var known = session.Db.Openings.Local;
        if (known.FirstOrDefault(row => row.Form == record.Form) is { } again)
            return again.Id;
        if (!session.Authority.Boxes.ContainsKey(record.Box))
            return OpeningRefusals.NoSuchBox;
        if (await AccountAsync(session, record.First, cancellationToken) is not { } first)
            return OpeningRefusals.NoSuchPerson;
        string? second = null;
        if (Given(record.SecondUser) is { } named)
        {
            second = await AccountAsync(session, named, cancellationToken);
            if (second is null)
                return OpeningRefusals.NoSuchPerson;
        }

        var row = new OpeningRow
        {
            Form = record.Form,
            Box = record.Box,
            OpenedAt = record.OpenedAt,
            Sheets = record.Sheets,
            FirstUser = first,
            SecondUser = second,
            SecondName = Given(record.SecondName),
            RecordedBy = actor.Name,
            RecordedAt = session.Now,
        };
        var last = known.Where(other => other.Box == record.Box && other.WithdrawnAt is null && other.OpenedAt >= record.OpenedAt).Select(other => (DateTimeOffset?)other.OpenedAt).Max();
        if (OpeningRules.Record(row.With([]), session.Now, last, record.IsSureOfTime) is { } refusal)
            return refusal;
        row.Id = await session.NextAsync("opening", cancellationToken);
        row.Number = await NumberAsync(session, record.OpenedAt, cancellationToken);
        session.Db.Openings.Add(row);
        return row.Id;
    }

    private static async ValueTask<string?> AccountAsync(WriteSession session, string? user, CancellationToken cancellationToken)
    {
        var name = (user ?? "").Trim().ToUpperInvariant();
        return await session.Db.Users.Where(member => member.NormalizedUserName == name && member.DisabledAt == null).Select(member => member.UserName).SingleOrDefaultAsync(cancellationToken);
    }

    // Few enough in a day to be counted, so that none is left out; two of the same number on two nodes are told by the index, and the second one is run again.
    private static async ValueTask<string> NumberAsync(WriteSession session, DateTimeOffset openedAt, CancellationToken cancellationToken)
    {
        var day = string.Create(CultureInfo.InvariantCulture, $"O-{TimeZoneInfo.ConvertTime(openedAt, session.Authority.TimeZone):yyyyMMdd}-");
        var known = await session.Db.Openings.CountAsync(row => row.Number.StartsWith(day), cancellationToken)
            + session.Db.Openings.Local.Count(row => row.Number.StartsWith(day, StringComparison.Ordinal) && session.Db.Entry(row).State == EntityState.Added);
        return string.Create(CultureInfo.InvariantCulture, $"{day}{known + 1:000}");
    }

    private static string? Given(string? words) => string.IsNullOrWhiteSpace(words) ? null : words.Trim();
}

/// <summary>A second person confirms, signed in as themselves, that the box was opened so, with as many sheets in it as they were shown.</summary>
internal sealed class WitnessOpening(long id, int seen, Actor actor) : OpeningCommand<OpeningState>(id)
{
    protected override ValueTask<Outcome<OpeningState>> DecideAsync(WriteSession session, LoadedOpening loaded, CancellationToken cancellationToken)
    {
        if (OpeningRules.Witness(loaded.Opening, actor.Name) is { } refusal)
            return new(refusal);
        if (loaded.Row.Sheets != seen)
            return new(OpeningRefusals.SheetsHaveChanged);
        (loaded.Row.WitnessedBy, loaded.Row.WitnessedAt) = (actor.Name, session.Now);
        Changed(session, loaded.Row);
        return new(loaded.Opening.State);
    }
}

/// <summary>Another number of sheets was in the box than was recorded. What the second person has confirmed is not so any more, and has to be confirmed anew.</summary>
internal sealed class RecountSheets(long id, int sheets, string? reason, Actor actor) : OpeningCommand<OpeningState>(id)
{
    protected override ValueTask<Outcome<OpeningState>> DecideAsync(WriteSession session, LoadedOpening loaded, CancellationToken cancellationToken)
    {
        var row = loaded.Row;
        if (OpeningRules.Recount(loaded.Opening, sheets, reason) is { } refusal)
            return new(refusal);
        (row.SheetsBefore, row.Sheets, row.RecountedBy, row.RecountReason) = (row.SheetsBefore ?? row.Sheets, sheets, actor.Name, reason!.Trim());
        // Who changes the count is who says now how many there were, so it is for somebody else to confirm.
        (row.RecordedBy, row.WitnessedBy, row.WitnessedAt) = (actor.Name, null, null);
        Changed(session, row);
        return new(loaded.Opening.State);
    }
}

/// <summary>Takes back what was recorded by mistake. It stays visible.</summary>
internal sealed class WithdrawOpening(long id, string? reason, Actor actor) : OpeningCommand<OpeningState>(id)
{
    protected override ValueTask<Outcome<OpeningState>> DecideAsync(WriteSession session, LoadedOpening loaded, CancellationToken cancellationToken)
    {
        if (OpeningRules.Withdraw(loaded.Opening, reason) is { } refusal)
            return new(refusal);
        (loaded.Row.WithdrawnAt, loaded.Row.WithdrawnBy, loaded.Row.WithdrawnReason) = (session.Now, actor.Name, reason!.Trim());
        Changed(session, loaded.Row);
        return new(loaded.Opening.State);
    }
}
