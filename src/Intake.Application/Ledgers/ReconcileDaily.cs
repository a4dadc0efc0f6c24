using System.Text.Json;
using System.Text.Json.Serialization;
using Intake.Application.Data;
using Intake.Application.Deadlines;
using Intake.Application.Writing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Intake.Application.Ledgers;

/// <summary>What the last daily reconciliation found.</summary>
/// <param name="At">When it was made.</param>
/// <param name="Broken">The channels on which something is lost; empty when it holds for all.</param>
public sealed record ReconciliationFinding(DateTimeOffset At, IReadOnlyList<ChannelBalance> Broken)
{
    /// <summary>Whether nothing is lost on any channel.</summary>
    public bool Holds => Broken.Count == 0;
}

/// <summary>The daily reconciliation: tells the centre when something is lost, and remembers what it found for the health answer and the administrators' page.</summary>
public sealed partial class ReconcileDaily(Reconciliation reconciliation, IDbContextFactory<IntakeDbContext> contexts, CommandWriter writer, TimeProvider clock, ILogger<ReconcileDaily> logger)
{
    /// <summary>The notice that the centre gets: the text <c>notice.reconciliation</c>.</summary>
    public const string Notice = "reconciliation";

    private const string Setting = "reconciliation";

    /// <summary>Reconciles every channel. Answers whether it holds for all; else the centre has a notice and the log an error.</summary>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var broken = (await reconciliation.RunAsync(Reconciliation.DefaultPatience, cancellationToken)).Where(channel => !channel.Holds).ToList();
        foreach (var channel in broken)
            LogBroken(channel.Channel, channel.Received, channel.Handled, channel.Parked, channel.Refused, channel.Overdue, channel.WithoutTicket);
        await writer.WriteAsync(new Remember(Setting, Written(new(clock.NowToTheMillisecond(), broken))), cancellationToken);
        if (broken.Count > 0)
            await writer.WriteAsync(new TellCentre(Notice), cancellationToken);
        return broken.Count == 0;
    }

    /// <summary>What the last run found; null before the first.</summary>
    public async Task<ReconciliationFinding?> LastAsync(CancellationToken cancellationToken)
    {
        var value = await contexts.RememberedAsync(Setting, cancellationToken);
        return value is null ? null : JsonSerializer.Deserialize(value, ReconciliationJson.Default.ReconciliationFinding);
    }

    private static string Written(ReconciliationFinding finding) => JsonSerializer.Serialize(finding, ReconciliationJson.Default.ReconciliationFinding);

    [LoggerMessage(Level = LogLevel.Error, Message = "Channel {Channel} does not reconcile: received {Received}, handled {Handled}, parked {Parked}, refused {Refused}, overdue {Overdue}, without their ticket {WithoutTicket}")]
    private partial void LogBroken(string channel, long received, long handled, long parked, long refused, long overdue, long withoutTicket);
}

/// <summary>Tells the centre something that is about no ticket.</summary>
internal sealed class TellCentre(string kind) : Command<bool>
{
    protected internal override async ValueTask<bool> ExecuteAsync(WriteSession session, CancellationToken cancellationToken)
    {
        session.Db.Notices.Add(new() { Id = await session.NextAsync("notice", cancellationToken), Unit = session.Authority.Centre.Code, Kind = kind, At = session.Now });
        return true;
    }
}

[JsonSerializable(typeof(ReconciliationFinding))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, IgnoreReadOnlyProperties = true)]
internal sealed partial class ReconciliationJson : JsonSerializerContext;
