using System.Globalization;
using System.Threading.Channels;
using Intake.Application.Data;
using Intake.Application.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Intake.Application.Notifications;

/// <summary>
/// An answer that a channel may give in its own answer to the message, instead of sending it: it lies in the outbox and does
/// not leave for a while. Whoever gives it says so afterwards; whoever cannot lets it leave; when nobody says anything,
/// because the node died in between, it leaves by itself.
/// </summary>
/// <param name="Row">Key of the row in the outbox.</param>
/// <param name="Claim">Who may give it: a message that comes again has a new claim, and what the one before says counts no more.</param>
public sealed record HeldAnswer(long Row, string Claim);

/// <summary>The claims of held answers.</summary>
public static class HeldAnswers
{
    internal const string FirstClaim = Prefix + "1";
    private const string Prefix = "answer:";

    /// <summary>
    /// Claims an answer once more, because its message came again: the sender has not got what was given. Null when it has
    /// left by the outbox, or is going to: then nobody else may give it.
    /// </summary>
    /// <param name="session">The running command.</param>
    /// <param name="idempotencyKey">The answer's key in the outbox.</param>
    /// <param name="heldFor">How long it does not leave by itself.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public static async ValueTask<HeldAnswer?> ClaimAgainAsync(WriteSession session, string idempotencyKey, TimeSpan heldFor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var until = session.Now + heldFor;
        if (session.Db.Outbox.Local.FirstOrDefault(row => row.IdempotencyKey == idempotencyKey) is { } written)
        {
            // Of this very transaction: both came at once, and the later one gives it.
            (written.Claim, written.NextAttemptAt) = (After(written.Claim), until);
            return written.Claim is null ? null : new(written.Id, written.Claim);
        }

        var found = await session.Db.Outbox.AsNoTracking().Where(row => row.IdempotencyKey == idempotencyKey).Select(row => new { row.Id, row.Claim }).FirstOrDefaultAsync(cancellationToken);
        if (After(found?.Claim) is not { } next)
            return null;
        var taken = await session.Db.Outbox.Where(row => row.Id == found!.Id && row.Claim == found.Claim)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Claim, next).SetProperty(row => row.Status, OutboxStatus.Waiting).SetProperty(row => row.NextAttemptAt, until), cancellationToken);
        return taken == 0 ? null : new(found!.Id, next);
    }

    private static string? After(string? claim) =>
        claim?.StartsWith(Prefix, StringComparison.Ordinal) == true && int.TryParse(claim.AsSpan(Prefix.Length), CultureInfo.InvariantCulture, out var count)
            ? string.Create(CultureInfo.InvariantCulture, $"{Prefix}{count + 1}")
            : null;
}

/// <summary>A failure that lasts until the person says something again, such as a channel's count of messages that one may send unasked.</summary>
/// <param name="Kind">Kind of the messages.</param>
/// <param name="Failure">The failure.</param>
public sealed record WaitsForWord(string Kind, string Failure);

