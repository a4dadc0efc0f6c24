using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Openings;
using Microsoft.EntityFrameworkCore;

namespace Intake.Application.Openings;

/// <summary>An opening with its sheets, as a command works on it.</summary>
/// <param name="Row">Its row.</param>
/// <param name="Sheets">What was entered, with what was undone.</param>
internal sealed record LoadedOpening(OpeningRow Row, IReadOnlyList<OpeningSheetRow> Sheets)
{
    /// <summary>As the rules see it.</summary>
    public Opening Opening => Row.With(Sheets);

    /// <summary>What stands for a sheet; null when nothing is entered.</summary>
    public OpeningSheetRow? Sheet(int number) => Sheets.FirstOrDefault(sheet => sheet.Number == number && sheet.UndoneAt is null);
}

/// <summary>Something that is done to one opening. Each makes its version grow, so that two nodes never decide on the same sheets.</summary>
internal abstract class OpeningCommand<T>(long id) : Command<Outcome<T>>
{
    protected long Id => id;

    protected abstract ValueTask<Outcome<T>> DecideAsync(WriteSession session, LoadedOpening loaded, CancellationToken cancellationToken);

    protected internal sealed override async ValueTask<Outcome<T>> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        if (await session.Db.Openings.FindAsync([id], cancellationToken) is not { } row)
            return OpeningRefusals.NoSuchOpening;
        await session.Db.OpeningSheets.Where(sheet => sheet.Opening == id).LoadAsync(cancellationToken);
        // Local has also what commands before this one have added in the same transaction.
        return await DecideAsync(session, new(row, [.. session.Db.OpeningSheets.Local.Where(sheet => sheet.Opening == id)]), cancellationToken);
    }

    protected static void Changed(WriteSession session, OpeningRow row)
    {
        row.Version++;
        session.Changed(row);
    }
}
