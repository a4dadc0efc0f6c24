using System.Globalization;
using Intake.Application.Publication;
using Intake.Application.Writing;
using Intake.Domain;
using Intake.Domain.Access;
using Intake.Domain.Publication;
using Intake.Domain.Tickets;

namespace Intake.Application.Replays;

/// <summary>
/// Makes a month's bulletin as its publishers would: begins it, chooses tickets that were written off, confirms every mask,
/// and has another person sign it off. All of it or nothing, once. Answers its key; null when no ticket may be published.
/// </summary>
/// <param name="remembered">The name under which it is remembered that this month has its bulletin.</param>
/// <param name="series">Code of the series.</param>
/// <param name="from">First day of the month.</param>
/// <param name="writtenOff">Tickets that were written off in it.</param>
/// <param name="publishAt">When it is to be published.</param>
/// <param name="editor">Who makes it.</param>
/// <param name="signer">Who signs it off.</param>
internal sealed class MonthlyBulletin(string remembered, string series, DateOnly from, IReadOnlyList<TicketId> writtenOff, DateTimeOffset publishAt, Actor editor, Actor signer) : Command<long?>
{
    private const int MostItems = 20;
    private const string None = "none";

    protected internal override async ValueTask<long?> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        if (await session.Db.Settings.FindAsync([remembered], cancellationToken) is { } before)
            return KeyIn(before.Value);
        var tickets = await session.FindTicketsAsync([.. writtenOff.Select(id => id.Value)], cancellationToken);
        List<TicketId> chosen = [.. tickets.Where(ticket => Eligibility.Check(session.Authority, ticket) is null).Take(MostItems).Select(ticket => ticket.Id)];
        long? made = chosen.Count == 0 ? null : await MakeAsync(session, chosen, cancellationToken);
        session.Db.Settings.Add(new() { Id = remembered, Value = made?.ToString(CultureInfo.InvariantCulture) ?? None });
        return made;
    }

    /// <summary>The key of the bulletin that is remembered; null when there was nothing for one.</summary>
    public static long? KeyIn(string value) => value == None ? null : long.Parse(value, CultureInfo.InvariantCulture);

    private async ValueTask<long> MakeAsync(WriteSession session, IReadOnlyList<TicketId> chosen, CancellationToken cancellationToken)
    {
        var id = Held(await session.RunAsync(new BeginBulletin(editor, series, from, from.AddMonths(1).AddDays(-1)), cancellationToken));
        Held(await session.RunAsync(new ChooseItems(id, editor, chosen), cancellationToken));
        foreach (var ticket in chosen)
        {
            Held(await session.RunAsync(new ConfirmMasks(id, editor, new(TextPart.Matter, ticket)), cancellationToken));
            Held(await session.RunAsync(new ConfirmMasks(id, editor, new(TextPart.Reply, ticket)), cancellationToken));
        }

        Held(await session.RunAsync(new SignOffBulletin(id, signer, publishAt), cancellationToken));
        return id;
    }

    // A refusal here would leave a bulletin half made: thrown, so that nothing of it is saved.
    private static T Held<T>(Outcome<T> outcome) =>
        outcome.Succeeded ? outcome.Value : throw new InvalidOperationException($"A bulletin could not be made: {outcome.Refusal.Code}");
}