/// <summary>Records what became of held answers. Those of which somebody else has the claim by now stay as they are.</summary>
/// <param name="given">Those that the channel has given: they count as sent.</param>
/// <param name="released">Those that it could not give: they leave by the outbox at once.</param>
/// <param name="woken">What waited for the same people to speak, and goes now as well.</param>
public sealed class SettleAnswers(IReadOnlyList<HeldAnswer> given, IReadOnlyList<HeldAnswer> released, IEnumerable<WaitsForWord>? woken = null) : Command<int>
{
    /// <inheritdoc/>
    protected internal override async ValueTask<int> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(session);
        var settled = 0;
        foreach (var (claim, ids) in ByClaim(given))
        {
            settled += await session.Db.Outbox.Where(row => EF.Parameter(ids).Contains(row.Id) && row.Claim == claim)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, OutboxStatus.Sent).SetProperty(row => row.Attempts, row => row.Attempts + 1).SetProperty(row => row.NextAttemptAt, (DateTimeOffset?)null), cancellationToken);
        }

        var now = session.Now;
        foreach (var (claim, ids) in ByClaim(released))
        {
            settled += await session.Db.Outbox.Where(row => EF.Parameter(ids).Contains(row.Id) && row.Claim == claim)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.Status, OutboxStatus.Waiting).SetProperty(row => row.Claim, (string?)null).SetProperty(row => row.NextAttemptAt, now), cancellationToken);
        }

        var rung = released.Count;
        foreach (var wait in woken ?? [])
            rung += await WakeAsync(session, wait, cancellationToken);
        if (rung > 0)
            session.RingOutbox();
        return settled;
    }

    private async ValueTask<int> WakeAsync(WriteSession session, WaitsForWord wait, CancellationToken cancellationToken)
    {
        var (now, answers) = (session.Now, given.Concat(released).Select(answer => answer.Row).ToArray());
        return await session.Db.Outbox
            .Where(row => row.NextAttemptAt > now && row.Kind == wait.Kind && row.Failure == wait.Failure && session.Db.Outbox.Any(answer => EF.Parameter(answers).Contains(answer.Id) && answer.Address == row.Address))
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.NextAttemptAt, now), cancellationToken);
    }

    private static IEnumerable<(string Claim, long[] Ids)> ByClaim(IReadOnlyList<HeldAnswer> answers) =>
        answers.GroupBy(answer => answer.Claim, answer => answer.Row, StringComparer.Ordinal).Select(some => (some.Key, some.ToArray()));
}

/// <summary>
/// Writes down what became of held answers: everything that was said since the last time in one command, so that giving
/// answers costs next to nothing, however many they are.
/// </summary>
public sealed partial class AnswerLedger(CommandWriter writer, IEnumerable<WaitsForWord> waits, DatabaseOptions options, TimeProvider clock, ILogger<AnswerLedger> logger) : BackgroundService
{
    private static readonly TimeSpan AfterFault = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan ClocksApart = TimeSpan.FromMinutes(5);

    // Or every few messages would have a transaction of their own for this.
    private static readonly TimeSpan GatheredFor = TimeSpan.FromMilliseconds(100);

    private readonly Channel<(HeldAnswer Answer, bool IsGiven)> _said = Channel.CreateUnbounded<(HeldAnswer, bool)>(new() { SingleReader = true });
    private volatile TaskCompletionSource _isReleased = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>How long an answer is held that a channel gives within a time: where there are several nodes, their clocks may be that much apart.</summary>
    /// <param name="within">How long the channel may take.</param>
    public TimeSpan HeldFor(TimeSpan within) => options.IsEmbedded ? within : within + ClocksApart;

    /// <summary>The answer was given.</summary>
    public void Given(HeldAnswer answer) => _said.Writer.TryWrite((answer, true));

    /// <summary>The answer was not given, and has to be sent: at once.</summary>
    public void Release(HeldAnswer answer)
    {
        _said.Writer.TryWrite((answer, false));
        _isReleased.TrySetResult();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (await _said.Reader.WaitToReadAsync(stoppingToken))
            {
                await GatherAsync(stoppingToken);
                await SettleAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            await SettleAsync(stoppingToken);
        }
    }

    private async Task GatherAsync(CancellationToken stoppingToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
        await Task.WhenAny(_isReleased.Task, Task.Delay(GatheredFor, clock, enough.Token));
        await enough.CancelAsync();
        stoppingToken.ThrowIfCancellationRequested();
        _isReleased = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    private async Task SettleAsync(CancellationToken stoppingToken)
    {
        var (given, released) = (new List<HeldAnswer>(), new List<HeldAnswer>());
        while (_said.Reader.TryRead(out var said))
            (said.IsGiven ? given : released).Add(said.Answer);
        while (given.Count + released.Count > 0)
        {
            try
            {
                await writer.WriteAsync(new SettleAnswers(given, released, waits), CancellationToken.None);
                return;
            }
#pragma warning disable CA1031 // A database that is away for a while must not make one forget which answers were given.
            catch (Exception fault)
#pragma warning restore CA1031
            {
                LogFailed(given.Count, released.Count, fault.GetType().Name);
                if (stoppingToken.IsCancellationRequested)
                    return;
                await Task.Delay(AfterFault, clock, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "What became of {Given} answers given and {Released} to be sent could not be recorded: {Fault}")]
    private partial void LogFailed(int given, int released, string fault);
}
