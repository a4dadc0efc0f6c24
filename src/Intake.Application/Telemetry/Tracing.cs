using System.Diagnostics;
using Intake.Application.Notifications;

namespace Intake.Application.Telemetry;

/// <summary>
/// The product's spans. Whoever listens (OpenTelemetry, where it is configured) gets them; while nobody listens none is
/// made. A tag names a channel, a kind, a command or an outcome: never a person, a ticket, an address or what was said.
/// </summary>
public static class Tracing
{
    /// <summary>The name of the source of spans, and of the meter.</summary>
    public const string Name = "Intake";

    /// <summary>The sources of spans below the web: the product's own, and those of drivers and libraries that have some.</summary>
    public static IReadOnlyList<string> Sources { get; } = [Name, "Npgsql", "Quartz", "System.Net.Http"];

    /// <summary>The meters below the web, likewise.</summary>
    public static IReadOnlyList<string> Meters { get; } = [Name, "Microsoft.EntityFrameworkCore", "Npgsql", "Quartz", "System.Net.Http", "System.Runtime"];

    /// <summary>The source of every span of the product.</summary>
    public static ActivitySource Source { get; } = new(Name);

    /// <summary>A message that came in by a channel, until it is durable and answered; null while nobody listens.</summary>
    /// <param name="channel">Code of the channel.</param>
    public static Activity? Message(string channel) => Source.StartActivity("message", ActivityKind.Consumer)?.SetTag("channel", channel);

    /// <summary>One turn of a conversation with all that it wants done; null while nobody listens.</summary>
    /// <param name="channel">Code of the channel.</param>
    public static Activity? Turn(string channel) => Source.StartActivity("conversation turn")?.SetTag("channel", channel);

    /// <summary>An attempt to send an outgoing message, in the trace of what caused it; null while nobody listens.</summary>
    public static Activity? Sending(OutboxRow message)
    {
        ArgumentNullException.ThrowIfNull(message);
        var cause = ActivityContext.TryParse(message.Trace, null, isRemote: true, out var written) ? written : default;
        return Source.StartActivity("outbox send", ActivityKind.Producer, cause)?.SetTag("kind", message.Kind);
    }

    /// <summary>The written form of a place in a trace (W3C traceparent, 55 characters); null without one, or while nobody listens.</summary>
    internal static string? Written(ActivityContext place) => place == default || !Source.HasListeners()
        ? null
        : $"00-{place.TraceId}-{place.SpanId}-{(place.TraceFlags.HasFlag(ActivityTraceFlags.Recorded) ? "01" : "00")}";

    /// <summary>Says that it went wrong. Only the kind of fault: its message may quote somebody's words.</summary>
    public static void Fail(this Activity activity, Exception fault)
    {
        ArgumentNullException.ThrowIfNull(activity);
        ArgumentNullException.ThrowIfNull(fault);
        activity.SetStatus(ActivityStatusCode.Error).SetTag("error.type", fault.GetType().FullName);
    }
}
