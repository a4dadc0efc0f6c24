using Intake.Application.Notifications;
using Intake.Bot.Conversation.Handling;
using Microsoft.AspNetCore.Http;

namespace Intake.Bot.Channels.WeChat;

/// <summary>
/// Gives answers in the answer to the request (passive replies), where they are ready in time and fit into one text; every
/// other one leaves by the outbox. Never both: the outbox keeps an answer back until it is said here what became of it, and
/// sends it by itself when this node dies before saying anything.
/// </summary>
internal sealed class WeChatAnswers(WeChatCrypt crypt, AnswerLedger ledger, TimeProvider clock)
{
    // WeChat hangs up after five seconds, and the way there takes time as well.
    private static readonly TimeSpan Within = TimeSpan.FromSeconds(4);

    /// <summary>The moment, for measuring how long an answer took.</summary>
    public long Now => clock.GetTimestamp();

    /// <summary>The answer to a message.</summary>
    /// <param name="to">The message.</param>
    /// <param name="handled">What was said to it.</param>
    /// <param name="isEncrypted">Whether the message was encrypted.</param>
    /// <param name="nonce">The nonce of its request.</param>
    /// <param name="came">When the request came.</param>
    public IResult Of(SaidToAccount to, HandledActivity handled, bool isEncrypted, string nonce, long came)
    {
        if (handled.Held is not { } held)
            return TypedResults.Text(PassiveReply.Nothing); // nothing was said, or it has left by the outbox
        if (clock.GetElapsedTime(came) > Within || ActivityToWeChat.Convert(handled.Replies) is not [var text])
        {
            ledger.Release(held);
            return TypedResults.Text(PassiveReply.Nothing);
        }

        var now = clock.GetUtcNow();
        var plain = PassiveReply.Of(to, text, now);
        return new Given(isEncrypted ? PassiveReply.Sealed(crypt, plain, nonce, now) : plain, held, ledger);
    }

    /// <summary>An answer that is on its way to WeChat when it is written; when WeChat has hung up meanwhile, it was not given.</summary>
    private sealed class Given(string xml, HeldAnswer held, AnswerLedger ledger) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var isGiven = false;
            try
            {
                httpContext.Response.ContentType = "text/xml; charset=utf-8";
                await httpContext.Response.WriteAsync(xml, httpContext.RequestAborted);
                await httpContext.Response.CompleteAsync();
                isGiven = !httpContext.RequestAborted.IsCancellationRequested;
            }
            finally
            {
                if (isGiven)
                    ledger.Given(held);
                else
                    ledger.Release(held);
            }
        }
    }
}
