using Intake.Application.Telemetry;
using Intake.Application.Tickets;
using Intake.Application.Writing;
using Intake.Domain.Tickets;
using Microsoft.Extensions.Logging;

namespace Intake.Bot.Conversation.Handling;

/// <summary>The one door for messages of every channel. What it answers is durable; when it throws, the channel does not acknowledge and gets the message again.</summary>
public sealed partial class ActivityIntake(CommandWriter writer, ReceiptSecret secrets, ReceiptGuard guard, TimeProvider clock, ILogger<ActivityIntake> logger)
{
    /// <summary>Handles a message, or answers again one that came before. One that cannot be handled is kept as parked and answered with a sentence.</summary>
    /// <exception cref="CannotBeSavedException">The database cannot be written: nothing of the message is kept.</exception>
    public async Task<HandledActivity> HandleAsync(InboundActivity inbound, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(inbound);
        using var trace = Tracing.Message(inbound.Profile.Code);
        var handled = await HandleOrParkAsync(inbound, cancellationToken);
        trace?.SetTag("outcome", handled.IsRepeat ? "repeat" : handled.IsParked ? "parked" : "handled");
        if (handled.WrongReceipt is { } number)
            guard.Wrong(inbound.Address ?? inbound.ConversationKey, number, clock.GetUtcNow());
        return handled;
    }

    private async Task<HandledActivity> HandleOrParkAsync(InboundActivity inbound, CancellationToken cancellationToken)
    {
        try
        {
            return await writer.WriteAsync(new HandleActivity(inbound, secrets, guard), cancellationToken);
        }
        catch (Exception fault) when (fault is not CannotBeSavedException and not OperationCanceledException)
        {
            // The fault's message may hold words of the citizen, so only its type and the message's id are logged.
            LogParked(inbound.Profile.Code, inbound.MessageKey, fault.GetType().Name, fault.TargetSite?.DeclaringType?.Name);
            return await writer.WriteAsync(new ParkActivity(inbound, fault.GetType().Name, secrets), cancellationToken);
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "Message {Message} of {Channel} could not be handled and is parked: {Fault} in {Where}")]
    private partial void LogParked(string channel, string message, string fault, string? where);
}
