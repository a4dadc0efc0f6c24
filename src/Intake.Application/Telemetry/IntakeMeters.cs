using System.Diagnostics.Metrics;

namespace Intake.Application.Telemetry;

/// <summary>
/// What the product counts and times, on the meter <see cref="Tracing.Name"/>. Only what is durable is counted. What the
/// database holds at a moment is <see cref="Backlog"/>. Tags are few and of few values: a channel, a kind, a job, an outcome.
/// </summary>
public sealed class IntakeMeters
{
    // From a glance at an empty table to the night's work on a full one.
    private static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800] };

    /// <summary>Makes the instruments.</summary>
    public IntakeMeters(IMeterFactory factory)
    {
        ArgumentNullException.ThrowIfNull(factory);
        var meter = factory.Create(Tracing.Name);
        Received = meter.CreateCounter<long>("intake.messages.received", "{message}", "Incoming messages that were kept, by channel.");
        Handled = meter.CreateCounter<long>("intake.messages.handled", "{message}", "Incoming messages that were handled, by channel.");
        Parked = meter.CreateCounter<long>("intake.messages.parked", "{message}", "Incoming messages that could not be handled and were kept for a person, by channel.");
        Refused = meter.CreateCounter<long>("intake.messages.refused", "{message}", "Incoming messages that were not taken, and whose sender was told, by channel.");
        Tickets = meter.CreateCounter<long>("intake.tickets.received", "{ticket}", "Tickets that came in, by channel and kind.");
        Cards = meter.CreateCounter<long>("intake.deadlines.cards", "{card}", "Cards given, by clock and card.");
        Reminders = meter.CreateCounter<long>("intake.deadlines.reminders", "{reminder}", "Steps of the reminder ladder taken, by clock and step.");
        EnforcementDuration = meter.CreateHistogram("intake.deadlines.run.duration", "s", "How long one run took that does what is due on tickets.", advice: Seconds);
        OutboxWritten = meter.CreateCounter<long>("intake.outbox.written", "{message}", "Outgoing messages written, by kind.");
        OutboxAttempts = meter.CreateCounter<long>("intake.outbox.attempts", "{attempt}", "Attempts to send an outgoing message, by kind and outcome.");
        JobDuration = meter.CreateHistogram("intake.job.duration", "s", "How long a job took, by job and outcome.", advice: Seconds);
        TransactionDuration = meter.CreateHistogram("intake.writer.transaction.duration", "s", "How long a transaction of the writer took, by outcome.", advice: Seconds);
        Commands = meter.CreateCounter<long>("intake.writer.commands", "{command}", "Commands that were saved, or failed, by outcome.");
    }

    /// <summary>By <c>channel</c>.</summary>
    internal Counter<long> Received { get; }

    /// <summary>By <c>channel</c>.</summary>
    internal Counter<long> Handled { get; }

    /// <summary>By <c>channel</c>.</summary>
    internal Counter<long> Parked { get; }

    /// <summary>By <c>channel</c>.</summary>
    internal Counter<long> Refused { get; }

    /// <summary>By <c>channel</c> and <c>kind</c>.</summary>
    internal Counter<long> Tickets { get; }

    /// <summary>By <c>clock</c> and <c>card</c>.</summary>
    internal Counter<long> Cards { get; }

    /// <summary>By <c>clock</c> and <c>step</c>.</summary>
    internal Counter<long> Reminders { get; }

    /// <summary>Seconds.</summary>
    internal Histogram<double> EnforcementDuration { get; }

    /// <summary>By <c>kind</c>.</summary>
    internal Counter<long> OutboxWritten { get; }

    /// <summary>By <c>kind</c> and <c>outcome</c>: <c>sent</c>, <c>waiting</c>, <c>dead</c>.</summary>
    internal Counter<long> OutboxAttempts { get; }

    /// <summary>Seconds, by <c>job</c> and <c>outcome</c>.</summary>
    internal Histogram<double> JobDuration { get; }

    /// <summary>Seconds, by <c>outcome</c>.</summary>
    internal Histogram<double> TransactionDuration { get; }

    /// <summary>By <c>outcome</c>.</summary>
    internal Counter<long> Commands { get; }

    /// <summary>The tag of how something ended: <c>done</c> or <c>failed</c>.</summary>
    internal static KeyValuePair<string, object?> Outcome(bool isDone) => new("outcome", isDone ? "done" : "failed");
}
