using System.Net.WebSockets;
using System.Text.Json;
using Intake.Application.Conversations;
using Intake.Domain.Tickets;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Intake.Bot.Channels.DirectLine;

/// <summary>
/// The stream of a conversation: a WebSocket that carries what is said, each frame with its watermark. A client that loses
/// it asks for another address with the last watermark, of any node, and misses nothing and gets nothing twice.
/// </summary>
internal static class DirectLineStream
{
    /// <summary>How long nothing is said until an empty frame tells the client that the stream is alive.</summary>
    public static readonly TimeSpan Idle = TimeSpan.FromSeconds(20);

    private static readonly TimeSpan ClosesWithin = TimeSpan.FromSeconds(5);

    /// <summary>Opens the stream and serves it until one of both ends it, or a token's lifetime is over.</summary>
    public static async Task<IResult> OpenAsync(
        string conversation,
        string? watermark,
        string? t,
        HttpContext context,
        DirectLineTokens tokens,
        DirectLineBell bell,
        ChatQueries chats,
        ReceiptSecret secrets,
        IHostApplicationLifetime lifetime,
        TimeProvider clock)
    {
        if (string.IsNullOrEmpty(t))
            return DirectLineAccess.Unauthorised(context.Request);
        // The address that was given out, or for older clients the token itself.
        if (tokens.ReadForStream(t) != conversation && tokens.Read(t, out _)?.Conversation != conversation)
            return DirectLineAccess.Forbidden(DirectLineErrors.TokenNotValid);
        if (DirectLineActivities.PlaceOf(watermark is "-" ? null : watermark) is not { } after)
            return DirectLineActivities.NoWatermark();
        if (!context.WebSockets.IsWebSocketRequest)
            return DirectLineErrors.Refused(StatusCodes.Status400BadRequest, "urn:intake:websocket-expected");
        using var listener = bell.Listen(conversation, after);
        if (listener is null)
            return DirectLineErrors.Refused(StatusCodes.Status429TooManyRequests, "urn:intake:too-many-streams");

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        using var longest = new CancellationTokenSource(DirectLineTokens.Lifetime, clock);
        using var over = CancellationTokenSource.CreateLinkedTokenSource(longest.Token, lifetime.ApplicationStopping, context.RequestAborted);
        var heard = HearAsync(socket, context.RequestAborted);
        try
        {
            await TellAsync(socket, listener, heard, async ct => await DirectLineActivities.AfterAsync(conversation, listener.Known, chats, secrets, ct), clock, over.Token);
        }
        catch (OperationCanceledException) when (over.IsCancellationRequested)
        {
            // The program ends, or the stream has lasted long enough: said to the client, which comes again.
        }
        catch (WebSocketException)
        {
            return Results.Empty; // the client is gone
        }

        await CloseAsync(socket, heard, lifetime.ApplicationStopping.IsCancellationRequested, clock);
        return Results.Empty;
    }

    private static async Task TellAsync(WebSocket socket, DirectLineListener listener, Task heard, Func<CancellationToken, Task<(ActivitySet Set, int Last)>> read, TimeProvider clock, CancellationToken cancellationToken)
    {
        while (!heard.IsCompleted)
        {
            while (await read(cancellationToken) is { Set.Activities.Count: > 0 } said)
            {
                await socket.SendAsync(JsonSerializer.SerializeToUtf8Bytes(said.Set, DirectLineJson.Default.ActivitySet), WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
                listener.Known = said.Last;
            }

            using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var rung = listener.WaitAsync(enough.Token);
            var first = await Task.WhenAny(rung, heard, Task.Delay(Idle, clock, enough.Token));
            await enough.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
            if (first != rung && first != heard)
                await socket.SendAsync(ReadOnlyMemory<byte>.Empty, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
        }
    }

    /// <summary>Reads what the client sends (empty frames, that it is alive) until it closes.</summary>
    private static async Task HearAsync(WebSocket socket, CancellationToken cancellationToken)
    {
        var buffer = new byte[1024];
        try
        {
            while (await socket.ReceiveAsync(buffer, cancellationToken) is { MessageType: not WebSocketMessageType.Close })
            {
                // Nothing is said this way.
            }
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException)
        {
            // Gone without a word.
        }
    }

    private static async Task CloseAsync(WebSocket socket, Task heard, bool isStopping, TimeProvider clock)
    {
        if (socket.State is not WebSocketState.Open and not WebSocketState.CloseReceived)
            return;
        using var patience = new CancellationTokenSource(ClosesWithin, clock);
        try
        {
            await socket.CloseOutputAsync(isStopping ? WebSocketCloseStatus.EndpointUnavailable : WebSocketCloseStatus.NormalClosure, null, patience.Token);
            await heard.WaitAsync(patience.Token);
        }
        catch (Exception fault) when (fault is WebSocketException or OperationCanceledException)
        {
            // Who does not answer is cut off.
        }
    }
}
