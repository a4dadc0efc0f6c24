using System.Globalization;
using Intake.Application.Notifications;

namespace Intake.Bot.Channels.WeChat;

/// <summary>What becomes of an outgoing message that WeChat refuses. The words for administrators are the texts <c>failure.wechat-CODE</c>.</summary>
internal static class WeChatErrors
{
    /// <summary>More than five messages since the person wrote last: it may go when they write again, and not before.</summary>
    public const int TooManyForPerson = 45047;

    /// <summary>What goes when its person writes again.</summary>
    public static readonly WaitsForWord UntilWritten = new(WeChatEndpoints.Code, FailureOf(TooManyForPerson));

    // Twelve attempts: the forty-eight hours in which WeChat lets an account answer at all.
    private static readonly TimeSpan UntilPersonWrites = TimeSpan.FromHours(4);
    private static readonly TimeSpan UntilTomorrow = TimeSpan.FromHours(2);

    /// <summary>The code under which a failure is kept and said.</summary>
    public static string FailureOf(int code) => string.Create(CultureInfo.InvariantCulture, $"wechat-{code}");

    /// <summary>What becomes of the message.</summary>
    public static OutboxResult ResultOf(WeChatException fault) => fault.Code switch
    {
        TooManyForPerson => new(OutboxStatus.Waiting, FailureOf(fault.Code), UntilPersonWrites),
        // What the account may do in a day is used up.
        45009 => new(OutboxStatus.Waiting, FailureOf(fault.Code), UntilTomorrow),
        // Busy, or a moment's matter; a wrong key or address, which somebody sets right.
        -1 or 45011 or 40164 or >= 500 and < 600 or 429 => new(OutboxStatus.Waiting, FailureOf(fault.Code)),
        _ when fault.IsOfKey || fault.IsOfToken => new(OutboxStatus.Waiting, FailureOf(fault.Code)),
        // The person: not there, not following, out of the forty-eight hours. The account: not allowed. The words: not taken.
        _ => new(OutboxStatus.Dead, FailureOf(fault.Code)),
    };
}
